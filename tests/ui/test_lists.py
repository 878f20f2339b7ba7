"""The lists at the side: what is drawn, where the cursor may be, and what is not made anew."""

from datetime import date

import pytest
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.message import Message

from digest_tui.state import Day, Place, Shelf
from digest_tui.themes import DARK
from digest_tui.widgets.category_list import CategoryList
from digest_tui.widgets.day_list import DayFigures, DayList

SHELVES = [DayFigures(Shelf.ALL, 30), DayFigures(Shelf.UNREAD, 12), DayFigures(Shelf.BOOKMARKS, 0)]
DAYS = [Day(date(2026, 2, 2)), Day(date(2026, 1, 31)), Day(date(2026, 1, 5)), Day(None)]


class Lists(App[None]):
    """Both lists, and what they tell."""

    CSS = "DayList, CategoryList { width: 30; height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield DayList(id="days")
        yield CategoryList(id="categories")

    @property
    def days(self) -> DayList:
        return self.query_one(DayList)

    @property
    def categories(self) -> CategoryList:
        return self.query_one(CategoryList)

    def on_day_list_picked(self, event: DayList.Picked) -> None:
        self.told.append(event)

    def on_day_list_opened(self, event: DayList.Opened) -> None:
        self.told.append(event)

    def on_category_list_picked(self, event: CategoryList.Picked) -> None:
        self.told.append(event)


def _figures(papers: int = 10) -> list[DayFigures]:
    return [*SHELVES, *(DayFigures(day, papers, 3) for day in DAYS)]


async def test_headings_stand_above_their_days_and_the_cursor_passes_them_over() -> None:
    app = Lists()
    async with app.run_test(size=(40, 40)) as pilot:
        days = app.days
        days.show(_figures(), current=Shelf.BOOKMARKS)
        await pilot.pause()
        plain = [line.strip() for line in days.plain_lines()]
        assert plain[3].startswith("─ February 2026 ─")
        assert plain[5].startswith("─ January 2026 ─")
        assert plain[8].startswith("─ No date ─")
        reached: list[Place | None] = []
        for _ in range(6):
            days.move(1)
            reached.append(days.place_at(days.cursor))
        assert reached == [*DAYS, DAYS[-1], DAYS[-1]]
        days.move(-100)
        assert days.place_at(days.cursor) is Shelf.ALL
        days.move(3)
        assert days.place_at(days.cursor) == DAYS[0], "a step that ends on a heading goes on"
        days.move(-1)
        assert days.place_at(days.cursor) is Shelf.BOOKMARKS
        await pilot.pause()
        assert [one.place for one in app.told if isinstance(one, DayList.Picked)][:1] == [DAYS[0]]


async def test_a_list_that_is_shown_before_it_has_a_size_begins_at_its_top() -> None:
    class Shown(Lists):
        def compose(self) -> ComposeResult:
            for one in super().compose():
                if isinstance(one, DayList):
                    one.show(
                        [*SHELVES, *(DayFigures(Day(date(2026, 1, day)), 1) for day in range(31, 0, -1))],
                        current=Day(date(2026, 1, 29)),
                    )
                yield one

    app = Shown()
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        assert app.days.cursor == 6
        assert app.days.scroll_offset.y == 0


async def test_the_scrollbar_can_be_dragged_and_the_wheel_scrolls() -> None:
    app = Lists()
    many = [DayFigures(Day(date(2026, 1, day)), 1) for day in range(31, 0, -1)]
    async with app.run_test(size=(40, 20)) as pilot:
        days = app.days
        days.show(many, current=many[0].place)
        await pilot.pause()
        height = days.size.height
        await pilot.mouse_down(days, offset=(29, height - 1))
        assert days.scroll_offset.y == 32 - height
        await pilot.hover(days, offset=(29, 0))
        await pilot.mouse_up(days, offset=(29, 0))
        assert days.scroll_offset.y == 0
        assert app.told == [], "no day was chosen by that"
        days.post_message(MouseScrollDown(days, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert days.scroll_offset.y > 0


async def test_what_stays_the_same_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Lists()
    async with app.run_test(size=(40, 40)) as pilot:
        days = app.days
        days.show(_figures(), current=DAYS[0])
        await pilot.pause()
        made: list[int] = []
        real = DayList.make_line

        def noted(self: DayList, number: int, width: int) -> object:
            made.append(number)
            return real(self, number, width)

        monkeypatch.setattr(DayList, "make_line", noted)
        days.show(_figures(), current=DAYS[0])
        await pilot.pause()
        assert made == []
        days.show(_figures(), current=DAYS[1])
        await pilot.pause()
        assert sorted(made) == [4, 6], "the line that the cursor has left, and the one it is on"


async def test_a_click_chooses_a_day_and_a_click_on_a_heading_nothing() -> None:
    app = Lists()
    async with app.run_test(size=(40, 40)) as pilot:
        app.days.show(_figures(), current=Shelf.ALL)
        await pilot.pause()
        await pilot.click("#days", offset=(5, 3))
        assert app.told == []
        await pilot.click("#days", offset=(5, 4))
        assert [type(one) for one in app.told] == [DayList.Picked, DayList.Opened]
        assert app.days.place_at(app.days.cursor) == DAYS[0]


async def test_a_group_folds_and_unfolds_for_a_category_that_is_chosen() -> None:
    app = Lists()
    counts = {"cs.CL": 3, "cs.LG": 4, "math.CO": 1}
    async with app.run_test(size=(40, 40)) as pilot:
        categories = app.categories
        categories.show(counts, 8, current=None)
        categories.focus()
        await pilot.pause()
        assert categories.virtual_size.height == 6
        categories.move(1)
        await pilot.press("space")
        assert categories.virtual_size.height == 4
        categories.move(1)
        await pilot.pause()
        picked = [one.category for one in app.told if isinstance(one, CategoryList.Picked)]
        assert picked == ["Computer Science", "Mathematics"]
        assert categories.categories_in_order() == ["cs.CL", "cs.LG", "math.CO"]
        categories.show(counts, 8, current="cs.LG")
        assert categories.virtual_size.height == 6
        assert categories.cursor == 3
