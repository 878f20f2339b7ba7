"""The query language: from what a person types (see :mod:`digest_parsers.query_parser`) to what is asked."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from digest_parsers.highlights import Highlight
from digest_parsers.orders import Order
from digest_parsers.query_parser import Parser
from digest_parsers.query_tree import And, Node, Not, Or, Pattern, Text, wanted_texts
from digest_parsers.variants import unify


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    Attributes:
        text: The query as it was typed.
        tree: What it asks, or None when it asks nothing and everything is an answer.
        highlights: The texts that it looks for, each once; what must be absent is not among them.
        order: In which order the papers are asked for, or None when it does not say.
        remark: What may have been meant otherwise, in one sentence, or an empty string.
    """

    text: str
    tree: Node | None
    highlights: tuple[Highlight, ...] = ()
    order: Order | None = None
    remark: str = ""

    @property
    def empty(self) -> bool:
        """Whether everything is an answer."""
        return self.tree is None


def parse_query(
    text: str, today: date | None = None, *, sections: Collection[str] = (), variants: bool = False
) -> Query:
    """Read a query.

    Args:
        text: What was typed.
        today: The day that ``today`` and ``7d`` count from; the computer's own by default.
        sections: Keys of sections beyond the known ones that can be searched as fields.
        variants: Whether traditional and simplified characters, full and half width are the same, unless
            the query says otherwise.

    Raises:
        QueryError: The query has a mistake; it tells where, and what could have stood there.
    """
    parser = Parser(text, today or date.today(), sections)
    tree = parser.parse()
    if tree is None:
        return Query(text, None, (), parser.order)
    if variants if parser.variants is None else parser.variants:
        tree = _loosened(tree)
    highlights = tuple(dict.fromkeys(map(_highlight, wanted_texts(tree))))
    return Query(text, tree, highlights, parser.order, parser.remark)


def both(one: Query, other: Query) -> Query:
    """What two queries ask together; where both ask for an order, that of the second counts.

    The remark is that on the second.
    """
    trees = tuple(each.tree for each in (one, other) if each.tree is not None)
    tree = And(trees) if len(trees) > 1 else next(iter(trees), None)
    highlights = tuple(dict.fromkeys((*one.highlights, *other.highlights)))
    text = f"{one.text} {other.text}".strip()
    return Query(text, tree, highlights, other.order or one.order, other.remark)


#: What finds no paper at all.
NOTHING = Query("", Or(()))


def _highlight(leaf: Text | Pattern) -> Highlight:
    if isinstance(leaf, Pattern):
        return Highlight(leaf.field, leaf.source, pattern=True)
    return Highlight(leaf.field, leaf.needle, leaf.loose)


def _loosened(node: Node) -> Node:
    """The tree with variants of characters being the same."""
    match node:
        case Text(field, needle):
            return Text(field, unify(needle), loose=True)
        case Not(inner):
            return Not(_loosened(inner))
        case And(nodes) | Or(nodes):
            return replace(node, nodes=tuple(map(_loosened, nodes)))
        case _:
            return node
