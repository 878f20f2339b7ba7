"""Where in a text the items of its one list stand, as PyYAML's tokens tell it.

Apart from the modules that need it because this one imports PyYAML, and only changes do.
"""

from pathlib import Path

import yaml

from digest_tui.store.edits import line_end
from digest_tui.store.fields import DocumentError

_OPENING = (
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
#: What an item can end with; the end of a block stands where the next item begins.
_LAST = (yaml.ScalarToken, yaml.ValueToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


def of(text: str, path: Path) -> list[tuple[int, int]]:
    """Where each item begins and ends, in whole lines: from that of its dash to that of its last value.

    Args:
        text: YAML that safeyaml has read as a list.
        path: The file it is from, for messages.

    Raises:
        DocumentError: The list stands in brackets, so that its items have no lines of their own.
    """
    depth = 0
    dashes: list[int] = []
    ends: list[int] = []
    for token in yaml.scan(text, Loader=yaml.BaseLoader):
        if depth == 0 and isinstance(token, yaml.FlowSequenceStartToken):
            cause = "the list stands in brackets, where nothing can be changed without rewriting it"
            raise DocumentError(
                cause, path=path, line=1, cure="write each item with a dash on lines of its own"
            )
        if depth == 1 and isinstance(token, yaml.BlockEntryToken):
            dashes.append(token.start_mark.index)
            ends.append(token.end_mark.index)
        elif dashes and isinstance(token, _LAST):
            ends[-1] = token.end_mark.index
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
    return [
        (text.rfind("\n", 0, dash) + 1, line_end(text, dash + len(text[dash:end].rstrip())))
        for dash, end in zip(dashes, ends, strict=True)
    ]
