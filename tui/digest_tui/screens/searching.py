"""The desk with its search line: what is typed there is looked for at once."""

import asyncio
from typing import TYPE_CHECKING

from digest_tui import wording
from digest_tui.commands import Pane
from digest_tui.screens.desk import Desk
from digest_tui.state import Place

if TYPE_CHECKING:
    from digest_tui.widgets.search_bar import SearchBar

#: Searches that can be brought back.
_REMEMBERED = 50


class Searching(Desk, part=True):
    """The desk with the commands that search."""

    #: Whether a word that looks like an operator has been remarked, which is done once.
    _remarked = False
    #: What has been searched for, the latest last, each once.
    _past: tuple[str, ...] = ()

    async def mount_search_bar(self) -> None:
        """Have the search line there, not yet shown.

        The first frame does without: with its input and two texts it is a fifth of the widgets that would
        have to be styled and composed. On the key for it, that and two layouts would hold the loop for 25 ms.
        """
        bar = self.search_bar
        await asyncio.sleep(0)  # to make it, and whatever came before that, has held the loop long enough
        if not bar.is_attached:
            bar.display = False
            await self.mount(bar, before="#hints")

    async def open_search_bar(self, query: str) -> None:
        """Show the search line with a query in it."""
        await self.mount_search_bar()
        self.search_bar.put(query)
        self.search_bar.display = True
        self._tell_reach()

    def _tell_reach(self) -> None:
        """Say how far a search will go, as long as there is none whose finds could tell it."""
        if not self.selection.searching:
            self.search_bar.tell(wording.reach(self.selection))

    def on_search_bar_changed(self, event: "SearchBar.Changed") -> None:
        """Search for what has been typed so far."""
        if event.query == self.search_bar.input.value:
            self.search_as_typed()

    def search_as_typed(self) -> None:
        """Take the text of the search line as the search."""
        self.selection = self.selection.matching(self.search_bar.input.value)
        self._tell_reach()
        self._tell_hints()
        query = self._finding.query
        if query is not None and query.remark and not self._remarked:
            self._remarked = True
            self.tell(query.remark)

    async def action_search(self) -> None:
        """Open the search line."""
        await self.open_search_bar(self.selection.query)
        self.set_focus(self.search_bar.input)
        self._tell_hints()

    def action_search_before(self) -> None:
        """Bring back the search before the one in the line."""
        typed, past = self.search_bar.input.value.strip(), self._past
        older = past[: past.index(typed)] if typed in past else past
        if older:
            self.search_bar.put(older[-1])
            self.search_as_typed()
        else:
            self.tell("No search before this one")

    def _note_search(self) -> None:
        """Remember the search that is left."""
        query = self.selection.query.strip()
        if query:
            self._past = (*(one for one in self._past if one != query), query)[-_REMEMBERED:]

    def action_accept_search(self) -> None:
        """Go from the search line to the papers found."""
        self.search_as_typed()
        self._note_search()
        self.search_bar.display = self.selection.searching
        self.panes.go(Pane.PAPERS)

    async def search_for(self, query: str) -> None:
        """Search for something as if it had been typed, through all days."""
        await self.open_search_bar(query)
        self.selection = self.selection.through_all_days(query)
        self.panes.go(Pane.PAPERS)
        self._tell_hints()

    def action_toggle_scope(self) -> None:
        """Search here or through all days, this time and from now on."""
        before, self.selection = self.selection, self.selection.other_scope()
        self._tell_reach()
        if self.selection == before:
            self.tell("Here a search goes through all days")

    def action_step_match(self, step: int) -> None:
        """To the next match on the page, then in the next paper."""
        if self.panes.page.step_match(step):
            return
        if not self.panes.papers.step(step):
            self.tell("No match further on" if step > 0 else "No match before this one")
            return
        self._show_page()
        self.panes.page.step_match(1)

    def end_search(self, *, at: Place | None = None) -> None:
        """Show what is here, or at another place, without a search, and take its line away."""
        typing = self.pane is Pane.SEARCH
        self._note_search()
        self.search_bar.put("")
        self.search_bar.display = False
        ended = self.selection.matching("")
        self.selection = ended if at is None else ended.at(at)
        if typing:
            self.panes.go(Pane.PAPERS)
        self._tell_hints()
