"""Widgets that no content moves."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget


class Still(Widget):
    """A widget whose own place, and that of all others, does not depend on what is in it; a last base class.

    For any other one Textual lays the whole screen out anew whenever the size of its content changes, thus a
    second time after each new size, and paints all of it again.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
