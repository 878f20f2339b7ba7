"""What a query looks for, and where it stands in a text that a person sees."""

from collections.abc import Iterable
from dataclasses import dataclass

from digest_parsers import patterns
from digest_parsers.fold import find_spans, merge_spans
from digest_parsers.variants import unify

#: Seconds that expressions may take to be marked in one text; it is drawn without marks otherwise.
_TIME_LIMIT = 0.01


@dataclass(frozen=True, slots=True)
class Highlight:
    """Something that a query looks for and that can be shown where it occurs.

    Attributes:
        field: The field or section that it was looked for in, or None for everywhere.
        needle: The folded text, or the expression.
        loose: Whether the text is unified before it is looked for.
        pattern: Whether it is a regular expression.
    """

    field: str | None
    needle: str
    loose: bool = False
    pattern: bool = False


def find_highlights(text: str, field: str, highlights: Iterable[Highlight]) -> list[tuple[int, int]]:
    """Where a text of a field is what a query looks for, as rising spans that do not overlap."""
    wanted = [one for one in highlights if one.field in (None, field)]
    exact = [one.needle for one in wanted if not one.pattern and not one.loose]
    loose = [one.needle for one in wanted if one.loose]
    expressions = [one.needle for one in wanted if one.pattern]
    found = find_spans(text, exact) if exact else []
    if loose:
        found += find_spans(unify(text), loose)
    if expressions:
        clock = patterns.Clock(_TIME_LIMIT)
        found += [span for one in expressions for span in patterns.spans(one, text, clock)]
    return merge_spans(sorted(found)) if loose or expressions else found
