"""The desk with what keys do to the page: which summary it shows, and how it shows it."""

from digest_tui.screens.desk import Desk
from digest_tui.source_text import source_of


class PagedDesk(Desk):
    """The desk, answering to the commands about the page."""

    # --- which summary

    def action_step_appearance(self, step: int) -> None:
        """The same paper as another digest has it."""
        current = self.current
        paper = self.session.library.paper(current.entry.arxiv_id) if current else None
        if current is None or paper is None or len(paper.appearances) < 2:
            self.tell("Only this digest has the paper")
            return
        at = next((n for n, one in enumerate(paper.appearances) if one.is_at(current)), 0)
        self.show_appearance((at + step) % len(paper.appearances))

    def show_appearance(self, number: int) -> None:
        """Show the paper as one of its digests has it, by its number in "also on"."""
        current = self.current
        paper = self.session.library.paper(current.entry.arxiv_id) if current else None
        if paper is not None and 0 <= number < len(paper.appearances):
            self._show_page(paper.appearances[number])
            self.tell(f"Summary {number + 1} of {len(paper.appearances)}")

    def action_source(self) -> None:
        """The paper as it stands in its file."""
        if self.current is not None:
            from digest_tui.screens.source import SourceScreen  # noqa: PLC0415

            self.app.push_screen(SourceScreen(source_of(self.current)))

    # --- how it is shown

    def action_zoom(self) -> None:
        """Nothing but the page, and back."""
        self.panes.zoom()

    def action_tex(self) -> None:
        """TeX as it was written, or as signs."""
        tex = not self.panes.page.tex
        self.panes.papers.show_tex(tex)
        self.panes.page.show_tex(tex)
        self.tell("TeX as it was written ($ shows signs)" if tex else "TeX as signs")
