"""The bookmarks as a place: folders and tags with counts, the same list, page and search."""

from datetime import date

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


async def test_what_is_picked_among_the_bookmarks_is_sorted_and_changed_at_once(reader: Open) -> None:
    async with reader() as r:
        await r.press("V", "b", "g", "b")
        kept = r.main.session.marks.kept
        assert len(kept) == len(r.titles()) == 5
        await r.press("s", "t")
        assert r.titles() == sorted(r.titles(), key=str.casefold)
        assert "by title" in r.heading()
        first, second, *others = (one.entry.arxiv_id for one in r.main.panes.papers.rows)

        def both(field: str) -> list[object]:
            """What the two that are picked have; no other has it."""
            marks = r.main.session.marks.kept
            usual = {"tags": (), "read_by": None}.get(field, "")
            assert all(getattr(marks[one], field) == usual for one in others)
            return [getattr(marks[one], field) for one in (first, second)]

        for keys, answer, field, value, told in (
            ("t", "rl", "tags", ("rl",), "2 papers tagged rl"),
            ("m f", "thesis", "folder", "thesis", "2 papers put into thesis"),
            ("m r", "4", "rating", "4", "2 papers rated 4"),
            ("m d", "2030-01-02", "read_by", date(2030, 1, 2), "2 papers to be read by 2 Jan 2030"),
        ):
            await r.press("g", "g", "space", "space", *keys.split())
            await r.type(answer)
            await r.press("enter")
            assert r.status() == f"{told} · u undoes"
            assert both(field) == [value, value]
            assert not r.main.picks
        assert r.titles() == sorted(r.titles(), key=str.casefold)

        await r.press("g", "g", "space", "space", "b")
        assert r.status() == "2 papers no longer bookmarked · u undoes"
        assert set(r.main.session.marks.kept) == set(others)
        assert len(r.titles()) == 3
        await r.press("u")
        assert both("tags") == [("rl",), ("rl",)]
        for _ in range(4):
            await r.press("u")
        assert [both(field) for field in ("tags", "folder", "rating", "read_by")] == [
            [(), ()],
            ["", ""],
            ["", ""],
            [None, None],
        ]


async def test_what_was_written_on_bookmarks_is_searched_for(reader: Open) -> None:
    async with reader() as r:
        await _write_on(r, "t", "to-read, rl")
        await r.press("j")
        await _write_on(r, "f", "thesis/methods")
        await r.press("m", "n")
        await r.type("ask Ben")
        await r.press("escape", "g", "b", "/")
        first, second = "Alpha: a reader for tired eyes", "Beta of [brackets] and $x^2$"
        for query, titles in (
            ("tag:rl", [first]),
            ("folder:thesis", [second]),
            ("note:ben", [second]),
            ("-tag:rl", [second]),
            ("tag:nothing", []),
        ):
            r.main.search_bar.input.value = query
            r.main.search_as_typed()
            await r.settle()
            assert r.titles() == titles, query
