"""What is fuzzed: pieces of work on strangers' bytes, each with what must hold whatever the bytes are.

A target returns when all is well and raises anything when it is not.
"""

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from textual._xterm_parser import XTermParser

from digest_kinds import KINDS
from digest_parsers.encoding import decode
from digest_parsers.errors import DigestError, EncodingError, QueryError
from digest_parsers.formats import formats, profiles
from digest_parsers.formats.base import Format
from digest_parsers.formats.profiles.format import ProfileFormat
from digest_parsers.formats.profiles.reader import ProfileError, parse_profile
from digest_parsers.formats.profiles.sketch import sketch
from digest_parsers.load import load_text
from digest_parsers.model import Appearance
from digest_parsers.query import parse_query
from digest_parsers.repair import repair
from digest_parsers.safeyaml import YamlError, read_yaml
from digest_parsers.sanitize import clean
from digest_parsers.search import NoFacts, match_entry
from digest_text import InventedPaper, daily_enhanced, daily_jsonl, daily_report
from digest_tui import render
from digest_tui.deceit import hidden, misleading
from digest_tui.links import judge
from digest_tui.render import PageOptions, RowFlags
from digest_tui.shell import importing
from digest_tui.store import edits
from digest_tui.store.document import compose, parse
from digest_tui.terminal import pieces
from digest_tui.wrap import fit, wrap
from store_samples import NOW, appearance

Target = Callable[[bytes], None]

_COLUMNS = render.columns_for(40, scored=True, widest_category=5)
_PAPER = appearance()
_PATH = Path("x.md")
#: As many entries of one text are drawn and kept.
_DRAWN = 3


def _text(data: bytes) -> str:
    """Any text at all, halves of surrogate pairs included."""
    return data.decode("utf-8", "surrogateescape")


def fuzz_encoding(data: bytes) -> None:
    """Bytes become text without a lone surrogate, or are refused."""
    try:
        decoded = decode(data)
    except EncodingError:
        return
    decoded.text.encode("utf-8")


def fuzz_repair(data: bytes) -> None:
    """Repair keeps the number of lines and counts no more than there is."""
    text = _text(data)
    done = repair(text)
    assert done.text.count("\n") == text.count("\n")
    assert 0 <= done.report.doubtful <= done.report.restored <= done.report.damaged


def fuzz_sanitize(data: bytes) -> None:
    """What is clean stays as it is, and no line is lost."""
    text = _text(data)
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned.count("\n") == text.count("\n")
    assert "\x1b" not in cleaned
    cleaned.encode("utf-8")


def _digest(text: str, name: str) -> None:
    loaded = load_text(text, name)
    for digest in loaded.digests:
        for entry in islice(digest.entries, _DRAWN):
            one = Appearance(digest, entry)
            lines = render.page(one, None, PageOptions(40))
            lines.append(render.row(one, 40, _COLUMNS, RowFlags()))
            shown = render.plain(lines)
            assert clean(shown) == shown
            try:
                kept = compose(one, NOW)
            except DigestError:  # an id that is none
                continue
            assert parse(kept, _PATH, 0.0).entry == entry


_FORKS = Path(__file__).parents[1] / "data" / "forks"
_GOOD = InventedPaper("2601.00001")
#: A sound text of each kind that is written somewhere, and a path for it.
_SAMPLES = [
    ("2026-01-05.md", daily_report([_GOOD])),
    ("2026-01-05.md", daily_enhanced([_GOOD])),
    ("2026-01-05.jsonl", daily_jsonl([_GOOD])),
    *((path, write([_GOOD])) for _, path, write in KINDS.values()),
    *((str(path.relative_to(_FORKS)), path.read_text("utf-8")) for path in sorted(_FORKS.rglob("*.*"))),
]


