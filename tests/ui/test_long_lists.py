"""A list of any length, under headings or not: only what is on the screen is made, and two lines a move."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench.list_app import ListApp
from digest_tui.widgets.paper_list import PaperList


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers of the lines that are made."""
    numbers: list[int] = []
    real = PaperList.make_line

    def counted(self: PaperList, number: int, width: int) -> Any:
        numbers.append(number)
        return real(self, number, width)

    monkeypatch.setattr(PaperList, "make_line", counted)
    yield numbers


@pytest.mark.parametrize("headings", [0, 100])
async def test_what_is_not_on_the_screen_is_not_made(made: list[int], headings: int) -> None:
    async with ListApp(100_000, headings).run_test(size=(60, 20)) as pilot:
        papers = pilot.app.query_one(PaperList)
        await pilot.pause()
        assert sorted(made) == list(range(20))
        made.clear()
        await pilot.press("j")
        assert len(made) == 2, "the line that was left and the one that is reached"
        made.clear()
        papers.go_to(50_000)
        await pilot.pause()
        assert len(made) <= 21
        made.clear()
        papers.move_to_end(last=True)
        await pilot.pause()
        assert len(made) <= 21
        assert papers.number == (None if headings else 99_999), "the last one is on the line of the fold"
