"""The desk with the commands that save searches: as a place, a watch or a mute, changed and taken out again.

What is asked for is asked one question after another. The app saves it, and it is at work when it is saved.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from digest_parsers.errors import QueryError
from digest_parsers.sanitize import clean_line
from digest_tui import messages
from digest_tui.saved_search import COLOURS, Kind, SavedSearch
from digest_tui.screens.desk import Desk
from digest_tui.state import Saved

#: What a question is about, by the kind of search.
_TITLES = {Kind.SEARCH: "Save a search", Kind.WATCH: "Watch", Kind.MUTE: "Mute"}
#: Characters of a query that are offered as its name.
_LONGEST_NAME = 24

#: Takes a search with one more answer.
_Answered = Callable[[SavedSearch], None]
#: Asks for something of a search: told the search so far, who takes it, and what it was before.
_Question = Callable[[SavedSearch, _Answered, SavedSearch | None], None]


class Saving(Desk, part=True):
    """The desk, answering to the commands about saved searches."""

    def action_save_search(self, kind: str) -> None:
        """Save the present search, or another one that is asked for."""
        new = SavedSearch("", self.selection.query.strip(), Kind(kind), self._next_colour())
        questions: list[_Question] = [self._ask_name, self._ask_colour]
        if not new.query:
            questions.insert(0, self._ask_query)
        self._go_on(new, questions, None)

    def action_edit_search(self) -> None:
        """Change a saved search."""
        self._choose("Change which", self._edit)

    def action_remove_search(self) -> None:
        """Take a saved search out."""
        self._choose("Remove which", lambda one: self.post_message(messages.SaveSearch(one.name, None)))

    def _edit(self, before: SavedSearch) -> None:
        self._go_on(before, [self._ask_name, self._ask_query, self._ask_colour], before)

    def _go_on(self, search: SavedSearch, questions: list[_Question], before: SavedSearch | None) -> None:
        """Ask the next question about a search; when there is none left, have it saved."""
        if questions:
            first, *rest = questions
            first(search, lambda answered: self._go_on(answered, rest, before), before)
        elif search != before:
            self.post_message(messages.SaveSearch(None if before is None else before.name, search))

    def _ask_query(self, search: SavedSearch, answered: _Answered, before: SavedSearch | None) -> None:
        del before
        question = f"{_TITLES[search.kind]} · what to look for, as in a search"
        self._put(
            question, search.query, lambda text: answered(replace(search, query=text)), self._check_query
        )

    def _ask_name(self, search: SavedSearch, answered: _Answered, before: SavedSearch | None) -> None:
        question = f"{_TITLES[search.kind]} · its name"
        name = search.name or search.query[:_LONGEST_NAME].strip(' "')
        check = partial(self._check_name, before)
        self._put(question, name, lambda text: answered(replace(search, name=text)), check)

    def _ask_colour(self, search: SavedSearch, answered: _Answered, before: SavedSearch | None) -> None:
        del before
        if search.kind is not Kind.WATCH:
            answered(search)
            return
        question = f"{_TITLES[search.kind]} · its colour: {', '.join(COLOURS)}"
        self._put(
            question,
            search.colour,
            lambda text: answered(replace(search, colour=text.casefold())),
            _check_colour,
            choices=COLOURS,
        )

    def _choose(self, question: str, chosen: Callable[[SavedSearch], object]) -> None:
        """Ask for one of the saved searches."""
        searches = {one.name.casefold(): one for one in self.session.searches}
        if not searches:
            self.tell("There are no saved searches: ws, ww and wm save what is being searched for")
            return

        def check(text: str) -> str:
            return "" if text.casefold() in searches else f"there is no saved search {text}"

        names = tuple(one.name for one in self.session.searches)
        place = self.selection.place
        here = place.name if isinstance(place, Saved) else ""
        self._put(question, here, lambda text: chosen(searches[text.casefold()]), check, choices=names)

    def _put(
        self,
        question: str,
        value: str,
        answered: Callable[[str], object],
        check: Callable[[str], str],
        *,
        choices: tuple[str, ...] = (),
    ) -> None:
        """Ask a question whose answer is one line and not empty."""
        from digest_tui.screens.ask import AskScreen  # noqa: PLC0415 - not needed for the first frame

        def tidy(text: str) -> str:
            return " ".join(clean_line(text).split())

        def checked(text: str) -> str:
            return check(tidy(text)) if tidy(text) else "an answer is needed"

        def given(text: str | None) -> None:
            if text is not None:
                answered(tidy(text))

        self.app.push_screen(AskScreen(question, value, choices=choices, check=checked), given)

    def _check_query(self, text: str) -> str:
        from digest_parsers.query import parse_query  # noqa: PLC0415

        try:
            parse_query(text, sections=self.session.section_keys(), variants=self.session.variants)
        except QueryError as error:
            return error.one_line()
        return ""

    def _check_name(self, before: SavedSearch | None, text: str) -> str:
        taken = {one.name.casefold() for one in self.session.searches if before is None or one != before}
        return f"there is a saved search {text} already" if text.casefold() in taken else ""

    def _next_colour(self) -> str:
        """The first colour that no watch has, or that of the first when all are taken."""
        taken = {one.colour for one in self.session.searches if one.kind is Kind.WATCH}
        return next((one for one in COLOURS if one not in taken), COLOURS[0])


def _check_colour(text: str) -> str:
    return "" if text.casefold() in COLOURS else f"one of: {', '.join(COLOURS)}"
