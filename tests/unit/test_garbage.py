"""When garbage is looked for: rings of things go while files are read, and what stays is left alone."""

import gc
import weakref
from collections.abc import Callable, Iterator

import pytest

from digest_tui import garbage


class Ring:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds, enabled = gc.get_threshold(), gc.isenabled()
    gc.disable()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    (gc.enable if enabled else gc.disable)()


@pytest.mark.parametrize("begin", [garbage.while_reading, garbage.at_rest])
def test_rings_go_and_what_was_there_is_not_looked_at_again(begin: Callable[[], None]) -> None:
    before = Ring()
    begin()
    assert gc.isenabled()
    assert not any(one is before for one in gc.get_objects())
    rings = weakref.WeakSet(Ring() for _ in range(30_000))
    assert len(rings) < 25_000


def test_what_was_thrown_away_while_files_were_read_is_not_kept_for_ever() -> None:
    garbage.while_reading()
    ring = weakref.ref(Ring())
    garbage.at_rest()
    assert ring() is None
