"""The line in which a search is typed, with where it looks and what it found."""

from dataclasses import dataclass
from functools import cached_property

from rich.highlighter import Highlighter
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from digest_tui.commands import Pane
from digest_tui.widgets.still import Still


class _Mistake(Highlighter):
    """Underlines the character of a query at which it is not understood.

    Attributes:
        position: Where that is, or None when there is no mistake.
    """

    position: int | None = None

    def highlight(self, text: Text) -> None:
        """Underline it; a mistake behind the end is told by the last character."""
        if self.position is not None and text:
            at = min(self.position, len(text) - 1)
            text.stylize("bold underline reverse", at, at + 1)


class _Text(Static, Still):
    """A text that has the same room whatever it says."""


class SearchInput(Input, Still):
    """The text of the search; a new layout was a quarter of what a letter takes (5 ms)."""

    pane = Pane.SEARCH


class SearchBar(Horizontal, Still):
    """A search being typed."""

    @dataclass(eq=False, repr=False)
    class Changed(Message):
        """The text of the search is another."""

        query: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._mistake = _Mistake()

    def compose(self) -> ComposeResult:
        """The sign, the text, and what was found."""
        yield _Text(Content("/"), id="search-sign")
        yield self.input
        yield self._found

    @cached_property
    def input(self) -> SearchInput:
        """The input."""
        return SearchInput(
            placeholder='words "a phrase" -not this OR that title: author: cat: day: score:>30 is:unread',
            compact=True,
            select_on_focus=False,
            highlighter=self._mistake,
        )

    @cached_property
    def _found(self) -> _Text:
        return _Text(id="search-found")

    def refuse(self, position: int) -> None:
        """Show where the query is wrong; why, there is no room for here."""
        self.tell("not understood", wrong=True)
        self._mistake.position = position
        self.input.refresh()

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say what was found; the query is understood."""
        if self._mistake.position is not None:
            self._mistake.position = None
            self.input.refresh()
        # Of one width whatever it says: a new layout for each letter paints the whole screen (15 ms).
        self._found.update(Content(text), layout=False)
        self._found.set_class(wrong, "-wrong")

    def put(self, query: str) -> None:
        """Set the text without telling of a change."""
        if not self.is_attached:
            return  # nobody has searched yet, so there is nothing to clear
        with self.prevent(Input.Changed):
            self.input.value = query
            self.input.cursor_position = len(query)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of a change."""
        event.stop()
        self.post_message(self.Changed(event.value))
