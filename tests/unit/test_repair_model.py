"""The model file, the contexts, and the trainer."""

import random
from array import array
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_parsers.repair import lossy, repair, table
from digest_parsers.repair.adapt import CLIP, HOLES_NEEDED, adapt
from digest_parsers.repair.context import (
    CLAUSE_KEY,
    LINE_END,
    MASK,
    PADDING,
    TEMPLATES,
    Tokens,
    clause_contexts,
    contexts,
    crossed_contexts,
    padded,
    pieces,
    surviving,
    wide_contexts,
    word_context,
)
from digest_parsers.repair.corpus import Block, blocks_of, gather, ids_in, words_in
from digest_parsers.repair.damage import CP1254_LOSSY, to_bytes
from digest_parsers.repair.entries import MOST_WORDS, NO_ENTRY, Entry, entry_of_each
from digest_parsers.repair.lossy import restore
from digest_parsers.repair.model import Model, shipped, softmax
from digest_parsers.repair.table import FINE_SCALE, SCALE, GroupData, Rows, pack, unpack
from steps import steps_of

_LINE = "在 Foo-Bar 2 中，我们提出“新”方法与 12.5% 的结果。"


def _tokens(line: str) -> tuple[list[int], list[int]]:
    """Padded tokens of a line, damaged, and where its holes are."""
    data = to_bytes(CP1254_LOSSY.apply(line))
    assert data is not None
    known, cut = Tokens(), pieces(data)
    tokens = padded([known[piece] for piece in cut])
    return tokens, [place + PADDING for place, piece in enumerate(cut) if piece in known.holes]


def test_a_clean_line_and_its_damaged_form_have_the_same_tokens() -> None:
    known = Tokens()
    clean = [known[piece] for piece in pieces(_LINE.encode())]
    assert padded(clean) == _tokens(_LINE)[0]


def test_runs_of_letters_and_digits_are_one_token_across_spaces() -> None:
    known = Tokens()
    assert [known[piece] for piece in pieces(b"deep learning 20 31!")] == [ord("A"), ord("0"), ord("!")]


def test_clause_contexts_stop_at_the_ends_of_the_clause() -> None:
    left, right = "甲乙，丙丁", "戊己庚，辛壬"
    tokens, at = _tokens(left + "中" + right)
    wide, (hole,) = clause_contexts(tokens, at[0]), at[:1]
    assert tokens[hole] == CLAUSE_KEY
    # Two pairs of 戊己庚 to the right; to the left 丙 but not 丁, which the other templates see.
    assert len(wide) == 3


def test_crossed_contexts_hold_what_is_beside_the_hole_and_one_more_token_of_the_clause() -> None:
    tokens, (hole,) = _tokens("甲，乙丙中戊己，辛")
    assert tokens[hole] == CLAUSE_KEY
    # 乙 with 戊, 乙 with 戊己, 己 with 丙: not 甲 and 辛, which are in other clauses.
    assert len(set(crossed_contexts(tokens, hole))) == 3
    elsewhere, (other,) = _tokens("木，乙田丙中戊己，田")
    assert len({*crossed_contexts(tokens, hole)} & {*crossed_contexts(elsewhere, other)}) == 3


_GROUPS = [
    GroupData("论", [4.0]),
    GroupData("与不", [8.0, 2.0], 12, [7, 4000, 3], [2, 1], [[5, -3, 0], [0, 0, 127]]),
]


def test_a_model_file_gives_back_what_was_packed() -> None:
    groups, wide = unpack(pack(_GROUPS, _GROUPS[1:]))
    assert list(wide) == [CLAUSE_KEY]
    assert wide[CLAUSE_KEY].rows().numbers == {7: 0, 4000: 1, 3: 2}
    alone, group = groups[surviving("论".encode())], groups[CLAUSE_KEY]
    assert (alone.chars, alone.prior, group.chars) == ("论", [1.0], "与不")
    assert group.prior == pytest.approx([0.8, 0.2], abs=0.02)
    rows = group.rows()
    assert rows.numbers == {7: 0, 4000: 1, 3: 2}
    assert [plane.tolist() for plane in rows.planes] == [[5, -3, 0], [0, 0, 127]]
    assert group.rows() is rows


