"""Names and forms of secrets."""

import pytest

from auditor.evidence.kinds import KINDS
from auditor.evidence.livesecrets import (
    SCHEMES,
    field_kind,
    header_kind,
    is_weak,
    names_any,
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Authorization", "bearer-token"),
        ("X-Amz-Security-Token", "session-token"),
        ("x-goog-api-key", "api-key"),
        ("X-ApiKey", "api-key"),
        ("Cookie", None),
        ("Sec-WebSocket-Key", None),
        ("X-Request-Id", None),
    ],
)
def test_a_header_is_known_by_its_name(name: str, kind: str | None) -> None:
    assert header_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "kind", "weak"),
    [
        ("access_token", "bearer-token", False),
        ("accessToken", "bearer-token", False),
        ("ACCESS-TOKEN", "bearer-token", False),
        ("token", "session-token", True),
        ("session_id", "session-token", True),
        ("key", "api-key", False),
    ],
)
def test_a_field_is_known_by_its_name(name: str, kind: str, weak: bool) -> None:
    assert (field_kind(name), is_weak(name)) == (kind, weak)


def test_every_kind_is_one_that_an_observation_can_have() -> None:
    assert {f"secret/{kind}" for kind in SCHEMES.values()} <= set(KINDS)
    assert f"secret/{field_kind('password')}" in KINDS


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"password":"x"}', True),
        ('{"Access-Token" : "x"}', True),
        ('{"apiKey":1}', True),
        ('x"token"', True),
        ('"a"client_secret"', True),
        ('{"max_tokens":9}', False),
        ("a password", False),
        ('"my password"', False),
        ("", False),
    ],
)
def test_a_name_in_quotes_is_seen_wherever_it_stands(text: str, named: bool) -> None:
    assert names_any(text) == named
