"""Real samples of each format against what was counted in them independently: `facts.json` of each folder.

What differs is listed file by file, and one test prints a table, format by format.
"""

import json
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from digest_parsers.load import load_file, load_text
from digest_parsers.loaded import LoadedFile
from digest_parsers.model import Entry, Level
from shared import shared

#: What diagnostics of these say is right: the samples have these faults.
EXPECTED = {"day-differs", "total-mismatch", "placeholder-summary", "missing-field", "no-id", "cut-entry"}


def section(*keys: str) -> Callable[[Entry], bool]:
    return lambda entry: any((one := entry.section(key)) is not None and one.text for key in keys)


def has_link(*labels: str) -> Callable[[Entry], bool]:
    return lambda entry: any(label in f"{one.label} {one.url}" for one in entry.links for label in labels)


#: What the facts call a field, and how to see that an entry has it; any other name is a section's key.
HAS: dict[str, Callable[[Entry], object]] = {
    "keywords": lambda entry: entry.keywords,
    "score": lambda entry: entry.score is not None,
    "categories": lambda entry: entry.categories,
    "date": lambda entry: entry.published,
    "comment": lambda entry: entry.comment or section("comment")(entry),
    "pdf": has_link("pdf"),
    "code": lambda entry: has_link("code")(entry) or section("code")(entry),
    "hf": has_link("huggingface"),
    "translated_title": section("title_translated"),
    "code_url": has_link("code"),
    "arxivid": lambda entry: "." in entry.arxiv_id,
}

#: What stands in the place of a digest and is none: the README of a bot that had nothing to say that day.
NO_DIGESTS = {("05-xmkxabc-zh-translated", "2025-06-09.md")}


@cache
def facts_of(folder: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(shared("formats", folder, "facts.json").read_text(encoding="utf-8"))
    return {name: what for name, what in facts.items() if name != "_folders" and "papers" in what}


def folders() -> list[str]:
    """The folders of the samples; none when they are not there."""
    try:
        found = shared("formats")
    except pytest.skip.Exception:
        return []
    return sorted(one.name for one in found.iterdir() if (one / "facts.json").exists() and one.name > "01")


@cache
def differences(folder: str, name: str) -> tuple[str, ...]:
    """What is otherwise than the facts of a file say."""
    facts = facts_of(folder)[name]
    loaded = load_file(shared("formats", folder, name))
    entries = [entry for digest in loaded.digests for entry in digest.entries]
    if (folder, name) in NO_DIGESTS:
        return ("is taken for a digest",) if loaded.digests else ()
    if not folder.startswith("23"):
        return tuple(_compared(facts, loaded, entries))
    return ("papers were invented",) if entries else ()


def _compared(facts: dict[str, Any], loaded: LoadedFile, entries: list[Entry]) -> Iterator[str]:
    def differs(what: str, found: object, stated: object) -> Iterator[str]:
        if found != stated:
            yield f"{what}: {found!r}, not {stated!r}"

    yield from differs("papers", len(entries), facts["papers"])
    if not loaded.digests:
        yield "is no digest"
        return
    yield from differs("distinct ids", len({one.arxiv_id for one in entries}), facts["distinct_ids"])
    elsewhere = {one.arxiv_id for one in entries if "local-" in one.arxiv_id or ":" in one.arxiv_id}
    yield from differs("papers that arXiv does not have", len(elsewhere), facts["non_arxiv"])
    rolling = len(loaded.digests) > 1 or facts.get("note", "").startswith("rolling")
    day = loaded.claims[0].day if loaded.claims else None
    yield from differs("day", day and str(day), facts["day"])
    if not rolling:
        yield from differs("day of the digest", loaded.digests[0].day, day)
        if "toc" in facts:
            yield from differs("stated", loaded.digests[0].stated, _by_category(facts))
    if "per_category" in facts:
        counts = Counter(one.primary_category for one in entries)
        yield from differs("papers per category", dict(counts), facts["per_category"])
    for which in ("first", "last"):
        if which in facts:
            found = [one for one in entries if _is(one, facts[which])]
            if rolling:
                yield from differs(f"{which} paper", bool(found), True)
            else:
                one = entries[0 if which == "first" else -1]
                yield from differs(f"{which} paper", _told(one, facts[which]), _stated(facts[which]))
    for name, count in facts["fields_present"].items():
        has = HAS.get(name) or section(name, name.replace("_", " "))
        yield from differs(f"papers with {name}", sum(bool(has(one)) for one in entries), count)
    errors = {one.code for one in loaded.diagnostics if one.level is not Level.INFO} - EXPECTED
    yield from differs("diagnostics", errors, set())


def _by_category(facts: dict[str, Any]) -> dict[str, int]:
    """The table of contents; one that calls categories by their names is in the order of its headings."""
    toc: dict[str, int] = facts["toc"]
    if toc.keys() == facts["per_category"].keys():
        return toc
    return dict(zip(facts["per_category"], toc.values(), strict=True))


def _stated(paper: dict[str, Any]) -> tuple[object, ...]:
    """What the facts say of a paper that can be compared."""
    listed = paper["authors_listed"]
    declared = paper.get("authors_declared", listed)
    return " ".join(paper["title"].split()), paper["arxiv_id"], paper["version"], listed, declared, True


def _told(entry: Entry, paper: dict[str, Any]) -> tuple[object, ...]:
    """The same of an entry; what the facts leave open is as they have it."""
    if not paper["title"] and entry.title:  # notes from before titles were set in italics: not counted there
        return _stated(paper)
    arxiv = "local-" not in entry.arxiv_id and ":" not in entry.arxiv_id
    listed = paper["authors_listed"]
    raw = str(paper.get("authors_raw", ""))
    return (
        entry.title,
        entry.arxiv_id if arxiv else None,
        entry.version if arxiv else None,
        len(entry.authors) if listed is not None else listed if _all_named(entry, raw) else entry.authors,
        entry.authors_total if listed is not None else paper.get("authors_declared", listed),
        any(paper["url"] in (link.url, link.url.replace("https", "http")) for link in entry.links)
        or paper["url"].endswith((entry.arxiv_id, f"arXiv:{entry.arxiv_id}{entry.version}")),
    )


def _all_named(entry: Entry, raw: str) -> bool:
    return bool(entry.authors) and all(name in raw for name in entry.authors)


def _is(entry: Entry, paper: dict[str, Any]) -> bool:
    return (entry.title, entry.arxiv_id) == (" ".join(paper["title"].split()), paper["arxiv_id"])


@pytest.mark.parametrize("folder", folders())
def test_samples_are_read_as_their_facts_say(folder: str) -> None:
    found = {name: said for name in facts_of(folder) if (said := differences(folder, name))}
    assert found == {}


def test_the_table_of_formats(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"\n{'samples':<32} {'files':>5} {'papers':>7} {'met':>5}  read as"]
    for folder in folders():
        facts = facts_of(folder)
        met = sum(not differences(folder, name) for name in facts)
        read_as = {str(load_file(shared("formats", folder, name)).format) for name in list(facts)[:3]}
        papers = sum(what["papers"] for what in facts.values())
        lines.append(f"{folder:<32} {len(facts):>5} {papers:>7,} {met:>5}  {', '.join(sorted(read_as))}")
        assert met == len(facts)
    with capsys.disabled():
        sys.stdout.write("\n".join(lines) + "\n")


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
