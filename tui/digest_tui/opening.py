"""The first look into a library, taken in a thread while the screen is being made."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Thread

from digest_parsers.errors import SourceError
from digest_tui.loading import Opened, open_library


class Opening:
    """What can be shown of a library at once, as soon as it is known."""

    def __init__(self, library: Sequence[Path], cache: Path, limit: int) -> None:
        """Begins to look.

        Args:
            library: Folders and files.
            cache: The folder of the caches.
            limit: The largest file to read, in bytes.
        """
        self._library = tuple(one.absolute() for one in library)
        self._cache = cache
        self._limit = limit
        self._found: Future[Opened | None] = Future()
        Thread(target=self._look, name="opening", daemon=True).start()

    async def wait(self, seconds: float) -> Opened | None:
        """What was found; None when that takes longer, or when there is nothing that can be read."""
        try:
            return await asyncio.wait_for(asyncio.wrap_future(self._found), seconds)
        except TimeoutError:
            return None

    def _look(self) -> None:
        try:
            found = open_library(self._library, self._cache, limit=self._limit)
        except SourceError:  # told by whoever reads on from here
            self._found.set_result(None)
        except BaseException as error:
            self._found.set_exception(error)
            raise
        else:
            self._found.set_result(found)
