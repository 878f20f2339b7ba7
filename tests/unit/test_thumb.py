"""The column that is a scrollbar."""

from hypothesis import given
from hypothesis import strategies as st

from digest_tui.widgets.thumb import cells, line_at

TRACK = (" ", "")


def _drawn(height: int, lines: int, top: int) -> str:
    """The bar from top to bottom: ``.`` for the track, ``#`` for the thumb, ``+`` for a part of it."""
    signs = {TRACK: ".", (" ", "thumb-end"): "#"}
    return "".join(signs.get(cell, "+") for cell in cells(height, lines, top))


def test_it_is_blank_when_everything_is_in_sight() -> None:
    assert _drawn(5, 5, 0) == "....."


def test_the_thumb_is_as_long_as_what_is_in_sight() -> None:
    assert _drawn(8, 16, 0) == "####...."
    assert _drawn(8, 16, 4) == "..####.."
    assert _drawn(8, 16, 8) == "....####"
    assert _drawn(8, 16, 1) == "+###+..."


@given(st.integers(1, 60), st.integers(1, 600_000), st.data())
def test_there_is_always_a_thumb_and_it_ends_where_the_lines_end(
    height: int, lines: int, data: st.DataObject
) -> None:
    last = max(0, lines - height)
    top = data.draw(st.integers(0, last))
    drawn = _drawn(height, lines, top)
    assert len(drawn) == height
    assert (drawn.strip(".") == "") is (lines <= height)
    if lines > height:
        assert cells(height, lines, last)[-1] != TRACK
        assert cells(height, lines, 0)[0] != TRACK


@given(st.integers(2, 60), st.integers(1, 5000))
def test_grabbing_it_reaches_both_ends(height: int, lines: int) -> None:
    assert line_at(0, height, lines) == 0
    assert line_at(height - 1, height, lines) == line_at(99, height, lines) == max(0, lines - height)
    assert line_at(-3, height, lines) == 0
