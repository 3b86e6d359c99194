from typing import get_args

from auditor.evidence.claim import CLAIM_VERDICTS, Claim, ClaimVerdict
from auditor.evidence.jsonl import decode, encode


def test_a_claim_comes_back_as_it_was_written() -> None:
    claim = Claim(
        id="c-1",
        vendor="a-vendor",
        concern="performance-claims",
        check="arithmetic/advantage",
        subject="a-model",
        measure="advantage over another-model",
        verdict="not distinguishable",
        because="the interval of the difference holds 0",
        conditions={"shots": "5"},
        stated=1.2,
        low=-0.9,
        high=3.3,
    )
    assert decode(encode(claim), Claim) == claim


def test_every_verdict_has_its_place() -> None:
    assert set(CLAIM_VERDICTS) == set(get_args(ClaimVerdict.__value__))
