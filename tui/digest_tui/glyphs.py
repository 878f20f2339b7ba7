"""The reader's own signs in ASCII, for terminals and fonts that have no others.

A filter over whatever is drawn, by any widget: nobody who writes a sign has to think of it. The text of
papers goes through it too, so only signs that are decoration or marks are in the table, and what has one
column gets one column.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

#: Signs and what stands for them, one character for one.
ASCII = {
    "●": "*", "★": "#", "☆": "-", "↺": "=", "▸": ">", "▾": "v", "▶": ">", "▼": "v",
    "✓": "x", "◆": "+", "⚠": "!", "≠": "~", "⟳": "@", "■": "#", "□": ".", "×": "x", "−": "-",
    "─": "-", "━": "=", "│": "|", "┃": "|", "▌": ">", "▏": "|", "▎": "|", "▊": "|",
    "█": "#", "▉": "#", "▇": "#", "▆": "#", "▅": "+", "▄": "+", "▃": "-", "▂": "-",
    "▁": ".", "▔": "-", "▕": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "┌": "+",
    "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+",
    "╸": "-", "╺": "-", "╻": "|", "╹": "|", "▀": "-", "▐": "|", "╱": "/", "╲": "\\",
    "◀": "<", "…": ".", "·": "-", "—": "-", "–": "-", "‘": "'", "’": "'", "“": '"',
    "”": '"', "↑": "^", "↓": "v", "←": "<", "→": ">", "•": "*", "∼": "~",
}  # fmt: skip
_TABLE = str.maketrans(ASCII)


class AsciiGlyphs(LineFilter):
    """Draws :data:`ASCII` in place of the reader's signs."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with other signs, of the same width."""
        del background
        return [
            Segment(text.translate(_TABLE), style, control) if not text.isascii() else segment
            for segment in segments
            for text, style, control in (segment,)
        ]
