from auditor.claims.outcome import claim_of, not_tested
from tests.claims.answers import STATED, failed


def test_a_claim_is_unverifiable_until_something_is_said() -> None:
    claim = claim_of(STATED, "equality/echo", "name")
    assert (claim.id, claim.subject, claim.target) == ("chat/equality/echo", "small-1", "chat")
    assert claim.verdict == "unverifiable"


def test_why_nothing_was_tested_is_said() -> None:
    claim = claim_of(STATED, "equality/echo", "name", because="…", n=3)
    assert not_tested(claim, [failed()]).because == "no answer: status 500"
    gone = not_tested(claim, [])
    assert (gone.verdict, gone.because, gone.n) == (
        "not tested",
        "no answer: nothing was asked",
        None,
    )
