"""What is said of a library that has changed since it was looked at."""

import pytest

from digest_parsers.source import Stamp
from digest_tui.news import Holdings, news

OLD, NEW = Stamp(1, 100), Stamp(2, 120)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (({"a": OLD}, 30), ({"a": OLD}, 30), ""),
        (({"a": OLD}, 30), ({"a": OLD, "b": NEW}, 244), "+214 papers · 1 new digest"),
        (({}, 0), ({"a": OLD, "b": NEW}, 1), "+1 paper · 2 new digests"),
        (({"a": OLD, "b": OLD}, 60), ({"a": OLD}, 30), "−30 papers · 1 digest gone"),
        (({"a": OLD}, 30), ({"a": NEW}, 30), "1 digest changed"),
        (
            ({"a": OLD, "b": OLD}, 60),
            ({"a": NEW, "c": NEW}, 61),
            "+1 paper · 1 new digest · 1 digest changed · 1 digest gone",
        ),
    ],
)
def test_news(
    before: tuple[dict[str, Stamp | None], int], after: tuple[dict[str, Stamp | None], int], told: str
) -> None:
    assert news(Holdings(*before), Holdings(*after)) == told
