"""Lines that hang: what does not fit stands below the text and not below what is before it."""

from textual.content import Content

from digest_tui.wrap import wrap


def hanging(before: Content, text: Content, width: int) -> Content:
    """A text broken for a width, each of its lines as far to the right as the first.

    Args:
        before: What stands before the first line: a number, a sign.
        text: The text.
        width: Columns of both together.
    """
    indent = "\n" + " " * before.cell_length
    spans = wrap(text.plain, max(1, width - before.cell_length))
    return before + Content(indent).join(text[start:end] for start, end in spans)
