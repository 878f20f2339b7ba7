"""The formats that digests come in: which there are, and which one a text is.

Each format is a module of this package with a :class:`~digest_parsers.formats.base.Format` named ``FORMAT``.
Modules are imported when a text is to be recognised, one after another until one is certain.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import cast

from digest_parsers.formats.base import CERTAIN, NO, Format

__all__ = ["MODULES", "detect", "formats"]

#: The modules, the commonest format first.
MODULES = ("daily_enhanced", "daily_report", "daily_jsonl")

#: How many lines a format is shown to recognise its own; tables of contents have up to sixty.
_HEAD = 200


def detect(lines: Sequence[str]) -> Format | None:
    """The format that is surest to recognise a text, or None when none does."""
    head = lines[:_HEAD]
    best, confidence = None, NO
    for module in MODULES:
        candidate = _load(module)
        sureness = candidate.recognises(head)
        if sureness > confidence:
            best, confidence = candidate, sureness
        if confidence >= CERTAIN:
            break
    return best


def formats() -> tuple[Format, ...]:
    """All formats there are."""
    return tuple(_load(module) for module in MODULES)


def _load(module: str) -> Format:
    return cast(Format, import_module(f"{__name__}.{module}").FORMAT)
