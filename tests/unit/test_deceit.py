"""Text that lies: what is told of it, and that honest text is left in peace."""

import pytest

from digest_parsers.model import Link, Section
from digest_tui import render
from digest_tui.deceit import hidden, misleading
from digest_tui.render import PageOptions
from invented import appearance, entry


@pytest.mark.parametrize(
    ("label", "url", "told"),
    [
        ("https://arxiv.org/abs/1", "https://evil.example/abs/1", "leads to evil.example"),
        ("see https://arxiv.org", "https://arxiv.org.evil.example/", "leads to arxiv.org.evil.example"),
        ("arxiv.org", "https://evil.example", "leads to evil.example"),
        ("openreview.net/forum", "https://evil.example/forum", "leads to evil.example"),
        ("www.somewhere.com", "https://evil.example", "leads to evil.example"),
        ("code", "https://\u0430rxiv.org/abs/1", "leads to xn--rxiv-43d.org"),
        ("\u0430rxiv.org", "https://arxiv.org/abs/1", "leads to arxiv.org"),
        ("code", "https://xn--rxiv-43d.org/abs/1", "leads to xn--rxiv-43d.org"),
        ("", "https://arxiv.org@evil.example/", "leads to evil.example"),
        ("", "https://arxiv.org:x@evil.example:8080/", "leads to evil.example"),
        ("", "https://arxiv.org@[::1]/", "does not lead where it seems to"),
        ("arxiv.org", "HTTPS://EVIL.example/", "leads to evil.example"),
    ],
)
def test_a_link_that_leads_elsewhere_is_told(label: str, url: str, told: str) -> None:
    assert misleading(label, url) == told


@pytest.mark.parametrize(
    ("label", "url"),
    [
        ("PDF", "https://arxiv.org/pdf/2601.00001"),
        ("查看原文", "https://arxiv.org/abs/2601.00001"),
        ("arXiv.org", "https://export.arxiv.org/abs/2601.00001"),
        ("https://www.nature.com/x", "https://nature.com/x"),
        ("Node.js", "https://github.com/x/y"),
        ("README.md", "https://github.com/x/y"),
        ("v1.0", "https://github.com/x/y"),
        ("2601.00001", "https://arxiv.org/abs/2601.00001"),
        ("", "https://unknown.example/a@b"),
        ("mail", "mailto:a@b.example"),
        ("", ""),
    ],
)
def test_an_honest_link_is_left_in_peace(label: str, url: str) -> None:
    assert misleading(label, url) == ""


@pytest.mark.parametrize(
    "text", ["ar\u200dxiv", "\u200cA", "a\u3164b", "论\u200d文", "X\ufe0fY", "A\u2800B", "Z\u034f"]
)
def test_a_character_that_is_not_seen_is_told(text: str) -> None:
    assert hidden(text) == "holds 1 character that cannot be seen"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "An invented paper",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "1\ufe0f\u20e3",
        "می\u200cخواهم",
        "क्\u200dष",
        "e\u0301",
        "葛\U000e0100",
    ],
)
def test_joiners_that_a_script_needs_are_no_deceit(text: str) -> None:
    assert hidden(text) == ""


def _warnings(lines: list[render.Line]) -> list[str]:
    return [part.text for line in lines for part in line if "warn" in part.roles]


def test_the_page_says_so_below_the_title_and_the_link() -> None:
    lying = entry(
        title="An in\u200dvented pa\u200dper",
        links=(Link("https://arxiv.org/abs/1", "https://evil.example/x"),),
    )
    lines = render.page(appearance(lying), None, PageOptions(60))
    assert _warnings(lines) == ["⚠ holds 2 characters that cannot be seen", "⚠ leads to evil.example"]
    shown = render.plain(lines).split("\n")
    assert shown[1].startswith("⚠ holds")
    assert shown[shown.index("https://evil.example/x") + 1] == "⚠ leads to evil.example"


def test_an_honest_page_has_no_warning() -> None:
    honest = entry(
        links=(Link("code", "https://github.com/x/y"),), sections=(Section("tldr", "TL;DR", "a\u200db"),)
    )
    assert _warnings(render.page(appearance(honest), None, PageOptions(60))) == []
