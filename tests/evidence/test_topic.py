from typing import get_args

from auditor.evidence.attestation import Attestation
from auditor.evidence.jsonl import decode, encode
from auditor.evidence.topic import (
    CONTROL_STATES,
    ControlResult,
    ControlState,
    FrameworkResult,
    TopicResult,
)


def test_a_topic_and_a_framework_come_back_as_they_were_written() -> None:
    answer = Attestation("v/pr-09", "pr-09", "v", "met", "yes")
    topic = TopicResult(
        id="pr-09",
        area="privacy",
        evidence="document",
        question={"en": "Is it signed?", "zh": "是否已签署？"},
        state="met",
        because="It is.",
        attestation=answer,
    )
    control = ControlResult(
        "art-28", "Art. 28", "Processor", ("privacy",), "failed", {"broken": ("r",)}
    )
    page = FrameworkResult(
        id="gdpr",
        title="GDPR",
        edition="2016",
        publisher="EU",
        source="https://eu.test/",
        read_on="2026-11-23",
        licence="free",
        complete=False,
        note="",
        counts={"failed": 1},
        controls=(control,),
    )  # fmt: skip
    assert decode(encode(topic), TopicResult) == topic
    assert decode(encode(page), FrameworkResult) == page


def test_every_state_of_a_control_has_its_place() -> None:
    assert set(CONTROL_STATES) == set(get_args(ControlState.__value__))
