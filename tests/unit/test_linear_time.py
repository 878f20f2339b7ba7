"""However long a text is and whatever is in it, twice the text takes twice the work.

The suite counts the steps, so that the answer is the same on any machine. What is done inside regular
expressions cannot be counted, so ``make growth`` measures the same work: there processor time is compared
with processor time, on the same machine in the same moment, and only a growth that no linear work has fails:
where linear work grows 16-fold, quadratic work grows 256-fold.
"""

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from time import thread_time

import pytest

from digest_parsers.encoding import decode
from digest_parsers.errors import DigestError
from digest_parsers.fold import find_spans, fold
from digest_parsers.formats.drafting import draft
from digest_parsers.formats.profiles.pattern import Pattern
from digest_parsers.load import load_text
from digest_parsers.others import Others
from digest_parsers.query import parse_query
from digest_parsers.repair import repair
from digest_parsers.safeyaml import MAX_SIZE, read_yaml
from digest_parsers.sanitize import clean
from digest_tui.deceit import hidden, misleading
from digest_tui.links import judge
from digest_tui.mathtext import readable
from digest_tui.store import frontmatter
from digest_tui.store.document import parse
from digest_tui.terminal import pieces
from digest_tui.wrap import wrap
from steps import steps_of

pytestmark = pytest.mark.slow

#: Lengths from which a text is doubled twice while its steps are counted. Thresholds and caches can make one
#: of them look odd; quadratic work does so at all.
LENGTHS = 64, 512, 4096
#: What the second doubling adds to the steps, measured in what the first one added: linear work adds twice as
#: much, quadratic work four times. What is done for any text is left out that way.
STEPS_BOUND = 3.0
#: A doubling that adds no more steps than these is not looked at more closely.
FEW = 60

TIMES = 16
#: Caches make linear work grow a little more than it should; what is partly quadratic grows past this.
BOUND = 2.5 * TIMES
#: What is long enough to be measured; work that does not take as long is not looked at more closely.
MEASURABLE = 0.001
LONGEST = 2**18
_FORKS = Path(__file__).parents[1] / "data" / "forks"

#: What is repeated to make a text: openings without an end, ends without an opening, what might be either.
SHAPES = [
    "](", "[](", "![[]()", "[", "(", ")", "**", "*", "`", "_", "<details>", "</details>\n", "<", "&#x41;",
    "&", " ", "\t", "\n", "x \n", "---\n", "#", "## [1. ", "### [1] [", "> ", "- ", "|", "a,", ", 等 1 位",
    "、", "**关键词**：", "**关键词**：\n", "- [cs.AI](#csAI) (1 篇)\n", "Abstract: ", "Method: \n",
    "https://", "2601.", "a", "ab ", "0", "-", "-a ", '"', '" ', "OR ", "title:", "(a OR ", "day:..", "\\",
    '\\"', "{", '{"a":', "}", "a: ", "a: b\n", "? ", "- - ", "&a ", "'", "!", "%", "@", "论", "论文，", "é",
    "e\u0301", "\u0301", "\u0e31", "\u200d", "👨\u200d", "🇨🇳", "\ufe0f", "\ufffd", "\ue000", "ß", "ﬃ", "İ",
    "æ–‡", "Ã©", "â€œ", "ä¸", "ç»ˆ ", "鏂囨湰", "锟斤拷", "\x1b[", "\x1b]0;", "\x1b[1;", "\x1bP", "\u3164",
    "．", "$", "$$", "\\(", "\\frac", "\\frac{", "^", "{\\em ", "\\sqrt[", "\\left", "\\not", "a b c ", "$a",
]  # fmt: skip


def _quietly(work: Callable[[str], object], text: str) -> None:
    """Does the work; being refused is as good as being done."""
    try:
        work(text)
    except DigestError:
        return


def _seconds(work: Callable[[str], object], text: str, *, repeats: int) -> float:
    taken = []
    for _ in range(repeats):
        before = thread_time()
        _quietly(work, text)
        taken.append(thread_time() - before)
    return min(taken)


