"""The saved searches in the tree: their figures, counted behind everything else."""

from textual import work

from digest_tui.saved_search import SavedSearch
from digest_tui.screens.desk import Desk
from digest_tui.screens.slices import in_slices


class Folders(Desk):
    """The desk with smart folders that know how many papers they hold."""

    def library_grew(self, *, progress: str) -> None:
        """Count anew when everything has been read."""
        super().library_grew(progress=progress)
        if not progress:
            self.call_after_refresh(self._count_folders)

    def searches_changed(self, searches: tuple[SavedSearch, ...]) -> None:
        """Count what is new, and leave a folder that is gone."""
        super().searches_changed(searches)
        self._count_folders()

    def marks_changed(self) -> None:
        """Count anew what depends on marks."""
        super().marks_changed()
        if self.session.smart_folders.changes_with_marks():
            self._count_folders()

    @work(exclusive=True, group="counting folders")
    async def _count_folders(self) -> None:
        """Count in slices, then show the figures."""
        if not self.session.smart_folders.places:
            return
        async for _ in in_slices(self.session.smart_folders.count()):
            pass
        self._show_days()
