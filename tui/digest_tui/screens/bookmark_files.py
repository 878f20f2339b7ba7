"""Files among the bookmarks that are none: looked at, and made one bookmark where there are two versions."""

import asyncio
from functools import partial

from textual import work

from digest_parsers.errors import DigestError
from digest_tui import messages
from digest_tui.screens.desk import Desk
from digest_tui.state import BadFile


class BookmarkFiles(Desk, part=True):
    """The desk with what Enter does on such a file."""

    def show_bad_file(self) -> bool:
        """Show the file that is looked at, or what a merge would make of it; False when none is."""
        place = self.selection.place
        trouble = self.session.marks.troubles.get(place.name) if isinstance(place, BadFile) else None
        if trouble is None:
            return False
        if trouble.conflict is not None:
            self._offer_merge(messages.Merge(trouble.conflict))
        else:
            from digest_tui.screens.source import SourceScreen  # noqa: PLC0415 - seldom needed
            from digest_tui.source_text import source_at  # noqa: PLC0415

            problem = trouble.problem
            self.app.push_screen(
                SourceScreen(source_at(str(problem.path), problem.line or 1), mark=problem.line)
            )
        return True

    @work(exclusive=True, group="merging")
    async def _offer_merge(self, request: messages.Merge) -> None:
        from digest_tui.screens.merge import MergeScreen  # noqa: PLC0415 - seldom needed
        from digest_tui.store import conflicts  # noqa: PLC0415

        conflict = request.conflict
        try:
            before, after = await asyncio.to_thread(conflicts.preview, conflict)
            texts = before.decode("utf-8-sig"), after.decode("utf-8-sig")
        except DigestError as error:
            self.tell(f"cannot be merged: {error.one_line()}", wrong=True)
        except (OSError, UnicodeError) as error:
            self.tell(f"cannot be merged: {error}", wrong=True)
        else:
            self.app.push_screen(MergeScreen(conflict, *texts), partial(self._merge_if_agreed, request))

    def _merge_if_agreed(self, request: messages.Merge, agreed: bool | None) -> None:
        if agreed:
            self.post_message(request)
