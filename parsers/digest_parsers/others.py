"""What of a text is not plain: the few characters in which damage and danger can hide.

Each look at all of a text takes about as long as reading its file. So the characters that need no look are
taken out once, and the others are asked whatever is to be known.
"""

from typing import NamedTuple

#: Bytes that need no look: printable ASCII and what ends lines or separates words.
_PLAIN = bytes(range(32, 127)) + b"\t\n\r"


class Others(NamedTuple):
    """The characters of a text without printable ASCII, tabs, newlines and returns, in order.

    What is not among them is not in the text. Two that stood apart in the text may be neighbours here.

    Attributes:
        data: The characters in UTF-8.
        text: The same as text.
    """

    data: bytes
    text: str

    @classmethod
    def of(cls, data: bytes) -> "Others":
        """Those of a text in UTF-8; raises UnicodeDecodeError for what is none."""
        others = data.translate(None, _PLAIN)
        return cls(others, others.decode("utf-8"))
