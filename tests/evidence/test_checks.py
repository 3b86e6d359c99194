import pytest

from auditor.evidence.checks import CHECKS, known


def test_every_check_is_a_family_and_a_name_and_told_in_words() -> None:
    assert all(check.count("/") == 1 and words for check, words in CHECKS.items())


@pytest.mark.parametrize(
    ("pattern", "is_known"),
    [("billing/tokens", True), ("billing", True), ("bill", False), ("billing/token", False)],
)
def test_a_path_names_a_check_or_a_family(pattern: str, is_known: bool) -> None:
    assert known(pattern) is is_known
