"""What the leaves of a query accept, told from an entry itself and from what else is known of its paper."""

from collections.abc import Callable, Sequence
from typing import Protocol

from digest_parsers import patterns
from digest_parsers.fold import fold
from digest_parsers.folded import texts_of
from digest_parsers.model import Appearance, Digest, Entry
from digest_parsers.query import Query
from digest_parsers.query_tree import (
    And,
    Category,
    Days,
    Has,
    Leaf,
    Mark,
    MarkKind,
    Node,
    Not,
    Or,
    Pattern,
    Score,
    Source,
    State,
    Text,
)
from digest_parsers.variants import unify

#: Where code is kept: a link to one of these is one to code.
_CODE_HOSTS = (
    "github.com/",
    "gitlab.com/",
    "huggingface.co/",
    "bitbucket.org/",
    "codeberg.org/",
    "gitee.com/",
)


class Facts(Protocol):
    """What is known of papers and files beyond the digests; ids are without version."""

    def is_unread(self, arxiv_id: str) -> bool:
        """Whether the user has neither read nor skipped the paper."""

    def is_skipped(self, arxiv_id: str) -> bool:
        """Whether the user has put the paper aside without reading it."""

    def is_bookmarked(self, arxiv_id: str) -> bool:
        """Whether the user keeps the paper."""

    def written(self, arxiv_id: str, kind: MarkKind) -> Sequence[str]:
        """What the user wrote on the paper's bookmark: its tags, or its folder or note if there is one."""

    def is_repeated(self, arxiv_id: str) -> bool:
        """Whether the paper stands in the digests of more than one day."""

    def is_new(self, path: str) -> bool:
        """Whether a digest's file has come since the last visit."""

    def is_repaired(self, path: str) -> bool:
        """Whether characters of a digest's file had been damaged."""


class NoFacts:
    """Facts of a user who has done nothing yet; a base for those who know of some."""

    def is_unread(self, arxiv_id: str) -> bool:
        """Every paper is."""
        del arxiv_id
        return True

    def is_skipped(self, arxiv_id: str) -> bool:
        """None is."""
        del arxiv_id
        return False

    def is_bookmarked(self, arxiv_id: str) -> bool:
        """None is."""
        del arxiv_id
        return False

    def written(self, arxiv_id: str, kind: MarkKind) -> Sequence[str]:
        """Nothing."""
        del arxiv_id, kind
        return ()

    def is_repeated(self, arxiv_id: str) -> bool:
        """None is."""
        del arxiv_id
        return False

    def is_new(self, path: str) -> bool:
        """None is."""
        del path
        return False

    def is_repaired(self, path: str) -> bool:
        """None is."""
        del path
        return False


def match_entry(query: Query, appearance: Appearance, facts: Facts) -> bool:
    """Whether a query finds one entry, worked out from the entry itself.

    For papers that are kept outside any digest; the answer is the one that an index gives. What an expression
    takes too long for is not found.
    """
    try:
        return query.tree is None or matches(query.tree, appearance, facts, patterns.Clock())
    except patterns.SlowPatternError:
        return False


def matches(node: Node, appearance: Appearance, facts: Facts, clock: patterns.Clock) -> bool:
    """Whether a tree accepts one entry.

    Raises:
        SlowPatternError: An expression takes longer than the clock gives.
    """
    match node:
        case Not(inner):
            return not matches(inner, appearance, facts, clock)
        case And(nodes):
            return all(matches(inner, appearance, facts, clock) for inner in nodes)
        case Or(nodes):
            return any(matches(inner, appearance, facts, clock) for inner in nodes)
        case Text(field, needle, loose):
            texts = _texts(appearance.entry, field)
            return any(needle in (unify(text) if loose else text) for text in texts)
        case Pattern(field, source):
            return any(patterns.occurs(source, text, clock) for text in _texts(appearance.entry, field))
        case _:
            digest_says = of_digest(node, appearance.digest, facts)
            if digest_says is not None:
                return digest_says
            paper_says = of_paper(node, appearance.entry.arxiv_id, facts)
            return of_entry(node, appearance.entry) if paper_says is None else paper_says


