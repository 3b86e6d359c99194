import pytest

from auditor.claims.provenance.said import Whose, claim_of, listed, percent, verdict_by


@pytest.mark.parametrize(
    ("p", "verdict"),
    [
        (0.0, "contradicted"),
        (0.001, "contradicted"),
        (0.002, "not distinguishable"),
        (0.049, "not distinguishable"),
        (0.05, "supported"),
        (1.0, "supported"),
    ],
)
def test_a_p_speaks_only_where_it_is_small_or_large(p: float, verdict: str) -> None:
    assert verdict_by(p) == verdict


def test_a_claim_is_unverifiable_until_something_is_said() -> None:
    claim = claim_of(Whose("deepseek", "chat", "deepseek-chat"), "provenance/identity", "m", "x")
    assert (claim.id, claim.verdict) == ("chat/provenance/identity/x", "unverifiable")
    assert (claim.vendor, claim.subject, claim.concern) == (
        "deepseek",
        "deepseek-chat",
        "ip-provenance",
    )
    assert (percent(0.1254), listed(["a", "b"])) == ("12.5 %", "a, b")
