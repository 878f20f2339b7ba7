"""How much of the TeX in the titles and summaries of an archive is shown as Unicode."""

import re
from collections.abc import Iterable, Iterator
from time import process_time

from bench.report import Limit, Row, Sample
from bench.workbench import Workbench
from digest_parsers.load import load_file
from digest_tui.mathtext import readable
from digest_tui.mathtext.places import mathematics

_COMMAND = re.compile(r"\\[A-Za-z]+")


def tex(bench: Workbench) -> Iterable[Row]:
    """The share of expressions that leave TeX behind, and what a text with TeX costs.

    An expression is what stands between the delimiters of mathematics, and every command outside of it. Names
    that an author made up count as left behind there, where nothing can be known of them and they stay.
    """
    texts = sorted(set(_texts(bench)))
    began = process_time()
    shown = [readable(text).text for text in texts]
    spent = process_time() - began
    expressions = left = 0
    for text in texts:
        outside, inside = _apart(text)
        commands = _COMMAND.findall(outside)
        expressions += len(inside) + len(commands)
        left += len(_COMMAND.findall(readable(outside).text)) if commands else 0
        left += sum(map(_leaves_tex, inside))
    note = f"{expressions:,} expressions in {len(shown):,} texts"
    share = Sample((100 * left / max(1, expressions),), "%")
    yield Row(
        "tex", "expressions that leave TeX behind", share, limits=(Limit("median", 3.0, "≤ 3 %"),), note=note
    )
    each = Sample((1000 * spent / max(1, len(shown)),), "ms")
    yield Row("tex", "reading the TeX of a text that has some, CPU time", each)


def _texts(bench: Workbench) -> Iterator[str]:
    """Titles and sections with a sign of TeX in them."""
    for path in bench.one.files:
        for digest in load_file(path).digests:
            for entry in digest.entries:
                for text in (entry.title, *(section.text for section in entry.sections)):
                    if "$" in text or "\\" in text:
                        yield text


def _apart(text: str) -> tuple[str, list[str]]:
    """A text without its mathematics, and each piece of that."""
    outside, inside, at = [], [], 0
    for start, (_, _, end) in sorted(mathematics(text).items()):
        outside.append(text[at:start])
        inside.append(text[start:end])
        at = end
    return " ".join([*outside, text[at:]]), inside


def _leaves_tex(expression: str) -> bool:
    shown = readable(expression).text
    braces = "{" in shown and "\\{" not in expression and "\\lbrace" not in expression
    return braces or "$" in shown or _COMMAND.search(shown) is not None
