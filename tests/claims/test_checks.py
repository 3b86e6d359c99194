from dataclasses import replace

from auditor.claims.checks import claims_of
from tests.making import an_about


def test_an_audits_sheets_are_checked_and_nothing_else() -> None:
    about = replace(an_about(), claims=("alibaba-qwen",))
    claims = claims_of(about)
    assert {claim.vendor for claim in claims} == {"alibaba-qwen"}
    assert len({claim.id for claim in claims}) == len(claims) >= 6
    assert claims_of(replace(about, claims=())) == []
