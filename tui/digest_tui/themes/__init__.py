"""The themes, two of them made for long reading, and the colours that all themes share names for.

In the dark and the light one body text has a contrast of at least 7:1 on its background and everything else
at least 4.5:1 (WCAG 2.2, success criteria 1.4.6 and 1.4.3); a test computes it.
"""

from textual.color import Color
from textual.theme import Theme

#: The names that the styles use and Textual's themes do not know.
_SHARED = frozenset({
    "bar", "text-faint", "unread", "star", "hint-key", "status",
    "cursor", "cursor-blurred", "line", "match", "cursor-text",
})  # fmt: skip


def shared_variables(theme: Theme) -> dict[str, str]:
    """Colours for the names that the styles use, for a theme that does not define them itself."""
    if theme.variables.keys() >= _SHARED:
        return {}  # the colours of a theme take most of a millisecond to work out
    if theme.ansi:
        return _of_terminal(theme)
    colors = theme.to_color_system().generate()
    foreground, background = Color.parse(colors["foreground"]), Color.parse(colors["background"])

    def toward(share: float) -> str:
        return background.blend(foreground, share).hex

    return {
        "bar": colors["secondary"],
        "text-faint": toward(0.6),
        "unread": colors["primary"],
        "star": colors["warning"],
        "hint-key": colors["accent"],
        "status": toward(0.75),
        "cursor": background.blend(Color.parse(colors["primary"]), 0.25).hex,
        "cursor-blurred": toward(0.1),
        "line": toward(0.2),
        "match": background.blend(Color.parse(colors["warning"]), 0.35).hex,
        "cursor-text": colors["foreground"],
    }


def _of_terminal(theme: Theme) -> dict[str, str]:
    """The same for a theme of the terminal's own colours, which cannot be mixed.

    Nobody knows what they are: text is in the colour for text, and what has a ground is black on it.
    """
    plain = dict.fromkeys(("text-faint", "status", "line", "cursor-blurred"), "ansi_default")
    return plain | {
        "bar": str(theme.secondary),
        "unread": str(theme.secondary),
        "star": str(theme.warning),
        "hint-key": str(theme.accent),
        "cursor": str(theme.secondary),
        "cursor-text": "ansi_black",
        "match": str(theme.warning),
    }


DARK = Theme(
    name="digest-dark",
    dark=True,
    primary="#7cc4f0",
    secondary="#7aa8c9",
    accent="#8fd0c0",
    warning="#f0c674",
    error="#ff8f87",
    success="#a3d48b",
    foreground="#dcdfe4",
    background="#15181d",
    surface="#1b1f26",
    panel="#232831",
    variables={
        "text-muted": "#a3abb8",
        "text-faint": "#828b99",
        "text-disabled": "#828b99",
        "bar": "#6f9bbd",
        "unread": "#7cc4f0",
        "star": "#f0c674",
        "hint-key": "#8fd0c0",
        "status": "#a3abb8",
        "cursor": "#2b3a4a",
        "cursor-blurred": "#232831",
        "line": "#343b46",
        "scrollbar-background": "#1b1f26",
        "scrollbar-background-hover": "#1b1f26",
        "scrollbar-background-active": "#1b1f26",
        "match": "#4d4229",
        "cursor-text": "#dcdfe4",
    },
)

LIGHT = Theme(
    name="digest-light",
    dark=False,
    primary="#0b5c8f",
    secondary="#3c6785",
    accent="#0a6458",
    warning="#8a5600",
    error="#b3261e",
    success="#2f6b1f",
    foreground="#1c2127",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e9e6df",
    variables={
        "text-muted": "#4d5661",
        "text-faint": "#646d78",
        "text-disabled": "#646d78",
        "bar": "#4a7898",
        "unread": "#0b5c8f",
        "star": "#8a5600",
        "hint-key": "#0a6458",
        "status": "#4d5661",
        "cursor": "#d6e6f2",
        "cursor-blurred": "#eae7e0",
        "line": "#d0ccc2",
        "scrollbar-background": "#f3f1ec",
        "scrollbar-background-hover": "#f3f1ec",
        "scrollbar-background-active": "#f3f1ec",
        "match": "#f4e0a8",
        "cursor-text": "#1c2127",
    },
)

#: The terminal's own colours, on light and dark grounds alike: blue cannot be read on black, yellow on white.
TERMINAL = Theme(
    name="digest-terminal",
    ansi=True,
    dark=True,
    primary="ansi_cyan",
    secondary="ansi_cyan",
    accent="ansi_green",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_cyan",
        "block-hover-background": "ansi_default",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "screen-selection-background": "ansi_cyan",
        "screen-selection-foreground": "ansi_black",
        "scrollbar": "ansi_cyan",
        "scrollbar-hover": "ansi_cyan",
        "scrollbar-active": "ansi_cyan",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)
