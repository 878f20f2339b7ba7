"""The page: how one paper is shown, and what changes that."""

from pathlib import Path

from digest_tui.settings import Settings
from invented_files import Invented, daily_report
from ui.reader import Open


async def test_tex_is_read_as_signs_and_shown_as_written_on_a_key(reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "tex"
    folder.mkdir()
    paper = Invented("2601.00031", r"$\mathcal{O}(n^2)$ for \textbf{Drawers}", abstract=r"It costs $5.")
    (folder / "2026-01-05.md").write_text(daily_report("2026-01-05", [paper]), "utf-8")
    async with reader(folder) as r:
        assert "𝒪(n²) for Drawers" in r.page()
        assert "𝒪(n²) for Drawers" in r.list_lines()[0]
        assert "It costs $5." in r.page()
        await r.press("/", *"mathcal", "enter")
        assert r.titles() == [paper.title]
        await r.press("escape", "$")
        assert r"$\mathcal{O}(n^2)$" in r.page()
        assert r"$\mathcal{O}(n^2)$" in r.list_lines()[0]
        await r.press("$", "y", "t")
        assert "𝒪(n²)" in r.page()
        assert r.app.clipboard == paper.title


async def test_the_list_has_a_second_line_with_the_tldr_on_a_key(reader: Open) -> None:
    shown = ["Alpha: a reader for tired eyes", "Beta of [brackets] and x²"]
    async with reader(
        size=(120, 12), settings=Settings(mark_read_after=0, live=False, columns=("title",))
    ) as r:
        assert [line.strip("▌▏ ") for line in r.list_lines()[:2]] == shown
        await r.press("i")
        first, second, third = (line.strip("▌▏ ") for line in r.list_lines()[:3])
        assert (first, third) == tuple(shown)
        assert second == "提出一种面向疲劳读者的强化学习阅读器。"
        await r.press("G")
        assert r.current() == r.titles()[-1]
        assert any(line.startswith("▌" + r.current()) for line in r.list_lines())
        corner = r.main.panes.papers.region.offset
        await r.press("g", "g")
        await r.pilot.click(offset=(corner.x + 5, corner.y + 3))
        await r.press("i")
        assert r.current() == r.titles()[1]


async def test_a_page_is_folded_narrowed_and_followed_from_the_keyboard(reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    paper = Invented("2601.00032", "A paper by a crowd", authors=", ".join(f"Author {n}" for n in range(40)))
    (folder / "2026-01-05.md").write_text(daily_report("2026-01-05", [paper]), "utf-8")
    async with reader(folder, size=(160, 40)) as r:
        await r.press("enter")
        assert "and 28 more" in r.page()
        await r.press("enter")
        assert "Author 39" in r.page()

        await r.press("z", "M")
        assert "▸ Abstract" in r.page()
        await r.press("z", "R", "z", "a")
        assert r.page().count("▸") - r.page().count("▸ Mon") == 1
        await r.press("z", "R", "a")
        assert "Abstract ─" not in r.page()
        assert r.status() == "Showing the summary only (a goes on)"
        await r.press("a")
        assert "▎" not in r.page()
        assert "Abstract ─" in r.page()
        await r.press("a")

        before = max(map(len, r.page().split("\n")))
        await r.press("-", "-")
        assert max(map(len, r.page().split("\n"))) < before
        await r.press("+", "+")
        assert max(map(len, r.page().split("\n"))) == before

        await r.press("z", "z")
        assert any("▎" in line and "Abstract ─" in line for line in r.page().split("\n"))
        await r.press("z", "z", ")", ")", "(", "enter")
        assert r.main.selection.query == 'author:"Author 0"'
        assert r.titles() == [paper.title]


async def test_related_papers_are_found_and_gone_to(reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "kin"
    folder.mkdir()
    for day, title in ((5, "Checklist Rewards for Drawers"), (3, "Drawers, with a Checklist")):
        papers = [
            Invented(f"2601.{day:02}{n:03}", f"Ordinary number{n}", authors=f"Nobody {n}") for n in range(250)
        ]
        first = Invented(f"2601.{day:02}900", title, authors=f"Somebody {day}")
        (folder / f"2026-01-{day:02}.md").write_text(
            daily_report(f"2026-01-{day:02}", [first, *papers]), "utf-8"
        )
    async with reader(folder) as r:
        await r.press("g", "r")
        assert r.status() == "1 related paper: ) and ( choose, Enter goes there"
        assert "words checklist, drawers" in r.page()
        await r.press("enter")
        assert r.current() == "Drawers, with a Checklist"
        assert r.heading().startswith("Sat 3 Jan")
        assert "Related ─" not in r.page()


async def test_the_text_has_88_columns_at_most_and_stands_in_the_middle(reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "wide"
    folder.mkdir()
    paper = Invented("2601.00033", "A long text", abstract="Many words of a long text. " * 40)
    (folder / "2026-01-05.md").write_text(daily_report("2026-01-05", [paper]), "utf-8")
    async with reader(folder, size=(140, 40)) as r:
        await r.press("z", "z")
        page = r.main.panes.page
        drawn = [page.render_line(y).text for y in range(page.size.height)]
        written = [line for line in drawn if "Many words" in line]
        rule = next(line for line in drawn if "Abstract ─" in line)
        assert max(map(len, (line.strip() for line in written))) <= 88
        left, right = len(rule) - len(rule.lstrip()), len(rule) - len(rule.rstrip())
        assert len(rule.strip()) == 88
        assert abs(left - right) <= 2  # the scrollbar has a column
        await r.press("-")
        assert len(next(one for one in r.page().split("\n") if "Abstract ─" in one).strip()) == 84