@given(st.lists(st.lists(st.integers(-127, 127), min_size=4, max_size=4)), st.data())
def test_rows_add_up_as_their_weights_do(weights: list[list[int]], data: st.DataObject) -> None:
    planes = [memoryview(array("b", [row[number] for row in weights])) for number in range(4)]
    chosen = data.draw(st.lists(st.integers(0, len(weights) - 1)) if weights else st.just([]))
    expected = [sum(weights[row][number] for row in chosen) for number in range(4)]
    assert Rows({}, planes).sums(chosen) == expected


@given(st.binary(max_size=200))
def test_anything_else_is_no_model_file(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a model file"):
        unpack(data)


def test_weights_of_the_contexts_that_are_known_add_up() -> None:
    tokens, (hole, *_) = _tokens("中文")
    shift = 64 - 20
    known = sorted({(context & MASK) >> shift for context in contexts(tokens, hole)})
    group = GroupData("与不", [1.0, 1.0], 20, known, [len(known), 0], [[4] * len(known), [0] * len(known)])
    likely, unlikely = Model(pack([group])).posterior(CLAUSE_KEY, tokens, hole)
    assert [likely, unlikely] == softmax([4 * len(TEMPLATES), 0])


def _row(context: int, weights: list[int]) -> GroupData:
    """A group of 与 and 不 that knows one context."""
    return GroupData("与不", [1.0, 1.0], 20, [context >> (64 - 20)], [1, 0], [[weight] for weight in weights])


def test_a_hole_in_doubt_gets_a_second_look_at_the_entry() -> None:
    tokens, (hole, *_) = _tokens("中文")
    model = Model(pack([_row(1 << 63, [0, 0])], [_row(word_context("without"), [0, FINE_SCALE // 2])]))
    assert model.posterior(CLAUSE_KEY, tokens, hole) == [0.5, 0.5]
    told = model.posterior(CLAUSE_KEY, tokens, hole, Entry(["Learning Without labels"]))
    assert told == softmax([0, SCALE // 2])


def test_a_hole_that_is_sure_gets_none() -> None:
    tokens, (hole, *_) = _tokens("中文")
    sure = contexts(tokens, hole)[0] & MASK
    model = Model(pack([_row(sure, [120, 0])], [_row(word_context("without"), [0, 127])]))
    assert model.posterior(CLAUSE_KEY, tokens, hole, Entry(["without"])) == softmax([120, 0])


def test_the_words_of_an_entry_are_those_between_its_headings() -> None:
    lines = [
        "# Daily",
        "## [1. One](https://arxiv.org/abs/2001.00001)",
        "We reveal éA.",
        "## [2. Two](https://arxiv.org/abs/2001.00002)",
        '{"id": "x"}',
        '{"title": "y"}',
    ]
    entries = entry_of_each(lines)
    assert [entry.words() for entry in entries[:1]] == [(word_context("daily"),)]
    assert entries[1] is entries[2]
    assert word_context("reveal") in entries[2].words()
    assert word_context("reveal") not in entries[3].words()
    assert entries[4] is not entries[5]
    assert word_context("transformer") == word_context("transformation")
    assert NO_ENTRY.words() == ()


def test_the_abstract_beside_a_damaged_line_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model(pack([_row(1 << 63, [0, 0])], [_row(word_context("without"), [0, FINE_SCALE // 2])]))
    monkeypatch.setattr(lossy, "shipped", lambda: model)
    heading = "## [A](https://arxiv.org/abs/2001.0000{})"
    lines = [heading.format(1), "Without labels.", "我们的不", heading.format(2), "Joint.", "的我们与我的"]
    text = "\n".join(lines)
    assert repair(CP1254_LOSSY.apply(text), marks=False).text == text


def test_what_has_too_many_words_is_no_entry() -> None:
    words = [f"a{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(MOST_WORDS + 1)]
    assert len(Entry(words[1:]).words()) == MOST_WORDS
    assert Entry(words).words() == ()


@given(st.lists(st.integers(-2000, 2000), min_size=1, max_size=9))
def test_softmax_gives_probabilities_in_the_order_of_the_scores(scores: list[int]) -> None:
    shares = softmax(scores)
    assert sum(shares) == pytest.approx(1)
    assert max(shares) == shares[scores.index(max(scores))]


def test_the_shipped_model_knows_the_characters_of_digests() -> None:
    known = {char for group in shipped().groups.values() for char in group.chars}
    assert set("中与不提型现、”í") <= known
    assert SCALE > 1


def test_the_shipped_model_stays_small() -> None:
    assert len(files("digest_parsers.repair").joinpath("model.bin").read_bytes()) <= 1_300_000


def test_another_thread_sees_all_rows_of_a_group_or_makes_them_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    group = unpack(pack(_GROUPS, ()))[0][CLAUSE_KEY]
    seen: list[int] = []
    real = table._Packed.unpack

    def interrupted(packed: table._Packed, candidates: int) -> tuple[dict[int, int], list[memoryview]]:
        if not seen:
            seen.append(-1)
            seen[0] = len(
                group.rows().planes
            )  # what a second thread would get in the middle of the first's work
        return real(packed, candidates)

    monkeypatch.setattr(table._Packed, "unpack", interrupted)
    assert len(group.rows().planes) == 2
    assert seen == [2]


def test_adapting_moves_shares_towards_the_file_but_not_beyond_the_bounds() -> None:
    adapted = adapt([[0.55, 0.45]] * 30 + [[1.0, 0.0]] * 60, [0.5, 0.5])
    assert adapted[0][0] > 0.55
    assert adapted[0][0] / adapted[0][1] <= 0.55 / 0.45 * CLIP**2
    assert adapted[-1] == [1.0, 0.0]


def test_few_holes_are_not_adapted() -> None:
    few = [[0.6, 0.4]] * (HOLES_NEEDED - 1)
    assert adapt(few, [0.1, 0.9]) == few


#: What a hole in doubt may take: the second look, its likes in the file and the shares of the file included.
_STEPS_A_HOLE = 800


def test_a_hole_takes_the_same_work_however_long_its_line_is() -> None:
    words = ["提出", "方法", "与", "中", "不", "模型", "训练", "实验", "结果", "需要", "，", "现实", "技术"]
    lines = [
        CP1254_LOSSY.apply("".join(random.Random(3).choices(words, k=count))) for count in (500, 1000, 2000)
    ]
    holes = [restore([line], CP1254_LOSSY).damaged for line in lines]  # makes the rows that are asked for
    steps = [steps_of(lambda line: restore([line], CP1254_LOSSY), line) for line in lines]
    assert all(taken <= _STEPS_A_HOLE * count for taken, count in zip(steps, holes, strict=True))
    assert steps[2] - steps[1] < 2.5 * (steps[1] - steps[0])


_DIGEST = """# Daily

### [1] [One](https://arxiv.org/abs/2001.00001)
摘要：我们提出一种新的训练方法。

### [2] [Two](https://arxiv.org/abs/2001.00002v2)
摘要：实验结果表明该方法有效。
"""


def _lines(blocks: Sequence[Block]) -> list[str]:
    return [line for block in blocks for line in block.lines]


def test_papers_that_are_left_out_are_left_out_everywhere(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(_DIGEST, "utf-8")
    (tmp_path / "c.jsonl").write_text(
        '{"id": "2001.00001", "AI": {"tldr": "一"}}\n{"id": "2001.00003", "t": "二"}\n'
    )
    damaged = tmp_path / "damaged.txt"
    damaged.write_text("… arxiv.org/abs/2001.00001v1 …", "utf-8")
    corpus = gather(tmp_path, leave_out=ids_in([damaged]), weights={"b*": 3.0})
    assert corpus.left_out == 3
    assert [(weight, _lines(blocks)) for weight, blocks in corpus.train] == [
        (1.0, ["摘要：实验结果表明该方法有效。"]),
        (3.0, ["摘要：实验结果表明该方法有效。"]),
        (1.0, ["二"]),
    ]


def test_papers_of_held_out_files_are_not_trained_on(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.md").write_text(_DIGEST.replace("2001", f"20{min(number, 5):02}"), "utf-8")
    corpus = gather(tmp_path, hold_out=12, weights={})
    assert list(corpus.held_out) == ["5.md"]
    assert len(_lines(corpus.held_out["5.md"])) == 2
    assert _lines(corpus.train[-1][1]) == []
    assert sum(len(_lines(blocks)) for _, blocks in corpus.train) == 10


def test_a_file_without_paper_headings_is_one_block(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("论文 2001.00001 与 2001.00002\n", "utf-8")
    (block,) = [block for block in blocks_of(path) if block.lines]
    assert block.ids == {"2001.00001", "2001.00002"}


def test_word_lists(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("词 9 n\n词语 12 n\nword 8 x\n罕见 1 a\n", "utf-8")
    assert words_in(path) == [("词语", 12.0)]


def _invented_digests(folder: Path) -> None:
    """Digests of random sentences whose titles alone tell some words: every look has something to learn."""
    chance = random.Random(7)
    words = [*"，的", "提出", "方法", "模型", "训练", "实验", "结果", "数据集", "需要", "标注", "图像"]
    for number in range(12):
        lines = []
        for paper in range(20):
            title, told = chance.choice([("Inside", "中"), ("Without", "不"), ("Joint", "与")])
            lines.append(f"## [{title}](https://arxiv.org/abs/20{number:02}.{paper:05})")
            lines += ["".join(chance.choices([*words, told, told], k=14)) + "。" for _ in range(4)]
        (folder / f"{number:02}.md").write_text("\n".join(lines), "utf-8")


def test_training_twice_gives_the_same_file_that_restores_text(tmp_path: Path) -> None:
    pytest.importorskip("numpy", reason="the trainer needs the extra 'train'")
    from digest_parsers.repair.train import main, measure

    _invented_digests(tmp_path)
    models = [tmp_path / "first.bin", tmp_path / "second.bin"]
    for file in models:
        assert main([str(tmp_path), "--rows", "500", "--wide-rows", "200", "-o", str(file)]) == 0
    assert models[0].read_bytes() == models[1].read_bytes()
    model = Model(models[0].read_bytes())
    lines = ("我们提出方法，实验结果、数据集。", "需要标注。")
    score = measure(model, [Block(frozenset(), lines, NO_ENTRY)])
    assert (score.wrong, score.lines_wrong, score.lines) == (0, 0, 2)
    tokens, (hole, *_) = _tokens("中文")
    chars, untold = model.groups[CLAUSE_KEY].chars, model.posterior(CLAUSE_KEY, tokens, hole)
    for title, told in (("Inside", "中"), ("Without", "不"), ("Joint", "与")):
        posterior = model.posterior(CLAUSE_KEY, tokens, hole, Entry([title]))
        assert posterior[chars.index(told)] > untold[chars.index(told)]


def test_the_trainer_computes_the_contexts_of_the_model() -> None:
    numpy = pytest.importorskip("numpy", reason="the trainer needs the extra 'train'")
    from digest_parsers.repair import arrays
    from digest_parsers.repair.arrays import contexts_at, text_of

    text = text_of([_LINE, "第二行中，不与"])
    tokens, holes = _tokens(_LINE)
    assert text.tokens[text.holes[: len(holes)]].tolist() == [tokens[hole] for hole in holes]
    expected = [[context & MASK for context in contexts(tokens, hole)] for hole in holes]
    assert contexts_at(text, text.holes[: len(holes)]).tolist() == expected
    for at_once, one_by_one in (
        (arrays.clause_contexts_at, clause_contexts),
        (arrays.crossed_contexts_at, crossed_contexts),
        (arrays.wide_contexts_at, wide_contexts),
    ):
        for row, hole in zip(at_once(text, text.holes[: len(holes)]).tolist(), holes, strict=True):
            assert list(filter(None, row)) == [context & MASK for context in one_by_one(tokens, hole)]
    assert numpy.count_nonzero(text.tokens == LINE_END) == 3 * 2 * PADDING
