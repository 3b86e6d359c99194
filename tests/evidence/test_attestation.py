from typing import get_args

from auditor.evidence.attestation import TOPIC_STATES, Attestation, TopicState
from auditor.evidence.jsonl import decode, encode


def test_an_attestation_comes_back_as_it_was_written() -> None:
    made = Attestation(
        id="a-1",
        topic="pr-09",
        vendor="a-vendor",
        state="document expired",
        answer="yes",
        document="Data processing agreement",
        sha256="0" * 64,
        expires="2026-01-01",
    )
    assert decode(encode(made), Attestation) == made


def test_every_state_has_its_place() -> None:
    assert set(TOPIC_STATES) == set(get_args(TopicState.__value__))
