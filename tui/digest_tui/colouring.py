"""The app's part in how it looks: the theme, the colours that the terminal has, the signs."""

import os

from textual.app import App
from textual.filter import ANSIToTruecolor, Monochrome, NoColor

from digest_tui.drawing import wants_ascii, wants_no_colour
from digest_tui.parts import Parted
from digest_tui.settings import Settings
from digest_tui.themes import DARK, LIGHT, TERMINAL, shared_variables

#: Colour systems of Rich with which a theme of 16 million colours cannot be told from another.
_FEW_COLOURS = (None, "standard")


class Coloured(Parted, App[int], part=True):
    """Takes the theme of the settings, or one for a terminal that has few colours or is to show none."""

    _colourless = False
    _look_chosen = False

    def tell(self, message: str, *, wrong: bool = False) -> None:
        """Show a message in the status line."""
        raise NotImplementedError

    def choose_look(self, settings: Settings) -> str:
        """Take theme and signs before any style is worked out: later it costs a tenth of the launch.

        Returns:
            What is wrong with the settings, or nothing.
        """
        self._look_chosen = True
        for theme in (DARK, LIGHT, TERMINAL):
            self.register_theme(theme)
        self._colourless = wants_no_colour(os.environ)
        few = self._colourless or self.console.color_system in _FEW_COLOURS
        wanted = TERMINAL.name if self._colourless or (few and not settings.theme) else settings.theme
        wrong = ""
        if wanted and wanted not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            wrong = f"there is no theme {wanted}; known are {known}"
            wanted = ""
        self._begin_with(wanted or DARK.name)
        self._choose_filters(settings)
        return wrong

    def _begin_with(self, name: str) -> None:
        """Set the theme as Textual does, but without waiting for the app to run."""
        self.set_reactive(App.theme, name)
        dark = self.current_theme.dark
        for known, there in ((f"-theme-{name}", True), ("-dark-mode", dark), ("-light-mode", not dark)):
            self.set_class(there, known, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def _choose_filters(self, settings: Settings) -> None:
        """Choose what is done to everything that is drawn."""
        for one in self._filters:
            if isinstance(one, ANSIToTruecolor):  # set for the theme that Textual began with
                one.enabled = not self.native_ansi_color
        # Those that Textual has for NO_COLOR, even where that is empty and so not set.
        self._filters[:] = [one for one in self._filters if not isinstance(one, (Monochrome, NoColor))]
        if self._colourless:
            from digest_tui.colourless import Colourless  # noqa: PLC0415 - seldom needed

            self._filters.append(Colourless())
        if wants_ascii(settings.glyphs, os.environ):
            from digest_tui.glyphs import AsciiGlyphs  # noqa: PLC0415 - seldom needed

            self._filters.append(AsciiGlyphs())

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, once it is chosen; before, Textual asks for those of its own (1 ms)."""
        return super().get_css_variables() if self._look_chosen else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours for the names that only the reader's own themes define."""
        return shared_variables(self.current_theme)

    def action_change_theme(self) -> None:
        """Choose another theme, where there are colours."""
        if self._colourless:
            self.tell("NO_COLOR is set, so there are no themes")
        else:
            super().action_change_theme()
