"""The model file, the contexts, and the trainer."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    padded,
    pieces,
    surviving,
)
from digest_parsers.repair.corpus import blocks_of, gather, ids_in, words_in
from digest_parsers.repair.damage import CP1254_LOSSY, to_bytes
from digest_parsers.repair.model import Model, shipped, softmax
from digest_parsers.repair.table import SCALE, GroupData, pack, unpack

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


_GROUPS = [
    GroupData("论", [4.0]),
    GroupData("与不", [8.0, 2.0], 12, [7, 4000, 3], [2, 1], [[5, -3, 0], [0, 0, 127]]),
]


def test_a_model_file_gives_back_what_was_packed() -> None:
    groups = unpack(pack(_GROUPS))
    alone, group = groups[surviving("论".encode())], groups[CLAUSE_KEY]
    assert (alone.chars, alone.prior, group.chars) == ("论", [1.0], "与不")
    assert group.prior == pytest.approx([0.8, 0.2], abs=0.02)
    rows, planes = group.rows()
    assert rows == {7: 0, 4000: 1, 3: 2}
    assert [plane.tolist() for plane in planes] == [[5, -3, 0], [0, 0, 127]]
    assert group.rows() == (rows, planes)


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


@given(st.lists(st.integers(-2000, 2000), min_size=1, max_size=9))
def test_softmax_gives_probabilities_in_the_order_of_the_scores(scores: list[int]) -> None:
    shares = softmax(scores)
    assert sum(shares) == pytest.approx(1)
    assert max(shares) == shares[scores.index(max(scores))]


def test_the_shipped_model_knows_the_characters_of_digests() -> None:
    known = {char for group in shipped().groups.values() for char in group.chars}
    assert set("中与不提型现、”í") <= known
    assert SCALE > 1


def test_adapting_moves_shares_towards_the_file_but_not_beyond_the_bounds() -> None:
    adapted = adapt([[0.55, 0.45]] * 30 + [[1.0, 0.0]] * 60, [0.5, 0.5])
    assert adapted[0][0] > 0.55
    assert adapted[0][0] / adapted[0][1] <= 0.55 / 0.45 * CLIP**2
    assert adapted[-1] == [1.0, 0.0]


def test_few_holes_are_not_adapted() -> None:
    few = [[0.6, 0.4]] * (HOLES_NEEDED - 1)
    assert adapt(few, [0.1, 0.9]) == few


_DIGEST = """# Daily

### [1] [One](https://arxiv.org/abs/2001.00001)
摘要：我们提出一种新的训练方法。

### [2] [Two](https://arxiv.org/abs/2001.00002v2)
摘要：实验结果表明该方法有效。
"""


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
    assert corpus.train == [
        (1.0, ["摘要：实验结果表明该方法有效。"]),
        (3.0, ["摘要：实验结果表明该方法有效。"]),
        (1.0, ["二"]),
    ]


def test_papers_of_held_out_files_are_not_trained_on(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.md").write_text(_DIGEST.replace("2001", f"20{min(number, 5):02}"), "utf-8")
    corpus = gather(tmp_path, hold_out=12, weights={})
    assert list(corpus.held_out) == ["5.md"]
    assert len(corpus.held_out["5.md"]) == 2
    assert corpus.train[-1] == (1.0, [])
    assert sum(len(lines) for _, lines in corpus.train) == 10


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
    """Digests of random sentences: enough for every trained part to have something to do."""
    chance = random.Random(7)
    words = [
        *"在中与不、，的",
        "提出",
        "方法",
        "模型",
        "训练",
        "实验",
        "结果",
        "数据集",
        "需要",
        "标注",
        "图像",
    ]
    for number in range(6):
        lines = ["".join(chance.choices(words, k=14)) + "。" for _ in range(60)]
        (folder / f"{number}.md").write_text("\n".join(lines), "utf-8")


def test_training_twice_gives_the_same_file_that_restores_text(tmp_path: Path) -> None:
    pytest.importorskip("numpy", reason="the trainer needs the extra 'train'")
    from digest_parsers.repair.train import main, measure

    _invented_digests(tmp_path)
    files = [tmp_path / "first.bin", tmp_path / "second.bin"]
    for file in files:
        assert main([str(tmp_path), "--rows", "500", "-o", str(file)]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    score = measure(Model(files[0].read_bytes()), ["我们提出方法，实验结果、数据集。", "需要标注。"])
    assert (score.wrong, score.lines_wrong, score.lines) == (0, 0, 2)


def test_the_trainer_computes_the_contexts_of_the_model() -> None:
    numpy = pytest.importorskip("numpy", reason="the trainer needs the extra 'train'")
    from digest_parsers.repair.arrays import clause_contexts_at, contexts_at, text_of

    text = text_of([_LINE, "第二行中，不与"])
    tokens, holes = _tokens(_LINE)
    assert text.tokens[text.holes[: len(holes)]].tolist() == [tokens[hole] for hole in holes]
    expected = [[context & MASK for context in contexts(tokens, hole)] for hole in holes]
    assert contexts_at(text, text.holes[: len(holes)]).tolist() == expected
    wide = clause_contexts_at(text, text.holes[: len(holes)])
    for row, hole in zip(wide.tolist(), holes, strict=True):
        assert [context for context in row if context] == [
            context & MASK for context in clause_contexts(tokens, hole)
        ]
    assert numpy.count_nonzero(text.tokens == LINE_END) == 3 * 2 * PADDING
