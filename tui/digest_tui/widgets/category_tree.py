"""The categories of what is shown, under their archive groups."""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from digest_parsers import categories
from digest_tui.commands import Pane
from digest_tui.wrap import fit


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a node stands for.

    Attributes:
        category: The category or archive group; None for all of them.
        name: Its name in words.
        papers: How many papers it has here.
        group: Whether it is an archive group.
    """

    category: str | None
    name: str
    papers: int
    group: bool = False


class CategoryTree(Tree[Leaf]):
    """Archive groups and their categories with counts."""

    pane = Pane.CATEGORIES
    COMPONENT_CLASSES = {"category-tree--count", "category-tree--name"}  # noqa: RUF012 (Textual declares it so)

    @dataclass
    class Picked(Message):
        """The cursor is on another category or group; None stands for all."""

        category: str | None

    @dataclass
    class Opened(Message):
        """A category was chosen with the mouse or Enter."""

        category: str | None

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Text("All categories"), Leaf(None, "All categories", 0), id=id)
        self.show_guides = False
        self.guide_depth = 2
        self.auto_expand = False
        self._counts: dict[str, int] = {}
        self._longest = 0

    def show(self, counts: Mapping[str, int], total: int, *, current: str | None) -> None:
        """Show these categories with the cursor on one of them.

        Args:
            counts: Papers per category.
            total: Papers in all, which is less than the sum where cross-lists count.
            current: The category or group that narrows the list.
        """
        self.root.data = Leaf(None, "All categories", total)
        if self._order(counts) != self._order(self._counts) or not self.root.children:
            self._rebuild(counts)
        else:
            self._recount(counts)
        self._counts = dict(counts)
        self._longest = max(map(len, counts), default=0)
        self.root.refresh()
        self._put_cursor(current)

    def _order(self, counts: Mapping[str, int]) -> list[tuple[str, str]]:
        order = {group: number for number, group in enumerate(categories.GROUPS)}
        named = [(categories.group(one) or "Other", one) for one in counts]
        return sorted(named, key=lambda pair: (order.get(pair[0], len(order)), pair[1]))

    def _rebuild(self, counts: Mapping[str, int]) -> None:
        self.root.remove_children()
        self.root.expand()
        groups: dict[str, TreeNode[Leaf]] = {}
        for group, category in self._order(counts):
            if group not in groups:
                inside = sum(n for one, n in counts.items() if (categories.group(one) or "Other") == group)
                groups[group] = self.root.add(
                    Text(group), Leaf(group, group, inside, group=True), expand=True
                )
            leaf = Leaf(category, categories.name(category), counts[category])
            groups[group].add_leaf(Text(category), leaf)

    def _recount(self, counts: Mapping[str, int]) -> None:
        for group in self.root.children:
            inside = 0
            for node in group.children:
                if node.data is not None and node.data.category is not None:
                    papers = counts[node.data.category]
                    node.data = Leaf(node.data.category, node.data.name, papers)
                    inside += papers
                    node.refresh()
            if group.data is not None:
                group.data = Leaf(group.data.category, group.data.name, inside, group=True)
                group.refresh()

    def _put_cursor(self, current: str | None) -> None:
        node = next(
            (one for one in self._all_nodes() if one.data is not None and one.data.category == current),
            self.root,
        )
        if self.cursor_node is not node:
            self.move_cursor(node)

    def _all_nodes(self) -> list[TreeNode[Leaf]]:
        return [self.root, *(node for group in self.root.children for node in (group, *group.children))]

    def categories_in_order(self) -> list[str]:
        """The categories that have papers here, top to bottom."""
        return [one for _, one in self._order(self._counts)]

    def render_label(self, node: TreeNode[Leaf], base_style: Style, style: Style) -> Text:
        """One line: category, name and count, cut to the width of the pane."""
        leaf = node.data
        if leaf is None:
            return Text("")
        level = 0 if node is self.root else 1 if leaf.group else 2
        room = self.scrollable_content_region.width - level * self.guide_depth - 1
        count = f"{leaf.papers:,}"
        fold = ("▾ " if node.is_expanded else "▸ ") if leaf.group else ""
        label = Text(fold, style)
        if leaf.category is None or leaf.group:
            label.append(fit(leaf.name, max(1, room - len(fold) - len(count) - 1)), style)
        else:
            label.append(fit(leaf.category, min(self._longest, max(1, room - len(count) - 1))), style)
            rest = room - label.cell_len - len(count) - 2
            if rest > 3:
                label.append(
                    " " + fit(leaf.name, rest),
                    style + self.get_component_rich_style("category-tree--name", partial=True),
                )
        label.append(" " * max(1, room - label.cell_len - len(count)), style)
        label.append(count, style + self.get_component_rich_style("category-tree--count", partial=True))
        return label

    # --- moving

    def move(self, steps: int) -> None:
        """Move the cursor by lines, stopping at the ends."""
        self.cursor_line = max(0, min(self.cursor_line + steps, self.last_line))

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last line."""
        self.cursor_line = self.last_line if last else 0

    def page_height(self) -> int:
        """Lines on the screen."""
        return max(1, self.scrollable_content_region.height)

    def on_resize(self) -> None:
        """Draw the labels for the new width."""
        self._invalidate()
        self.refresh()

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Leaf]) -> None:
        """Tell which category the cursor is on."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Picked(event.node.data.category))

    def on_tree_node_selected(self, event: Tree.NodeSelected[Leaf]) -> None:
        """Tell which category was chosen."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Opened(event.node.data.category))
