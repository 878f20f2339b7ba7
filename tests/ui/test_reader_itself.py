"""What drives the tests: it waits for as long as it has to, and no test waits for an app that is gone."""

import pytest
from textual.worker import WorkerFailed

from ui.reader import Open


@pytest.mark.parametrize("where", ["handler", "worker"])
async def test_an_app_that_crashes_ends_the_waiting(reader: Open, where: str) -> None:
    async def crash() -> None:
        raise ZeroDivisionError

    settled = False
    with pytest.raises((ZeroDivisionError, WorkerFailed)):
        async with reader() as r:
            if where == "worker":
                r.app.run_worker(crash())
            else:
                r.app.call_later(crash)
            await r.settle()
            settled = True
    assert not settled
