"""Where TeX stands in a text: mathematics, groups in braces, code that is to be left alone."""

import re

#: Code between backticks; not the quotation marks of TeX, ``such'' and `such' ones.
CODE = r"(?<!`)`(?![`\s])[^`\n]*[^`\s]`(?![`\w])"

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_DELIMITER = re.compile(rf"\\.|{CODE}|\$\$?", re.DOTALL)
#: Only TeX writes this, and no list of prices.
_ONLY_TEX = re.compile(r"\\.|[\^_{=<>]")
#: A word, and not the name of a variable; compiled when it is asked for, which takes 1.4 ms and is rare.
_WORD = r"[^\W\d_]{2}|[\u2e80-\uffff]"
#: Three words in a row: what one dollar ends and the next begins.
_SENTENCE = re.compile(r"(?<![\\\w])[A-Za-z]{2,}+[ ,]+[A-Za-z]{2,}+[ ,]+[A-Za-z]{2}")


def closing_braces(text: str) -> dict[int, int]:
    """For every opening brace that is closed, where."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for match in _BRACE.finditer(text):
        if match.group() == "{":
            waiting.append(match.start())
        elif match.group() == "}" and waiting:
            found[waiting.pop()] = match.start()
    return found


def mathematics(text: str) -> dict[int, tuple[int, int, int]]:
    """Where mathematics begins: where what it holds begins and ends, and where its delimiter ends."""
    found: dict[int, tuple[int, int, int]] = {}
    sign, start, inner = "", 0, 0  # the delimiter that waits for its other half
    for match in _DELIMITER.finditer(text):
        here = match.group()
        if here == "$$" and sign == "$":  # one ends and the next begins
            if _is_math(text, inner, match.start(), match.start() + 1):
                found[start] = (inner, match.start(), match.start() + 1)
            start, inner = match.start() + 1, match.end()
        elif here in ("$", "$$"):
            if here == sign and _is_math(text, inner, *match.span()):
                found[start] = (inner, match.start(), match.end())
                sign = ""
            else:
                sign, start, inner = here, *match.span()
        elif here in ("\\(", "\\["):
            sign, start, inner = here, *match.span()
        elif sign + here in ("\\(\\)", "\\[\\]"):
            found[start] = (inner, match.start(), match.end())
            sign = ""
    return found


def _is_math(text: str, start: int, end: int, behind: int) -> bool:
    """Whether what stands between two dollars is mathematics, and not what costs so much."""
    inner = text[start:end]
    if not inner or inner[-1] in "/:" or "\n\n" in inner or ("{" not in inner and _SENTENCE.search(inner)):
        return False
    if text[behind : behind + 1].isdigit():
        return "\\" in inner or not any(map(str.isalnum, inner))
    if inner[0].isspace() or inner[-1].isspace():
        return _ONLY_TEX.search(inner) is not None
    return not inner[0].isdigit() or _ONLY_TEX.search(inner) is not None or re.search(_WORD, inner) is None
