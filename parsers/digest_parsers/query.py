"""The query language: from what a person types to a syntax tree.

The grammar, loosest first::

    query   = either
    either  = all { "OR" all }
    all     = { [ "AND" ] single }                words side by side must all occur
    single  = { "-" | "NOT" } ( group | [ field ":" ] ( group | phrase | word ) )
    group   = "(" either ")"
    phrase  = '"' any text '"'
    word    = letters up to white space, or up to the ")" of the group around it

Operators are written in capitals. A ``-`` negates only where something follows it at once. A full-width
colon and curly double quotes do as well as the plain ones, for those who type Chinese. A name before a
colon that is no field is text (``CM2:``, ``https://…``), unless it is a slip away from a field and a
value follows at once (``tilte:foo``), which is an error.

A word that is an arXiv id with its version, or a paper's URL, looks for the paper in any version.

What is not finished yet is no mistake while typing: an open quote is taken as closed, and a trailing
operator, ``title:`` without a value and ``()`` ask for nothing, so that everything else decides.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from digest_parsers import paper_id
from digest_parsers.errors import QueryError
from digest_parsers.fold import fold
from digest_parsers.model import KNOWN_SECTIONS
from digest_parsers.query_tree import STATES, And, Category, Has, Node, Not, Or, State, Text, wanted_texts
from digest_parsers.query_values import nearest, parse_days, parse_score

#: Fields whose value is text: these and the keys of sections.
TEXT_FIELDS = ("title", "author", "id", "keyword", "comment", *KNOWN_SECTIONS)

#: Fields whose value is something else.
OTHER_FIELDS = ("cat", "primary", "day", "score", "is", "has")

#: Other names of fields and of what ``has:`` asks for.
ALIASES = {
    "authors": "author",
    "keywords": "keyword",
    "category": "cat",
    "date": "day",
    "arxiv": "id",
    "arXiv": "id",
    "links": "link",
}

#: How deep groups may be nested; nobody types more, and the parser's own stack is finite.
MAX_DEPTH = 50

_FIELD = re.compile(r"([^\s:：()\"“”]+)[:：]")
_OPERATOR_END = re.compile(r"[\s()\"“]|$")
_QUOTES = {'"': '"', "“": "”"}


@dataclass(frozen=True, slots=True)
class Highlight:
    """A text that a query looks for and that can be shown where it occurs.

    Attributes:
        field: The field or section that it was looked for in, or None for everywhere.
        needle: The folded text.
    """

    field: str | None
    needle: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    Attributes:
        text: The query as it was typed.
        tree: What it asks, or None when it asks nothing and everything is an answer.
        highlights: The texts that it looks for, each once; what must be absent is not among them.
    """

    text: str
    tree: Node | None
    highlights: tuple[Highlight, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether everything is an answer."""
        return self.tree is None


def parse_query(text: str, today: date | None = None, *, sections: Collection[str] = ()) -> Query:
    """Read a query.

    Args:
        text: What was typed.
        today: The day that ``today`` and ``7d`` count from; the computer's own by default.
        sections: Keys of sections beyond the known ones that can be searched as fields.

    Raises:
        QueryError: The query has a mistake; it tells where, and what could have stood there.
    """
    tree = _Parser(text, today or date.today(), sections).parse()
    texts = () if tree is None else wanted_texts(tree)
    return Query(text, tree, tuple(dict.fromkeys(Highlight(node.field, node.needle) for node in texts)))


class _Parser:
    """A recursive-descent parser over the characters of one query.

    Each method reads one rule of the grammar from ``at`` on. It returns None for what asks nothing;
    the callers leave that out.
    """

    def __init__(self, text: str, today: date, sections: Collection[str]) -> None:
        self.text = text
        self.at = 0
        self.today = today
        self.text_fields = frozenset([*TEXT_FIELDS, *sections])
        self.depth = 0

    def parse(self) -> Node | None:
        """The whole query."""
        tree = self.either(None)
        if self.at < len(self.text):
            raise QueryError(
                "this closes no group", position=self.at, expected="a word, or the sign in quotes"
            )
        return tree

    def either(self, field: str | None) -> Node | None:
        """``all { "OR" all }``, up to the end or a closing parenthesis."""
        nodes = [self.all(field)]
        while self.operator("OR"):
            nodes.append(self.all(field, after_or=True))
        return _joined(Or, nodes)

    def all(self, field: str | None, *, after_or: bool = False) -> Node | None:
        """Nodes side by side, up to an ``OR``, the end or a closing parenthesis."""
        self.blanks()
        begin = self.at
        nodes = []
        while not self.finished() and not self.sees("OR"):
            if not self.operator("AND"):
                nodes.append(self.single(field))
            self.blanks()
        if self.at == begin and self.sees("OR"):
            cause = "there is nothing between two ORs" if after_or else "there is nothing before OR"
            raise QueryError(cause, position=begin, expected='a word, or "OR" in quotes')
        return _joined(And, nodes)

    def single(self, field: str | None) -> Node | None:
        """A group, phrase or word, with its field and what negates it."""
        negated = False
        while self.minus() or self.operator("NOT"):
            negated = not negated
            self.blanks()
        if self.finished():
            return None
        if self.sees("OR") or self.sees("AND"):
            raise QueryError("there is nothing to leave out", position=self.at, expected="a word")
        node = self.operand(self.field() or field)
        return Not(node) if negated and node is not None else node

    def operand(self, field: str | None) -> Node | None:
        """A group, phrase or word in a field."""
        if self.finished() or self.text[self.at].isspace():
            return None
        begin = self.at
        sign = self.text[begin]
        if sign == "(":
            return self.group(field)
        value = self.phrase() if sign in _QUOTES else _without_version(self.word())
        return self.leaf(field, value, begin)

    def group(self, field: str | None) -> Node | None:
        """``"(" either ")"``."""
        begin = self.at
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError(f"groups are nested more than {MAX_DEPTH} deep", position=begin)
        self.at += 1
        node = self.either(field)
        if self.at == len(self.text):
            raise QueryError("this parenthesis is not closed", position=begin, expected='")" at the end')
        self.at += 1
        self.depth -= 1
        return node

    def phrase(self) -> str:
        """The text between quotes; at the end of the query the closing quote may be missing."""
        close = self.text.find(_QUOTES[self.text[self.at]], self.at + 1)
        begin, end = self.at + 1, len(self.text) if close < 0 else close
        self.at = min(end + 1, len(self.text))
        return self.text[begin:end]

    def word(self) -> str:
        """Everything up to white space or the end of the group; ``f(x)`` is one word."""
        begin = self.at
        opened = 0
        while self.at < len(self.text) and not self.text[self.at].isspace():
            opened += {"(": 1, ")": -1}.get(self.text[self.at], 0)
            if opened < 0 and self.depth:
                break
            self.at += 1
        return self.text[begin : self.at]

    def field(self) -> str | None:
        """The field whose name and colon stand here, read away; None when a value stands here."""
        match = _FIELD.match(self.text, self.at)
        if match is None:
            return None
        name = ALIASES.get(match[1], match[1])
        if name in self.text_fields or name in OTHER_FIELDS:
            self.at = match.end()
            return name
        followed = self.text[match.end() : match.end() + 1].strip()
        if followed and name.isascii() and name.isalpha() and name.islower():
            meant = nearest(name, [*self.text_fields, *OTHER_FIELDS, *ALIASES])
            if meant is not None:
                raise QueryError(
                    f"{name!r} is not a field", position=self.at, expected=f"{meant}:, or the text in quotes"
                )
        return None

    def leaf(self, field: str | None, value: str, position: int) -> Node | None:
        """What one value asks in a field."""
        match field:
            case "day":
                return parse_days(value, today=self.today, position=position)
            case "score":
                return parse_score(value, position=position)
            case "cat" | "primary":
                return Category(value.lower(), primary=field == "primary") if value else None
            case "is":
                return self.state(value, position)
            case "has":
                return Has(ALIASES.get(value, fold(value))) if value else None
        needle = fold(value)
        return Text(field, needle) if needle else None

    def state(self, value: str, position: int) -> State | None:
        """One of the states."""
        if not value:
            return None
        if value not in STATES:
            raise QueryError(f"{value!r} is not a state", position=position, expected=", ".join(STATES))
        return State(value)

    def blanks(self) -> None:
        """Go past white space."""
        self.at = self.past_blanks(self.at)

    def past_blanks(self, at: int) -> int:
        """The offset of the next character that is not white space, or the query's end."""
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def finished(self) -> bool:
        """Whether the end of the query or of a group is reached."""
        return self.at == len(self.text) or self.text[self.at] == ")"

    def sees(self, operator: str) -> bool:
        """Whether the operator stands here as a word of its own."""
        end = self.at + len(operator)
        return self.text.startswith(operator, self.at) and bool(_OPERATOR_END.match(self.text, end))

    def operator(self, operator: str) -> bool:
        """Read the operator away if it stands here."""
        if not self.sees(operator):
            return False
        self.at += len(operator)
        return True

    def minus(self) -> bool:
        """Read a minus sign away that negates what follows, or that nothing follows yet."""
        if not self.text.startswith("-", self.at):
            return False
        follows = self.past_blanks(self.at + 1)
        if self.at + 1 < follows < len(self.text):
            return False
        self.at += 1
        return True


def _without_version(word: str) -> str:
    """A word, or the bare id if the word is an id with a version or the URL of a paper."""
    paper = paper_id.parse(word)
    return word if paper is None else paper.id


def _joined(kind: type[And] | type[Or], nodes: list[Node | None]) -> Node | None:
    """The nodes that ask something under one node, or the only one of them."""
    asking = tuple(node for node in nodes if node is not None)
    return kind(asking) if len(asking) > 1 else next(iter(asking), None)
