"""The four panes side by side: which are on the screen, how wide they are, and which is looked at."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from digest_tui.commands import Pane
from digest_tui.render import Drawing, RowFlags
from digest_tui.state import SIDEBAR, Layout, layout_for, visible_panes
from digest_tui.widgets.bars import ListHeading, Splitter
from digest_tui.widgets.category_list import CategoryList
from digest_tui.widgets.day_list import DayList
from digest_tui.widgets.paper_list import PaperList
from digest_tui.widgets.paper_page import PaperPage
from digest_tui.widgets.still import Even, Still

ORDER = (Pane.DAYS, Pane.CATEGORIES, Pane.PAPERS, Pane.PAGE)
#: No pane is made narrower than this by hand.
_LEAST = 12
#: The class of what tells which pane is looked at: the border on its left, the heading of the papers.
_LIT = "-lit"


def _class_of(layout: Layout) -> str:
    return f"-{layout.value}"


@runtime_checkable
class Movable(Protocol):
    """What every pane answers to, so that one set of commands moves them all."""

    pane: Pane

    def move(self, steps: int) -> None:
        """Move by rows or lines, down when positive."""

    def move_to_end(self, *, last: bool) -> None:
        """Move to the first or the last row or line."""

    def page_height(self) -> int:
        """Rows or lines that one screen of this pane holds."""


class Panes(Horizontal, Still, Even):
    """Day list, categories, papers and page, as many of them as there is room for."""

    def __init__(
        self,
        flags: Callable[[str], RowFlags],
        drawing: Drawing,
        layout: Layout,
        *,
        id: str | None = None,
    ) -> None:
        """Lay out the panes, the papers in focus.

        Args:
            flags: Tells what the user and the library know of a paper, by its id.
            drawing: How rows and pages are drawn at first.
            layout: The layout at first: with it and with the lit border the styles are worked out once.
            id: Its name in the styles.
        """
        super().__init__(id=id, classes=_class_of(layout))
        self._flags = flags
        self._drawing = drawing
        self._focus = Pane.PAPERS
        self._sidebar_focus = Pane.DAYS
        self._zoomed = False
        self._sidebar_width: int | None = None
        self._page_width: int | None = None

    def compose(self) -> ComposeResult:
        """The panes from left to right, a border before each column but the first."""
        with Vertical(id="sidebar"):
            yield DayList(id="days")
            yield CategoryList(id="categories")
        yield Splitter(id="split-papers", classes=_LIT)
        with Vertical(id="papers-column"):
            yield ListHeading(id="list-heading", classes=_LIT)
            yield PaperList(self._flags, cells=self._drawing.cells, id="papers")
        yield Splitter(id="split-page")
        yield PaperPage(self._drawing.page, id="page")

    # --- the panes

    @property
    def days(self) -> DayList:
        """The day list."""
        return self.query_one("#days", DayList)

    @property
    def categories(self) -> CategoryList:
        """The list of categories."""
        return self.query_one("#categories", CategoryList)

    @property
    def papers(self) -> PaperList:
        """The paper list."""
        return self.query_one("#papers", PaperList)

    @property
    def page(self) -> PaperPage:
        """The page of the paper under the cursor."""
        return self.query_one("#page", PaperPage)

    @property
    def heading(self) -> ListHeading:
        """The heading of the paper list."""
        return self.query_one("#list-heading", ListHeading)

    # --- which one is looked at

    @property
    def looked_at(self) -> Pane:
        """The pane that keys go to."""
        return self._focus

    @property
    def zoomed(self) -> bool:
        """Whether only the page is shown."""
        return self._zoomed

    @property
    def page_shown(self) -> bool:
        """Whether the page is on the screen."""
        return self.page.display

    def go(self, pane: Pane) -> None:
        """Look at a pane, bringing it on the screen."""
        self._zoomed = self._zoomed and pane is Pane.PAGE
        self._focus = pane
        if pane in SIDEBAR:
            self._sidebar_focus = pane
        self._arrange()
        # Not Widget.focus, which waits its turn: the next key may already be on its way.
        self.screen.set_focus(self._widget(pane), scroll_visible=False)

    def go_left(self) -> None:
        """Look at the pane on the left."""
        self.go(Pane.PAPERS if self._focus is Pane.PAGE else self._sidebar_focus)

    def go_right(self) -> None:
        """Look at the pane on the right."""
        self.go(Pane.PAPERS if self._focus in SIDEBAR else Pane.PAGE)

    def go_round(self, step: int) -> None:
        """Look at the next or previous pane, round and round."""
        self.go(ORDER[(ORDER.index(self._focus) + step) % len(ORDER)])

    def zoom(self) -> None:
        """Show nothing but the page, or all again."""
        self._zoomed = not self._zoomed
        self.go(Pane.PAGE)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Note which pane was clicked.

        The message may be late: when keys have moved the focus on meanwhile, following it would take the
        focus back, which is told again, and so on for ever.
        """
        pane = getattr(event.widget, "pane", None)
        late = event.widget is not self.screen.focused
        if isinstance(pane, Pane) and pane in ORDER and pane is not self._focus and not late:
            self.go(pane)

    # --- the room they have

    def widen(self, columns: int) -> None:
        """Make the pane that is looked at wider or narrower."""
        if self._focus in SIDEBAR:
            self._set_sidebar(columns)
        else:
            self._set_page(columns if self._focus is Pane.PAGE else -columns)

    def on_splitter_dragged(self, event: Splitter.Dragged) -> None:
        """Follow the border that is dragged."""
        event.stop()
        if event.splitter.id == "split-papers":
            self._set_sidebar(event.columns)
        else:
            self._set_page(-event.columns)

    def _set_sidebar(self, columns: int) -> None:
        width = self._sidebar_width or self.days.size.width  # what holds it is not seen and has no size
        self._sidebar_width = self._clamp(width + columns)
        self._arrange()

    def _set_page(self, columns: int) -> None:
        self._page_width = self._clamp((self._page_width or self.page.size.width) + columns)
        self._arrange()

    def _clamp(self, width: int) -> int:
        return max(_LEAST, min(width, self.size.width - 2 * _LEAST))

    def on_resize(self) -> None:
        """Choose the layout for the new width."""
        self._page_width = self._sidebar_width = None
        self._arrange()

    def _arrange(self) -> None:
        layout = layout_for(
            self.size.width or self.app.size.width
        )  # before the first layout there is no size
        shown = visible_panes(layout, self._focus, zoomed=self._zoomed)
        sidebar, page, papers = Pane.DAYS in shown, Pane.PAGE in shown, Pane.PAPERS in shown
        self.query_one("#sidebar").display = sidebar
        self.query_one("#papers-column").display = papers
        self.page.display = page
        self.query_one("#split-papers").display = sidebar and papers
        self.query_one("#split-page").display = papers and page
        for name in Layout:
            self.set_class(layout is name, _class_of(name))
        self.set_class(self._zoomed, "-zoomed")
        self.query_one("#split-papers").set_class(self._focus is Pane.PAPERS, _LIT)
        self.heading.set_class(self._focus is Pane.PAPERS, _LIT)
        self.query_one("#split-page").set_class(self._focus is Pane.PAGE, _LIT)
        alone = not papers
        _give_width(self.query_one("#sidebar"), "1fr" if alone else self._sidebar_width)
        _give_width(self.page, "1fr" if alone else self._page_width)

    def _widget(self, pane: Pane) -> Widget:
        return {
            Pane.DAYS: self.days,
            Pane.CATEGORIES: self.categories,
            Pane.PAPERS: self.papers,
            Pane.PAGE: self.page,
        }[pane]


def _give_width(widget: Widget, width: int | str | None) -> None:
    """Give a widget a width of its own, or take it away.

    Textual lays the whole screen out anew when one is taken away, also where there was none.
    """
    if width is not None or widget.styles.inline.has_rule("width"):
        widget.styles.width = width
