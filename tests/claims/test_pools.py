"""The test of equality on answers of a real model; ``tests/data/pools/make_pools.py`` made them."""

import json
import random
from pathlib import Path

import pytest

from auditor.claims.equality import Answers, equality, power

POOLS = Path(__file__).parents[1] / "data" / "pools"
SPLITS, SIZE = 100, 15
MOST = 13
"""Of a hundred at .05, beyond which there is less than one chance in a thousand (binomial)."""


def pool(name: str) -> dict[str, list[str]]:
    made: dict[str, list[str]] = json.loads((POOLS / f"{name}.json").read_text("utf-8"))
    return made


@pytest.fixture(scope="module")
def base() -> dict[str, list[str]]:
    return pool("base")


def split(answers: Answers, seed: int) -> tuple[Answers, Answers]:
    chance = random.Random(seed)
    drawn = {prompt: chance.sample(list(texts), 2 * SIZE) for prompt, texts in answers.items()}
    return (
        {prompt: texts[:SIZE] for prompt, texts in drawn.items()},
        {prompt: texts[SIZE:] for prompt, texts in drawn.items()},
    )


def test_a_model_is_not_told_from_itself(base: dict[str, list[str]]) -> None:
    ps = [equality(*split(base, seed), seed, draws=199).p for seed in range(SPLITS)]
    assert sum(p <= 0.05 for p in ps) <= MOST
    assert min(ps) < 0.1
    assert max(ps) > 0.8


def test_another_temperature_is_told_with_high_power(base: dict[str, list[str]]) -> None:
    cool = pool("temperature")
    assert power(base, cool, 1.0, SIZE, 7, runs=20) >= 0.9
    mine = split(base, 1)[0]
    assert equality(mine, cool, 1, draws=9999).p < 0.001
