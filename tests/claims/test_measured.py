from dataclasses import replace

import pytest

from auditor.claims.measured import Gathered, measured
from auditor.claims.outcome import claim_of, fairly
from auditor.claims.questions import Wanted, generated
from tests.claims.answers import STATED, failed
from tests.served import Ways, simulated

EVERY = ["tokenizer", "service", "billing", "equality", "benchmark"]


def test_only_what_was_asked_for_is_said() -> None:
    asked = [failed(check) for check in EVERY]
    claims, measures = measured(STATED, Gathered(EVERY, asked, [], None, {}, 7))
    assert {each.verdict for each in claims} == {"not tested"}
    assert [each.check for each in claims] == [
        "provenance/tokenizer",
        "equality/echo",
        "service/parameters",
        "service/streaming",
        "billing/tokens",
        "billing/hidden-prompt",
        "billing/reasoning",
        "equality/reference",
        "benchmark/language-gap",
    ]
    assert measures == []
    assert measured(STATED, Gathered([], asked, [], None, {}, 7)) == ([], [])


def test_every_result_says_how_it_was_reached_and_what_may_be_said() -> None:
    wanted = Wanted(7, items=2, answers=4, knows=("seed", "stop", "n"))
    mine, other = (simulated(Ways(), name, EVERY, wanted) for name in ("chat", "own"))
    slow = [replace(each, streamed=True, seconds=3.0, times=(0.2, 1.0, 3.0)) for each in mine]
    stated = replace(STATED, reference="own", tokenizer="o200k")
    gathered = Gathered(EVERY, slow, other, None, generated(7, 2), 7)
    claims, _ = measured(stated, gathered)
    assert {each.verdict for each in claims} <= {"supported", "contradicted", "not distinguishable"}
    for each in claims:
        assert each.measured is not None, each.check
        assert each.p is not None or each.low is not None or each.unit == "tokens apart", each.check
        assert each.method, each.check
        assert each.controls, each.check
        assert each.other_explanations, each.check
        assert each.fair_sentence.endswith("."), each.check
        assert each.unit, each.check


@pytest.mark.parametrize("verdict", ["supported", "not distinguishable", "unverifiable"])
def test_where_nothing_speaks_against_a_vendor_nothing_is_said_against_it(verdict: str) -> None:
    claim = claim_of(STATED, "billing/tokens", "tokens billed", verdict=verdict)
    accusing = replace(claim, fair_sentence="Billed tokens exceed the count.")
    said = fairly(accusing).fair_sentence
    assert "small-1" in said
    assert "tokens billed" in said
    assert fairly(replace(accusing, verdict="contradicted")) == replace(
        accusing, verdict="contradicted"
    )
