"""The test of equality on answers of real models; ``tests/data/pools/make_pools.py`` made them."""

import json
from pathlib import Path

import pytest
from scipy import stats

from auditor.claims.equality import Answers, equality
from auditor.claims.power import power

POOLS = Path(__file__).parents[1] / "data" / "pools"
SPLITS, SIZE = 100, 60


def pool(name: str) -> Answers:
    made: Answers = json.loads((POOLS / f"{name}.json").read_text("utf-8"))
    return made


@pytest.fixture(scope="module")
def base() -> Answers:
    return pool("base")


def test_a_model_is_told_from_itself_no_more_often_than_stated(base: Answers) -> None:
    alarms = round(SPLITS * power(base, base, 0.0, SIZE, 7, runs=SPLITS))
    assert alarms <= stats.binom.ppf(0.999, SPLITS, 0.05)


@pytest.mark.parametrize(
    ("twin", "share", "size"),
    [
        ("temperature", 1.0, 20),
        ("system", 1.0, 20),
        ("requantised", 1.0, 20),
        ("other", 0.3, 30),
    ],
)
def test_a_twin_is_told_with_high_power(base: Answers, twin: str, share: float, size: int) -> None:
    assert power(base, pool(twin), share, size, 7, runs=40) >= 0.9


def test_one_comparison_speaks_at_the_level_of_a_finding(base: Answers) -> None:
    mine = {prompt: texts[:30] for prompt, texts in base.items()}
    assert equality(mine, pool("temperature"), 1, draws=9999).p < 0.001
