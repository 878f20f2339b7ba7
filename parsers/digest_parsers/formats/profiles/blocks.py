"""Papers that are stretches of lines: each begins with a line of a certain look, or is the whole file.

What a line is shows in its marks. A deeper heading or a label opens a part, each once: the first wins. A line
that a pattern of the profile knows holds parts of its own. Anything else is text of the part that is open. A
closing ``</details>``, a rule that no text follows and a higher heading end parts.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from digest_parsers.formats import base
from digest_parsers.formats.profiles.counts import Counts
from digest_parsers.formats.profiles.draft import Draft, Part, entry_of
from digest_parsers.formats.profiles.hyperlinks import are_links, links_in, named_links
from digest_parsers.formats.profiles.labelled import LabelReader
from digest_parsers.formats.profiles.labels import FIELDS, LINKS, bare, folded, without_quote
from digest_parsers.formats.profiles.particulars import (
    enclosed,
    fold_name,
    is_field,
    is_linked_item,
    is_structure,
)
from digest_parsers.formats.profiles.pattern import Pattern
from digest_parsers.formats.profiles.schema import Profile, Unit
from digest_parsers.formats.profiles.text_lines import (
    CONTENTS,
    Numbered,
    heading_level,
    heading_words,
    match_line,
)
from digest_parsers.model import Entry

NOTHING: Mapping[str, str] = MappingProxyType({})

_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}|(?:- ){2,}-")
_FENCES = ("```", "~~~")
_OPENING, _CLOSING = "<details", "</details"
_ONLY_LINK = re.compile(r"<?https?://[^\s<>]+>?|\[[^\[\]]*\]\(https?://[^\s()]+\)")
#: The level of papers that begin with no heading: every heading ends them.
_DEEPEST = 6
#: Fields that no text goes on in.
_ONE_LINE = frozenset({"id", "published", "score"})


class BlockReader(LabelReader):
    """One pass over the lines of one text."""

    def __init__(self, profile: Profile, path: str, counts: Counts) -> None:
        super().__init__(profile, path, counts)
        self._draft: Draft | None = None
        self._level: int | None = None  # of the headings that begin papers, once one was seen
        self._used: set[Pattern] = set()
        self._folds = 0  # that are open in the paper

    def run(self, lines: Iterable[Numbered], front: Mapping[str, str] = NOTHING) -> None:
        """Reads all lines.

        Args:
            lines: The lines.
            front: The front matter of a file that is one paper.
        """
        if self._profile.unit is Unit.FILE:
            self._level = 0
            self._begin(Draft(1, category=self._category))
            self._front(front)
        for number, line in lines:
            self._line(number, line.rstrip())
        is_cut = self._draft is not None and self._folds > 0
        self._end()
        if is_cut:
            last = self.entries[-1]
            self.diagnostics.append(base.cut_off(self._path, last.line, last.title))

    def read(self, draft: Draft, lines: Iterable[Numbered]) -> Entry:
        """Reads the lines of one paper whose beginning is known."""
        self._level = 0
        self._begin(draft)
        code = False
        for number, line in lines:
            is_fence = line.lstrip().startswith(_FENCES)
            if code or is_fence:
                draft.add(line.rstrip())
            else:
                self._line(number, line.rstrip())
            code = code != is_fence
        self._end()
        return self.entries[-1]

    def _front(self, front: Mapping[str, str]) -> None:
        assert self._draft is not None
        for name, text in front.items():
            self._draft.put(self._profile.labels.key(name) or folded(name), text, name)

    def _line(self, number: int, line: str) -> None:
        text = line.strip()
        if not text or text == ">":
            self._gap()
        elif not self._starts(number, line) and not self._heading(line):
            if self._draft is None:
                self._counts.look_at(text)
            elif any(pattern.match(text) is not None for pattern in self._profile.ends):
                self._end()
            else:
                self._body(self._draft, text, line)

    def _gap(self) -> None:
        self._fresh = True
        if self._draft is None:
            return
        part = self._draft.current
        if part is None:
            return
        is_over = part.paragraph or (part.brief and len(part.lines) == 1)
        if is_over or (part.key in FIELDS and not part.level and part.text):
            self._draft.close()
        else:
            self._draft.pending.append("")

    def _starts(self, number: int, line: str) -> bool:
        if not self._profile.starts:
            return False
        level = heading_level(line)
        if level and self._level is not None and level != self._level:
            return False
        blanks = match_line(self._profile.starts, line)
        if blanks is None:
            return False
        self._level = level or _DEEPEST
        draft = Draft(number, blanks.pop("title", ""), category=blanks.pop("category", self._category))
        blanks.pop("number", None)
        draft.put_all(blanks)
        draft.close()
        self._begin(draft)
        return True

    def _heading(self, line: str) -> bool:
        """Takes a heading; False for any other line, and for one that is text of a part."""
        level = heading_level(line)
        if not level:
            return False
        if self._draft is not None and (self._level is None or level > self._level):
            return self._deeper(self._draft, level, heading_words(line))
        self._end()
        self._fresh = True
        blanks = match_line(self._profile.categories.headings, line)
        if blanks is not None and "category" in blanks:
            self._category = blanks["category"]
            self._counts.alias(blanks.get("name", ""), self._category)
        counted = self._counts.look_at(line.strip())
        if self.title is None:
            words = heading_words(line)
            self.title = "" if blanks or counted or folded(words) in CONTENTS else words
        return True

    def _deeper(self, draft: Draft, level: int, words: str) -> bool:
        """Takes a heading inside a paper: it opens a part, unless it stands in one with a higher heading."""
        label = bare(words)
        key = self._profile.labels.key(label)
        part = draft.current
        inside = part is not None and part.level and level > part.level
        if inside and (key is None or any(part.lines if part else ())):
            return False
        if self._profile.unit is Unit.FILE and not draft.title and level == 1:
            blanks = match_line(self._profile.titles, words) or {}
            draft.title = blanks.get("title", words)
            return True
        key = key or folded(label)
        if key in draft.parts:
            return False
        self._open(draft, key, label, "", level)
        return True

    def _body(self, draft: Draft, text: str, line: str) -> None:
        if _RULE.fullmatch(text):
            draft.pending.append(text)
            self._fresh = True
            return
        if text.startswith("<"):
            if inner := enclosed(text):
                text = line = inner
            elif is_structure(text):
                self._structure(draft, text)
                return
        fresh, self._fresh = self._fresh, False
        if _RULE.fullmatch(draft.pending[-1] if draft.pending else ""):
            fresh = True
        part = draft.current
        outside = part is None or part.paragraph or (part.key == base.UNLABELLED and fresh)
        if outside and self._known_line(draft, text):
            return
        if self._profile.paragraphs:
            self._paragraph(draft, text, fresh=fresh)
            return
        if self._labels(draft, text, line, fresh=fresh):
            return
        if part is not None and is_field(part) and part.key in _ONE_LINE and part.lines:
            draft.close()
        outside = outside or draft.current is None
        if outside and _ONLY_LINK.fullmatch(text):
            draft.urls += [link.url for link in links_in(text)]
            return
        if outside and is_linked_item(text):
            draft.links += named_links(text, self._profile.labels)
            return
        if are_links(text) and (outside or fresh or self._are_named(text)):
            draft.links += named_links(text, self._profile.labels)
            draft.close()
            return
        draft.add(without_quote(line) if text.startswith(">") else line)

    def _are_named(self, text: str) -> bool:
        """Whether a line of links has one that is called as links are everywhere."""
        return any(self._profile.labels.key(link.label) in LINKS for link in links_in(text))

    def _structure(self, draft: Draft, text: str) -> None:
        """Takes a tag that is not text: what a fold is called is the label of what is in it."""
        tag = text.lower()
        self._fresh = True
        self._folds += tag.count(_OPENING) - tag.count(_CLOSING)
        if tag.startswith(_CLOSING):
            draft.close()
        elif called := fold_name(text):
            key = self._profile.labels.key(called)
            if key is not None and key not in draft.parts:
                self._open(draft, key, called, "", 0)

    def _known_line(self, draft: Draft, text: str) -> bool:
        """Takes a line that a pattern of the profile knows; each pattern once a paper."""
        for pattern in self._profile.lines:
            if pattern in self._used or (blanks := pattern.match(text)) is None:
                continue
            if draft.takes(blanks):  # what cannot be kept stays text
                self._used.add(pattern)
                draft.put_all(blanks)
                return True
        return False

    def _paragraph(self, draft: Draft, text: str, *, fresh: bool) -> None:
        """Takes text of a format without labels: the paragraphs are what the profile says, in order."""
        if fresh or draft.current is None:
            left = [key for key in self._profile.paragraphs if key not in draft.parts]
            if left:
                draft.open(Part(left[0], left[0].replace("_", " "), [text], paragraph=len(left) > 1))
                return
        draft.add(text)

    def _begin(self, draft: Draft) -> None:
        self._end()
        self._draft = draft
        self._fresh = True
        self._folds = 0
        self._used.clear()

    def _end(self) -> None:
        if self._draft is None:
            return
        for key in self._profile.drop:
            self._draft.parts.pop(key, None)
        entry, diagnostics = entry_of(self._draft, self._profile, self._path)
        self.entries.append(entry)
        self.diagnostics += diagnostics
        self._draft = None


def read_paper(draft: Draft, profile: Profile, path: str, lines: Iterable[Numbered]) -> Entry:
    """The paper that some lines are, as a profile for files of one paper reads them.

    Args:
        draft: What is known of it already.
        profile: The profile.
        path: The file.
        lines: The lines.
    """
    return BlockReader(profile, path, Counts(profile)).read(draft, lines)
