"""Finding one's way without knowing the keys: what follows a prefix, letters to jump by, papers by title."""

import pytest
from textual.geometry import Offset
from textual.widgets import Static

from digest_tui.screens import main
from digest_tui.screens.jump import LETTERS, JumpScreen, codes
from ui.reader import Open


@pytest.mark.parametrize(("number", "length"), [(0, 1), (1, 1), (26, 1), (27, 2), (300, 2)])
def test_codes_are_different_of_one_length_and_short(number: int, length: int) -> None:
    found = codes(number)
    assert len(set(found)) == number
    assert {len(code) for code in found} <= {length}
    assert set("".join(found)) <= set(LETTERS)


async def test_what_can_follow_a_prefix_is_shown_to_who_hesitates(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "CHOICES_AFTER", 0.001)
    async with reader() as r:
        await r.press("y")
        while not r.main.query("WhichKey"):
            await r.pilot.pause()
        box = r.main.query_one("WhichKey", Static)
        assert "Copy a BibTeX entry." in str(box.render())
        before = r.main.panes.papers.region
        await r.press("t")
        assert not r.main.query("WhichKey")
        assert r.app.clipboard == r.current()
        assert r.main.panes.papers.region == before


async def test_typing_the_letters_on_a_place_goes_there(reader: Open) -> None:
    async with reader() as r:
        await r.press("ctrl+o")
        assert isinstance(r.app.screen, JumpScreen)
        labels = labels_at(r.app.screen)
        third = r.main.panes.papers.region.offset + Offset(0, 2)
        await r.press(*labels[third])
        assert r.current() == "Gamma rays in the kitchen"
        await r.press("ctrl+o")
        chip = next(
            at for spot, at in r.main.panes.page.spots_on_screen() if spot.target.value == "cat:cs.CV"
        )
        await r.press(*labels_at(r.app.screen)[r.main.panes.page.region.offset + chip])
        assert r.main.selection.query == "cat:cs.CV"
        await r.press("ctrl+o", "escape")
        assert not isinstance(r.app.screen_stack[-1], JumpScreen)


def labels_at(screen: object) -> dict[object, str]:
    assert isinstance(screen, JumpScreen)
    return {label.region.offset: str(label.render()) for label in screen.query(".jump").results(Static)}


async def test_the_palette_finds_a_paper_of_any_day_by_its_title(reader: Open) -> None:
    async with reader() as r:
        await r.press("ctrl+p")
        await r.type("epsilon")
        await r.pilot.pause(0.2)
        await r.press("down", "enter")
        assert r.current() == "Epsilon is small"
        assert r.heading().startswith("Sat 3 Jan")
