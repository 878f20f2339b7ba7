"""A window above a screen: its frame, its heading, and the line of keys that it answers to."""

from textual.containers import Vertical
from textual.content import Content


class Window(Vertical):
    """A frame in the middle of the screen, as wide and high as its id says but never more than there is room.

    Texts of the class ``heading`` stand at its top, those of the class ``keys`` at its bottom.
    """

    DEFAULT_CSS = """
    Window {
        max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $line; padding: 0 1;
    }
    Window > .heading { margin-bottom: 1; text-style: bold; }
    Window > .keys { margin-top: 1; color: $text-muted; }
    """


def keys_line(*keys: tuple[str, str]) -> Content:
    """What keys do, one after another: ``Enter save   Esc leave it``.

    Args:
        keys: A key and what it does.
    """
    pieces = [Content.assemble((key, "$hint-key"), f" {does}") for key, does in keys]
    return Content("   ").join(pieces)
