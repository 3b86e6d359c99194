"""A finding as a file holds it."""

import pytest

from auditor.errors import AuditorError
from auditor.evidence.finding import RISKS, VERDICTS, Finding
from auditor.evidence.jsonl import decode, encode
from tests.making import a_finding


@pytest.mark.parametrize("verdict", VERDICTS)
def test_it_comes_back_as_it_was(verdict: str) -> None:
    finding = a_finding(verdict=verdict, maps={"gdpr": ("art-5-1-c",)}, review={"by": "me"})
    assert decode(encode(finding), Finding) == finding


def test_no_other_verdict_is_read() -> None:
    with pytest.raises(AuditorError):
        decode(encode(a_finding(verdict="passed")), Finding)


def test_the_worst_comes_first() -> None:
    assert RISKS == ("critical", "high", "medium", "low")
    assert (VERDICTS[0], VERDICTS[-1]) == ("broken", "kept")
