r"""The grammar of the query language, and the parser that reads it.

The grammar, loosest first::

    query   = either
    either  = all { "OR" all }
    all     = { [ "AND" ] single }                words side by side must all occur
    single  = { "-" | "NOT" } ( group | [ field ":" ] ( group | phrase | regex | word ) )
    group   = "(" either ")"
    phrase  = '"' any text '"'
    regex   = "/" expression "/"                  a slash within it is written \/
    word    = letters up to white space, or up to the ")" of the group around it

Operators are written in capitals; what looks like one and is a word is remarked. Between a field's colon and
its value there may be white space. A ``-`` negates only where something follows it at once. A full-width
colon and curly double quotes do as well as the plain ones, for those who type Chinese. A name before a
colon that is no field is text (``CM2:``, ``https://…``), unless it is a slip away from a field and a
value follows at once (``tilte:foo``), which is an error.

A word that is an arXiv id with its version, or a paper's URL, looks for the paper in any version.
``sort:`` and ``variants:`` ask nothing of a paper and are about the whole search.

What is not finished yet is no mistake while typing: an open quote or expression is taken as closed, and a
trailing operator, ``title:`` without a value and ``()`` ask for nothing, so that everything else decides.
"""

import re
import unicodedata
from collections.abc import Collection
from datetime import date

from digest_parsers import paper_id, patterns
from digest_parsers.errors import QueryError
from digest_parsers.orders import Order
from digest_parsers.query_fields import (
    ALIASES,
    OTHER_FIELDS,
    SWITCHES,
    TEXT_FIELDS,
    Value,
    asked,
    choice,
    meant,
)
from digest_parsers.query_tree import And, Node, Not, Or, Pattern

#: How deep groups may be nested; nobody types more, and the parser's own stack is finite.
MAX_DEPTH = 50

_FIELD = re.compile(r"([^\s:：()\"“”]+)[:：]")
_OPERATORS = ("OR", "AND", "NOT")
_OPERATOR_END = re.compile(r"[\s()\"“]|$")
_EXPRESSION = re.compile(r"(?:[^/\\]|\\.|\\\Z)*", re.DOTALL)
_QUOTES = {'"': '"', "“": "”"}
#: A word between two others that those mean for an operator who have used another search, and the operator.
_SLIP = re.compile(r"(?:(?P<OR>or|\|\|?)|(?P<NOT>not))\s+(?=[^\s)])")


class Parser:
    """A recursive-descent parser over the characters of one query.

    Each method reads one rule of the grammar from ``at`` on. It returns None for what asks nothing;
    the callers leave that out.

    Attributes:
        order: What ``sort:`` says, or None.
        variants: What ``variants:`` says, or None.
        remark: What may have been meant otherwise, in one sentence, or an empty string.
    """

    def __init__(self, text: str, today: date, sections: Collection[str]) -> None:
        self.text = text
        self.at = 0
        self.today = today
        self.text_fields = frozenset([*TEXT_FIELDS, *sections])
        self.depth = 0
        self.order: Order | None = None
        self.variants: bool | None = None
        self.remark = ""

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
        nodes: list[Node | None] = []
        while not self.finished() and not self.sees("OR"):
            if not self.operator("AND"):
                if nodes:
                    self.look_for_slip()
                nodes.append(self.single(field))
            self.blanks()
        if self.at == begin and self.sees("OR"):
            cause = "there is nothing between two ORs" if after_or else "there is nothing before OR"
            raise QueryError(cause, position=begin, expected='a word, or "OR" in quotes')
        return _joined(And, nodes)

    def look_for_slip(self) -> None:
        """Remark a word that looks like an operator."""
        slip = _SLIP.match(self.text, self.at)
        if slip is not None and slip.lastgroup is not None and not self.sees(slip.lastgroup):
            self.remark = f'"{slip[0].rstrip()}" is a word to be found; the operator is {slip.lastgroup}'

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
        begin = self.at
        name = self.field()
        if name is not None:
            self.to_value()
        if name in SWITCHES:
            self.switch(name, begin, misplaced=negated or self.depth > 0)
            return None
        node = self.operand(name or field)
        return Not(node) if negated and node is not None else node

    def switch(self, name: str, begin: int, *, misplaced: bool) -> None:
        """``sort:`` or ``variants:``, whose name has been read."""
        value = self.value(self.at, self.word())
        if misplaced:
            raise QueryError(
                f"{name}: is about the whole search", position=begin, expected="it outside of any group"
            )
        if name == "sort":
            order = choice(value, Order, "order")
            self.order = Order(order) if order else self.order
        else:
            chosen = choice(value, ("on", "off"), "choice")
            self.variants = chosen == "on" if chosen else self.variants

    def operand(self, field: str | None) -> Node | None:
        """A group, phrase, expression or word in a field."""
        if self.finished() or self.text[self.at].isspace():
            return None
        begin = self.at
        sign = self.text[begin]
        if sign == "(":
            return self.group(field)
        if sign == "/":
            return self.expression(field)
        text = self.phrase() if sign in _QUOTES else _without_version(self.word())
        return asked(field, self.value(begin, text), self.today)

    def value(self, begin: int, text: str) -> Value:
        """A value that has been read."""
        return Value(text, begin, last=self.at == len(self.text))

    def expression(self, field: str | None) -> Pattern | None:
        """The regular expression between slashes; at the end of the query the closing one may be missing."""
        begin = self.at + 1
        match = _EXPRESSION.match(self.text, begin)
        assert match is not None, "the pattern matches every text"
        self.at = min(match.end() + 1, len(self.text))
        if field is not None and field not in self.text_fields:
            raise QueryError(f"{field}: takes no expression", position=begin - 1, expected="a word")
        source = unicodedata.normalize("NFC", match[0].replace("\\/", "/"))
        if not source:
            return None
        patterns.check(source, begin)
        return Pattern(field, source)

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
        if name in self.text_fields or name in OTHER_FIELDS or name in SWITCHES:
            self.at = match.end()
            return name
        followed = self.text[match.end() : match.end() + 1].strip()
        if followed and name.isascii() and name.isalpha() and name.islower():
            close = meant(name, self.text_fields)
            if close is not None:
                raise QueryError(
                    f"{name!r} is not a field", position=self.at, expected=f"{close}:, or the text in quotes"
                )
        return None

    def to_value(self) -> None:
        """Go past white space behind the colon of a field, if a value is what follows it."""
        colon = self.at
        self.blanks()
        operators = self.finished() or self.text[self.at] == "-" or any(map(self.sees, _OPERATORS))
        if self.at > colon and (operators or self.field() is not None):
            self.at = colon

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
