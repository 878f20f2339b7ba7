"""The first look into a library, taken in a thread while the screen is being made."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

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
        paths = tuple(one.absolute() for one in library)
        looking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="opening")
        self._found = looking.submit(open_library, paths, cache, limit=limit)

    async def wait(self, seconds: float) -> Opened | None:
        """What was found; None when that takes longer, or when there is nothing that can be read."""
        try:
            return await asyncio.wait_for(asyncio.wrap_future(self._found), seconds)
        except (TimeoutError, SourceError):  # both are met again, and told, by whoever reads on from here
            return None
