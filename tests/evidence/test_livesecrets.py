"""Names and forms of secrets."""

import pytest

from auditor.evidence.kinds import KINDS
from auditor.evidence.livesecrets import (
    FORMS,
    SCHEMES,
    WELL_KNOWN,
    field_kind,
    form,
    header_kind,
    is_weak,
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


@pytest.mark.parametrize(
    "text",
    [
        "sk-",
        "sk-short1",
        "task-abcdefghij0123456789",
        "AKIA0123456789ABCDEFG",
        "eyJhbGciOi.eyJhbGciOi",
        "ghp_short",
        "-----BEGIN CERTIFICATE-----abc",
    ],
)
def test_what_only_resembles_a_key_is_none(text: str) -> None:
    assert WELL_KNOWN.search(text) is None


def test_every_kind_is_one_that_an_observation_can_have() -> None:
    assert {f"secret/{kind}" for kind in SCHEMES.values()} <= set(KINDS)
    assert f"secret/{field_kind('password')}" in KINDS


@pytest.mark.parametrize("start", FORMS)
def test_a_key_of_an_ai_providers_is_known_by_its_beginning(start: str) -> None:
    assert form(start + "a1" * 30) == start


@pytest.mark.parametrize("value", ["", "skip", "eyJhbGciOi", "ghp_a1a1a1", "made sk-ant-a1"])
def test_other_values_have_no_such_form(value: str) -> None:
    assert form(value) == ""
