"""The bookmarks as a place: folders and tags with counts, the same list, page and search."""

from ui.reader import Open, Reader


def _sidebar(reader: Reader) -> list[str]:
    return [line.rstrip() for line in reader.main.panes.days.plain_lines()]


async def _write_on(reader: Reader, key: str, answer: str) -> None:
    await reader.press("m", key)
    await reader.type(answer)
    await reader.press("enter")


async def test_folders_and_tags_stand_below_the_bookmarks_while_one_is_there(reader: Open) -> None:
    async with reader() as r:
        before = len(_sidebar(r))
        await _write_on(r, "f", "thesis/methods")
        await r.press("j")
        await _write_on(r, "f", "thesis")
        await _write_on(r, "t", "rl, 综述")
        await r.press("j", "b")
        assert len(_sidebar(r)) == before
        await r.press("g", "b")
        assert r.heading().startswith("Bookmarks · 3 papers")
        lines = [line.split() for line in _sidebar(r)]
        assert ["Bookmarks", "3"] in lines
        below = lines[lines.index(["Bookmarks", "3"]) + 1 :]
        assert below[:4] == [["▸", "thesis", "2"], ["▸", "methods", "1"], ["#rl", "1"], ["#综述", "1"]]

        await r.press("h", "j")
        assert r.heading().startswith("Bookmarks in thesis · 2 papers")
        assert len(r.titles()) == 2
        await r.press("j")
        assert r.heading().startswith("Bookmarks in thesis/methods · 1 paper")
        await r.press("j")
        assert r.heading().startswith("Bookmarks #rl · 1 paper")
        await r.press("/")
        await r.type("nothing like this")
        await r.press("enter")
        assert r.titles() == []
        await r.press("escape")
        assert len(r.titles()) == 1

        await r.press("l", "t")
        await r.press("ctrl+u")
        await r.type("综述")
        await r.press("enter")
        assert r.heading().startswith("Bookmarks · 3 papers")
        await r.press("g", "n")
        assert len(_sidebar(r)) == before
