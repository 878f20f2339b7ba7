"""From a change that is asked for to what is said of it: the keeper saves it, and only then it shows."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import App

from digest_parsers.model import Appearance
from digest_tui import messages
from digest_tui.intake import Intake
from digest_tui.keeper import Keeper
from digest_tui.marks import Marks
from digest_tui.parts import Parted
from digest_tui.store.errors import StoreError
from digest_tui.store.reading import Reading

if TYPE_CHECKING:
    from digest_tui.screens.main import MainScreen
    from digest_tui.store.journal import Item
    from digest_tui.store.ledger import Outcome


class Told(NamedTuple):
    """What a change has come to.

    Attributes:
        message: What to tell the user; empty for what reading does by itself.
        wrong: Whether something of it was refused.
        items: What is different now, saved or, of reading states, at least held for this run.
    """

    message: str
    wrong: bool = False
    items: "tuple[Item, ...]" = ()

    @property
    def of_bookmarks(self) -> bool:
        """Whether any bookmark is different now."""
        return any(item.field not in ("reading", "search") for item in self.items)

    @property
    def of_searches(self) -> bool:
        """Whether any saved search is different now."""
        return any(item.field == "search" for item in self.items)

    def states(self) -> dict[str, list[str]]:
        """The papers whose reading state is different now, by that state."""
        found: dict[str, list[str]] = {}
        for item in self.items:
            if item.field == "reading":
                found.setdefault(item.after, []).append(item.paper)
        return found


class Refreshed(NamedTuple):
    """What others have changed of what the user keeps.

    Attributes:
        bookmarks: Whether bookmarks are different now.
        searches: Whether saved searches are.
        problems: What could not be read and was not known before, a line each.
    """

    bookmarks: bool
    searches: bool
    problems: tuple[str, ...]


class Keeping:
    """Carries changes out, and looks for those of others."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    async def marks_on_disk(self) -> Marks:
        """What was done with all papers, read in a thread.

        Raises:
            StoreError: It cannot be read.
        """
        return await asyncio.to_thread(self._marks_on_disk)

    def _marks_on_disk(self) -> Marks:
        marks = Marks()
        for states in self._keeper.states_on_disk():
            marks.note(states)
        return marks

    async def refresh(self, *, opened: bool = False) -> Refreshed:
        """Take in what others have changed.

        Args:
            opened: Whether a library has just been opened, for which bookmarks have been read already and
                searches count as new.
        """
        keeper = self._keeper
        before = keeper.problems()
        bookmarks = not opened and await keeper.refresh()
        searches = await keeper.refresh_searches() or (opened and bool(keeper.searches()))
        return Refreshed(bookmarks, searches, tuple(one for one in keeper.problems() if one not in before))

    async def carry_out(self, change: messages.Change) -> Told:
        """Carry out one change; what goes wrong is told, not raised."""
        try:
            return await self._carried_out(change)
        except StoreError as error:
            if isinstance(change, messages.SetState):
                told = f"{error.one_line()} (it holds until you leave)"
                return Told(told, wrong=True, items=_held(change))
            return Told(error.one_line(), wrong=True)

    async def _carried_out(self, change: messages.Change) -> Told:
        keeper = self._keeper
        match change:
            case messages.ToggleBookmarks(appearances):
                return _told(await keeper.toggle(appearances))
            case messages.Keep(appearances):
                return _told(await keeper.keep(appearances, marking=Reading.READ))
            case messages.SetState(ids, by_hand=False):
                await keeper.note_read(ids)
                return Told("", items=_held(change))
            case messages.SetState(ids, state):
                return _told(await keeper.mark(ids, Reading(state)), besides=change.besides)
            case messages.Tag(appearances, add, remove):
                known, new = self._known(appearances)
                return _told(await keeper.tag(known, add=add, remove=remove, keeping=new))
            case messages.SetField(appearances, field, value):
                known, new = self._known(appearances)
                return _told(await keeper.edit(known, lambda _: {field: value}, keeping=new))
            case messages.Merge(conflict):
                return _told(await keeper.merge(conflict))
            case messages.SaveSearch(name, wanted):
                return _told(await keeper.save_search(name, wanted))
            case messages.Undo():
                return _told(await keeper.undo(), turned="undone", nothing="Nothing to undo")
            case messages.Redo():
                return _told(await keeper.redo(), turned="done again", nothing="Nothing to do again")
        raise TypeError(change)

    def _known(self, appearances: tuple[Appearance, ...]) -> tuple[list[str], list[Appearance]]:
        """The ids of the papers that are kept, and those that are not yet."""
        keeps = self._keeper.keeps
        known = [one.entry.arxiv_id for one in appearances if keeps(one.entry.arxiv_id)]
        return known, [one for one in appearances if not keeps(one.entry.arxiv_id)]


