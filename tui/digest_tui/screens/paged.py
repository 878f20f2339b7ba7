"""The desk with what keys do to the page: which summary it shows, and how it shows it."""

from collections.abc import Callable, Iterator
from functools import partial

from textual import work
from textual.geometry import Offset

from digest_parsers.model import Appearance
from digest_parsers.orders import Order
from digest_tui import messages
from digest_tui.commands import Pane
from digest_tui.render import Target
from digest_tui.screens.searching import Searching
from digest_tui.screens.slices import in_slices, worked
from digest_tui.state import Day
from digest_tui.widgets.line_list import LineList
from digest_tui.widgets.paper_page import PaperPage
from digest_tui.wording import counted, day_text

#: What :meth:`PagedDesk.action_text_width` keeps the text within, in columns.
_NARROWEST, _WIDEST = 40, 200


class PagedDesk(Searching, part=True):
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
            told = f"Summary {number + 1} of {len(paper.appearances)}"
            row = self.panes.papers.current
            if row is not None and not row.is_at(paper.appearances[number]):
                day = day_text(row.digest.day, inferred=row.digest.inferred)
                told += f"; [+so+] is not in that of {day}, [−so−] is only there"
            self.tell(told)

    def action_source(self) -> None:
        """The paper as it stands in its file, with what is in doubt if the file was damaged."""
        current = self.current
        if current is None:
            return
        from digest_tui.source_text import source_of  # noqa: PLC0415

        source, repair = source_of(current), self.session.repair_of(current.digest.path)
        if repair is not None and (repair.doubtful or repair.lost) and not source.problem:
            from digest_tui.screens.original import OriginalScreen  # noqa: PLC0415

            self.app.push_screen(OriginalScreen(source, self.panes.page.doubt_on_screen()))
        else:
            from digest_tui.screens.source import SourceScreen  # noqa: PLC0415

            self.app.push_screen(SourceScreen(source))

    @work(exclusive=True, group="relating")
    async def action_related(self) -> None:
        """Show which papers of the library are like this one, and why."""
        current = self.current
        if current is None:
            return
        related = self.session.related_papers
        gathering = related.gather(self.session.library.digests())
        _, done = worked(gathering)
        if not done:
            self.tell("Looking for what papers have in common…")
            async for _ in in_slices(gathering):
                pass
        if self.current is None or self.current.entry.arxiv_id != current.entry.arxiv_id:
            return  # another paper is looked at meanwhile
        found = tuple(related.of(current.entry.arxiv_id))
        if not found:
            self.tell("No paper of the library has rare words, keywords or authors in common with this one")
            return
        self.panes.go(Pane.PAGE)
        page = self.panes.page
        page.draw(page.options._replace(related=found))
        page.choose_first("paper")
        self.tell(f"{counted(len(found), 'related paper')}: ) and ( choose, Enter goes there")

    # --- how it is shown

    def action_zoom(self) -> None:
        """Nothing but the page, and back."""
        self.panes.zoom()

    def action_tex(self) -> None:
        """TeX as it was written, or as signs."""
        tex = not self.panes.page.options.tex
        self.panes.papers.show_tex(tex)
        self.panes.page.draw(self.panes.page.options._replace(tex=tex))
        self.tell("TeX as it was written ($ shows signs)" if tex else "TeX as signs")

    def action_tldr(self) -> None:
        """A second line for each paper of the list, or none."""
        papers = self.panes.papers
        papers.show_tldr(papers.row_height == 1)

    def action_content(self) -> None:
        """Only the summary, only the abstract, both."""
        content = self.panes.page.options.content.following
        self.panes.page.draw(self.panes.page.options._replace(content=content))
        self.tell(f"Showing {content.value} (a goes on)")

    def action_fold(self) -> None:
        """Fold or unfold the section that is being read."""
        key = self.panes.page.section_to_fold()
        if key is None:
            self.tell("No section here to fold")
        else:
            self._fold(key)

    def _fold(self, key: str) -> None:
        self.panes.page.draw(self.panes.page.options._replace(folded=self.panes.page.options.folded ^ {key}))

    def action_fold_all(self, fold: bool) -> None:
        """Fold every section but the TL;DR, or unfold all."""
        keys = self.session.section_keys() if fold else ()
        self.panes.page.draw(self.panes.page.options._replace(folded=frozenset(keys) - {"tldr"}))

    def action_text_width(self, columns: int) -> None:
        """Make the text wider or narrower."""
        width = max(_NARROWEST, min(self.panes.page.text_columns + columns, _WIDEST))
        self.panes.page.draw(self.panes.page.options._replace(width=width))
        self.tell(f"Text of at most {width} columns")

    # --- what leads somewhere

    def action_step_target(self, step: int) -> None:
        """To the next or previous place on the page that leads somewhere."""
        if not self.panes.page.step_target(step):
            self.tell(
                "Nothing further on leads anywhere" if step > 0 else "Nothing before this leads anywhere"
            )

    async def action_follow(self) -> None:
        """Follow the place that is chosen, or unfold the authors."""
        target = self.panes.page.chosen
        if target is not None:
            await self.follow(target)

    async def on_paper_page_clicked(self, event: PaperPage.Clicked) -> None:
        """Follow what was clicked on the page."""
        await self.follow(event.target)

    async def follow(self, target: Target) -> None:
        """Go where a place on the page leads."""
        kind, value = target
        if kind == "link":
            self.post_message(messages.OpenLink(value))
        elif kind == "search":
            await self.search_for(value)
        elif kind == "fold":
            self._fold(value)
        elif kind == "authors":
            self.panes.page.draw(self.panes.page.options._replace(all_authors=True))
        elif kind == "appearance":
            self.show_appearance(int(value))
        elif kind == "paper":
            paper = self.session.library.paper(value)
            if paper is not None:
                self.go_to_paper(paper.appearances[0])

    def go_to_paper(self, appearance: Appearance) -> None:
        """Show a paper among those of its day."""
        self._follow = False
        self.search_bar.display = False
        there = self.selection.matching("").within(None).sorted_by(Order.FILE).at(Day(appearance.digest.day))
        self.look_at(there, appearance.entry.arxiv_id)
        self.panes.go(Pane.PAPERS)

    # --- jumping

    def action_jump(self) -> None:
        """Put a letter on every line and link on the screen, and go where the letters that are typed say."""
        from digest_tui.screens.jump import JumpScreen  # noqa: PLC0415 - only on a key

        places = list(self._places_to_jump_to())

        def go(number: int | None) -> None:
            if number is not None:
                self.call_later(places[number][1])

        if places:
            self.app.push_screen(JumpScreen([where for where, _ in places]), go)

    def _places_to_jump_to(self) -> Iterator[tuple[Offset, Callable[[], object]]]:
        """Where they are on the screen, and what is done there."""
        panes = self.panes
        lists = {Pane.DAYS: panes.days, Pane.CATEGORIES: panes.categories, Pane.PAPERS: panes.papers}
        for pane, one in lists.items():
            top, height = one.scroll_offset.y, one.row_height
            first = -(-top // height)
            hidden = top + one.covered()
            for row in range(first, min(first + one.page_height(), one.height_in_rows)):
                if one.region and not one.passed_over(row) and row * height >= hidden:
                    where = one.region.offset + Offset(0, row * height - top)
                    yield where, partial(self._jump_to_row, pane, one, row)
        if panes.page.region:
            for spot, at in panes.page.spots_on_screen():
                yield panes.page.region.offset + at, partial(self.follow, spot.target)

    def _jump_to_row(self, pane: Pane, one: LineList, row: int) -> None:
        self.panes.go(pane)
        one.move_to(row)
