"""What is raised against a vendor that does nothing wrong, over fifty seeds of one.

Identity, next tokens, equality, memorised data and recital have theirs beside their own tests.
"""

import random
from dataclasses import replace

import pytest
from scipy import stats

from auditor.claims.billing import billing
from auditor.claims.outcome import LEVEL
from auditor.claims.provenance.said import Said, Whose
from auditor.claims.provenance.style import style
from auditor.claims.provenance.tables import licences
from auditor.claims.questions import Wanted
from auditor.claims.recall.headers import headers
from auditor.evidence.claim import Claim
from tests.claims.answers import STATED
from tests.served import Ways, simulated

SEEDS = 50
MOST = stats.binom.ppf(0.999, SEEDS, LEVEL)
ASKED = Wanted(1)
COURTESY = f"Copyright (c) 2024 <your name>\n{next(each.notice for each in licences().licences if each.id == 'MIT')}\n"
WHOSE = Whose("deepseek", "chat", "deepseek-chat")


def billed(seed: int) -> list[Claim]:
    answers = simulated(Ways(), f"twin-{seed}", ["billing"], Wanted(seed))
    return billing(replace(STATED, prices=(1.0, 2.0)), answers, "o200k")


def licensed(seed: int) -> list[Claim]:
    """Some answers carry a permissive notice with a gap for the name, as out of courtesy."""
    chance, answers = random.Random(seed), simulated(Ways(), f"twin-{seed}", ["recitation"], ASKED)
    said = [
        Said(a.question, f"{COURTESY * (chance.random() < 0.1)}```c\n{a.text}\n```", "en", a.prompt)
        for a in answers
        if a.question.startswith("code-")
    ]
    claim = headers(WHOSE, said)
    return [claim] if claim else []


def styled(seed: int) -> list[Claim]:
    texts = {
        name: [a.text for a in simulated(Ways(), f"{name}-{seed}", ["equality"], Wanted(seed))]
        for name in ("chat", "one", "other")
    }
    return [style(WHOSE, texts)]


@pytest.mark.parametrize("check", [billed, licensed, styled])
def test_a_clean_twin_is_accused_no_more_often_than_the_level_allows(check: object) -> None:
    seeds = 6 if check is styled else SEEDS  # a table is never a verdict, whatever the seed
    claims = [claim for seed in range(seeds) for claim in check(seed)]
    assert claims
    accused = [each.because for each in claims if each.verdict == "contradicted"]
    assert len(accused) <= MOST, accused
