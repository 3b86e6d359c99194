"""A kind matches itself and everything under it."""

import re

import pytest

from auditor.evidence.kinds import KINDS, known, matches


@pytest.mark.parametrize(
    ("kind", "pattern", "does"),
    [
        ("planted/email", "planted/email", True),
        ("planted/email", "planted", True),
        ("planted", "planted/email", False),
        ("planted/email", "plant", False),
        ("planted/email-hash", "planted/email", False),
        ("planted/email", "", False),
    ],
)
def test_a_kind_lies_under_a_pattern(kind: str, pattern: str, does: bool) -> None:
    assert matches(kind, pattern) is does


@pytest.mark.parametrize(
    ("pattern", "is_known"),
    [("planted", True), ("secret/cookie", True), ("secret/biscuit", False), ("", False)],
)
def test_a_pattern_is_known_when_some_kind_lies_under_it(pattern: str, is_known: bool) -> None:
    assert known(pattern) is is_known


def test_every_kind_is_a_path_with_words() -> None:
    assert len(KINDS) >= 30
    for kind, words in KINDS.items():
        assert re.fullmatch(r"[a-z-]+/[a-z-]+", kind)
        assert words == words.strip() != ""
