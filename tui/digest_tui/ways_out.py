"""The app's part in how the reader ends: on an error, or on a signal."""

import asyncio
from functools import partial

from textual.app import App
from textual.worker import WorkerFailed

from digest_tui.parts import Parted


class WaysOut(Parted, App[int], part=True):
    """Ends without a word of its own; :mod:`digest_tui.crash` says what there is to say."""

    @property
    def failure(self) -> BaseException | None:
        """The error of the program's own that ended it."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def fail(self, error: BaseException | None) -> None:
        """End the reader on an error that arose in a thread of its own.

        Without that, what the thread did would never be done, and nobody would know.
        """
        loop = self._loop
        if loop is not None and isinstance(error, Exception):
            loop.call_soon_threadsafe(self._handle_exception, error)

    def leave(self, code: int) -> None:
        """End the reader from a signal handler, with this exit code.

        Raises:
            SystemExit: The reader does not run yet.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise SystemExit(code) from None
        loop.call_soon_threadsafe(partial(self.exit, return_code=code))

    def _handle_exception(self, error: Exception) -> None:
        """End the app on an error, unless it is being left already.

        Then widgets go one after another, and what still looks for one of them (a signal may come while the
        first screen is made) must not turn leaving into an error.
        """
        if self._exit:
            self._close_messages_no_wait()
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End the app on an error of its own; what is told of it, :mod:`digest_tui.crash` says."""
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """End the app, and print nothing of what is given: that may quote a digest."""
        del renderables
        self._fatal_error()
