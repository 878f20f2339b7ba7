"""What was wrong with the files: every diagnostic with its path, line, cause and cure."""

from collections.abc import Iterable
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from digest_parsers.model import Diagnostic, Level
from digest_parsers.sanitize import clean_line

_STYLES = {Level.ERROR: "bold $error", Level.WARNING: "bold $warning", Level.INFO: "$text-muted"}
_ORDER = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}


class ProblemsScreen(ModalScreen[None]):
    """The diagnostics of the library, the worst first."""

    BINDINGS = [("escape,q,exclamation_mark", "dismiss", "close")]  # noqa: RUF012 (Textual declares it so)
    AUTO_FOCUS = "#problems-text"

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__()
        self._diagnostics = sorted(diagnostics, key=lambda one: (_ORDER[one.level], one.path, one.line or 0))

    def compose(self) -> ComposeResult:
        """A heading and the list."""
        with Vertical(id="problems"):
            yield Static(self._heading(), id="problems-heading")
            with VerticalScroll(id="problems-text", can_focus=True):
                yield Static(Content("\n\n").join(self._told(one) for one in self._diagnostics))

    def key_j(self) -> None:
        """Scroll down."""
        self.query_one("#problems-text").scroll_relative(y=1, animate=False)

    def key_k(self) -> None:
        """Scroll up."""
        self.query_one("#problems-text").scroll_relative(y=-1, animate=False)

    def _heading(self) -> Content:
        counts = {level: sum(one.level is level for one in self._diagnostics) for level in Level}
        if not self._diagnostics:
            return Content("Nothing is wrong with these files.")
        return Content(
            ", ".join(
                f"{n:,} {level.value}{'s' * (n != 1 and level is not Level.INFO)}"
                for level, n in counts.items()
                if n
            )
        )

    def _told(self, one: Diagnostic) -> Content:
        where = clean_line(Path(one.path).name) + (f":{one.line}" if one.line else "")
        lines = [
            Content.assemble(
                (f"{one.level.value:8}", _STYLES[one.level]), (where, "bold"), "  ", (one.code, "$text-faint")
            )
        ]
        lines.append(Content("        " + clean_line(one.message)))
        if one.cure:
            lines.append(Content.styled("        → " + clean_line(one.cure), "$text-muted"))
        return Content("\n").join(lines)
