"""Signs in ASCII: of the same width, in the right terminals, and for every sign that the reader draws."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

import digest_tui
from digest_tui.drawing import wants_ascii
from digest_tui.glyphs import ASCII, AsciiGlyphs

_PACKAGE = Path(digest_tui.__file__).parent


def test_every_sign_has_one_of_the_same_width() -> None:
    for sign, instead in ASCII.items():
        assert instead.isascii()
        assert cell_len(sign) == len(instead) == 1


def test_every_sign_that_widgets_draw_is_in_the_table() -> None:
    """Letters are texts, and so is what stands in the tables of mathematics and of line breaking."""
    drawn: set[str] = set()
    for path in [*(_PACKAGE / "widgets").glob("*.py"), *(_PACKAGE / "render").glob("*.py")]:
        drawn |= set(re.findall(r"[\u2190-\u27ff]", path.read_text("utf-8")))
    assert {"●", "★", "─"} <= drawn
    assert drawn <= set(ASCII)


def test_only_the_signs_of_a_line_change() -> None:
    style = Style(bold=True)
    drawn = AsciiGlyphs().apply([Segment("● 论文 é ★", style), Segment("plain")], Color(0, 0, 0))
    assert drawn == [Segment("* 论文 é #", style), Segment("plain")]


@pytest.mark.parametrize(
    ("glyphs", "environ", "ascii_signs"),
    [
        ("ascii", {"LANG": "en_US.UTF-8"}, True),
        ("unicode", {"LANG": "en_US.ISO-8859-1"}, False),
        ("auto", {"LANG": "en_US.UTF-8"}, False),
        ("auto", {"LANG": "de_DE.utf8@euro"}, False),
        ("auto", {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.ISO-8859-1"}, True),
        ("auto", {"LANG": "zh_CN.GB18030"}, True),
        ("auto", {"LANG": "C"}, False),
        ("auto", {}, False),
    ],
)
def test_signs_are_ascii_where_that_is_set_or_the_terminal_has_no_others(
    glyphs: str, environ: dict[str, str], ascii_signs: bool
) -> None:
    assert wants_ascii(glyphs, environ) is ascii_signs
