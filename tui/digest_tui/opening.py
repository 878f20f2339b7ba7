"""The first look at a library and at what the user keeps, in a thread: nobody knows how slow a disk is."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from digest_parsers.errors import SourceError
from digest_tui.keeper import Keeper
from digest_tui.loading import Opened, open_library

if TYPE_CHECKING:
    from digest_tui.store.visits import Visit


class Opening:
    """What can be shown of a library at once, as soon as it is known.

    Attributes:
        library: The folders and files.
    """

    def __init__(
        self, library: Sequence[Path], cache: Path, limit: int, keeper: Keeper | None = None
    ) -> None:
        """Begins to look.

        Args:
            library: Folders and files.
            cache: The folder of the caches.
            limit: The largest file to read, in bytes.
            keeper: What the user keeps, if that has to be read too; it is read before the library.
        """
        self.library = tuple(one.absolute() for one in library)
        looking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="opening")
        self._kept = looking.submit(self._look_at_kept, keeper) if keeper is not None else None
        self._found = looking.submit(open_library, self.library, cache, limit=limit)
        looking.shutdown(wait=False)

    def _look_at_kept(self, keeper: Keeper) -> "Visit | None":
        keeper.load()
        return keeper.begin_visit(self.library)

    @property
    def visit(self) -> "Visit | None":
        """When the library was visited last, if that is known; waits until the user's things are read."""
        return self._kept.result() if self._kept is not None else None

    def let_finish(self, seconds: float) -> None:
        """Do nothing while it looks, for so long at most.

        Python runs one thread at a time, and two that both have work to do hinder each other: a look of 12 ms
        while the toolkit was imported took 50, and made the first frame 11 ms late.
        """
        with suppress(TimeoutError):
            self._found.exception(seconds)

    def wait(self, seconds: float) -> Opened | None:
        """What was found of the library; the user's things have been read by then.

        Args:
            seconds: How long to wait for the library.

        Returns:
            None when looking takes longer, or when there is nothing that can be read.
        """
        if self._kept is not None:
            self._kept.result()
        try:
            return self._found.result(seconds)
        except (TimeoutError, SourceError):  # both are met again, and told, by whoever reads on from here
            return None
