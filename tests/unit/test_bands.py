"""Bands: rows and the lines between them, against a list in which they are written out."""

from hypothesis import given
from hypothesis import strategies as st

from digest_tui.bands import Band, Bands


@st.composite
def _lists(draw: st.DrawFn) -> tuple[int, tuple[Band, ...], bool]:
    rows = draw(st.integers(0, 30))
    starts = sorted(draw(st.sets(st.integers(0, rows - 1), max_size=6))) if rows else []
    folds = draw(st.booleans())
    bands = [Band(start, f"band {start}") for start in starts]
    if bands and folds:
        bands[-1] = bands[-1]._replace(folds=True)
    return rows, tuple(bands), draw(st.booleans())


@given(_lists())
def test_rows_and_slots_are_those_of_the_list_written_out(
    given_list: tuple[int, tuple[Band, ...], bool],
) -> None:
    rows, bands, folded = given_list
    cut = Bands(rows, bands, folded=folded)
    written: list[int | Band] = []
    for row in range(rows):
        above = next((band for band in bands if band.start == row), None)
        written += [above, row] if above else [row]
    if folded and bands and bands[-1].folds:
        written = written[: written.index(bands[-1]) + 1]
    assert cut.slots == len(written)
    assert cut.rows == sum(isinstance(one, int) for one in written)
    above_slot = None
    for slot, one in enumerate(written):
        if isinstance(one, Band):
            above_slot = slot
            assert (cut.row(slot), cut.line(slot)) == (None, one)
        else:
            assert (cut.row(slot), cut.line(slot), cut.slot(one)) == (one, None, slot)
        assert cut.above(slot) == above_slot
    for row in range(cut.rows, rows):
        assert cut.slot(row) == len(written) - 1, "a hidden row is below the line of the fold"
    assert cut.folding(False).slots == rows + len(bands)


@given(_lists(), st.data())
def test_steps_from_band_to_band_come_by_every_band(
    given_list: tuple[int, tuple[Band, ...], bool], data: st.DataObject
) -> None:
    rows, bands, folded = given_list
    cut = Bands(rows, bands, folded=folded)
    seen = [band.start for band in bands if band.start < cut.rows]
    reached, at = [], -1
    while (found := cut.first_row(at, 1)) is not None:
        reached.append(found)
        at = found
    assert reached == seen
    if cut.rows:
        row = data.draw(st.integers(0, cut.rows - 1))
        before = [start for start in seen if start < row]
        assert cut.first_row(row, -1) == (before[-1] if before else None)