def _growth(work: Callable[[str], object], shape: str, longest: int = LONGEST) -> float:
    """How many times longer :data:`TIMES` times the text takes, at the length where that can be measured."""
    size = 2**10
    while size * TIMES < longest and _seconds(work, shape * (size // len(shape)), repeats=1) < MEASURABLE:
        size *= 2
    short, long = (shape * (length // len(shape)) for length in (size, size * TIMES))
    growth = 0.0
    for repeats in (1, 2, 4):  # another process may disturb one measurement, hardly all of them
        base = max(_seconds(work, short, repeats=repeats), MEASURABLE / 2)
        growth = _seconds(work, long, repeats=repeats) / base
        if growth < BOUND:
            break
    return growth


def _in_a_report(text: str) -> str:
    return (
        f"# arXiv AI 论文日报 | 2026-01-05\n\n## cs.CL\n\n## [1. x](https://arxiv.org/abs/2601.00001)\n{text}"
    )


def _in_a_listing(text: str) -> str:
    head = "# cs.CV [[Back]](#toc)\n### [1] [x](https://arxiv.org/abs/2601.00001)\n*A*\n\n"
    return f"{head}TL;DR: y\n\n\n<details>\n  <summary>Details</summary>\n{text}"


_LINKED = "https://arxiv.org/abs/2601.00001"
#: A sound text of each fork to begin with, by the profile that reads it.
_FORK = {
    path.name: next(one for one in sorted(path.rglob("*.*"))).read_text("utf-8") for path in _FORKS.iterdir()
}

WORK: dict[str, Callable[[str], object]] = {
    "decode": lambda text: decode(text.encode("utf-8", "replace")),
    "decode as UTF-16": lambda text: decode(text.encode("utf-16-le", "replace")),
    "decode as GB18030": lambda text: decode(text.encode("gb18030", "replace")),
    "decode broken": lambda text: decode(text.encode("utf-8", "replace")[::2]),
    "repair": repair,
    "repair by what was gathered": lambda text: repair(text, others=Others.of(text.encode())),
    "sanitize": clean,
    "fold": fold,
    "find matches": lambda text: find_spans(text, ["a", "论文", "e"]),
    "query": parse_query,
    "wrap": lambda text: wrap(text, 40),
    "report: heading": lambda text: load_text(f"# arXiv AI 论文日报\n## [1. {text}", "x.md"),
    "report: body": lambda text: load_text(_in_a_report(text), "x.md"),
    "report: authors": lambda text: load_text(_in_a_report(f"**作者**：{text}"), "x.md"),
    "report: links": lambda text: load_text(_in_a_report(f"**论文链接**：{text}"), "x.md"),
    "listing: heading": lambda text: load_text(f"# cs.CV [[Back]](#toc)\n### [1] [{text}", "x.md"),
    "listing: body": lambda text: load_text(_in_a_listing(text), "x.md"),
    "assistant": lambda text: load_text(
        f"# Personalized Daily ArXiv Papers\n## 0. [{text[:99]}](x)\n**Authors:** {text}\n{text}", "x.md"
    ),
    "rolling table": lambda text: load_text(
        f"## Updated on 2026.01.05\n|**2026-01-05**|x|A|[1](y)|n|\n|**2026-01-05**|{text}", "x.md"
    ),
    "rolling list": lambda text: load_text(
        f"> Updated on 2026.01.05\n- 2026-01-05, **{text}**, {text}, Paper: {text}", "x.md"
    ),
    "note": lambda text: load_text(
        f"---\ntitle: x\npdf: https://arxiv.org/pdf/2601.00001\ntldr: {text}\n---\n## {text}\n{text}", "x.md"
    ),
    "page": lambda text: load_text(f"# 日报 · 2026-01-05\n- 当次推荐总数：1\n1. [{text}\n{text}", "x.md"),
    "e-mail": lambda text: load_text(
        f"\\\\\narXiv:2601.00001\nTitle: x\nAuthors: {text}\n{text}\n\\\\\n{text}", "x.txt"
    ),
    "feed": lambda text: load_text(
        f"<rss><channel><title>updates on arXiv.org</title><item><title>{escape(text)}</title>"
        f"<description>{escape(escape(text))}</description>{text}</item></channel></rss>",
        "x.xml",
    ),
    "profile: paper": lambda text: load_text(
        f"{_FORK['english-summaries']}\n### [3] [{text}]({text})\n*{text}*\n\n**{text}**: {text}",
        "2026-01-05.md",
    ),
    "profile: note": lambda text: load_text(
        f"# x\n{_FORK['obsidian-notes']}\n({text})\n{text}", "260105 x.md"
    ),
    "profile: row": lambda text: load_text(f"{_FORK['keyword-tables']}\n| {text}\n{text}", "x.md"),
    "profile: page": lambda text: load_text(f"{_FORK['headed-sections']}\n<p {text}>{text}", "x.html"),
    "profile: dicts": lambda text: load_text(f"{_FORK['subscription-values']}{{'title': '{text}", "x.jsonl"),
    "profile: elements": lambda text: load_text(f"{_FORK['footnotes-feed']}<item><title>{text}", "x.xml"),
    "profile: JSON": lambda text: load_text(f"{_FORK['interest-values']}{text}", "x.json"),
    "profile: pattern": Pattern("a{any}b {date} [{title}]({url}) {any} {number}").match,
    "profile: draft": lambda text: draft(text.split("\n"), text[-300:]),
    "generic": lambda text: load_text(
        f"- {text}[y](https://arxiv.org/abs/2601.00001) {text}\n{text}", "x.md"
    ),
    "generic: heading": lambda text: load_text(
        f"## {text}\n{text}\n**x**\nhttps://arxiv.org/abs/2601.00001\n{text}", "x.md"
    ),
    "generic: tables": lambda text: load_text(
        f"<table>{text}\n| a | b |\n|---|---|\n|作者|{text}|\n|{text}|\n{_LINKED}", "x.md"
    ),
    "generic: own text": lambda text: load_text(
        f"### x y\n- ID: {_LINKED}\n### {text}\n```\n{text}\n```\n---\n{text}", "x.md"
    ),
    "generic: links": lambda text: load_text(
        "## x\n"
        + "".join(
            f"{' ' * (at % 60)}- [{text[:9]}](https://arxiv.org/abs/2601.{at:05})\n- x\n"
            for at in range(len(text) // 50)
        ),
        "x.md",
    ),
    "generic: data": lambda text: load_text(
        f'[{{"title": "x", "url": "https://arxiv.org/abs/2601.00001", "a": {text}', "x.json"
    ),
    "lines: raw": lambda text: load_text('{"id": "2601.00001", "title": "x"}\n' + text, "x.jsonl"),
    "lines: title": lambda text: load_text(json.dumps({"id": "2601.00001", "title": text}), "x.jsonl"),
    "lines: authors": lambda text: load_text(
        json.dumps({"id": "2601.00001", "title": "x", "authors": text, "AI": {"tldr": text}}), "x.jsonl"
    ),
    "TeX": readable,
    "TeX, mathematics": lambda text: readable(f"${text}$"),
    "link": judge,
    "link text": lambda text: misleading(text, f"https://{text}"),
    "hidden characters": hidden,
    "standard input": lambda text: list(pieces(text)),
    "bookmark": lambda text: parse(f'---\nid: "2601.00001"\n---\n{text}', Path("x.md"), 0.0),
}
#: These refuse what is longer than this.
WITH_A_LIMIT: dict[str, Callable[[str], object]] = {
    "YAML": read_yaml,
    "YAML value": lambda text: read_yaml(f"a: {text}"),
    "front matter": lambda text: frontmatter.split(f"---\n{text}\n---\n", Path("x.md")),
}


def _refused(work: Callable[[str], object]) -> Callable[[str], object]:
    """The work, for which being refused is as good as being done."""
    return lambda text: _quietly(work, text)


def _added(work: Callable[[str], object], shape: str, length: int) -> float:
    """How many times more steps the second doubling of a text adds than the first one did."""
    texts = (shape * (times * length // len(shape)) for times in (1, 2, 4))
    short, medium, long = (steps_of(_refused(work), text) for text in texts)
    return (long - medium) / max(medium - short, 1) if long - medium > FEW else 0.0


def _is_quadratic(work: Callable[[str], object], shape: str) -> bool:
    return all(_added(work, shape, length) >= STEPS_BOUND for length in LENGTHS)


@pytest.mark.parametrize("name", [*WORK, *WITH_A_LIMIT])
def test_steps_are_linear(name: str) -> None:
    work = (WORK | WITH_A_LIMIT)[name]
    _quietly(work, "a")  # what is imported on first use is no work of any text's
    assert [shape for shape in SHAPES if _is_quadratic(work, shape)] == []


@pytest.mark.parametrize(
    "work",
    [
        lambda text: [text.count("\0") for _ in range(len(text))],
        lambda text: [ord(text[at]) for end in range(len(text)) for at in range(0, end, 512)],
    ],
    ids=["inside a method", "in Python"],
)
def test_quadratic_steps_are_found(work: Callable[[str], object]) -> None:
    assert _added(work, "a", LENGTHS[-1]) >= STEPS_BOUND


def _grown_too_much(work: Callable[[str], object], longest: int = LONGEST) -> Iterator[tuple[str, float]]:
    for shape in SHAPES:
        growth = _growth(work, shape, longest)
        if growth >= BOUND:
            yield shape, round(growth)


@pytest.mark.measured
@pytest.mark.parametrize("name", WORK)
def test_work_is_linear(name: str) -> None:
    assert list(_grown_too_much(WORK[name])) == []


@pytest.mark.measured
@pytest.mark.parametrize("name", WITH_A_LIMIT)
def test_work_with_a_limit_is_linear_up_to_it(name: str) -> None:
    assert list(_grown_too_much(WITH_A_LIMIT[name], MAX_SIZE // 2)) == []


@pytest.mark.measured
def test_quadratic_work_is_found() -> None:
    pattern = re.compile("a*b")
    assert _growth(pattern.search, "a") >= BOUND


@pytest.mark.measured
def test_work_that_is_quadratic_only_behind_much_that_is_linear_is_found() -> None:
    def quadratic(text: str) -> object:
        return [text.find("\0", at) for at in range(0, len(text), 16)]

    assert _growth(quadratic, "a", 2**20) >= BOUND
