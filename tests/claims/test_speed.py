import random
from dataclasses import replace

import pytest

from auditor.claims.answered import Answered
from auditor.claims.speed import TRIALS, latency, questions
from tests.claims.answers import STATED, an_answer, failed

SLA = replace(STATED, sla={"first-token-seconds": 0.5, "tokens-per-second": 50.0})


def streams(first: float, rate: float, count: int = TRIALS) -> list[Answered]:
    """Each somewhat faster or slower than the others."""
    chance, made = random.Random(7), []
    for trial in range(count):
        begun = first * chance.uniform(0.9, 1.1)
        ended = begun + 99 / (rate * chance.uniform(0.9, 1.1))
        times = (begun, (begun + ended) / 2, ended)
        made.append(
            an_answer("service", "speed", trial=trial, tokens_out=100, times=times, streamed=True)
        )
    return made


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (streams(0.3, 80), "supported"),
        (streams(0.8, 80), "contradicted"),
        (streams(0.3, 30), "contradicted"),
        (streams(0.53, 80), "not distinguishable"),
        (streams(0.8, 80, 5), "not distinguishable"),
        (streams(0.3, 80, 5), "not distinguishable"),
        ([replace(each, streamed=False) for each in streams(0.3, 80)], "unverifiable"),
        ([replace(each, times=(2.0, 2.01)) for each in streams(0.3, 80)], "contradicted"),
        ([failed("service", "speed")], "not tested"),
        ([], "not tested"),
    ],
)  # fmt: skip
def test_what_most_requests_miss_is_not_reached(answers: list[Answered], verdict: str) -> None:
    claim = latency(SLA, answers)
    assert (claim.verdict, claim.check) == (verdict, "service/latency"), claim.because


def test_the_median_comes_with_its_interval() -> None:
    claim = latency(replace(STATED, sla={"tokens-per-second": 50.0}), streams(0.3, 80))
    assert claim.low is not None
    assert claim.high is not None
    assert 70 < claim.low <= (claim.measured or 0) <= claim.high < 90
    assert claim.because.startswith("tokens-per-second: median")
    assert (claim.stated, claim.n) == (50.0, 12)


def test_it_is_asked_as_streams() -> None:
    (asked,) = questions()
    assert (asked.stream, asked.trials) == (True, 12)
