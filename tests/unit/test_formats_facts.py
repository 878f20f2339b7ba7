"""Real digests of the three formats against what is known of each: counts, first and last paper, fields."""

import json
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from digest_parsers.load import load_file, load_text
from digest_parsers.model import Entry, Level
from shared import shared

FORMATS = {
    "01-creekstone-zh": "daily-report",
    "02-dw-enhanced-md": "daily-enhanced",
    "03-dw-enhanced-jsonl": "daily-enhanced-jsonl",
}


def has_link(label: str) -> Callable[[Entry], bool]:
    return lambda entry: any(label in f"{link.label} {link.url}" for link in entry.links)


# What the facts call a field, and how to see that an entry has it; any other name is a section's key.
HAS: dict[str, Callable[[Entry], object]] = {
    "keywords": lambda entry: entry.keywords,
    "score": lambda entry: entry.score is not None,
    "categories": lambda entry: entry.categories,
    "date": lambda entry: entry.published,
    "comment": lambda entry: entry.comment,
    "pdf": has_link("pdf"),
    "code_url": has_link("code"),
}


def has(entry: Entry, name: str) -> bool:
    if name in HAS:
        return bool(HAS[name](entry))
    section = entry.section(name)
    return section is not None and bool(section.text)


def cases() -> Iterator[tuple[str, str]]:
    """Folder and file of every sample; none when the samples are not there."""
    for folder in FORMATS:
        try:
            facts = shared("formats", folder, "facts.json")
        except pytest.skip.Exception:
            return
        for name in json.loads(facts.read_text(encoding="utf-8")):
            yield folder, name


def check_paper(entry: Entry, facts: dict[str, Any]) -> None:
    assert (entry.title, entry.arxiv_id, entry.version) == (
        " ".join(facts["title"].split()),
        facts["arxiv_id"],
        facts["version"],
    )
    assert len(entry.authors) == facts["authors_listed"]
    assert entry.authors_total == facts.get("authors_declared", facts["authors_listed"])
    assert any(link.url == facts["url"] for link in entry.links)


@pytest.mark.parametrize(("folder", "name"), cases())
def test_a_sample_is_read_as_its_facts_say(folder: str, name: str) -> None:
    facts = json.loads(shared("formats", folder, "facts.json").read_text(encoding="utf-8"))[name]
    loaded = load_file(shared("formats", folder, name))
    assert loaded.format == FORMATS[folder]
    (digest,) = loaded.digests
    assert {each.code for each in loaded.diagnostics if each.level is not Level.INFO} <= {"day-differs"}
    assert len(digest.entries) == facts["papers"]
    assert len({entry.arxiv_id for entry in digest.entries}) == facts["distinct_ids"]
    assert (str(digest.day), str(digest.day_source)) == (facts["day"], facts["day_source"])
    assert digest.stated == facts.get("toc", {})
    if "per_category" in facts:
        assert digest.category_counts() == facts["per_category"]
    check_paper(digest.entries[0], facts["first"])
    check_paper(digest.entries[-1], facts["last"])
    for field, count in facts["fields_present"].items():
        assert sum(has(entry, field) for entry in digest.entries) == count, field


@pytest.mark.slow
def test_the_archive_of_half_a_year_is_read_without_an_error() -> None:
    archive = next(shared("corpus").glob("*.tar.xz"))
    ids: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    odd: list[str] = []
    with tarfile.open(archive) as files:
        for member in files:
            data = files.extractfile(member)
            if data is None or not member.name.endswith(".md"):
                continue
            loaded = load_text(data.read().decode("utf-8"), Path(member.name).name)
            (digest,) = loaded.digests
            assert digest.day is not None
            assert digest.stated == digest.category_counts()
            codes.update(each.code for each in loaded.diagnostics)
            for entry in digest.entries:
                ids[entry.arxiv_id] += 1
                keys = [section.key for section in entry.sections]
                if keys != ["tldr", "motivation", "method", "result", "conclusion", "abstract"]:
                    odd.append(f"{member.name}:{entry.line}")
                abstract = entry.sections[-1].text
                if not (entry.title and entry.authors and entry.links) or abstract.endswith(
                    ("/details>", "/div>")
                ):
                    odd.append(f"{member.name}:{entry.line}")
    assert (ids.total(), len(ids)) == (37_877, 25_352)
    assert sum(count > 1 for count in ids.values()) == 6_722
    assert codes == {"placeholder-summary": 59}
    assert odd == []
