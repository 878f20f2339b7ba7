"""What leaves the reader: links for a browser and texts for the clipboard. The app's part in it."""

import os
from functools import partial

from textual.app import App

from digest_tui import messages
from digest_tui.parts import Parted
from digest_tui.settings import Settings


class Outgoing(Parted, App[int], part=True):
    """Opens links and copies, when a key or a click asks for it."""

    settings: Settings

    def tell(self, message: str, *, wrong: bool = False) -> None:
        """Show a message in the status line."""
        raise NotImplementedError

    # --- links

    def on_open_paper(self, event: messages.OpenPaper) -> None:
        """Open a paper's page or PDF, by its id and not by what a digest says its URL is."""
        from digest_tui import copying  # noqa: PLC0415 - not needed for the first frame

        entry = event.appearance.entry
        url = copying.page_url(entry, event.kind)
        if url is None:
            self.tell(f"{entry.arxiv_id} is a stand-in for an id; there is no page to open", wrong=True)
        else:
            self._open_url(url)

    def on_open_link(self, event: messages.OpenLink) -> None:
        """Open a link of a digest: at once when its host is known, else after showing all of it."""
        from digest_tui.links import judge  # noqa: PLC0415 - not needed for the first frame

        verdict = judge(event.url)
        if verdict.url is None or verdict.known:
            self._open_url(event.url)
        else:
            from digest_tui.screens.link import LinkScreen  # noqa: PLC0415 - seldom needed

            self.push_screen(LinkScreen(verdict.shown), partial(self._open_if_agreed, event.url))

    def _open_if_agreed(self, url: str, agreed: bool | None) -> None:
        if agreed:
            self._open_url(url, agreed=True)

    def _open_url(self, url: str, *, agreed: bool = False) -> None:
        """Open a link; where there is no browser, as over SSH, show it and copy it instead."""
        from digest_tui.opener import open_url  # noqa: PLC0415 (not needed for the first frame)

        result = open_url(url, self.settings.opener, os.environ, agreed=agreed)
        copied = f" (copied {self._copy(result.unopened)})" if result.unopened else ""
        self.tell(result.message + copied, wrong=not result.ok)

    # --- the clipboard

    def on_copy(self, event: messages.Copy) -> None:
        """Put something of a paper on the clipboard, and tell how."""
        from digest_tui import copying  # noqa: PLC0415 - not needed for the first frame

        text = copying.text_of(event.appearance, event.kind, event.mark)
        if not text.strip():
            self.tell("There is nothing of that to copy", wrong=True)
            return
        how = self._copy(text)
        self.tell(f"Copied {event.kind} {how}: {text if event.kind != 'bibtex' else text.split(',')[0]}")

    def on_copy_text(self, event: messages.CopyText) -> None:
        """Put a text on the clipboard, and tell how."""
        self.tell(f"Copied {event.what} {self._copy(event.text)}")

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text on the clipboard, without what a terminal or a shell would obey.

        Called for keys that copy or open and for nothing else: what the user has on the clipboard is theirs.
        """
        self.tell(f"Copied {self._copy(text)}")

    def _copy(self, text: str) -> str:
        """Copy, and tell how that was done."""
        from digest_tui import clipboard, copying  # noqa: PLC0415 - not needed for the first frame

        self._clipboard = copying.fit_for_clipboard(text)
        driver = self._driver
        if driver is None:
            return "nowhere: there is no terminal"
        try:
            return clipboard.copy(self._clipboard, os.environ, driver.write).message
        except OSError as error:
            return f"nowhere: {error}"