class Remembering(Parted, App[int], part=True):
    """The app's part in it: what is asked for is saved, and then shown on the main screen."""

    keeper: Keeper
    _keeping: Keeping
    _intake: Intake

    @property
    def main(self) -> "MainScreen | None":
        """The main screen, once a library is open."""
        raise NotImplementedError

    def tell(self, message: str, *, wrong: bool = False, unasked: bool = False) -> None:
        """Show a message in the status line."""
        raise NotImplementedError

    @on(messages.Change)
    def change_asked(self, event: messages.Change) -> None:
        """Save a change, then show it."""
        event.stop()
        self._carry_out(event)

    @work(group="keeping")
    async def _carry_out(self, change: messages.Change) -> None:
        told = await self._keeping.carry_out(change)
        main = self.main
        if main is not None and told.items:
            for state, papers in told.states().items():
                main.session.mark(papers, state)
            if told.of_bookmarks:
                main.session.note_kept(self.keeper.bookmarks(), self.keeper.troubles())
            if told.of_searches:
                main.searches_changed(self.keeper.searches())
            else:
                main.marks_changed()
        if told.message:
            self.tell(told.message, wrong=told.wrong)

    async def refresh_kept(self, *, opened: bool = False) -> None:
        """Take in what others have changed; ``opened`` says that a library has just been opened."""
        refreshed = await self._keeping.refresh(opened=opened)
        self._intake.note(*refreshed.problems)
        main = self.main
        if main is not None and refreshed.bookmarks:
            main.session.note_kept(self.keeper.bookmarks(), self.keeper.troubles())
            main.marks_changed()
        if main is not None and refreshed.searches:
            main.searches_changed(self.keeper.searches())

    @work(group="keeping")
    async def look_for_searches(self) -> None:
        """Take in the saved searches for a library that has just been opened."""
        await self.refresh_kept(opened=True)
        main = self.main
        if main is not None and not main.progress:  # else it is told when all is read
            self._intake.tell_notices(main)

    @work(group="keeping")
    async def read_marks(self, main: "MainScreen") -> None:
        """Take in what was done with all papers, where those that are shown at first were looked up."""
        try:
            marks = await self._keeping.marks_on_disk()
        except StoreError as error:
            self.tell(f"What is unread is not known: {error.cause}", wrong=True)
            return
        main.session.know_all(marks, self.keeper.states_of_this_run())
        if main.is_attached:
            main.marks_known()

    @work(group="keeping")
    async def remember(self, library: tuple[Path, ...]) -> None:
        """Save that a library was opened."""
        try:
            await self.keeper.remember_library(library)
        except StoreError as error:
            self.tell(error.one_line(), wrong=True, unasked=True)


def _held(change: messages.SetState) -> "tuple[Item, ...]":
    """The items of a change of reading states that holds in memory."""
    from digest_tui.store.journal import READING, Item  # noqa: PLC0415 - imports sqlite3

    return tuple(Item(paper, READING, None, change.state) for paper in change.arxiv_ids)


def _told(outcome: "Outcome | None", *, turned: str = "", nothing: str = "", besides: str = "") -> Told:
    """What is said of an outcome.

    Args:
        outcome: What has become of the change; None when there was none to turn.
        turned: ``undone`` or ``done again``, for a change of before.
        nothing: What is said when there was none.
        besides: What is said of a new change besides.
    """
    from digest_tui.outcomes import found_again, told  # noqa: PLC0415 - imports sqlite3

    if outcome is None:
        return Told(nothing)
    items = outcome.items
    if turned == "undone":
        sentence = f"Undone: {told([_forth(item) for item in items])}"
    elif turned:
        sentence = f"Done again: {told(items)}"
    else:
        sentence = told(items)
        undo = "u undoes" if items else ""
        parts = (f"{sentence[0].upper()}{sentence[1:]}", besides, found_again(items), undo)
        sentence = " · ".join(filter(None, parts))
    refused = [one.one_line() for one in outcome.refused[:1]]
    if len(outcome.refused) > 1:
        refused.append(f"and {len(outcome.refused) - 1:,} more")
    trouble = [f"this cannot be undone: {outcome.trouble}"] if outcome.trouble else []
    return Told("; ".join([sentence, *refused, *trouble]), bool(outcome.refused), items)


def _forth(item: "Item") -> "Item":
    """An item of an undoing as the change had made it."""
    from digest_tui.store.journal import Item  # noqa: PLC0415

    return Item(item.paper, item.field, item.after, item.before)
