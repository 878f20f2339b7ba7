"""How the benchmark judges and prints what it measured."""

import pytest

from bench.report import Limit, Row, Sample, notes, table

MS = tuple(float(number) for number in range(1, 101))


def row(*values: float, peer: Sample | None = None, limits: tuple[Limit, ...] = (), note: str = "") -> Row:
    return Row("launch", "a launch", Sample(values, "ms"), "an empty app", peer, limits, note)


def test_a_sample_tells_its_median_and_95th_percentile() -> None:
    assert (Sample(MS, "ms").median, Sample(MS, "ms").p95) == (50.5, 96.0)
    assert Sample((3.0, 9.0, 1.0), "ms").shown() == "3.00 ms (p95 9.00)"
    assert Sample((3.0,), "ms").shown() == "3.00 ms"


@pytest.mark.parametrize(
    ("limit", "met"),
    [
        (Limit("ratio", 2.0, ""), True),
        (Limit("ratio", 1.9, ""), False),
        (Limit("median", 20.0, ""), True),
        (Limit("p95", 20.0, ""), False),
    ],
)
def test_a_limit_is_about_the_figure_that_it_names(limit: Limit, met: bool) -> None:
    assert row(10, 20, 30, peer=Sample((10.0,), "ms"), limits=(limit,)).met is met


def test_every_limit_must_be_kept() -> None:
    kept, missed = Limit("median", 20.0, "≤ 20 ms"), Limit("p95", 1.0, "p95 ≤ 1 ms")
    assert row(10, limits=(kept,)).met is True
    assert row(10, limits=(kept, missed)).met is False


def test_nothing_is_judged_without_a_limit_or_without_the_peer() -> None:
    assert row(10).met is None
    assert row(10, limits=(Limit("ratio", 1.0, ""),)).met is None


def test_a_ratio_can_be_one_of_other_figures_than_the_medians() -> None:
    peer = Sample((1.0,), "ms")
    assert row(10, peer=peer).ratio == 10.0
    assert Row("moves", "", Sample((10.0,), "ms"), "", peer, given_ratio=1.5).ratio == 1.5


def test_the_table_says_which_peer_is_missing_and_which_target_is_missed() -> None:
    limit = Limit("median", 5.0, "≤ 5 ms")
    text = table([row(10, limits=(limit,)), row(2000, peer=Sample((1000.0,), "ms"))])
    header, line, first, second = text.split("\n")
    assert header.split() == ["what", "measured", "peer", "ratio", "target", "met"]
    assert set(line) == {"-"}
    assert first.split("  ")[-1] == "NO"
    assert "an empty app: not installed" in first
    assert "2,000 ms" in second
    assert second.endswith("2.00 ×")


def test_the_table_as_markdown() -> None:
    lines = table([row(1, peer=Sample((1.0,), "ms"))], markdown=True).split("\n")
    assert lines[1] == "|---|---|---|---|---|---|"
    assert lines[2] == "| a launch | 1.00 ms | an empty app: 1.00 ms | 1.00 × |  |  |"


def test_notes_and_json_hold_what_the_table_has_no_room_for() -> None:
    one = row(1, 2, note="of which half was waiting")
    assert notes([one, row(3)]) == "- a launch: of which half was waiting"
    assert one.as_json()["values"] == [1, 2]
    assert one.as_json()["peer_values"] is None
