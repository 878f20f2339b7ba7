"""The parts of a paper that labels begin, line by line: which labels count, and what stands behind them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from digest_parsers.formats.profiles.counts import Counts
from digest_parsers.formats.profiles.draft import Draft, Part
from digest_parsers.formats.profiles.fields import score_in
from digest_parsers.formats.profiles.hyperlinks import is_link, links_in, named_links
from digest_parsers.formats.profiles.labels import FIELDS, LINKS, Label, find_label, folded, unwrapped
from digest_parsers.formats.profiles.particulars import (
    behind_names,
    goes_on,
    is_brief,
    is_field,
    is_item,
    is_set_apart,
    labelled_pieces,
    may_be_unknown,
)
from digest_parsers.formats.profiles.passes import Pass
from digest_parsers.formats.profiles.schema import Profile

#: Parts that may hold lines that look like labels: structured abstracts.
_ABSTRACTS = frozenset({"abstract", "abstract_translated"})
#: The number of the paper in a label: `Why this ranks #1`.
_RANK = re.compile(r" #[0-9]{1,4}$")


class LabelReader(Pass):
    """What a pass over a text knows of labels."""

    def __init__(self, profile: Profile, path: str, counts: Counts) -> None:
        super().__init__(profile, path, counts)
        self._fresh = True  # whether a plain label may stand here: after a gap, a heading or a tag
        self._margin = 0  # of the particular that is open

    def _labels(self, draft: Draft, text: str, line: str, *, fresh: bool) -> bool:
        """Takes a line that begins with a label, and the labels behind it; False for any other line."""
        part = draft.current
        margin = len(line) - len(line.lstrip())
        first, *others = labelled_pieces(text, self._profile.labels)
        label = find_label(first)
        if label is not None and self._label(draft, label, fresh=fresh):
            self._margin = margin
            for piece in others:
                behind = find_label(piece)
                if behind is None or not self._label(draft, replace(behind, listed=label.listed), fresh=True):
                    draft.add(piece)
            return True
        if label is not None and self._is_repeated(draft, label):
            draft.close()
            return True
        if label is not None and self._is_more(draft, label):
            draft.close()
            draft.links += links_in(label.rest, self._profile.labels.key(label.text) or "")
            return True
        if label is not None and is_field(part) and self._profile.labels.key(label.text) in draft.parts:
            draft.close()  # the second of two like labels is text, but none of the field above it
        elif part is not None and part.listed and part.lines and margin <= self._margin and is_item(text):
            draft.close()  # the list goes on, the particular does not
        return False

    def _is_repeated(self, draft: Draft, label: Label) -> bool:
        """Whether a label says again what one like it has said."""
        key = self._profile.labels.key(label.text)
        return key is not None and bool(label.rest) and draft.text(key) == label.rest

    def _is_more(self, draft: Draft, label: Label) -> bool:
        """Whether a label that is set apart tells one more link than one like it has."""
        key = self._profile.labels.key(label.text)
        is_address = is_link(label.rest) or (label.rest.startswith("http") and " " not in label.rest)
        return key in LINKS and key in draft.parts and is_address and (label.bold or label.listed)

    def _gives_way(self, draft: Draft, key: str) -> bool:
        """Whether what stands under a label for a score is words; then it is text under its own name."""
        if key != "score" or score_in(unwrapped(draft.text(key)), self._profile.score)[0] is not None:
            return False
        part = draft.parts[key]
        name = folded(part.label)
        if name == key or name in draft.parts:
            return False
        draft.parts = {(name if one is part else old): one for old, one in draft.parts.items()}
        part.key = name
        return True

    def _label(self, draft: Draft, label: Label, *, fresh: bool) -> bool:
        """Opens the part that a label begins; False when it is text of the part that is open."""
        key = self._profile.labels.key(label.text)
        part = draft.current
        in_abstract = part is not None and part.key in _ABSTRACTS
        begun = part is not None and part.headed and not part.lines and key in FIELDS  # particulars follow
        particulars = label.listed and (part is None or part.listed or begun)
        is_known = key is not None
        if key is None:
            if not particulars and not may_be_unknown(part, label, fresh=fresh, strict=in_abstract):
                return False
            if not (particulars and label.short) and not is_set_apart(label, fresh=fresh):
                return False
            key = _RANK.sub("", folded(label.text))
        elif not label.bold and not particulars and (in_abstract or not (fresh or goes_on(part, key))):
            return False
        if key in draft.parts and not self._gives_way(draft, key):
            return False
        rest, others = behind_names(label.rest) if key == "authors" else (label.rest, ())
        self._open(draft, key, label.text, rest, 0)
        opened = draft.parts[key]
        opened.listed, opened.headed = particulars, label.alone
        opened.brief = not is_known and is_brief(rest)
        # What stands on the line below a field is a particular like it, and no text with paragraphs.
        opened.paragraph = is_field(part) and bool(rest)
        if others:
            self._beside(draft, others)
        return True

    def _beside(self, draft: Draft, pieces: Sequence[str]) -> None:
        """Takes what stands behind the authors on their line."""
        draft.close()
        for piece in filter(is_link, pieces):
            draft.links += named_links(piece, self._profile.labels)
        if others := " · ".join(piece for piece in pieces if not is_link(piece)):
            draft.add(others)
            draft.close()

    def _open(self, draft: Draft, key: str, label: str, rest: str, level: int) -> None:
        draft.open(Part(key, label, [rest] if rest else [], level))
        self._fresh = not rest
