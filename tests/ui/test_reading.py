"""Moving about and reading: keys to what is shown."""

from pathlib import Path

import pytest

from ui.reader import Open


async def test_it_opens_on_the_newest_day(reader: Open) -> None:
    async with reader() as r:
        assert r.heading() == "Mon 5 Jan · 5 papers · 5 unread"
        assert r.titles() == [
            "Alpha: a reader for tired eyes",
            "Beta of [brackets] and $x^2$",
            "Gamma rays in the kitchen",
            "Delta without change",
            "Eta, undated",
        ]
        assert "提出一种面向疲劳读者的强化学习阅读器" in r.page()


async def test_the_day_list_counts_and_marks_inferred_days(reader: Open) -> None:
    async with reader() as r:
        days = r.days()
        assert any("January 2026" in line for line in days)
        assert any(line.split()[:2] == ["5", "Mon"] and " 5 ●   5" in line for line in days)
        assert any(line.split()[:2] == ["3", "Sat"] and " 3 ●   3" in line for line in days)


async def test_an_undated_digest_alone_is_marked_as_inferred(reader: Open, tmp_path: Path) -> None:
    from invented_files import UNDATED, daily_enhanced

    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "listing.md").write_text(daily_enhanced(UNDATED), "utf-8")
    async with reader(alone) as r:
        assert any(line.startswith("~") for line in r.days())
        assert "~" in r.heading()


async def test_the_page_follows_the_cursor_and_nothing_else_moves(reader: Open) -> None:
    async with reader() as r:
        await r.press("j", "j", "k")
        assert r.current() == "Beta of [brackets] and $x^2$"
        assert "Beta of [brackets] and x²" in r.page()
        await r.press("G")
        assert r.current() == "Eta, undated"
        await r.press("g", "g")
        assert r.current() == "Alpha: a reader for tired eyes"


async def test_enter_reads_and_h_goes_back(reader: Open) -> None:
    async with reader() as r:
        await r.press("enter")
        assert r.main.panes.looked_at == "page"
        assert r.heading().endswith("4 unread")
        await r.press("J")
        assert r.current() == "Beta of [brackets] and $x^2$"
        await r.press("h")
        assert r.main.panes.looked_at == "papers"


async def test_space_pages_down_and_goes_on_to_the_next_paper(reader: Open) -> None:
    async with reader(size=(120, 14)) as r:
        await r.press("enter")
        seen = 0
        while r.current().startswith("Alpha"):
            await r.press("space")
            seen += 1
            assert seen < 20
        assert seen > 1
        assert r.current() == "Beta of [brackets] and $x^2$"
        assert r.main.panes.page.scroll_offset.y == 0


async def test_brackets_step_through_days_and_braces_through_categories(reader: Open) -> None:
    async with reader() as r:
        await r.press("[")
        assert r.heading() == "Sat 3 Jan · 3 papers · 3 unread"
        await r.press("[")
        assert r.status() == "The oldest day"
        await r.press("]", "}", "}")
        assert r.heading() == "Mon 5 Jan · cs.CV · 2 papers · 2 unread"
        await r.press("{", "{")
        assert r.heading().startswith("Mon 5 Jan · 5 papers")


async def test_n_goes_to_the_next_unread_and_rolls_over_into_the_next_day(reader: Open) -> None:
    async with reader() as r:
        await r.press("G", "n")
        assert r.heading().startswith("Sat 3 Jan")
        assert r.current() == "Epsilon is small"
        await r.press("r", "n")
        assert r.current() == "Alpha: a reader for tired eyes"
        await r.press("n", "n")
        assert r.status() == "No unread paper further on"
        await r.press("p", "p", "p")
        assert r.heading().startswith("Mon 5 Jan")


async def test_n_rolls_over_into_the_next_category(reader: Open) -> None:
    async with reader() as r:
        await r.press("}")
        assert "cs.AI" in r.heading()
        await r.press("G", "n")
        assert "cs.CV" in r.heading()
        assert r.current() == "Gamma rays in the kitchen"


async def test_moving_in_the_day_list_shows_the_day_under_the_cursor(reader: Open) -> None:
    async with reader() as r:
        await r.press("h", "j")
        assert r.heading().startswith("Sat 3 Jan")
        await r.press("g", "g")
        assert r.heading().startswith("All days · 7 papers")
        await r.press("enter")
        assert r.main.panes.looked_at == "papers"


async def test_moving_in_the_category_list_narrows_the_list(reader: Open) -> None:
    async with reader() as r:
        await r.press("h", "tab", "j")
        assert r.heading() == "Mon 5 Jan · Computer Science · 5 papers · 5 unread"
        await r.press("j", "j")
        assert r.heading() == "Mon 5 Jan · cs.CV · 2 papers · 2 unread"


