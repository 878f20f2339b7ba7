"""Going through papers one at a time, back included, and what it came to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest_tui.triage import Triage, Verdict


def test_one_paper_after_another_until_all_are_done() -> None:
    walk = Triage((4, 7, 9))
    seen = []
    for verdict in (Verdict.KEPT, Verdict.SKIPPED, Verdict.LATER):
        seen.append(walk.current)
        walk.decide(verdict)
    assert seen == [4, 7, 9]
    assert walk.current is None
    walk.decide(Verdict.KEPT)
    assert walk.tally().total() == 3


def test_going_back_opens_a_verdict_again_and_keeps_count() -> None:
    walk = Triage((4, 7))
    assert not walk.back()
    walk.decide(Verdict.KEPT)
    assert walk.back()
    assert (walk.current, walk.before) == (4, Verdict.KEPT)
    walk.decide(Verdict.SKIPPED)
    assert walk.tally() == {Verdict.SKIPPED: 1}
    assert walk.before is None


@pytest.mark.parametrize(
    ("verdicts", "of", "seconds", "told"),
    [
        ([], 3, 12, "0 of 3 · under a minute"),
        ([Verdict.KEPT, Verdict.SKIPPED, Verdict.SKIPPED], 195, 244, "3 of 195 · kept 1, skipped 2 · 4 min"),
        ([Verdict.LATER], 1, 3600, "1 of 1 · later 1 · 60 min"),
    ],
)
def test_the_summary(verdicts: list[Verdict], of: int, seconds: float, told: str) -> None:
    walk = Triage(tuple(range(of)))
    for one in verdicts:
        walk.decide(one)
    assert walk.summary(seconds) == told


@given(st.integers(0, 8), st.lists(st.sampled_from([*Verdict, None])))
def test_wherever_one_goes_there_are_no_more_verdicts_than_papers(
    papers: int, steps: list[Verdict | None]
) -> None:
    walk = Triage(tuple(range(papers)))
    for step in steps:
        if step is None:
            walk.back()
        else:
            walk.decide(step)
        assert 0 <= walk.at <= papers
        assert walk.tally().total() <= papers
