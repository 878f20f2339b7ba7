"""The bookmarks from the shell: data on standard output, talk on standard error, codes, and undo."""

import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import written
from digest_parsers.export import FORMATS
from digest_tui import arguments_kept
from digest_tui.cli import main
from digest_tui.store.bookmarks import BookmarkStore
from digest_tui.store.reading import ReadingState
from digest_tui.store.searches import SearchStore
from digest_tui.store.undoing import Undoing

ONE, TWO = "2602.10000", "2602.10001"


pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written.library(tmp_path)


class Said:
    """What a command has said and ended with."""

    def __init__(self, capsys: pytest.CaptureFixture[str], words: tuple[object, ...]) -> None:
        capsys.readouterr()
        self.code = main([str(word) for word in words])
        captured = capsys.readouterr()
        self.out, self.err = captured.out, captured.err


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return lambda *words: Said(capsys, words)


def store(home: Path) -> BookmarkStore:
    found = BookmarkStore(home / "data" / "digest-tui" / "bookmarks")
    found.load()
    return found


def given(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_the_formats_of_the_command_line_are_those_of_the_exports() -> None:
    assert list(arguments_kept.EXPORTS) == list(FORMATS)


def test_a_paper_is_kept_tagged_noted_listed_and_removed(run: Run, home: Path, folder: Path) -> None:
    said = run("bookmarks", "add", f"https://arxiv.org/abs/{ONE}v2", TWO, "--from", folder)
    assert (said.code, said.out) == (0, f"{ONE}\n{TWO}\n")
    assert said.err == "digest-tui: 2 papers kept\n"
    assert all(mark.title for mark in store(home).all())
    words = ("--add", "a", "--add", "to read", "--folder", "x/y", "--read-by", "2026-03-01")
    said = run("bookmarks", "tag", ONE, *words)
    assert (said.code, said.out) == (0, f"{ONE}\n")
    assert run("bookmarks", "tag", ONE, "--remove", "a", "--read-by", "none", "--rating", "5").code == 0
    assert run("bookmarks", "note", ONE, "first").code == 0
    assert run("bookmarks", "note", ONE, "--append", "second").code == 0
    assert run("bookmarks", "note", ONE).out == "first\n\nsecond\n"
    mark = store(home).get(ONE)
    assert mark is not None
    assert (mark.tags, mark.folder, mark.rating, mark.read_by) == (("to read",), "x/y", "5", None)
    listed = run("bookmarks")
    assert listed.out.split("\n")[0].split() == ["ADDED", "ID", "RATING", "FOLDER", "TAGS", "TITLE"]
    assert ONE in listed.out and "#to read" in listed.out
    (row,) = json.loads(run("bookmarks", "list", "-q", 'tag:"to read"', "--format", "json").out)
    assert (row["arxiv_id"], row["bookmark"]["folder"]) == (ONE, "x/y")
    said = run("bookmarks", "remove", ONE, "2602.99999")
    assert (said.code, said.out) == (1, f"{ONE}\n")
    assert "2602.99999 is no bookmark" in said.err
    assert ONE not in store(home)


def test_every_change_can_be_undone_in_the_reader(run: Run, home: Path) -> None:
    run("bookmarks", "add", ONE, TWO)
    run("bookmarks", "tag", ONE, TWO, "--add", "a")
    run("bookmarks", "remove", TWO)
    marks, reading = store(home), ReadingState(home / "state" / "digest-tui" / "reading.db")
    undoing, now = Undoing(marks, reading, SearchStore(home / "searches.yaml")), datetime.now(UTC)
    undoing.undo(now)
    assert sorted(mark.arxiv_id for mark in marks.all()) == [ONE, TWO]
    undoing.undo(now)
    assert [mark.tags for mark in marks.all()] == [(), ()]
    undoing.undo(now)
    assert marks.all() == []


def test_a_paper_that_is_nowhere_is_kept_with_its_id(run: Run, home: Path) -> None:
    said = run("bookmarks", "add", ONE)
    assert said.code == 0
    assert f"{ONE} is in no digest here; kept with its id only" in said.err
    assert ONE in store(home)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("add",), 2, "required"),
        (("add", "no id at all"), 1, "is no id or URL"),
        (("tag", ONE), 2, "nothing to change"),
        (("tag", ONE, "--add", "x"), 1, "is no bookmark"),
        (("tag", ONE, "--read-by", "soon"), 2, "is no day"),
        (("note", ONE), 1, "is no bookmark"),
        (("list", "-q", "(a"), 2, "at character 1"),
        (("nonsense",), 2, "invalid choice"),
        (("export", "--format", "xml"), 2, "invalid choice"),
        (("import", "/nonexistent"), 1, "cannot be read"),
    ],
)
def test_what_is_wrong_is_one_line(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    said = run("bookmarks", *words)
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert "Traceback" not in said.err


def test_ids_may_come_from_a_pipe(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, f"{ONE}\nhttps://arxiv.org/pdf/{TWO}\n")
    assert run("bookmarks", "add", "-").code == 0
    given(monkeypatch, "from a pipe\n")
    assert run("bookmarks", "note", ONE, "-").code == 0
    assert len(store(home)) == 2
    assert run("bookmarks", "note", ONE).out == "from a pipe\n"


# --- import and export

BIBTEX = r"""
@string{x = {y}}
@misc{zhang2026,
  title = {{PlanktoNet}: Counting in Salt \& Water, $x_1$},
  author = {Zo{\"e} Zhang and M{\"u}ller, Ren{\'e} and others},
  eprint = {2602.10000}, archivePrefix = {arXiv}, primaryClass = {cs.CV},
  keywords = {ocean, to read}, annote = {My words.},
}
@article{doi, title={Tides}, doi={10.1101/2025.01.02}, author={Ann Smith}, year=2025}
@article{preprint, title={Salt}, journal={arXiv preprint arXiv:2602.10001}}
@article{broken, title={x
"""


def test_bibtex_is_imported(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "in.bib").write_text(BIBTEX)
    said = run("bookmarks", "import", tmp_path / "in.bib")
    assert said.code == 1, "one record is broken"
    assert "line 11: this BibTeX record cannot be read" in said.err
    assert said.out == "2602.10000\ndoi:10.1101/2025.01.02\n2602.10001\n"
    mark = store(home).get(ONE)
    assert mark is not None
    assert mark.title == "PlanktoNet: Counting in Salt & Water, $x_1$"
    assert (mark.entry.authors, mark.entry.authors_total) == (("Zoë Zhang", "René Müller"), 3)
    assert (mark.tags, mark.note, mark.entry.categories) == (("ocean", "to read"), "My words.", ("cs.CV",))


def test_an_import_adds_to_what_is_there(run: Run, home: Path, tmp_path: Path, folder: Path) -> None:
    run("bookmarks", "add", ONE, "--from", folder)
    run("bookmarks", "tag", ONE, "--add", "mine", "--folder", "kept")
    run("bookmarks", "note", ONE, "first")
    before = store(home).get(ONE)
    (tmp_path / "in.bib").write_text(BIBTEX)
    for _ in range(2):
        run("bookmarks", "import", tmp_path / "in.bib")
        mark = store(home).get(ONE)
        assert mark is not None and before is not None
        assert (mark.tags, mark.folder, mark.note) == (
            ("mine", "ocean", "to read"),
            "kept",
            "first\n\nMy words.",
        )
        assert mark.entry == before.entry, "the digest's words stay"


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_an_export_is_imported_whole(form: str, run: Run, home: Path, tmp_path: Path, folder: Path) -> None:
    run("bookmarks", "add", ONE, TWO, "--from", folder)
    run("bookmarks", "tag", ONE, "--add", "a", "--folder", "x", "--rating", "3", "--read-by", "2026-03-01")
    run("bookmarks", "note", ONE, "words\n\nmore")
    before = {mark.arxiv_id: mark for mark in store(home).all()}
    words = ("export", "--format", "jsonl") if form == "jsonl" else ("list", "--format", "json")
    (tmp_path / "out").write_text(run("bookmarks", *words).out)
    run("bookmarks", "remove", ONE, TWO)
    for path in (home / "data" / "digest-tui" / "bookmarks" / ".removed").iterdir():
        path.unlink()
    assert run("bookmarks", "import", tmp_path / "out").code == 0
    after = {mark.arxiv_id: mark for mark in store(home).all()}
    assert after.keys() == before.keys()
    for paper, mark in before.items():
        one = after[paper]
        assert (one.tags, one.folder, one.rating, one.note, one.read_by) == (
            mark.tags, mark.folder, mark.rating, mark.note, mark.read_by,
        )  # fmt: skip
        assert (one.title, one.entry.authors, one.day) == (mark.title, mark.entry.authors, mark.day)
        assert [section.text for section in one.entry.sections] == [
            section.text for section in mark.entry.sections
        ]


def test_csl_and_lists_are_imported(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    csl = [
        {
            "id": "x",
            "DOI": "10.48550/arXiv.2602.10000",
            "title": "Tides",
            "author": [{"family": "Li", "given": "An"}],
            "issued": {"date-parts": [[2026, 2, 3]]},
            "keyword": "a, b",
            "note": "n",
        },
        {"id": "y"},
        "no object",
        {"arxiv_id": "../../x"},
    ]
    given(monkeypatch, json.dumps(csl))
    said = run("bookmarks", "import")
    assert (said.code, said.out) == (1, f"{ONE}\n")
    assert [line.split(": ")[1] for line in said.err.split("\n")[:3]] == [
        f"standard input, record {number}" for number in (2, 3, 4)
    ]
    mark = store(home).get(ONE)
    assert mark is not None
    assert (mark.entry.authors, f"{mark.entry.published}", mark.tags) == (
        ("An Li",),
        "2026-02-03",
        ("a", "b"),
    )
    given(monkeypatch, f"# papers\n{TWO}  # why\nnonsense\n\narXiv:hep-th/9901001v2\n")
    said = run("bookmarks", "import", "--dry-run")
    assert (said.code, said.out) == (1, f"{TWO}\t\nhep-th/9901001\t\n")
    assert "standard input, line 3: 'nonsense' is no id or URL of a paper" in said.err
    given(monkeypatch, f"{TWO}\n")
    assert run("bookmarks", "import", "-", "--dry-run").out == f"{TWO}\t\n"
    assert len(store(home)) == 1


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{", '{"a": ', "@misc{a, title={" + "{" * 5000 + "}" * 5000 + "}}", "@misc{a,"]
)
def test_hostile_lists_are_told(text: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, text)
    said = run("bookmarks", "import", "--dry-run")
    assert said.code in (0, 1)
    assert "Traceback" not in said.err


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_bookmarks_and_searches_are_exported(form: str, run: Run, folder: Path, tmp_path: Path) -> None:
    run("bookmarks", "add", ONE, "--from", folder)
    run("bookmarks", "tag", ONE, "--add", "mine")
    kept = run("bookmarks", "export", "--format", form)
    assert (kept.code, kept.err) == (0, "")
    assert ONE in kept.out
    found = run("export", folder, "-q", "is:bookmarked", "--format", form)
    assert found.code == 0
    assert ("mine" in found.out) == ("mine" in kept.out)
    target = tmp_path / "new folder" / "out"
    said = run("export", folder, "--format", form, "-o", target)
    assert (said.code, said.out) == (0, "")
    assert said.err == f"digest-tui: 2 papers written to {target}\n", "each paper once"
    again = run("export", folder, "--format", form, "-o", target)
    assert (again.code, "exists already" in again.err) == (1, True)
    assert run("export", folder, "-q", f"id:{ONE}", "--format", form, "-o", target, "--force").code == 0
    assert TWO not in target.read_text()


def test_a_template_of_the_users_is_used_and_checked(run: Run, folder: Path, tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    template.write_text("* [[$id]] $title\r\n")
    words = ("export", folder, "--format", "markdown", "--template", template)
    assert run(*words).out.startswith(f"* [[{ONE}]] ")
    template.write_text("$nothing")
    said = run(*words)
    assert (said.code, said.out) == (1, "")
    assert "the template has no field $nothing" in said.err


# --- doctor and state


def test_the_doctor_tells_and_merges(run: Run, home: Path) -> None:
    run("bookmarks", "add", ONE)
    folder = home / "data" / "digest-tui" / "bookmarks"
    copy = folder / f"{ONE}.sync-conflict-20260228-093000-ABCDEFG.md"
    copy.write_text((folder / f"{ONE}.md").read_text().replace("tags: []", "tags: [theirs]"))
    (folder / "broken.md").write_text("no front matter")
    said = run("bookmarks", "doctor")
    assert (said.code, len(said.out.split("\n"))) == (1, 3)
    assert "is a conflict copy (Syncthing) of 2602.10000" in said.out
    assert "2 files not understood" in run("bookmarks").err
    said = run("bookmarks", "doctor", "--merge")
    assert (said.code, len(said.out.split("\n"))) == (1, 2)
    assert not copy.exists()
    mark = store(home).get(ONE)
    assert mark is not None
    assert mark.tags == ("theirs",)
    (folder / "broken.md").unlink()
    assert run("bookmarks", "doctor").code == 0


def test_the_state_is_restored_with_one_command(run: Run, home: Path) -> None:
    database = home / "state" / "digest-tui" / "reading.db"
    assert run("state").out == f"{database}: not there yet\n"
    assert "there is no copy yet" in run("state", "restore").err
    run("bookmarks", "add", ONE)
    run("bookmarks", "add", TWO)
    (copy,) = (database.parent / "backups").iterdir()
    said = run("state")
    assert (said.code, str(copy) in said.out) == (0, True)
    database.write_bytes(b"damaged")
    said = run("state", "restore")
    assert (said.code, said.out) == (0, f"{copy}\n")
    assert "what was there before is" in said.err
    assert run("state", "restore", copy.stem.removeprefix("reading-")).code == 0
    assert run("state", "restore", copy).code == 0
    for wrong, says in (("2020-01-01", "there is no copy of 2020-01-01"), ("/nonexistent", "unable to open")):
        said = run("state", "restore", wrong)
        assert (said.code, said.out) == (1, "")
        assert says in said.err
