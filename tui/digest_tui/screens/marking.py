"""What the user does with papers: picks them, keeps them, tags them, skips them, and takes it back.

Everything is asked of the app and shown when it has been saved. What papers a command is about: the picked
ones, or the one under the cursor.
"""

from collections.abc import Callable
from functools import partial

from digest_parsers.model import Appearance
from digest_parsers.rows import Rows
from digest_tui import messages
from digest_tui.read_by import parse_day
from digest_tui.screens.desk import Desk
from digest_tui.wording import counted

#: The best rating; the worst is 1, and 0 takes a rating away.
_BEST = 5


class Marking(Desk, part=True):
    """The desk with the commands that change what the user keeps."""

    # --- picking

    def action_pick(self) -> None:
        """Pick the paper under the cursor or put it back, and go on."""
        papers = self.panes.papers
        if papers.number is not None:
            self.picks.toggle(papers.rows, papers.number)
            papers.step(1)
            self._picks_changed()

    def action_pick_range(self) -> None:
        """Begin a range at the cursor, or end it."""
        papers = self.panes.papers
        if self.picks.in_range:
            self.picks.end_range()
        elif papers.number is not None:
            self.picks.begin_range(papers.rows, papers.number)
        self._picks_changed()

    def action_pick_all(self) -> None:
        """Pick all papers of the list, or put all back when they are picked already."""
        rows = self.panes.papers.unfolded
        everything = all(key in self.picks for key in rows.keys())  # noqa: SIM118 - no mapping
        self.picks.clear()
        if rows and not everything:
            self.picks.begin_range(rows, 0)
            self.picks.reach(rows, len(rows) - 1)
            self.picks.end_range()
        self._picks_changed()

    def put_back(self) -> None:
        """Have nothing picked any more."""
        self.picks.clear()
        self._picks_changed()

    def reach_range(self) -> None:
        """Let an open range follow the cursor."""
        if self.picks.in_range:
            papers = self.panes.papers
            if papers.number is not None:
                self.picks.reach(papers.rows, papers.number)
            self._picks_changed()

    def _picks_changed(self) -> None:
        self.panes.papers.refresh_marks()
        self.tell("")

    def chosen(self) -> tuple[Appearance, ...]:
        """The papers that a command is about."""
        if self.picks:
            return tuple(self.picks.appearances())
        return () if self.current is None else (self.current,)

    def _chosen_ids(self) -> tuple[str, ...]:
        if self.picks:
            return self.picks.ids()
        return () if self.current is None else (self.current.entry.arxiv_id,)

    def _ask_for(self, change: messages.Change) -> None:
        """Ask for a change of the chosen papers; picked ones are done with then."""
        if self.picks:
            self.put_back()
        self.post_message(change)

    # --- keeping

    def action_bookmark(self) -> None:
        """Keep the papers, or stop keeping them."""
        if chosen := self.chosen():
            self._ask_for(messages.ToggleBookmarks(chosen))

    def action_toggle_read(self) -> None:
        """Mark the papers read; unread when none of them is."""
        if ids := self._chosen_ids():
            unread = any(map(self.session.is_unread, ids))
            self._ask_for(messages.SetState(ids, "read" if unread else "unread"))

    def action_skip(self) -> None:
        """Put the papers aside unread, and go on."""
        ids, picked = self._chosen_ids(), bool(self.picks)
        if ids:
            self._ask_for(messages.SetState(ids, "skipped"))
            if not picked:
                self.panes.papers.step(1)

    def action_read_all(self) -> None:
        """Mark all papers of the list read, and say how many of them are muted."""
        papers, unread = self.panes.papers, self.session.is_unread
        ids = tuple(filter(unread, papers.rows.ids()))
        if ids:
            muted = sum(map(unread, self.view.aside.ids()))
            besides = f"{muted:,} muted among them" if muted else ""
            self._ask_for(messages.SetState(ids, "read", besides=besides))
        else:
            self.tell("All of them are read")

    def action_triage(self) -> None:
        """Go through the picked papers, or the unread ones, one at a time."""
        from digest_tui.screens.triage import TriageScreen  # noqa: PLC0415 - not needed for the first frame

        rows = Rows.of(self.picks.appearances()) if self.picks else self.panes.papers.unfolded
        unread = (n for n in range(len(rows)) if self.session.is_unread(rows.id(n)))
        numbers = tuple(range(len(rows)) if self.picks else unread)
        if not numbers:
            self.tell("There is nothing unread here")
            return
        self.put_back()
        options = self.panes.page.options
        screen = TriageScreen(rows, numbers, self.session, self.commands, options)
        self.app.push_screen(screen, lambda summary: self.tell(summary or ""))

    def action_undo(self) -> None:
        """Take the latest change back."""
        self.post_message(messages.Undo())

    def action_redo(self) -> None:
        """Make the change again that was undone last."""
        self.post_message(messages.Redo())

    # --- writing on bookmarks

    def action_tag(self) -> None:
        """Ask for the tags."""
        chosen = self.chosen()
        marks = [self.session.marks.kept.get(one.entry.arxiv_id) for one in chosen]
        everywhere = [
            tag
            for tag in (marks[0].tags if marks and marks[0] else ())
            if all(one and tag in one.tags for one in marks)
        ]
        self._ask(
            "Tags",
            ", ".join([*everywhere, ""]),
            partial(self._tag, chosen, tuple(everywhere)),
            choices=self.session.marks.tags(),
            separator=",",
        )

    def _tag(self, chosen: tuple[Appearance, ...], before: tuple[str, ...], answer: str) -> None:
        wanted = [tag for one in answer.split(",") if (tag := one.strip().lstrip("#"))]
        add = tuple(tag for tag in wanted if tag not in before)
        remove = tuple(tag for tag in before if tag not in wanted)
        if add or remove:
            self._ask_for(messages.Tag(chosen, add, remove))

    def action_file_under(self) -> None:
        """Ask for the folder."""
        self._ask_field("folder", "Folder, such as thesis/methods", choices=self.session.marks.folders())

    def action_rate(self) -> None:
        """Ask for the rating."""
        self._ask_field("rating", f"Rating, 1 to {_BEST}; 0 for none", check=_check_rating)

    def action_read_by(self) -> None:
        """Ask for the day by which to have read it."""
        self._ask_field(
            "read_by", "Read by: 2026-03-01, tomorrow, 7d; nothing for any time", check=_check_day
        )

    def action_note(self) -> None:
        """Write the note of the paper under the cursor."""
        from digest_tui.screens.note import NoteScreen  # noqa: PLC0415 - not needed for the first frame

        current = self.current
        if current is None:
            return
        mark = self.session.marks.kept.get(current.entry.arxiv_id)
        before = mark.note if mark else ""
        name = f"{current.entry.arxiv_id.replace('/', '_')}.md"

        def done(text: str | None) -> None:
            if text is not None and text.strip() != before.strip():
                self.post_message(messages.SetField((current,), "note", text))

        self.app.push_screen(NoteScreen(current.entry.title, before, name=name), done)

    def _ask_field(
        self,
        field: messages.BookmarkField,
        question: str,
        *,
        choices: tuple[str, ...] = (),
        check: Callable[[str], str] | None = None,
    ) -> None:
        """Ask for one field of the chosen papers; what the first of them has is what stands there."""
        chosen = self.chosen()
        mark = self.session.marks.kept.get(chosen[0].entry.arxiv_id) if chosen else None
        before = getattr(mark, field) if mark else ""
        self._ask(
            question, str(before or ""), partial(self._set_field, chosen, field), choices=choices, check=check
        )

    def _set_field(self, chosen: tuple[Appearance, ...], field: messages.BookmarkField, answer: str) -> None:
        text = answer.strip()
        if field == "read_by":
            self._ask_for(messages.SetField(chosen, field, parse_day(text) if text else None))
        else:
            self._ask_for(messages.SetField(chosen, field, "" if field == "rating" and text == "0" else text))

    def _ask(
        self,
        question: str,
        value: str,
        answered: Callable[[str], None],
        *,
        choices: tuple[str, ...] = (),
        separator: str = "",
        check: Callable[[str], str] | None = None,
    ) -> None:
        """Ask about the chosen papers, if there are any."""
        from digest_tui.screens.ask import AskScreen  # noqa: PLC0415 - not needed for the first frame

        ids = self._chosen_ids()
        if not ids:
            return
        who = ids[0] if len(ids) == 1 else counted(len(ids), "paper")
        screen = AskScreen(f"{who} · {question}", value, choices=choices, separator=separator, check=check)
        self.app.push_screen(screen, lambda answer: None if answer is None else answered(answer))


def _check_rating(answer: str) -> str:
    text = answer.strip()
    good = not text or (text.isdigit() and len(text) == 1 and int(text) <= _BEST)
    return "" if good else f"a number from 0 to {_BEST} is expected"


def _check_day(answer: str) -> str:
    try:
        if answer.strip():
            parse_day(answer.strip())
    except ValueError as error:
        return str(error)
    return ""