async def test_cross_lists_count_on_demand(reader: Open) -> None:
    async with reader() as r:
        assert "cs.LG" not in r.main.view.categories
        await r.press("c")
        assert r.main.view.categories["cs.LG"] == 4


async def test_a_repeated_paper_tells_its_other_days_and_shows_their_summaries(reader: Open) -> None:
    async with reader() as r:
        assert "Sat 3 Jan 2026" in r.page()
        assert "旧的总结" not in r.page()
        await r.press("<", "<")
        assert "[−提出一种面向疲劳读者的强化学习阅读器。−]" in r.page()
        assert "▎ 旧的总结：疲劳的读者" in r.page()
        assert "Abstract = ─" in r.page()
        assert r.status().startswith("Summary 3 of 3; [+so+] is not in that of 5 Jan 2026")
        await r.press("<")
        assert "▎ 提出一种面向疲劳读者" in r.page()


async def test_read_is_a_property_of_the_paper_on_every_day(reader: Open) -> None:
    async with reader() as r:
        await r.press("r", "[")
        assert r.heading() == "Sat 3 Jan · 3 papers · 2 unread"
        await r.press("]", "r", "[")
        assert r.heading() == "Sat 3 Jan · 3 papers · 3 unread"


async def test_reading_only_and_back(reader: Open) -> None:
    async with reader() as r:
        await r.press("z", "z")
        assert r.main.panes.page.size.width == 120
        await r.press("escape")
        assert not r.main.panes.zoomed
        assert r.main.panes.papers.display


async def test_q_goes_back_and_then_quits(reader: Open) -> None:
    async with reader() as r:
        await r.press("enter", "q")
        assert r.main.panes.looked_at == "papers"
        await r.pilot.press("q")
        await r.pilot.pause()
        assert not r.app.is_running or r.app._exit


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((120, 36), {"days", "categories", "papers", "page"}),
        ((80, 24), {"papers", "page"}),
        ((60, 20), {"papers"}),
        ((20, 5), {"papers"}),
    ],
)
async def test_the_panes_that_there_is_room_for(reader: Open, size: tuple[int, int], shown: set[str]) -> None:
    async with reader(size=size) as r:
        panes = r.main.panes
        visible = {
            name
            for name in ("days", "categories", "papers", "page")
            if r.main.query_one(f"#{name}").size.width
        }
        assert visible == shown
        for key in ("enter", "h", "h", "j", "l", "l", "z", "z", "escape", "tab", "tab", "tab"):
            await r.press(key)
            assert r.main.query_one(f"#{panes.looked_at}").size.width > 0


async def test_every_size_down_to_one_by_one_is_survived(reader: Open) -> None:
    async with reader() as r:
        for width, height in (
            (1, 1),
            (2, 2),
            (3, 60),
            (200, 1),
            (20, 5),
            (79, 24),
            (80, 24),
            (119, 30),
            (120, 36),
        ):
            await r.pilot.resize_terminal(width, height)
            await r.press("j", "enter", "pagedown", "h")
        assert r.titles()


async def test_panes_can_be_made_wider_by_key(reader: Open) -> None:
    async with reader() as r:
        before = r.main.panes.page.size.width
        await r.press("enter", "ctrl+right")
        assert r.main.panes.page.size.width == before + 4
        await r.press("h", "ctrl+right")
        assert r.main.panes.page.size.width == before
        await r.press("h", "ctrl+left")
        assert r.main.panes.days.size.width == 23


async def test_panes_can_be_dragged(reader: Open) -> None:
    async with reader() as r:
        before = r.main.panes.days.size.width
        await r.pilot.mouse_down("#split-papers", offset=(0, 5))
        await r.pilot.hover("#papers", offset=(6, 3))
        await r.pilot.mouse_up("#papers")
        await r.settle()
        assert r.main.panes.days.size.width > before


async def test_a_click_chooses_a_paper_and_a_double_click_opens_it(reader: Open) -> None:
    async with reader() as r:
        await r.pilot.click("#papers", offset=(10, 2))
        await r.settle()
        assert r.current() == "Gamma rays in the kitchen"
        await r.pilot.click("#papers", offset=(10, 1), times=2)
        await r.settle()
        assert r.main.panes.looked_at == "page"
        assert r.current() == "Beta of [brackets] and $x^2$"


async def test_a_click_in_the_day_list_shows_the_day(reader: Open) -> None:
    async with reader() as r:
        await r.pilot.click("#days", offset=(5, 5))
        await r.settle()
        assert r.heading().startswith("Sat 3 Jan")


async def test_hints_can_be_clicked(reader: Open) -> None:
    async with reader() as r:
        await r.pilot.click("#hints", offset=(2, 0))
        await r.settle()
        assert r.main.panes.looked_at == "page"
