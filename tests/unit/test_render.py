"""From entries to lines: every field is there, every width holds, nothing hostile passes."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from digest_parsers.model import LOST, Appearance, Link, Paper, Section
from digest_parsers.query import parse_query
from digest_tui import render
from digest_tui.render import PageOptions, RowFlags, Target
from digest_tui.saved_search import Kind, SavedSearch
from digest_tui.settings import COLUMNS
from invented import HOSTILE, appearance, digest, entry

OPTIONS = PageOptions(60)


def _page(one: Appearance, **options: object) -> list[render.Line]:
    return render.page(one, None, PageOptions(**({"width": 60} | options)))  # type: ignore[arg-type]


def _text(one: Appearance, **options: object) -> str:
    return render.plain(_page(one, **options))


def test_a_list_of_authors_that_goes_on_says_so() -> None:
    assert "Ann Author, Ben Byline  and others not named" in _text(appearance(entry(more_authors=True)))


def test_every_field_of_an_entry_is_on_the_page() -> None:
    full = entry(
        score=42,
        published=date(2026, 1, 3),
        authors_total=5,
        comment="12 pages",
        links=(Link("code", "https://github.com/x/y"),),
        categories=("cs.AI", "stat.ML"),
    )
    text = _text(appearance(full))
    for piece in (
        "An invented paper", "Ann Author, Ben Byline", "+3 not named", "2601.00001v1", "published 3 Jan 2026",
        "digest of 5 Jan 2026", "score 42", "cs.AI", "stat.ML", "这是虚构的论文",
        "A method that nobody tried.",
        "We invent a result.", "It has two paragraphs.", "invention", "虚构", "12 pages", "https://github.com/x/y",
        "https://arxiv.org/abs/2601.00001v1", "https://arxiv.org/pdf/2601.00001v1",
    ):  # fmt: skip
        assert piece in text


def test_the_summary_comes_before_the_abstract() -> None:
    first_abstract = entry(
        sections=(Section("abstract", "Abstract", "AAA"), Section("method", "Method", "MMM"))
    )
    text = _text(appearance(first_abstract))
    assert text.index("MMM") < text.index("AAA")


def test_other_days_are_named_and_lead_there() -> None:
    one = entry()
    here, there = Appearance(digest(date(2026, 1, 5), [one]), one), appearance(entry(), date(2026, 1, 4))
    lines = render.page(here, Paper(one.arxiv_id, (here, there)), OPTIONS)
    targets = [
        part.target for line in lines for part in line if part.target and part.target.kind == "appearance"
    ]
    assert [target.value for target in targets] == ["1"]
    assert "Sun 4 Jan 2026" in render.plain(lines)


def test_a_long_list_of_authors_is_folded_and_says_so() -> None:
    many = appearance(entry(authors=[f"Author {n}" for n in range(100)]))
    assert "and 88 more" in _text(many)
    assert "Author 99" not in _text(many)
    assert "Author 99" in _text(many, all_authors=True)


def test_a_section_that_the_generator_failed_to_write_is_told_as_that() -> None:
    failed = entry(
        sections=(Section("tldr", "TL;DR", "Summary generation failed"), Section("method", "M", "Real."))
    )
    lines = _page(appearance(failed), width=80)
    roles = {part.text: part.roles for line in lines for part in line}
    assert roles["⚠ not written by the generator: “Summary generation failed”"] == ("faint",)
    assert roles["Real."] == ("text",)


def test_a_paper_without_a_title_is_called_by_its_id() -> None:
    nameless = appearance(entry(title=""))
    assert _text(nameless).startswith("2601.00001")
    row = render.row(nameless, 40, render.RowColumns(("state", "repeat", "title", "category"), 5), RowFlags())
    assert "2601.00001" in render.plain([row])


def test_matches_doubts_and_losses_are_marked() -> None:
    one = entry(sections=(Section("tldr", "TL;DR", f"甲乙丙{LOST}丁", doubts=(1,)),))
    lines = _page(appearance(one), highlights=parse_query("丙").highlights)
    roles = {part.text: part.roles[-1] for line in lines for part in line}
    assert (roles["乙"], roles["丙"], roles[LOST]) == ("doubt", "match", "lost")


def test_a_field_search_marks_only_its_field() -> None:
    lines = _page(
        appearance(entry("2601.00002", "A method")), highlights=parse_query("title:method").highlights
    )
    marked = [part for line in lines for part in line if "match" in part.roles]
    assert [part.roles[0] for part in marked] == ["title"]


@pytest.mark.parametrize(
    ("title", "width", "marked"),
    [
        ("A study of agents", 20, ["agent"]),
        ("A study of agents", 13, ["a…"]),
        ("A study of agents", 9, ["…"]),
        ("A study of agents by agents", 18, ["agent", "…"]),
    ],
)
def test_a_match_behind_the_cut_is_marked_on_the_ellipsis(title: str, width: int, marked: list[str]) -> None:
    columns = render.RowColumns(("title",))
    highlights = parse_query("agent").highlights
    row = render.row(appearance(entry(title=title)), width, columns, RowFlags(), highlights)
    assert [part.text for part in row if "match" in part.roles] == marked


@given(st.integers(1, 120), st.text(max_size=200), st.floats(0, 100) | st.none(), st.booleans())
def test_a_row_is_exactly_as_wide_as_the_list(
    width: int, title: str, score: float | None, unread: bool
) -> None:
    one = appearance(entry(title=title, score=score))
    columns = render.columns_for(width, scored=score is not None, widest_category=5)
    row = render.row(one, max(width, 4), columns, RowFlags(unread=unread, repeated=True))
    assert sum(cell_len(part.text) for part in row) == max(width, 4)


@given(st.integers(2, 100), st.text(max_size=400))
def test_no_line_of_a_page_is_wider_than_asked(width: int, text: str) -> None:
    one = entry(
        title=text, sections=(Section("abstract", "A", text), Section("tldr", "T", text)), keywords=(text,)
    )
    labels = ("label", "tldr-bar")
    for line in _page(appearance(one), width=width):
        if line and line[0].roles[0] not in labels:
            assert sum(cell_len(part.text) for part in line) <= width


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Zl", "Zp", "L"]), max_size=60))
def test_no_control_or_formatting_character_leaves(text: str) -> None:
    one = appearance(
        entry(
            title=text, keywords=(text,), comment=text, authors=(text,), sections=(Section("x", text, text),)
        )
    )
    shown = render.plain(_page(one)) + "".join(
        part.text
        for part in render.row(
            one, 40, render.RowColumns(("state", "repeat", "title", "category"), 5), RowFlags()
        )
    )
    assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u2028\u2029\ufeff"
    )


def test_a_hostile_title_is_text_and_nothing_else() -> None:
    assert "O(n[/]log n) [@click=app.quit]x[/]" in _text(appearance(entry(title=HOSTILE)))
    assert "\x1b" not in _text(appearance(entry(title=HOSTILE)))


@pytest.mark.parametrize(
    ("score", "bar"), [(None, " "), (0, "▁"), (50, "▅"), (100, "█"), (1000, "█"), (-5, "▁")]
)
def test_score_bars(score: float | None, bar: str) -> None:
    assert render.score_bar(score) == bar


def test_columns_give_way_before_the_title_does() -> None:
    columns = partial(render.columns_for, scored=True, widest_category=5)
    assert columns(100, watched=True) == render.RowColumns(render.DEFAULT_CELLS, 5)
    assert "watch" not in columns(100).cells
    assert columns(34) == render.RowColumns(("state", "repeat", "score", "bar", "title"))
    assert columns(20) == render.RowColumns(("state", "repeat", "title"))
    assert "score" not in columns(100, scored=False).cells


def test_the_cells_of_a_row_are_those_that_are_wanted_as_far_as_there_is_room() -> None:
    one = appearance(entry(score=42))
    columns = partial(
        render.columns_for, scored=True, widest_category=5, wanted=("id", "title", "day", "bar")
    )
    shown = render.plain([render.row(one, 60, columns(60), RowFlags())])
    assert shown == "2601.00001 An invented paper" + " " * 23 + " 5 Jan ".ljust(8) + "▄"
    assert columns(40).cells == ("title", "bar")
    assert set(render.CELLS) == set(COLUMNS)


@pytest.mark.parametrize(
    ("names", "width", "shown"),
    [
        ((), 60, " An invented paper"),
        (("Agents",), 60, "◆ An invented paper" + " " * 33 + "Agents"),
        (("Agents", "Code"), 60, "◆ An invented paper" + " " * 30 + "Agents +1"),
        (("A name that is too long",), 60, "◆ An invented paper" + " " * 24 + "A name that is…"),
        (("Agents",), 40, "◆ An invented paper"),
    ],
)
def test_a_row_says_why_its_paper_is_watched_where_there_is_room(
    names: tuple[str, ...], width: int, shown: str
) -> None:
    columns = render.columns_for(width, scored=False, widest_category=0, watched=bool(names))
    flags = RowFlags(watches=tuple(SavedSearch(name, "x", Kind.WATCH, "green") for name in names))
    row = render.row(appearance(), width, columns, flags)
    assert cell_len(render.plain([row])) == width
    assert render.plain([row])[2:].rstrip() == shown
    marked = [one.text for one in row if "watch-green" in one.roles]
    assert marked == [part for part in (shown[:1].strip(), shown[19:].strip()) if part]


def test_the_page_names_the_watches_that_found_the_paper() -> None:
    watches = (SavedSearch("Agents", "title:agent", Kind.WATCH, "green"), SavedSearch("码", "has:code"))
    options = PageOptions(60, watches=watches)
    (line,) = [one for one in render.page(appearance(), None, options) if one and one[0].text == "◆ Agents"]
    assert render.plain([line]) == "◆ Agents  ◆ 码"
    assert line[0].roles == ("watch-green",)
    assert line[0].target == Target("search", "title:agent")


def test_the_second_line_of_a_row_is_the_tldr_below_the_title() -> None:
    one = appearance(entry(tldr="一句话：虚构。"))
    first = render.plain([render.row(one, 40, render.RowColumns(category=5), RowFlags())])
    second = render.plain([render.second_line(one, 40, render.RowColumns(category=5))])
    assert second.strip() == "一句话：虚构。"
    assert cell_len(second) == 40
    assert first.index("An invented") == len(second) - len(second.lstrip())
