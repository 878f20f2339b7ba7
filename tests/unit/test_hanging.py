"""Lines that hang below the text and not below what is before it."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from digest_tui.widgets.hanging import hanging


def test_what_does_not_fit_stands_below_the_text_in_its_style() -> None:
    drawn = hanging(Content("12 "), Content.assemble("words that ", ("do not fit", "bold")), 12)
    assert drawn.plain == "12 words\n   that do\n   not fit"
    assert [drawn.plain[span.start : span.end] for span in drawn.spans] == ["do", "not fit"]


@given(st.text(alphabet="ab 图表。", max_size=60), st.integers(6, 30))
def test_no_line_is_wider_and_no_word_is_lost(text: str, width: int) -> None:
    lines = hanging(Content("> "), Content(text), width).plain.split("\n")
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).removeprefix("> ").split()) == "".join(text.split())
