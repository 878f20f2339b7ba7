"""``digest-tui bookmarks``: the bookmarks from the shell, as safe as in the reader and undone there."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from digest_parsers import paper_id
from digest_parsers.errors import QueryError
from digest_parsers.library import Library
from digest_parsers.matching import match_entry
from digest_parsers.model import Appearance, Digest, Entry
from digest_parsers.query import parse_query
from digest_tui import exporting, paths
from digest_tui.kept import Kept
from digest_tui.shell import PROGRAM, WRONG_USAGE, given, importing
from digest_tui.shell.export import deliver
from digest_tui.shell.output import put, say, terminal_width
from digest_tui.store import edits
from digest_tui.store.bookmarks import Bookmark, BookmarkStore
from digest_tui.store.errors import StoreError
from digest_tui.store.ledger import Ledger, Outcome
from digest_tui.store.reading import ReadingState
from digest_tui.wording import counted


def run(asked: Namespace) -> int:
    """Does what was asked for; the exit code."""
    shell = _Shell()
    actions: dict[str | None, Callable[[Namespace], int]] = {
        None: shell.show,
        "list": shell.show,
        "add": shell.add,
        "remove": shell.remove,
        "tag": shell.tag,
        "note": shell.note,
        "export": shell.export,
        "import": shell.take_in,
        "doctor": shell.doctor,
    }
    try:
        return actions[asked.action](asked)
    except QueryError as error:
        say(f"query: {error.one_line()}, at character {error.position + 1}")
        return WRONG_USAGE
    except (StoreError, importing.ListError) as error:
        say(error.one_line())
        return 1


class _Shell:
    """The bookmarks, opened once, and what can be done with them."""

    def __init__(self) -> None:
        self._settings = given.settings(needed=True)
        self._store = BookmarkStore(paths.bookmarks_dir(self._settings.bookmarks))
        self._store.load()
        self._reading = ReadingState(paths.state_db())
        self._reading.load()

    # --- looking

    def show(self, asked: Namespace) -> int:
        """Prints the bookmarks."""
        from digest_parsers.export.jsonl import kept_row, to_json  # noqa: PLC0415
        from digest_tui.plaintext import bookmark_lines  # noqa: PLC0415

        marks = self._found(getattr(asked, "query", ""))
        form = getattr(asked, "format", "table")
        rows = [kept_row(exporting.item_of(one.appearance, one)) for one in marks]
        if form == "json":
            put(to_json(rows, indent=2))
        elif form == "jsonl":
            for row in rows:
                put(to_json(row))
        else:
            for line in bookmark_lines(rows, terminal_width()):
                put(line)
        return self._told_problems()

    def export(self, asked: Namespace) -> int:
        """Writes the bookmarks for other programs."""
        code = deliver((exporting.item_of(one.appearance, one) for one in self._found(asked.query)), asked)
        return code or self._told_problems()

    def note(self, asked: Namespace) -> int:
        """Prints or writes a note."""
        (paper,) = self._papers([asked.id])
        mark = self._store.get(paper)
        if mark is None:
            raise StoreError(
                f"{paper} is no bookmark", cure=f"`{PROGRAM} bookmarks add {paper}` makes it one"
            )
        written = asked.text if asked.append is None else asked.append
        if written is None:
            put(mark.note)
            return 0
        text = sys.stdin.read() if written == "-" else written

        def change(before: Bookmark) -> edits.Changes:
            return {"note": text if asked.append is None else _below(before.note, text)}

        return self._tell(self._ledger.edit([paper], change, _now()), "changed")

    def doctor(self, asked: Namespace) -> int:
        """Tells what is wrong, and merges what can be merged."""
        if asked.merge:
            ledger = self._ledger
            for conflict in list(self._store.conflicts):
                try:
                    ledger.merge(conflict, _now())
                except StoreError as error:
                    say(error.one_line())
                else:
                    say(f"merged: {conflict.copy or conflict.kept}; both versions are kept in .merged")
        for problem in self._store.problems:
            put(problem.one_line())
        if self._reading.problem:
            put(self._reading.problem)
        say(f"{counted(len(self._store), 'bookmark')}, {counted(len(self._store.problems), 'problem')}")
        return 1 if self._store.problems or self._reading.problem else 0

    # --- changing

    def add(self, asked: Namespace) -> int:
        """Keeps papers."""
        papers = self._papers(asked.ids)
        library = self._library(asked.library)
        return self._tell(self._ledger.keep([_known(library, one) for one in papers], _now()), "kept")

    def remove(self, asked: Namespace) -> int:
        """Keeps papers no longer."""
        papers = self._papers(asked.ids)
        missing = [paper for paper in papers if paper not in self._store]
        for paper in missing:
            say(f"{paper} is no bookmark")
        return self._tell(self._ledger.drop(papers, _now()), "removed") or int(bool(missing))

    def tag(self, asked: Namespace) -> int:
        """Changes tags, folder, rating and read-by day."""
        said = (("folder", asked.folder), ("rating", asked.rating), ("read_by", asked.read_by))
        fixed = {name: value for name, value in said if value is not None}
        if fixed.get("read_by") == "":
            fixed["read_by"] = None
        if not (asked.add or asked.remove or fixed):
            say("nothing to change (see --add, --remove, --folder, --rating, --read-by)")
            return WRONG_USAGE
        gone = set(edits.tidy_tags(asked.remove))

        def change(mark: Bookmark) -> edits.Changes:
            tags = (*(tag for tag in mark.tags if tag not in gone), *asked.add)
            return {"tags": tags, **fixed}

        return self._tell(self._ledger.edit(self._papers(asked.ids), change, _now()), "changed")

    def take_in(self, asked: Namespace) -> int:
        """Keeps what a list names, with its tags and notes."""
        wanted, code = self._incoming(asked)
        library = self._library(asked.library)
        by_id = {one.appearance.entry.arxiv_id: one for one in wanted}
        if asked.dry_run:
            for paper, one in by_id.items():
                put(f"{paper}\t{one.appearance.entry.title}")
            return code
        keeping = [_known(library, paper, one.appearance) for paper, one in by_id.items()]

        def change(mark: Bookmark) -> edits.Changes:
            return _added_to(mark, by_id[mark.arxiv_id].changes)

        return self._tell(self._ledger.edit([], change, _now(), keeping=keeping), "imported") or code

    # --- parts

    @property
    def _ledger(self) -> Ledger:
        if self._reading.problem:
            say(self._reading.problem)
        return Ledger(self._store, self._reading)

    def _found(self, query: str) -> list[Bookmark]:
        """The bookmarks that a query finds, the newest first."""
        marks = self._store.all()
        if not query.strip():
            return marks
        sections = dict.fromkeys(section.key for one in marks for section in one.entry.sections)
        understood = parse_query(query, sections=list(sections))
        facts = Kept(Library())
        return [one for one in marks if match_entry(understood, one.appearance, facts)]

    def _papers(self, words: Iterable[str]) -> list[str]:
        """The ids that were given as ids or URLs, or a word a line on standard input for ``-``.

        Raises:
            StoreError: A word is no id.
        """
        papers = []
        for word in _words(words):
            found = paper_id.parse(word)
            paper = found.id if found is not None else word
            if found is None and paper not in self._store and not paper_id.is_id(paper):
                raise StoreError(f"{word!r} is no id or URL of a paper")
            papers.append(paper)
        return list(dict.fromkeys(papers))

    def _library(self, asked: list[Path]) -> Library:
        """Where papers are looked up: what was asked for, else the folders of the settings, else nowhere."""
        return given.library(asked) if asked or self._settings.paths else Library()

    def _incoming(self, asked: Namespace) -> tuple[list[importing.Incoming], int]:
        """The papers of the list that was given, and the exit code for what in it is none."""
        file: Path | None = None if asked.file == Path("-") else asked.file
        try:
            data = sys.stdin.buffer.read(importing.LONGEST + 1) if file is None else _read(file)
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise importing.ListError("the list is not UTF-8 text", path=file) from None
        except OSError as error:
            raise importing.ListError(f"cannot be read: {error.strerror}", path=file) from error
        if len(data) > importing.LONGEST:
            raise importing.ListError("the list is too long", path=file, cure="import it in parts")
        wanted, code = [], 0
        for one in importing.read(text, asked.format):
            if isinstance(one, importing.Incoming):
                wanted.append(one)
            else:
                say(f"{file or 'standard input'}, {one.where}: {one.cause}")
                code = 1
        return wanted, code

    def _tell(self, outcome: Outcome, done: str) -> int:
        """Prints what has become of a change; the exit code."""
        changed = dict.fromkeys(item.paper for item in outcome.items)
        for paper in changed:
            put(paper)
        for error in outcome.refused:
            say(error.one_line())
        if outcome.trouble:
            say(f"this cannot be undone: {outcome.trouble}")
        say(f"{counted(len(changed), 'paper')} {done}")
        self._reading.close()
        return 1 if outcome.refused else 0

    def _told_problems(self) -> int:
        """Says that there are files which are not understood; the exit code."""
        if self._store.problems:
            files = counted(len(self._store.problems), "file")
            say(f"{files} not understood; `{PROGRAM} bookmarks doctor` tells")
        return 0


def _known(library: Library, paper: str, said: Appearance | None = None) -> Appearance:
    """A paper as its newest digest has it, else as a list says it, else with its id only."""
    found = library.paper(paper)
    if found is not None:
        return found.appearances[0]
    if said is not None:
        return said
    say(f"{paper} is in no digest here; kept with its id only")
    entry = Entry(paper, "", 1)
    return Appearance(Digest("", "", (entry,)), entry)


def _added_to(mark: Bookmark, wanted: edits.Changes) -> edits.Changes:
    """What a list adds to a bookmark: tags and a note to those that are there, the rest where nothing is."""
    new = edits.tidy(wanted)
    changes: dict[str, edits.Value] = {
        name: value for name, value in new.items() if name not in ("tags", "note") and not getattr(mark, name)
    }
    changes["tags"] = (*mark.tags, *new.get("tags", ()))  # type: ignore[misc]
    changes["note"] = _below(mark.note, str(new.get("note") or ""))
    return changes


def _below(note: str, text: str) -> str:
    """A note with a text below it, unless it holds it already."""
    added = edits.tidy_note(text)
    return note if added in note else "\n\n".join(filter(None, (note, added)))


def _words(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word == "-":
            yield from sys.stdin.read().split()
        else:
            yield word


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(importing.LONGEST + 1)


def _now() -> datetime:
    return datetime.now().astimezone()
