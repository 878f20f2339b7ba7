"""The real archive, drawn: no line is wider than its pane, by the measure of another library than ours."""

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from wcwidth import wcswidth

from digest_parsers.load import load_text
from digest_parsers.model import Appearance, Digest
from digest_tui import render
from digest_tui.render import PageOptions, RowColumns, RowFlags
from shared import shared

pytestmark = pytest.mark.slow

#: Signs of which each takes one or two columns by any reckoning; pages of nothing else are all alike.
_PLAIN = re.compile(r"[\n -~\u4e00-\u9fff、。，；：？！（）【】《》“”‘’—…·\u00a0-\u00ff]*")
_WIDTH = 72


def _digests() -> Iterator[Digest]:
    archive = next(shared("corpus").glob("*.tar.xz"))
    with tarfile.open(archive) as files:
        for member in files:
            data = files.extractfile(member)
            if data is not None and member.name.endswith(".md"):
                yield from load_text(data.read().decode("utf-8"), Path(member.name).name).digests


def test_no_line_is_wider_than_its_pane() -> None:
    """Every title in the list; every page with a sign that is not plain, and every hundredth other one."""
    options, columns = PageOptions(_WIDTH), RowColumns(category=8)
    over: list[str] = []
    odd = pages = 0
    for digest in _digests():
        for number, entry in enumerate(digest.entries):
            one = Appearance(digest, entry)
            row = render.row(one, _WIDTH, columns, RowFlags())
            rows = render.plain([row, render.second_line(one, _WIDTH, columns)]).split("\n")
            over += [line for line in rows if wcswidth(line) != _WIDTH]
            plain = all(_PLAIN.fullmatch(section.text) for section in entry.sections)
            odd += not plain
            if plain and number % 100:
                continue
            pages += 1
            text = render.plain(render.page(one, None, options))
            over += [line for line in text.split("\n") if wcswidth(line) > _WIDTH]
    assert odd > 100
    assert pages > odd
    assert over == []
