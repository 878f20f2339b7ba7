"""What a role of a text looks like: the one table, in the colours of the theme.

Not component classes of the style sheet: Textual works the rules of each class out anew at every change of
the focus or of a class above (measured: 45 classes took 9 ms of a launch), these are looked up once a theme.
"""

from collections.abc import Mapping
from functools import lru_cache

from textual.style import Style

#: Roles and their styles, as Textual writes them: https://textual.textualize.io/guide/content/#markup. Muted
#: text has ``$status`` and not ``$text-muted``, which most themes give as ``auto 60%``, no colour by itself.
LOOKS: Mapping[str, str] = {
    # the lists
    "cursor": "on $cursor",
    "cursor-blurred": "on $cursor-blurred",
    "edge": "$accent",
    "empty": "$status",
    "heading": "$text-faint",
    "count": "$status",
    "name": "$status",
    "weekday": "$status",
    "weekend": "$text-faint",
    "nothing": "$text-faint",
    "dot": "$unread",
    "star": "$star",
    "badge": "$text-faint",
    "picked": "bold $accent",
    "score": "$status",
    "bar": "$bar",
    "unread": "bold $foreground",
    "read": "$status",
    "row-category": "$text-faint",
    "second": "$status",
    "fold": "$status",
    "thumb": "$scrollbar",
    "thumb-end": "$background on $scrollbar",
    # the page
    "title": "bold $foreground",
    "title-focused": "bold $accent",
    "authors": "$status",
    "id": "$primary",
    "meta": "$status",
    "category": "$secondary",
    "tldr": "bold $foreground",
    "tldr-bar": "$accent",
    "label": "$accent",
    "text": "$foreground",
    "keyword": "$foreground",
    "link": "underline $primary",
    "current-match": "bold $background on $star",
    "doubt": "underline",
    "lost": "$text-faint",
    "faint": "$text-faint",
    "warn": "$warning",
    "rule": "$line",
    "added": "bold $success",
    "removed": "strike $text-faint",
    "current-target": "reverse",
    # both; watch-yellow and the like are shades of a colour, see below
    "match": "on $match",
}

#: What is otherwise in the terminal's own colours: nobody knows which ground can be read with which of them,
#: so the cursor is in reverse, and what else is told by a shade has an attribute.
TERMINAL_LOOKS: Mapping[str, str] = {
    "cursor": "reverse",
    "cursor-blurred": "underline",
    "heading": "dim",
    "weekend": "dim",
    "nothing": "dim",
    "badge": "dim",
    "row-category": "dim",
    "second": "dim",
    "lost": "dim",
    "faint": "dim",
    "rule": "dim",
    "removed": "strike dim",
    "id": "$secondary",
    "link": "underline $secondary",
    "current-match": "bold reverse underline",
    "match": "underline $cursor-text on $match",
}

#: Roles of a colour that the user chose: this and its name.
_WATCH = "watch-"
#: What such a colour stands on.
_GROUNDS = ("background", "cursor", "cursor-blurred")
#: Those of them that can be read on light and dark terminals alike; the others are bold there.
_TERMINAL_HUES = ("green", "cyan", "magenta", "red")


def look_of(role: str, variables: Mapping[str, str], *, terminal: bool = False) -> Style:
    """The style of a role.

    Args:
        role: One of :data:`LOOKS`, or ``watch-`` and the name of a colour.
        variables: The colours of the theme.
        terminal: Whether these are the terminal's own.

    Raises:
        KeyError: There is no such role.
    """
    if role.startswith(_WATCH):
        return _watch_look(role.removeprefix(_WATCH), variables, terminal=terminal)
    look = TERMINAL_LOOKS.get(role, LOOKS[role]) if terminal else LOOKS[role]
    names = [word[1:] for word in look.split() if word.startswith("$")]
    return _parsed(look, tuple((name, variables[name]) for name in names))


def _watch_look(hue: str, variables: Mapping[str, str], *, terminal: bool) -> Style:
    if terminal:
        return Style.parse(f"ansi_{hue}" if hue in _TERMINAL_HUES else "bold")
    from digest_tui.themes.shades import shade  # noqa: PLC0415 - only for who watches something

    return Style.parse(shade(hue, tuple(variables[one] for one in _GROUNDS)))


@lru_cache(maxsize=256)
def _parsed(look: str, colours: tuple[tuple[str, str], ...]) -> Style:
    return Style.parse(look, dict(colours))
