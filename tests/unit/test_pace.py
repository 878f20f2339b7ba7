"""How far the reading of a library is and how long the rest will take, in numbers and in words."""

import pytest

from digest_tui import wording
from digest_tui.pace import Pace


def test_the_rest_takes_as_long_as_its_bytes_not_its_files() -> None:
    pace = Pace(size=1_000, since=100.0)
    assert pace.seconds_left(102.0) is None
    pace.went_on(800)
    assert pace.seconds_left(100.5) is None, "too early to tell"
    assert pace.seconds_left(108.0) == pytest.approx(2.0)
    pace.went_on(300)  # a file has grown since it was listed
    assert pace.seconds_left(110.0) == 0


@pytest.mark.parametrize(
    ("done", "found", "seconds", "said"),
    [
        (140, 1840, None, "reading 140 of 1,840"),
        (140, 1840, 3.0, "reading 140 of 1,840"),
        (140, 1840, 42.0, "reading 140 of 1,840, 40 s left"),
        (140, 1840, 185.0, "reading 140 of 1,840, 3 min left"),
    ],
)
def test_progress(done: int, found: int, seconds: float | None, said: str) -> None:
    assert wording.reading(done, found, seconds) == said


def test_a_long_first_reading_is_explained() -> None:
    assert wording.first_reading(1840, 52.0) == (
        "1,840 digests are read for the first time, about 50 s; from then on they open at once. "
        "You can read meanwhile"
    )
