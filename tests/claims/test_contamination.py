"""Items known by heart are told from ones that are solved, pair by pair."""

from pathlib import Path

import pytest

from auditor.claims.answered import Answered
from auditor.claims.contamination import Pair, Pairs, contaminated, questions, read_pairs
from auditor.errors import AuditorError
from auditor.evidence.claim import Claim
from tests.claims.answers import STATED, an_answer, failed

COUNT = 60


def _item(name: str, n: int) -> str:
    return f"{name} has {n} crates, and each of them holds {n + 3} pears that {name} picked by hand. How many?"


PAIRS = Pairs(
    "pears",
    tuple(
        Pair(_item(f"Old{n}", n), str(n * (n + 3)), _item(f"New{n}", n + 100), f"{(n + 100) * (n + 103)}")
        for n in range(COUNT)
    ),
    fresh=tuple(_item(f"Late{n}", n) for n in range(20)),
)  # fmt: skip


def vendor(public: float, twins: float, *, by_heart: float = 0.0) -> list[Answered]:
    """Solves, and completes, the first so many of each kind."""
    shares = {"public": public, "twin": twins, "half": by_heart, "fresh": 0.0}
    made = []
    for each in questions(PAIRS):
        kind, _, number = each.id.partition("-")
        does = int(number) < shares[kind] * COUNT
        if kind in ("public", "twin"):
            pair = PAIRS.pairs[int(number)]
            right = pair.answer if kind == "public" else pair.twin_answer
            text = f"ANSWER: {right if does else 7.5}"
        else:
            text = PAIRS.pairs[int(number)].public if does else "I would rather not."
        made.append(an_answer("contamination", each.id, text=text))
    return made


def by_check(answers: list[Answered], pairs: Pairs = PAIRS) -> dict[str, Claim]:
    return {each.check: each for each in contaminated(STATED, answers, pairs)}


@pytest.mark.parametrize(
    ("answers", "gap", "completion"),
    [
        (vendor(0.9, 0.4, by_heart=0.6), "contradicted", "contradicted"),
        (vendor(0.9, 0.9), "not distinguishable", "supported"),
        (vendor(0.9, 0.85, by_heart=0.05), "not distinguishable", "supported"),
        (vendor(0.4, 0.9), "not distinguishable", "supported"),
        ([failed("contamination", "public-1")], "not tested", "not tested"),
    ],
)
def test_what_is_known_by_heart_is_told(answers: list[Answered], gap: str, completion: str) -> None:
    claims = by_check(answers)
    assert claims["benchmark/contamination"].verdict == gap
    assert claims["benchmark/completion"].verdict == completion


def test_the_gap_comes_with_its_interval_and_the_pairs_that_it_needs() -> None:
    claim = by_check(vendor(0.9, 0.4))["benchmark/contamination"]
    assert claim.low is not None
    assert claim.measured == pytest.approx(0.5)
    assert claim.low < 0.5 < (claim.high or 0)
    assert claim.n == COUNT
    assert claim.because.endswith("a gap of 10% shows with 308 pairs")


def test_without_later_texts_completion_says_nothing() -> None:
    bare = Pairs("pears", PAIRS.pairs)
    claim = by_check(vendor(0.9, 0.9, by_heart=0.9), bare)["benchmark/completion"]
    assert (claim.verdict, claim.because[:7]) == ("unverifiable", "0 later")


def test_a_file_is_checked_by_its_schema(tmp_path: Path) -> None:
    file = tmp_path / "items.yaml"
    file.write_text("benchmark: b\npairs:\n- {public: a, answer: '1', twin: b}\n")
    with pytest.raises(AuditorError, match="twin-answer"):
        read_pairs(file)
    file.write_text("benchmark: b\npairs:\n- {public: a, answer: '1', twin: b, twin-answer: '2'}\n")
    assert read_pairs(file).pairs == (Pair("a", "1", "b", "2"),)
