"""Public collections of bad input, each through all of our own code that can meet it."""

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from rich.cells import cell_len

from digest_parsers.errors import DigestError
from digest_parsers.load import LoadedFile, load_file, load_text
from digest_parsers.model import Appearance, Level
from digest_parsers.safeyaml import YamlError, read_yaml
from digest_parsers.sanitize import clean
from digest_text import InventedPaper, daily_enhanced, daily_jsonl, daily_report
from digest_tui import render
from digest_tui.render import Line, PageOptions, RowFlags
from digest_tui.settings import SettingsError, load_settings
from digest_tui.store import frontmatter
from digest_tui.store.document import compose, parse
from digest_tui.wrap import fit, wrap
from shared import shared
from store_samples import NOW

WRITERS: dict[str, Callable[[Sequence[InventedPaper]], str]] = {
    "report.md": daily_report,
    "listing.md": daily_enhanced,
    "lines.jsonl": daily_jsonl,
}
WIDTH = 40


def _files(*parts: str) -> list[Path]:
    found = sorted(path for path in shared("suites", *parts).rglob("*") if path.is_file())
    assert found
    return found


def _naughty_strings() -> Iterator[str]:
    yield from json.loads(shared("suites", "blns", "blns.json").read_text("utf-8"))
    payloads = json.loads(shared("suites", "terminal", "escape_payloads.json").read_text("utf-8"))
    for payload in payloads.values():
        yield payload["text_latin1_of_utf8"].encode("latin-1").decode("utf-8", "surrogatepass")


def _everywhere(text: str) -> InventedPaper:
    """A paper with the text in each field but its id."""
    paper = InventedPaper()
    return replace(
        paper,
        title=f"An invented {text} paper",
        authors=(text, "Ada Example"),
        categories=("cs.CL", text),
        published=text,
        sections={key: f"{text} {value}" for key, value in paper.sections.items()},
        keywords=(text, "boats"),
        score=text,
        comment=text,
    )


def _is_fit(lines: Iterable[Line], width: int) -> None:
    for line in lines:
        shown = "".join(part.text for part in line)
        assert clean(shown) == shown
        assert "\n" not in shown
        assert cell_len(shown) <= width


def _seen_and_kept(loaded: LoadedFile) -> int:
    """Draw and keep every entry of a file; how many there are."""
    entries = 0
    for digest in loaded.digests:
        for entry in digest.entries:
            entries += 1
            appearance = Appearance(digest, entry)
            _is_fit(render.page(appearance, None, PageOptions(WIDTH)), WIDTH)
            columns = render.columns_for(WIDTH, scored=entry.score is not None, widest_category=5)
            row = render.row(appearance, WIDTH, columns, RowFlags())
            _is_fit([row], WIDTH)
            assert sum(cell_len(part.text) for part in row) == WIDTH
            assert parse(compose(appearance, NOW), Path("x.md"), 0.0).entry == entry
    return entries


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITERS)
def test_naughty_strings_in_every_field(name: str) -> None:
    for text in _naughty_strings():
        # A line break ends a field in Markdown, as it would for any other text.
        one_line = text if name.endswith("jsonl") else " ".join(text.splitlines())
        written = WRITERS[name]([_everywhere(one_line), InventedPaper("2601.00002")])
        loaded = load_text(written, f"2026-01-05-{name}")
        assert _seen_and_kept(loaded) >= 1, text
        ids = {entry.arxiv_id for digest in loaded.digests for entry in digest.entries}
        assert "2601.00002" in ids, text


@pytest.mark.slow
def test_the_json_suite_as_files_and_as_lines(tmp_path: Path) -> None:
    good = daily_jsonl([InventedPaper("2601.00001")])
    for path in _files("json", "test_parsing"):
        loaded = load_file(path)
        _seen_and_kept(loaded)
        if path.name.startswith("n_"):
            assert loaded.diagnostics, path.name
        line = path.read_bytes().replace(b"\n", b" ")
        target = tmp_path / "2026-01-05.jsonl"
        target.write_bytes(good.encode() + line + b"\n" + good.replace("00001", "00002").encode())
        among = load_file(target)
        if any(one.code == "binary" for one in among.diagnostics):
            continue
        ids = [entry.arxiv_id for digest in among.digests for entry in digest.entries]
        assert {"2601.00001", "2601.00002"} <= set(ids), path.name
        if path.name.startswith("n_") and line.removeprefix(BOM_UTF8).strip():
            assert any(one.level is not Level.INFO for one in among.diagnostics), path.name


def _documents() -> Iterator[str]:
    for path in _files("yaml-test-suite", "src"):
        text = path.read_text("utf-8")
        yield text
        for case in yaml.safe_load(text):
            if "yaml" in case:
                yield _with_real_blanks(case["yaml"])


def _with_real_blanks(text: str) -> str:
    """A document of the suite with what it writes visibly put back: tabs, spaces, line ends, no end."""
    for shown, meant in (("␣", " "), ("»", "\t"), ("—", ""), ("←", "\r"), ("⇔", "\ufeff"), ("∎\n", "")):
        text = text.replace(shown, meant)
    return text.replace("↵", "")


@pytest.mark.slow
def test_the_yaml_suite_is_read_or_refused_with_a_line(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    read = refused = 0
    for document in _documents():
        try:
            read_yaml(document, path="x.yaml")
            read += 1
        except YamlError as error:
            refused += 1
            assert error.line is not None
            assert error.cause
        try:
            frontmatter.split(f"---\n{document}\n---\nbody\n", Path("x.md"))
        except DigestError as error:
            assert error.line is not None
        file.write_text(document, "utf-8")
        try:
            load_settings(file)
        except SettingsError as error:
            assert error.line is not None
    assert read > 100
    assert refused > 100


@pytest.mark.slow
def test_pathological_markdown_is_read(tmp_path: Path) -> None:
    good = daily_report([InventedPaper("2601.00001")])
    for path in _files("markdown"):
        _seen_and_kept(load_file(path))
        text = path.read_text("utf-8", "replace")
        in_a_digest = good.replace("An abstract of one line.", f"An abstract.\n{text}")
        loaded = load_text(in_a_digest, "2026-01-05.md")
        ids = {entry.arxiv_id for digest in loaded.digests for entry in digest.entries}
        assert "2601.00001" in ids, path.name


def _unicode_samples() -> Iterator[str]:
    for line in shared("suites", "unicode", "GraphemeBreakTest.txt").read_text("utf-8").split("\n"):
        marked = line.partition("#")[0]
        codes = [word for word in marked.split() if word not in "÷×"]
        if codes:
            yield "".join(chr(int(code, 16)) for code in codes)
    for line in shared("suites", "unicode", "emoji-test.txt").read_text("utf-8").split("\n"):
        codes = line.partition("#")[0].partition(";")[0].split()
        if codes:
            yield "".join(chr(int(code, 16)) for code in codes)


@pytest.mark.slow
def test_graphemes_and_emoji_are_wrapped_and_cut_to_the_columns_asked_for() -> None:
    for sample in map(clean, _unicode_samples()):
        text = f"A {sample}{sample} 论文{sample}b"
        for width in (2, 3, 5, 8):
            assert cell_len(fit(text, width)) == width, (sample, width)
            for start, end in wrap(text, width):
                assert cell_len(text[start:end]) <= width or text[start:end] in sample, (sample, width)
