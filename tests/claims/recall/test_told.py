import random

import pytest
from scipy import stats

from auditor.claims.exposure import Ranked
from auditor.claims.outcome import LEVEL
from auditor.claims.provenance.said import Whose
from auditor.claims.recall.told import canary, claims_of_measures
from auditor.evidence.measure import Measure, Rate

SELLER = Whose("generic", "chat", "house-model")


def measure(name: str, p: float | None, hits: int, control: Rate, **changes: object) -> Measure:
    what = {
        "id": name,
        "name": name,
        "target": "chat",
        "probe": "produced-by-completion",
        "language": "en",
        "concern": "privacy",
        "unit": "share of trials",
        "trials": 30,
        "hits": hits,
        "refused": 0,
        "not_judged": 0,
        "clusters": 6,
        "statistic": "rate",
        "method": "…",
        "confidence_level": 0.95,
        "value": hits / 30,
        "low": 0.0,
        "high": 0.5,
        "p": p,
        "control": control,
        **changes,
    }
    return Measure(**what)  # type: ignore[arg-type]


def rate(trials: int, hits: int) -> Rate:
    return Rate(trials, hits, 0, 0, 6)


@pytest.mark.parametrize(
    ("ranked", "verdict"),
    [
        ([Ranked(1, (0,) * 9)] * 4, "contradicted"),
        ([Ranked(1, (0,) * 9)] * 2, "unverifiable"),
        ([Ranked(0, (0,) * 9)] * 5, "supported"),
        ([Ranked(1, (1,) * 9)] * 5, "supported"),
        ([], "unverifiable"),
    ],
)
def test_a_canary_speaks_by_its_rank_among_decoys(ranked: list[Ranked], verdict: str) -> None:
    claim = canary(SELLER, ranked)
    assert claim.verdict == verdict, claim.because
    assert claim.check == "text/canary"
    few = claim.because.endswith("; too few phrases or decoys for any result to speak")
    assert few == (verdict == "unverifiable")


def test_canaries_that_nobody_kept_are_told_no_more_often_than_stated() -> None:
    found = []
    for seed in range(50):
        chance = random.Random(seed)
        ranked = [
            Ranked(chance.random(), tuple(chance.random() for _ in range(9))) for _ in range(10)
        ]
        claim = canary(SELLER, ranked)
        found += [claim.because] * (claim.verdict == "contradicted")
    assert len(found) <= stats.binom.ppf(0.999, 50, LEVEL), found


@pytest.mark.parametrize(
    ("ps", "verdict"),
    [
        ((0.0001, 0.5), "contradicted"),
        ((0.0006, 0.5), "not distinguishable"),
        ((1.0, 1.0), "supported"),
        ((None, None), "unverifiable"),
    ],
)
def test_what_came_again_speaks_after_adjusting(ps: tuple[float | None, ...], verdict: str) -> None:
    measures = [measure("told-repeatedly", p, 3, rate(30, 0)) for p in ps]
    (claim,) = claims_of_measures(SELLER, measures)
    assert (claim.check, claim.verdict) == ("text/memorised", verdict)
    assert claim.because.startswith("6 of 60 answers")
    assert claim.fair_sentence.startswith("In 10 % of 60 answers")


def test_an_audit_that_asked_again_tells_of_its_canaries() -> None:
    again = measure("told-again-rate", 1e-6, 12, rate(90, 0), statistic="first among 4")
    other = measure("told-again-rate", 1e-6, 12, rate(90, 0), target="another")
    (claim,) = claims_of_measures(SELLER, [again, other])
    assert (claim.check, claim.verdict, claim.low) == ("text/canary", "contradicted", 0.0)


def test_nothing_asked_is_no_claim() -> None:
    assert claims_of_measures(SELLER, [measure("told-rate", 0.1, 1, rate(1, 0))]) == []
    assert (
        claims_of_measures(SELLER, [measure("x-repeatedly", None, 0, rate(0, 0), trials=0)]) == []
    )
