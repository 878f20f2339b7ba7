"""The help: what the focused pane is for, and every key, with a line to search them."""

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from digest_tui.commands import Command, Pane
from digest_tui.keys import shown_key
from digest_tui.screens.leaving import Asking
from digest_tui.syntax import SYNTAX
from digest_tui.widgets.window import Window
from digest_tui.wrap import broken

#: Columns of the keys; of the window, at most; and of its border, padding and scrollbar.
_KEYS, _WIDEST, _AROUND = 14, 92, 6
#: What somebody who has never used the reader looks for.
_FIRST = ("open", "search", "bookmark", "go.bookmarks", "open_library", "palette", "back")
#: Printable keys that do something else than find a command.
_TAKEN = ("j", "k", "q", "question_mark", "slash", "space")

ABOUT = {
    Pane.DAYS: (
        "The days of the library, newest first. The bar and the first number say how many papers a day has, "
        "● how many of them are unread. ~ marks a day that was worked out because its file states none, "
        "+ one that has come since your last visit. / and ◆ are your saved searches and watches, ! is what "
        "cannot be understood: a search, or a file among the bookmarks."
    ),
    Pane.CATEGORIES: (
        "The arXiv categories of what is shown. Moving here narrows the list of papers; "
        "the first line shows all of them again."
    ),
    Pane.PAPERS: (
        "The papers of the day or search. ● is unread, ★ is bookmarked, ↺ also stands in another day's "
        "digest, ◆ is found by one of your watches and comes first; the number and bar are the generator's "
        "score. What a mute finds is folded in the last line: Enter shows it."
    ),
    Pane.PAGE: (
        "One paper as its digest tells it. A quiet underline marks characters that were restored with doubt, "
        "\ufffd those that are lost. Links, authors, "
        "categories, keywords and labels lead somewhere: ( and ) choose one, Enter or a click follows it."
    ),
    Pane.TRIAGE: (
        "The papers to go through, one at a time. Each key says what becomes of the paper and goes on to the "
        "next; u goes back and takes it back."
    ),
    Pane.SEARCH: (
        'Words are all to be found; "a phrase", -not, OR and the fields below narrow it. '
        "Tab looks through this day or all days."
    ),
}


class HelpScreen(Asking[None]):
    """All commands, those of the focused pane first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "close"),
        # Before the line takes them: they scroll whether something has been typed there or not.
        Binding("down", "scroll(1)", "down", priority=True),
        Binding("up", "scroll(-1)", "up", priority=True),
        Binding("pagedown,ctrl+f,ctrl+d", "page(1)", "page down", priority=True),
        Binding("pageup,ctrl+b", "page(-1)", "page up", priority=True),
    ]
    AUTO_FOCUS = "#help-text"
    CSS = """
    #help { width: 92; height: 90%; }
    #help-about { margin-bottom: 1; color: $text-muted; }
    #help-find { background: $panel; }
    #help-text { height: 1fr; background: $surface; scrollbar-size-vertical: 1; }
    """

    def __init__(self, commands: Iterable[Command], pane: Pane) -> None:
        super().__init__()
        self._commands = tuple(commands)
        self._pane = pane

    def compose(self) -> ComposeResult:
        """What the pane is for, a line to search in, the keys."""
        with Window(id="help"):
            yield Static(
                Content.assemble((self._pane.value.capitalize(), "bold $accent"), "\n" + ABOUT[self._pane]),
                id="help-about",
            )
            yield Input(
                placeholder="type to find a command, ↓ and PgDn scroll, Esc closes",
                compact=True,
                select_on_focus=False,  # or the first letter that is typed is replaced by the second
                id="help-find",
            )
            with VerticalScroll(id="help-text", can_focus=True):
                yield Static(self._table(""), id="help-keys")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only the commands that match."""
        self.query_one("#help-keys", Static).update(self._table(event.value.strip()))

    def on_input_submitted(self) -> None:
        """Go from the line to the keys."""
        self.query_one("#help-text").focus()

    def on_key(self, event: events.Key) -> None:
        """Find what is typed, whether the line for it was gone to or not."""
        line = self.query_one("#help-find", Input)
        if event.is_printable and event.character and self.focused is not line and event.key not in _TAKEN:
            event.stop()
            line.focus()
            line.insert_text_at_cursor(event.character)

    def key_slash(self) -> None:
        """Go to the line."""
        self.query_one("#help-find").focus()

    def key_space(self) -> None:
        """A page down, as in a pager."""
        self.action_page(1)

    def key_j(self) -> None:
        """Scroll down."""
        self.action_scroll(1)

    def key_k(self) -> None:
        """Scroll up."""
        self.action_scroll(-1)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help-text").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by what is seen, less a line to keep the thread."""
        text = self.query_one("#help-text")
        text.scroll_relative(y=pages * max(1, text.size.height - 1), animate=False)

    def _table(self, wanted: str) -> Content:
        folded = wanted.casefold()
        lines: list[Content] = self._syntax(folded) if self._pane is Pane.SEARCH else []
        if not folded and self._pane is not Pane.SEARCH:
            first = (one for name in _FIRST for one in self._commands if one.id == name)
            lines += [Content(""), Content.styled("To begin with", "bold $accent")]
            lines += [self._line(one, _keys(one), named=False) for one in first]
        group = ""
        for command in self._commands:
            keys = _keys(command)
            if folded and folded not in f"{command.label} {command.help} {keys} {command.id}".casefold():
                continue
            if command.group != group:
                group = command.group
                lines += [Content(""), Content.styled(group, "bold $accent")]
            lines.append(self._line(command, keys))
        if self._pane is not Pane.SEARCH:
            lines += self._syntax(folded)
        return Content("\n").join(lines) if lines else Content("\nNothing of that name.")

    def _line(self, command: Command, keys: str, *, named: bool = True) -> Content:
        """A command: its keys, what it does in lines below one another, its id."""
        here = "" if self._pane in command.where else "$text-muted"
        gap = " " * max(2, _KEYS - cell_len(keys))
        indent = "\n" + " " * (2 + _KEYS)
        room = min(_WIDEST, self.app.size.width) - _AROUND - 2 - max(_KEYS, cell_len(keys) + 2)
        told = broken(command.help, max(1, room))
        fits = cell_len(told[-1]) + 2 + cell_len(command.id) <= room
        return Content.assemble(
            "  ",
            (keys, here or "bold"),
            gap,
            (indent.join(told), here),
            (("  " if fits else indent) + command.id if named else "", "$text-faint"),
        )

    @staticmethod
    def _syntax(folded: str) -> list[Content]:
        """What a search can ask, as far as it holds what is looked for."""
        lines = [Content(""), Content.styled("What a search can ask", "bold $accent")]
        for tells, examples in SYNTAX:
            if folded in f"{tells} {examples}".casefold():
                lines += [Content(f"  {tells}"), Content.styled(f"    {examples}", "bold")]
        return lines if len(lines) > 2 else []


def _keys(command: Command) -> str:
    return "  ".join(shown_key(key) for key in command.keys)
