"""The line in which a search is typed, with where it looks and what it found."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from digest_tui.commands import Pane


class SearchInput(Input):
    """The text of the search."""

    pane = Pane.SEARCH


class SearchBar(Horizontal):
    """A search being typed."""

    @dataclass
    class Changed(Message):
        """The text of the search is another."""

        query: str

    def compose(self) -> ComposeResult:
        """The sign, the text, and what was found."""
        yield Static(Content("/"), id="search-sign")
        yield SearchInput(
            placeholder='words "a phrase" -not title: author: cat: day: score:>30 is:unread',
            compact=True,
            select_on_focus=False,
        )
        yield Static(id="search-found")

    @property
    def input(self) -> SearchInput:
        """The input."""
        return self.query_one(SearchInput)

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say what was found, or what is wrong with the query."""
        found = self.query_one("#search-found", Static)
        found.update(Content(text))
        found.set_class(wrong, "-wrong")

    def put(self, query: str) -> None:
        """Set the text without telling of a change."""
        with self.prevent(Input.Changed):
            self.input.value = query
            self.input.cursor_position = len(query)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of a change."""
        event.stop()
        self.post_message(self.Changed(event.value))
