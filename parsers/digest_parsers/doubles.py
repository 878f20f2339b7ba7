"""Papers that several files of one day and generator hold: each is shown once, as the richest text has it.

A generator leaves several files of a day behind: Markdown and the JSON Lines that it was made from, with and
without the summaries, and those of runs that were repeated. They lie in one folder. What lies in different
folders is of different places and is not compared. What only a poorer file says of a paper (where its code
is, a comment, further categories) is added when the entry is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from digest_parsers import paper_id
from digest_parsers.model import Digest, Entry, Link, Section
from digest_parsers.outline import outline_of

#: What names of formats end in that are other shapes of one generator's digests.
_SHAPES = ("-jsonl", "-json", "-list", "-index", "-page", "-values", "-readme")
#: The lines that forks make Markdown of their own from, and what stands behind the name of that in theirs.
_RAW, _ENHANCED = "daily-enhanced-jsonl", "_AI_enhanced"


def generator_of(name: str) -> str:
    """The generator whose digests a format is of: the format's name without the shape of its files."""
    return next((name.removesuffix(shape) for shape in _SHAPES if name.endswith(shape)), name)


def without_doubles(digests: Iterable[Digest]) -> tuple[Digest, ...]:
    """The digests of a day, each with those papers only that no other file of its generator has better.

    Of entries that say equally much the one in the first digest stays. A digest of which nothing stays is
    left out; one that was empty from the start is not.
    """
    everything = tuple(digests)
    if len(everything) < 2:
        return everything
    groups: dict[tuple[str, str], list[int]] = {}
    for number, source in enumerate(_sources(everything)):
        groups.setdefault(source, []).append(number)
    hidden: dict[int, frozenset[int]] = {}
    beside: dict[int, tuple[Sequence[Entry], ...]] = {}
    for group in groups.values():
        hidden.update(_doubles(everything, group))
        for number in group:
            beside[number] = tuple(everything[other].entries for other in group if other != number)
    kept = (
        replace(digest, doubles=hidden.get(number, frozenset()), beside=beside[number])
        for number, digest in enumerate(everything)
    )
    return tuple(digest for digest in kept if len(digest.doubles) < len(digest.entries) or not digest.doubles)


def entry_of(digest: Digest, offset: int) -> Entry:
    """An entry of a digest, with what only other files of the day and generator say of its paper."""
    entry = digest.entries[offset]
    if digest.beside:
        key = outline_of(digest.entries).keys[offset]
        for entries in digest.beside:
            keys = outline_of(entries).keys
            if key in keys:
                entry = united(entry, entries[keys.index(key)])
    return entry


def beside(digest: Digest, offsets: Iterable[int]) -> Iterator[tuple[Sequence[Entry], dict[int, int]]]:
    """What other files of the day and generator have of some of a digest's papers.

    Yields:
        The entries of another file, and which of them (by their offsets) are of the papers of which offsets.
    """
    keys = outline_of(digest.entries).keys
    wanted = {keys[offset]: offset for offset in offsets}
    for entries in digest.beside:
        pairs = {there: wanted[key] for there, key in enumerate(outline_of(entries).keys) if key in wanted}
        if pairs:
            yield entries, pairs


def united(entry: Entry, other: Entry) -> Entry:
    """An entry with what only another one of the same paper says; nothing stands there twice."""
    # A list that ends in "et al." gives way to one that has more.
    cut = entry.more_authors or not entry.authors
    names = other if cut and len(other.authors) > len(entry.authors) else entry
    return entry._replace(
        version=entry.version or other.version,
        authors=names.authors,
        authors_total=max(entry.authors_total, other.authors_total),
        more_authors=names.more_authors,
        categories=tuple(dict.fromkeys((*entry.categories, *other.categories))),
        published=entry.published or other.published,
        sections=(*entry.sections, *(section for section in other.sections if _is_more(section, entry))),
        keywords=entry.keywords or other.keywords,
        score=other.score if entry.score is None else entry.score,
        links=(*entry.links, *(link for link in other.links if _is_new(link, entry))),
        comment=entry.comment or other.comment,
    )


def _is_more(section: Section, entry: Entry) -> bool:
    """Whether a section says what an entry does not: `15` is nothing new where `15 min` stands."""
    return not any(section.key == known.key or section.text in known.text for known in entry.sections)


def _is_new(link: Link, entry: Entry) -> bool:
    """Whether a link leads to where none of an entry's does; all pages of the paper itself are one place."""
    if any(link.url == known.url for known in entry.links):
        return False
    found = paper_id.parse(link.url)
    return found is None or found.id != entry.arxiv_id or not entry.links


def _sources(digests: Sequence[Digest]) -> list[tuple[str, str]]:
    """The folder and the generator of each digest: that of lines is whoever made Markdown of their name."""
    paths = [PurePath(digest.path) for digest in digests]
    made = {
        path.with_suffix(""): generator_of(digest.format)
        for path, digest in zip(paths, digests, strict=True)
        if digest.format != _RAW
    }
    return [
        (
            str(path.parent),
            made.get(path.with_name(path.stem.partition(_ENHANCED)[0]), generator_of(digest.format))
            if digest.format == _RAW
            else generator_of(digest.format),
        )
        for path, digest in zip(paths, digests, strict=True)
    ]


def _doubles(digests: tuple[Digest, ...], group: list[int]) -> Iterable[tuple[int, frozenset[int]]]:
    """For each digest of a group, the offsets of its entries that stand better in another."""
    if len(group) < 2:
        return
    best: dict[int, tuple[int, int]] = {}
    for number in group:
        outline = outline_of(digests[number].entries)
        for key, weight in zip(outline.keys, outline.weights, strict=True):
            if key not in best or weight > best[key][0]:
                best[key] = weight, number
    for number in group:
        keys = outline_of(digests[number].entries).keys
        yield number, frozenset(at for at, key in enumerate(keys) if best[key][1] != number)
