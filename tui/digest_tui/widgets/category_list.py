"""The categories of what is shown, under their archive groups."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message

from digest_parsers import categories
from digest_tui.commands import Pane
from digest_tui.render.parts import Part
from digest_tui.widgets.line_list import SidebarList
from digest_tui.wrap import fit

#: Columns by which a group is set in, and a category below it.
_INDENT = 2
#: The group of categories that the taxonomy does not have.
_OTHER = "Other"


class CategoryFigures(NamedTuple):
    """One line of the list.

    Attributes:
        category: The category or archive group; None for all of them.
        papers: How many papers it has here.
        level: 0 for all of them, 1 for a group, 2 for a category.
    """

    category: str | None
    papers: int
    level: int


class CategoryList(SidebarList):
    """Archive groups and their categories with counts; a group can be folded."""

    pane = Pane.CATEGORIES
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "fold", show=False)]

    @dataclass(eq=False, repr=False)
    class Picked(Message):
        """The cursor is on another category or group; None stands for all."""

        category: str | None

    @dataclass(eq=False, repr=False)
    class Opened(Message):
        """A category was chosen with the mouse."""

        category: str | None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._counts: dict[str, int] = {}
        self._total = 0
        self._folded: frozenset[str] = frozenset()
        self._lines = [CategoryFigures(None, 0, 0)]
        self._longest = 0

    def show(self, counts: Mapping[str, int], total: int, *, current: str | None) -> None:
        """Show these categories with the cursor on one of them.

        Args:
            counts: Papers per category.
            total: Papers in all, which is less than the sum where cross-lists count.
            current: The category or group that narrows the list.
        """
        self._counts, self._total = dict(counts), total
        self._longest = max(map(len, counts), default=0)
        if current is not None and current in counts:
            self._folded -= {_group(current)}
        self._arrange()
        number = next((at for at, one in enumerate(self._lines) if one.category == current), 0)
        if number != self.cursor:
            self.put_cursor(number)

    def categories_in_order(self) -> list[str]:
        """The categories that have papers here, top to bottom."""
        return [category for _, category in _in_order(self._counts)]

    def _arrange(self) -> None:
        lines = [CategoryFigures(None, self._total, 0)]
        inside = Counter[str]()
        for group, category in _in_order(self._counts):
            inside[group] += self._counts[category]
        group_before = None
        for group, category in _in_order(self._counts):
            if group != group_before:
                lines.append(CategoryFigures(group, inside[group], 1))
                group_before = group
            if group not in self._folded:
                lines.append(CategoryFigures(category, self._counts[category], 2))
        if lines != self._lines or self.virtual_size.height != len(lines):
            self._lines = lines
            self.changed()

    def action_fold(self) -> None:
        """Fold the group under the cursor, or unfold it."""
        one = self._lines[self.cursor]
        if one.level == 1 and one.category is not None:
            self._folded ^= {one.category}
            self._arrange()

    # --- the cursor

    def tell_moved(self) -> None:
        """Tell which category the cursor is on."""
        self.post_message(self.Picked(self._lines[self.cursor].category))

    def tell_opened(self, *, twice: bool) -> None:
        """Tell which category was clicked."""
        if not twice:
            self.post_message(self.Opened(self._lines[self.cursor].category))

    # --- drawing

    def lay_out(self, width: int) -> int:
        """Nothing is laid out; a line is cut to the width when it is made."""
        del width
        return len(self._lines)

    def make_line(self, number: int, width: int) -> list[Segment]:
        """One line: category, name and count, cut to the width of the pane."""
        one = self._lines[number]
        indent = _INDENT * one.level
        room = width - 1 - indent
        count = f"{one.papers:,}"
        parts = [Part(" " * indent, ()), *self._named(one, room - len(count) - 1)]
        used = sum(cell_len(part.text) for part in parts)
        parts += [Part(" " * max(1, width - 1 - used - len(count)), ()), Part(count, ("count",))]
        return [self.edge(number), *self.segments(parts, width - 1, *self.under(number))]

    def _named(self, one: CategoryFigures, room: int) -> list[Part]:
        if one.category is None:
            return [Part(fit("All categories", max(1, room)), ())]
        if one.level == 1:
            fold = "▸ " if one.category in self._folded else "▾ "
            return [Part(fold + fit(one.category, max(1, room - len(fold))), ())]
        parts = [Part(fit(one.category, min(self._longest, max(1, room))), ())]
        rest = room - self._longest - 1
        if rest > 3:
            parts.append(Part(" " + fit(categories.name(one.category), rest), ("name",)))
        return parts


def _in_order(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Categories with their groups, in the order of the taxonomy."""
    order = {group: number for number, group in enumerate(categories.GROUPS)}
    named = [(_group(one), one) for one in counts]
    return sorted(named, key=lambda pair: (order.get(pair[0], len(order)), pair[1]))


def _group(category: str) -> str:
    return categories.group(category) or _OTHER