def _texts(entry: Entry, field: str | None) -> list[str]:
    """The folded texts of a field, or all."""
    return [fold(text) for name, texts in texts_of(entry) if field in (None, name) for text in texts if text]


def of_digest(leaf: Leaf, digest: Digest, facts: Facts) -> bool | None:
    """Whether all entries of a digest are what a leaf asks for; None when that depends on the entry."""
    match leaf:
        case Days():
            return leaf.accepts(digest.day)
        case Source(needle):
            return needle in fold(digest.path) or needle in fold(digest.format)
        case State("new"):
            return facts.is_new(digest.path)
        case State("repaired"):
            return facts.is_repaired(digest.path)
        case Has("day"):
            return digest.day is not None
    return None


def of_paper(leaf: Leaf, arxiv_id: str, facts: Facts) -> bool | None:
    """Whether a paper is what a leaf asks for; None when more than its id must be known."""
    match leaf:
        case State(name) if name in _STATES:
            return _STATES[name](facts, arxiv_id)
        case Mark(kind):
            return facts.is_bookmarked(arxiv_id) and leaf.accepts(map(fold, facts.written(arxiv_id, kind)))
        case Has("note" | "tag" as part):
            return facts.is_bookmarked(arxiv_id) and any(facts.written(arxiv_id, MarkKind(part)))
    return None


def of_entry(leaf: Leaf, entry: Entry) -> bool:
    """Whether an entry is what a leaf asks for that neither its digest nor its paper tells."""
    match leaf:
        case Category():
            return leaf.accepts(entry.categories)
        case Score():
            return leaf.accepts(entry.score)
        case State("doubtful"):
            return bool(entry.doubts) or any(section.doubts for section in entry.sections)
        case Has(part):
            given = _PARTS.get(part)
            return (given is not None and given(entry)) or any(
                section.key == part and section.text.strip() for section in entry.sections
            )
    raise AssertionError(f"{leaf} is not about an entry")


def _has_code(entry: Entry) -> bool:
    """Whether a link is called one to code, or a link or text leads to a place where code is kept."""
    if any(fold(link.label) in ("code", "代码", "代碼", "github") for link in entry.links):
        return True
    texts = [link.url for link in entry.links]
    texts += [entry.comment, *(section.text for section in entry.sections)]
    return any(host in text.lower() for text in texts for host in _CODE_HOSTS)


#: How those of :data:`digest_parsers.query_tree.STATES` are told that the paper's id decides.
_STATES: dict[str, Callable[[Facts, str], bool]] = {
    "unread": lambda facts, arxiv_id: facts.is_unread(arxiv_id),
    "read": lambda facts, arxiv_id: not facts.is_unread(arxiv_id) and not facts.is_skipped(arxiv_id),
    "skipped": lambda facts, arxiv_id: facts.is_skipped(arxiv_id),
    "bookmarked": lambda facts, arxiv_id: facts.is_bookmarked(arxiv_id),
    "repeated": lambda facts, arxiv_id: facts.is_repeated(arxiv_id),
}

#: How those of :data:`digest_parsers.query_tree.PARTS` are told that the entry decides.
_PARTS: dict[str, Callable[[Entry], bool]] = {
    "author": lambda entry: bool(entry.authors),
    "cat": lambda entry: bool(entry.categories),
    "code": _has_code,
    "comment": lambda entry: bool(entry.comment),
    "keyword": lambda entry: bool(entry.keywords),
    "link": lambda entry: bool(entry.links),
    "published": lambda entry: entry.published is not None,
    "score": lambda entry: entry.score is not None,
    "version": lambda entry: entry.version is not None,
}