def _samples(one: Format) -> list[tuple[str, str]]:
    """The samples that a format takes for its own; where there are none yet, all of them."""
    ours = [(path, text) for path, text in _SAMPLES if one.recognises(text.split("\n"), path)]
    return ours or _SAMPLES


def _format(one: Format) -> Target:
    """A target that has a format read anything at all, and what stands behind a sound beginning."""
    samples = _samples(one)

    def target(data: bytes) -> None:
        text = _text(data)
        lines = clean(text).split("\n")
        for path in dict.fromkeys(path for path, _ in samples):
            one.recognises(lines, path)
            for entry in one.parse(lines, path).entries:
                assert entry.arxiv_id
                assert 1 <= entry.line <= len(lines)
        for path, sound in samples:
            _digest(sound + text, path)

    return target


def fuzz_profile(data: bytes) -> None:
    """A profile is understood or refused with a line, and one that is understood reads anything."""
    text = _text(data)
    try:
        described = ProfileFormat(parse_profile(text, Path("x.yaml")))
    except ProfileError as error:
        assert error.line is not None
        return
    for path, sample in (*_SAMPLES[-3:], ("x.md", text)):
        lines = sample.split("\n")
        described.recognises(lines, path)
        assert all(entry.arxiv_id for entry in described.parse(lines, path).entries)


def fuzz_profile_draft(data: bytes) -> None:
    """What is drafted from any text is a profile, and reads that text."""
    lines = clean(_text(data)).split("\n")
    described = ProfileFormat(parse_profile(sketch(lines, "boats/2026-01-05.md"), Path("x.yaml")))
    described.parse(lines, "boats/2026-01-05.md")


def fuzz_any_format(data: bytes) -> None:
    """A text of which nothing is known."""
    _digest(_text(data), "2026-01-05.txt")


def fuzz_json_title(data: bytes) -> None:
    """A title as JSON can hold it: any character, halves of pairs too."""
    line = json.dumps({"id": "2601.00001", "title": _text(data), "AI": {"tldr": _text(data)}})
    _digest(line, "2026-01-05.jsonl")


