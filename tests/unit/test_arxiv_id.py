"""arXiv ids in every spelling, and what only looks like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.arxiv_id import ArxivId, abs_url, is_stand_in, month, parse, pdf_url, stand_in


@pytest.mark.parametrize(
    ("text", "arxiv_id", "version"),
    [
        ("2601.01234", "2601.01234", None),
        ("2601.01234v12", "2601.01234", "v12"),
        (" 0704.0001V2\n", "0704.0001", "v2"),
        ("arXiv:2601.01234v1", "2601.01234", "v1"),
        ("ARXIV: 2601.01234", "2601.01234", None),
        ("https://arxiv.org/abs/2601.10000", "2601.10000", None),
        ("https://arxiv.org/abs/2601.01234v3", "2601.01234", "v3"),
        ("http://www.arxiv.org/abs/2601.01234/", "2601.01234", None),
        ("HTTPS://ArXiv.org/PDF/2601.01234v1.PDF", "2601.01234", "v1"),
        ("https://export.arxiv.org/pdf/2601.01234", "2601.01234", None),
        ("arxiv.org/html/2601.01234v2", "2601.01234", "v2"),
        ("https://arxiv.org/abs/2601.01234?context=cs.CL#top", "2601.01234", None),
        ("astro-ph/9605151v1", "astro-ph/9605151", "v1"),
        ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001", None),
        ("HEP-TH/9901001", "hep-th/9901001", None),
        ("math.GT/0309136", "math/0309136", None),
        ("https://arxiv.org/pdf/cond-mat/0207270v2.pdf", "cond-mat/0207270", "v2"),
    ],
)
def test_every_spelling(text: str, arxiv_id: str, version: str | None) -> None:
    assert parse(text) == ArxivId(arxiv_id, version)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2601",
        "2613.01234",
        "2600.01234",
        "2601.123",
        "2601.123456",
        "2601.01234v0",
        "see 2601.01234",
        "２６０１.01234",
        "arKiv:2601.01234",
        "https://arxiv.org",
        "https://arxiv.org/abs/",
        "https://arxiv.org/list/cs.CL/new",
        "https://arxiv.org@evil.example/abs/2601.01234",
        "https://arxiv.org.evil.example/abs/2601.01234",
        "https://evil.example/arxiv.org/abs/2601.01234",
        "https://arxiv.org\\@evil.example/abs/2601.01234",
        "https://user@arxiv.org/abs/2601.01234",
        "https://\u0430rxiv.org/abs/2601.01234",
        "javascript:alert(1)//arxiv.org/abs/2601.01234",
        "file:///arxiv.org/abs/2601.01234",
        "https://arxiv.org/abs/1%0d%0aX",
        "-flag2601.01234",
    ],
)
def test_what_is_no_id(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("arxiv_id", "first"),
    [
        ("2602.11239", date(2026, 2, 1)),
        ("0704.0001", date(2007, 4, 1)),
        ("9912.12345", date(2099, 12, 1)),
        ("hep-th/9108001", date(1991, 8, 1)),
        ("math/0309136", date(2003, 9, 1)),
        ("2602.11239v2", date(2026, 2, 1)),
        (stand_in("A title"), None),
        ("", None),
    ],
)
def test_month(arxiv_id: str, first: date | None) -> None:
    assert month(arxiv_id) == first


def test_urls() -> None:
    assert abs_url("2601.01234", "v2") == "https://arxiv.org/abs/2601.01234v2"
    assert pdf_url("hep-th/9901001") == "https://arxiv.org/pdf/hep-th/9901001"
    assert abs_url(stand_in("x")) == pdf_url(stand_in("x")) == ""


@given(st.text(), st.text())
def test_a_stand_in_is_stable_and_no_id(title: str, url: str) -> None:
    made = stand_in(title, url)
    assert made == stand_in(
        f"  {title.upper() if title.upper().casefold() == title.casefold() else title} ", url
    )
    assert is_stand_in(made)
    assert parse(made) is None


@given(
    st.builds("{:02}{:02}.{:05}".format, st.integers(7, 99), st.integers(1, 12), st.integers(0, 99999)),
    st.sampled_from([None, "v1", "v27"]),
)
def test_urls_are_read_back(arxiv_id: str, version: str | None) -> None:
    assert (
        parse(abs_url(arxiv_id, version)) == parse(pdf_url(arxiv_id, version)) == ArxivId(arxiv_id, version)
    )


@given(st.text())
def test_anything_can_be_asked(text: str) -> None:
    found = parse(text)
    assert found is None or month(found.id) is not None
