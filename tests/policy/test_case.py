from dataclasses import FrozenInstanceError, fields

import pytest

from auditor.policy.case import Case, Subject
from auditor.policy.judge import subjects_of
from tests.policy.cases import APP, a_case, a_rule


@pytest.mark.parametrize("record", [a_case(), APP])
def test_nothing_of_a_case_is_changed_while_it_is_judged(record: Case | Subject) -> None:
    for field in fields(record):
        with pytest.raises(FrozenInstanceError):
            setattr(record, field.name, "another")


def test_a_case_without_claims_speaks_of_a_vendor_on_no_plane() -> None:
    case = a_case()
    assert (case.claims, case.attestations) == ((), ())
    assert subjects_of(a_rule(about="claim"), case) == [Subject("generic", None, "vendor")]
