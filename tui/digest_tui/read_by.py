"""Days as a person types them who means one to come."""

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = r"\+?(\d{1,4}) ?([dw])"


def parse_day(text: str, today: date | None = None) -> date:
    """The day that is meant: ``2026-03-01``, ``today``, ``tomorrow``, ``7d``, ``2w``, ``fri``.

    A weekday is the next one of that name, never today.

    Args:
        text: What was typed.
        today: The day it is, or None to look it up.

    Raises:
        ValueError: It is none of these; the text says which ones there are.
    """
    now = today or date.today()
    word = text.strip().casefold()
    if word in ("today", "tomorrow"):
        return now + timedelta(word == "tomorrow")
    if span := re.fullmatch(_SPAN, word):
        return now + timedelta(int(span[1]) * (7 if span[2] == "w" else 1))
    named = [number for number, name in enumerate(_WEEKDAYS) if len(word) >= 3 and name.startswith(word)]
    if named:
        return now + timedelta((named[0] - now.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ValueError(f"{text} is no day; write 2026-03-01, tomorrow, fri, 7d or 2w") from None
