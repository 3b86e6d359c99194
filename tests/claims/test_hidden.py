"""What is billed beside the text of a request is seen, and so is its growth."""

import pytest

from auditor.claims.answered import Answered
from auditor.claims.hidden import hidden_prompt
from tests.claims.answers import STATED, failed
from tests.claims.test_billing import prompts


@pytest.mark.parametrize(
    ("answers", "verdict", "said"),
    [
        (prompts(), "supported", "12 tokens"),
        (prompts(hidden=200), "contradicted", "212 tokens"),
        (prompts(hidden=70), "not distinguishable", "82 tokens"),
        (prompts(wander=5), "not distinguishable", "differed by up to 10"),
        (prompts()[:6], "unverifiable", "how many tokens"),
        ([failed("billing", "repeat-10")], "not tested", "status 500"),
    ],
)
def test_what_is_billed_beside_the_text_is_seen(
    answers: list[Answered], verdict: str, said: str
) -> None:
    claim = hidden_prompt(STATED, answers)
    assert claim.verdict == verdict
    assert said in claim.because


@pytest.mark.parametrize(
    ("before", "now", "verdict", "told"),
    [
        (0, 0, "supported", "+0 since"),
        (40, 0, "supported", "-40 since"),
        (0, 30, "not distinguishable", "+30 since"),
        (0, 150, "contradicted", "+150 since"),
    ],
)
def test_a_hidden_prompt_that_grew_since_an_earlier_audit_is_told(
    before: int, now: int, verdict: str, told: str
) -> None:
    claim = hidden_prompt(STATED, prompts(hidden=now), prompts(hidden=before))
    assert claim.verdict == verdict
    assert told in claim.because
