"""The page: how one paper is shown, and what changes that."""

from pathlib import Path

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
