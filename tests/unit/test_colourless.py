"""What stays of a style when its colours are taken away, and when they are."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from digest_tui.colourless import Colourless
from digest_tui.drawing import wants_no_colour


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ("bold red", "bold"),
        ("underline default on default", "underline"),
        ("white on blue", "reverse"),
        ("bold #ffffff on #000000", "bold reverse"),
        ("reverse", "reverse"),
    ],
)
def test_a_ground_of_its_own_becomes_reverse_and_colours_go(style: str, left: str) -> None:
    drawn = Colourless().apply([Segment("text", Style.parse(style))], Color(0, 0, 0))
    assert [(text, shown and shown.color, shown and shown.bgcolor) for text, shown, _ in drawn] == [
        ("text", None, None)
    ]
    wanted = Style.parse(left)
    assert drawn[0].style is not None
    for attribute in ("bold", "underline", "reverse"):
        assert bool(getattr(drawn[0].style, attribute)) is bool(getattr(wanted, attribute))


@pytest.mark.parametrize(
    ("environ", "wanted"), [({}, False), ({"NO_COLOR": ""}, False), ({"NO_COLOR": "0"}, True)]
)
def test_any_value_but_an_empty_one_means_no_colours(environ: dict[str, str], wanted: bool) -> None:
    assert wants_no_colour(environ) is wanted
