"""A paper while it is collected, and the entry that is made of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from digest_parsers import arxiv_id, paper_id
from digest_parsers.formats import base
from digest_parsers.formats.announced import unannounced
from digest_parsers.formats.profiles.fields import coded, names_in, plain_text, score_in, words_in
from digest_parsers.formats.profiles.hyperlinks import arxiv_urls, is_link, links_in
from digest_parsers.formats.profiles.labels import FIELDS, LINKS, unwrapped
from digest_parsers.formats.profiles.schema import Profile
from digest_parsers.model import Diagnostic, Entry, Link, Section
from digest_parsers.placeholders import is_placeholder
from digest_parsers.spelled_days import find_day

#: Parts of which there may be more on another line.
_LISTS = frozenset({"categories", "keywords"})


class Matching(Protocol):
    """What texts may match."""

    def match(self, text: str) -> object:
        """Something for a text that matches, else None."""
        ...


@dataclass(slots=True)
class Part:
    """A part of a paper as it is collected.

    Attributes:
        key: A field, or the key of a section.
        label: Its label in the file.
        lines: Its lines.
        level: The level of the heading that it stands under, or 0.
        paragraph: Whether it ends with its paragraph.
        listed: Whether it is an item of a list of particulars.
        headed: Whether its label is a line of bold words, as a heading is.
        brief: Whether it begins with a few words that are no sentence, so that a paragraph is none of it.
    """

    key: str
    label: str
    lines: list[str]
    level: int = 0
    paragraph: bool = False
    listed: bool = False
    headed: bool = False
    brief: bool = False

    @property
    def text(self) -> str:
        """Its text, without blank lines around it and the spaces that all of its lines begin with."""
        if len(self.lines) > 1 and self.lines[0].startswith((" ", "\t")):
            margin = min(len(line) - len(line.lstrip()) for line in self.lines if line)
            return "\n".join(line[margin:] for line in self.lines).strip()
        return base.join_lines(self.lines).strip()


@dataclass(slots=True)
class Draft:
    """A paper while it is collected.

    Attributes:
        line: Where it begins.
        title: Its title as far as it is known.
        urls: The links of its heading.
        category: What it is filed under.
        parts: Its parts by their keys, in order; the first of a key wins.
        links: Links with names, from lines that are nothing else.
    """

    line: int
    title: str = ""
    urls: list[str] = field(default_factory=list)
    category: str = ""
    parts: dict[str, Part] = field(default_factory=dict)
    current: Part | None = None
    pending: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def open(self, part: Part) -> None:
        """Begins a part, to which the lines that follow belong."""
        self.parts[part.key] = self.current = part
        self.pending.clear()

    def close(self) -> None:
        """Ends the part that is open."""
        self.current = None
        self.pending.clear()

    def add(self, line: str) -> None:
        """Adds a line to the part that is open; what stands under no label makes a part of its own."""
        part = self.current
        if part is None:
            part = self.parts.setdefault(base.UNLABELLED, Part(base.UNLABELLED, "", []))
            if part.lines:
                part.lines.append("")
            self.current = part
        elif part.lines:
            part.lines += self.pending
        part.lines.append(line)
        self.pending.clear()

    def put(self, key: str, text: str, label: str = "") -> None:
        """Keeps a part that is whole, unless there is one of its key."""
        if text and key not in self.parts:
            self.parts[key] = Part(key, label or key.replace("_", " "), [text])

    def takes(self, blanks: Mapping[str, str]) -> bool:
        """Whether there is a place for all that a line holds: the first wins, but lists can grow."""
        return not any(
            (name in self.parts and name not in _LISTS) or (name == "title" and self.title) for name in blanks
        )

    def put_all(self, blanks: Mapping[str, str]) -> None:
        """Keeps what a line holds, and leaves a section open for the rest of its paragraph."""
        self.close()
        for name, value in blanks.items():
            if name == "url":
                self.urls.append(value)
            elif name in self.parts:
                self.parts[name].lines.append(f", {value}")
            else:
                self.put(name, value)
                if name not in FIELDS and name in self.parts:
                    self.current = self.parts[name]
                    self.current.paragraph = True

    def text(self, key: str) -> str:
        """A part on one line, or an empty string."""
        part = self.parts.get(key)
        return " ".join(" ".join(part.lines).split()) if part else ""


def entry_of(draft: Draft, profile: Profile, path: str) -> tuple[Entry, tuple[Diagnostic, ...]]:
    """The entry that a draft has become, and what is wrong with it."""
    title = _title(draft, profile)
    links = tuple(_links(draft))
    found, version = paper_id.identify(_ids(draft, links), title)
    authors, total, more = names_in(draft.text("authors"), profile)
    filed_under = draft.category or plain_text(draft.text("category"))
    categories, rest = base.split_categories(coded(plain_text(draft.text("categories"))))
    if filed_under:
        filed_under = profile.categories.names.get(filed_under, filed_under)
        categories = tuple(dict.fromkeys((filed_under, *categories)))
    published = find_day(draft.text("published"))
    score, whole = score_in(unwrapped(draft.text("score")), profile.score)
    unread = {key for key, read in (("published", published is not None), ("score", whole)) if not read}
    unread |= {key for key in LINKS if not any(links_in(draft.text(key)))}
    sections = unannounced(tuple(_sections(draft.parts.values(), unread)))
    entry = Entry(
        found,
        title,
        draft.line,
        version,
        authors,
        total,
        categories,
        published,
        (*sections, *base.classes_section(rest)),
        words_in(draft.parts["keywords"].lines) if "keywords" in draft.parts else (),
        score,
        links,
        unwrapped(draft.text("comment")),
        more_authors=more,
    )
    return entry, tuple(failed_sections(entry, profile.missing, path))


def _title(draft: Draft, profile: Profile) -> str:
    title = unwrapped(draft.text("title") or draft.title)
    for pattern in profile.titles:
        if (blanks := pattern.match(title)) is not None and blanks.get("title"):
            return unwrapped(blanks["title"])
    return title


def _links(draft: Draft) -> Iterator[Link]:
    """The links of the heading and of the parts that are links, each once.

    When none of them names the paper, and all of its text names only one, it is that.
    """
    seen: set[str] = set()
    found = [Link("", url) for url in draft.urls]
    for key in LINKS:
        if key in draft.parts:
            found += links_in(draft.text(key), key)
    found += draft.links
    found += [Link(part.label, link.url) for part in draft.parts.values() for link in _only_link(part)]
    if "id" not in draft.parts and not any(paper_id.parse(link.url) for link in found):
        urls = [url for part in draft.parts.values() for url in arxiv_urls(part.text)]
        if len({one.id for url in urls if (one := arxiv_id.parse(url)) is not None}) == 1:
            found.append(Link("", urls[0]))
    for link in found:
        if link.url and link.url not in seen:
            seen.add(link.url)
            yield link


def _only_link(part: Part) -> Iterator[Link]:
    """The link that a part without a place of its own consists of, if it does."""
    text = part.lines[0].strip() if part.key not in FIELDS and len(part.lines) == 1 else ""
    if not text.startswith(("[", "http")):
        return
    if is_link(text):
        yield from links_in(text)


def _ids(draft: Draft, links: Sequence[Link]) -> Iterator[str]:
    """What may name the paper, the surest first."""
    if "id" in draft.parts:
        yield from _with_first_word(unwrapped(draft.text("id")))
    yield from (link.url for link in links)
    if "link" in draft.parts and not links:
        yield from _with_first_word(draft.text("link"))


def _with_first_word(text: str) -> Iterator[str]:
    """A text, and its first word when there are more: `2601.00001 (cs.RO)` names a paper too."""
    yield text
    if " " in text:
        yield text.split(maxsplit=1)[0]


def _sections(parts: Iterable[Part], unread: set[str]) -> Iterator[Section]:
    """The parts that are sections, and fields whose text was not understood: nothing is to be lost."""
    for part in parts:
        if (
            (part.key not in FIELDS or part.key in unread)
            and (text := part.text)
            and not any(_only_link(part))
        ):
            yield Section(part.key, part.label, text)


def failed_sections(entry: Entry, failures: Iterable[Matching], path: str) -> Iterator[Diagnostic]:
    """Says which sections hold only what is known for a failure; what is known everywhere is told anyway."""
    failed = [
        section.label or section.key
        for section in entry.sections
        if not is_placeholder(section.text) and any(one.match(section.text) is not None for one in failures)
    ]
    if failed:
        message = f"the generator failed to write {', '.join(failed)} of {base.quote(entry.title)}"
        yield base.warn("placeholder-summary", path, entry.line, message)
