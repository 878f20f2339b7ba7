"""Slices of work: how far one goes, by a clock that goes on with each step."""

from collections.abc import Iterator

import pytest

from digest_tui.screens import slices
from digest_tui.screens.slices import SLICE, worked


@pytest.mark.parametrize(
    ("shown_after", "something", "ready", "steps_made"),
    [
        (None, False, None, 5),
        (0, False, 0, 2),
        (1, False, 1, 2),
        (3, False, 3, 4),
        (None, True, None, 20),
        (7, True, 7, 8),
        (1, True, 1, 2),
    ],
)
def test_a_slice_ends_sooner_when_there_is_something_to_show(
    monkeypatch: pytest.MonkeyPatch,
    shown_after: int | None,
    something: bool,
    ready: int | None,
    steps_made: int,
) -> None:
    made: list[int] = []

    def steps() -> Iterator[int | None]:
        for step in range(20):
            made.append(step)
            yield step if step == shown_after else None

    monkeypatch.setattr(slices, "perf_counter", lambda: len(made) * SLICE / 4.5)
    done = steps_made == 20
    assert worked(steps(), something=something) == (ready, done)
    assert len(made) == steps_made