def fuzz_query(data: bytes) -> None:
    """A query is understood or refused at a place that it has."""
    text = _text(data)
    try:
        query = parse_query(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        return
    match_entry(query, _PAPER, NoFacts())


def fuzz_yaml(data: bytes) -> None:
    """YAML is read or refused with a line."""
    try:
        read_yaml(_text(data))
    except YamlError as error:
        assert error.line is not None


def fuzz_bookmark(data: bytes) -> None:
    """A bookmark's file is read or refused, and what is read can be drawn."""
    try:
        mark = parse(_text(data), _PATH, 0.0)
    except DigestError:
        return
    render.page(mark.appearance, None, PageOptions(40))
    render.row(mark.appearance, 40, _COLUMNS, RowFlags())


def fuzz_front_matter(data: bytes) -> None:
    """The same behind a sound beginning."""
    fuzz_bookmark(b"---\nid: '2601.00001'\n" + data)


def fuzz_terminal(data: bytes) -> None:
    """No input makes the parser raise anything that the driver does not catch."""
    parser = XTermParser()
    for piece in pieces(data.decode("utf-8", "replace")):
        assert piece
        assert "\ufffd" not in piece
        try:
            list(parser.feed(piece))
        except (ValueError, OverflowError):
            parser = XTermParser()


def fuzz_link(data: bytes) -> None:
    """What would be opened is ASCII and plain http, and judging it again changes nothing."""
    text = _text(data)
    verdict = judge(text)
    if verdict.url is not None:
        assert verdict.url.isascii()
        assert verdict.url.startswith(("http://", "https://"))
        assert judge(verdict.url).url == verdict.url
    misleading(text, verdict.shown)
    misleading(verdict.shown, text)
    hidden(text)


def fuzz_wrap(data: bytes) -> None:
    """Lines lose nothing but blanks."""
    text = clean(_text(data))
    lines = [text[start:end] for start, end in wrap(text, 20)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    fit(text.replace("\n", " "), 20)


def fuzz_bookmark_edit(data: bytes) -> None:
    """A change of a file that can be read is made, once, or is refused with the file untouched."""
    try:
        changed = edits.apply(data, {"tags": ("a", "b"), "folder": "x/y", "note": "two\n\nlines"}, _PATH)
    except (DigestError, UnicodeError):
        return
    assert edits.apply(changed, {"tags": ("a", "b"), "folder": "x/y"}, _PATH) == changed
    mark = parse(changed.decode("utf-8-sig"), _PATH, 0.0)
    assert (mark.tags, mark.folder, mark.note) == (("a", "b"), "x/y", "two\n\nlines")


def fuzz_list(data: bytes) -> None:
    """Whatever is in a list to be imported is a paper or told."""
    text = _text(data)
    for kind in ("bibtex", "json", "ids"):
        try:
            for one in importing.read(text, kind):
                if isinstance(one, importing.Incoming):
                    assert clean(one.appearance.entry.title) == one.appearance.entry.title
        except DigestError:
            continue


TARGETS: dict[str, Target] = {
    "encoding": fuzz_encoding,
    "repair": fuzz_repair,
    "sanitize": fuzz_sanitize,
    "any-format": fuzz_any_format,
    **{one.name: _format(one) for one in formats()},
    "profile": fuzz_profile,
    "profile-draft": fuzz_profile_draft,
    "json-title": fuzz_json_title,
    "query": fuzz_query,
    "yaml": fuzz_yaml,
    "bookmark": fuzz_bookmark,
    "front-matter": fuzz_front_matter,
    "bookmark-edit": fuzz_bookmark_edit,
    "list": fuzz_list,
    "terminal": fuzz_terminal,
    "link": fuzz_link,
    "wrap": fuzz_wrap,
}

#: What to begin with: sound input, from which fuzzing goes astray sooner than from nothing.
SEEDS: dict[str, tuple[str, ...]] = {
    "encoding": ("论文", "\ufeffabc\r\n", "plain"),
    "repair": ("è®ºæ–‡", "â€œquotedâ€\x9d", "论文"),
    "any-format": tuple(text for _, text in _SAMPLES),
    **{one.name: tuple(text for _, text in _samples(one)) for one in formats()},
    "profile": tuple(one.profile.source.read_text("utf-8") for one in profiles.shipped().formats),
    "profile-draft": tuple(text for _, text in _SAMPLES),
    "json-title": ("A [title] with $x^2$ and a tab\there",),
    "query": ('title:"a b" -c (day:7d OR score:>30) cat:cs.* is:unread',),
    "yaml": ("paths: [~/a, 'b']\nkeys:\n  quit: \"q\"\n",),
    "bookmark": (compose(_PAPER, NOW),),
    "front-matter": ("title: x\nscore: 1.5\npublished: 2026-01-05\ntags: [a]\n---\n## Note\n\nmine\n",),
    "bookmark-edit": (
        compose(_PAPER, NOW),
        "---\nid: '1'\ntags:\n  - a  # why\nfolder: x\n---\n\n## Note\n\nmine\n",
    ),
    "list": (
        "@misc{a, title={{B}}, author={C and D}, eprint={2602.10000}, annote={e}}",
        '[{"arxiv_id": "2602.10000", "title": "a", "sections": {"tldr": "b"}, "bookmark": {"tags": ["c"]}}]',
        "2602.10000\nhttps://arxiv.org/abs/2602.10001 # why\n",
    ),
    "terminal": ("\x1b[A\x1b[<0;10;20Mj\x1b[97;5u\x1b[200~pasted\x1b[201~",),
    "link": ("https://arxiv.org/abs/2601.00001", "http://user@论文.example:80/%20?a#b"),
    "wrap": ("中文与 English，mixed「text」 e\u0301 👩\u200d👧",),
}
