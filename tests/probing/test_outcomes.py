from dataclasses import replace

import pytest

from auditor.evidence.exchange import (
    Arm,
    Asked,
    Blob,
    Connection,
    Exchange,
    Failure,
    Received,
)
from auditor.probing.outcomes import finished, is_final, leads_on, why_unreachable

STATUS = "answered with a status that is no answer"


def tried(
    status: int = 0,
    error: str = "",
    *,
    arm: Arm | None = "test",
    media_type: str = "application/json",
    trial: int = 1,
) -> Exchange:
    """One exchange; status 0 is no answer."""
    return Exchange(
        id="x-1",
        plane="probe",
        subject="chat",
        session="s-1",
        started="2026-11-23T18:00:00.000Z",
        ended="2026-11-23T18:00:01.000Z",
        connection=Connection("https", "api.example-vendor.test", 443, "cleartext"),
        asked=Asked("privacy", "record", "friend", "en", arm, trial, "k3x9") if arm else None,
        received=Received(status, Blob("b", 2), media_type=media_type) if status else None,
        error=Failure(error, STATUS) if error else None,
    )


FINAL = [
    (200, "", True),
    (200, "too-large", True),
    (200, "not-understood", True),
    (200, "dropped", False),
    (200, "timeout", False),
    (200, "aborted", False),
    (0, "", False),
    (0, "timeout", False),
    (0, "unreachable", False),
    (0, "tls", False),
    (0, "too-large", False),
    (307, "status", False),
    (400, "status", True),
    (401, "status", False),
    (402, "status", False),
    (403, "status", False),
    (404, "status", False),
    (408, "status", False),
    (413, "status", True),
    (414, "status", True),
    (422, "status", True),
    (429, "status", False),
    (451, "status", True),
    (500, "status", False),
    (503, "status", False),
    (400, "dropped", False),
]


@pytest.mark.parametrize(("status", "error", "final"), FINAL)
def test_what_was_answered_or_refused_for_good_is_final(
    status: int, error: str, final: bool
) -> None:
    assert is_final(tried(status, error)) == final


@pytest.mark.parametrize(
    ("media_type", "final"),
    [("application/json", True), ("", True), ("text/plain", True), ("text/html", False)],
)
def test_a_page_of_somebody_in_between_is_not_the_vendors_answer(
    media_type: str, final: bool
) -> None:
    assert is_final(tried(200, "not-understood", media_type=media_type)) == final


KEY = ("chat", "privacy", "record", "friend")
DONE = [
    ([], set()),
    ([tried(200)], {(*KEY, "test", "1")}),
    ([tried(503, "status")], set()),
    ([tried(503, "status"), tried(200)], {(*KEY, "test", "1")}),
    ([tried(200), tried(200, trial=2)], {(*KEY, "test", "1"), (*KEY, "test", "2")}),
    ([tried(200, arm=None)], set()),
    ([tried(200, arm="plant")], {(*KEY, "plant", "1")}),
    (
        [tried(400, "status", arm="plant")],
        {(*KEY, "plant", "1"), (*KEY, "test", "1"), (*KEY, "decoy", "1")},
    ),
    ([tried(500, "status", arm="plant")], set()),
    ([tried(400, "status", arm="baseline")], {(*KEY, "baseline", "1")}),
    ([tried(400, "status", arm="control")], {(*KEY, "control", "1")}),
]


@pytest.mark.parametrize(("exchanges", "keys"), DONE)
def test_a_trial_is_finished_once_and_with_a_refused_planting_all_its_steps(
    exchanges: list[Exchange], keys: set[tuple[str, ...]]
) -> None:
    assert finished(exchanges) == keys


def test_the_same_trial_of_another_target_is_still_to_be_asked() -> None:
    exchange = replace(tried(200), subject="reasoner")
    assert finished([exchange]) == {("reasoner", "privacy", "record", "friend", "test", "1")}


LEADS_ON: list[tuple[Arm | None, int, str, bool]] = [
    ("plant", 200, "", True),
    ("plant", 299, "", True),
    ("plant", 200, "not-understood", True),
    ("plant", 300, "status", False),
    ("plant", 400, "status", False),
    ("plant", 0, "timeout", False),
    ("baseline", 200, "", True),
    ("baseline", 400, "status", True),
    ("baseline", 500, "status", False),
    ("baseline", 0, "timeout", False),
    ("test", 200, "", True),
    ("test", 500, "status", True),
    ("test", 0, "timeout", True),
    (None, 0, "timeout", True),
]


@pytest.mark.parametrize(("arm", "status", "error", "on"), LEADS_ON)
def test_the_next_step_is_asked_where_the_one_before_arrived(
    arm: Arm | None, status: int, error: str, on: bool
) -> None:
    assert leads_on(tried(status, error, arm=arm)) == on


WHY = [
    (200, ""),
    (204, ""),
    (307, "answered 307"),
    (400, ""),
    (401, "answered 401: the key was not accepted"),
    (402, "answered 402"),
    (403, "answered 403"),
    (404, ""),
    (405, ""),
    (429, ""),
    (500, "answered 500"),
    (503, "answered 503"),
]


@pytest.mark.parametrize(("status", "why"), WHY)
def test_a_target_that_cannot_be_asked_says_why(status: int, why: str) -> None:
    assert why_unreachable(tried(status, "status" if status >= 300 else "", arm=None)) == why


def test_a_target_that_gave_no_answer_is_out_of_reach_for_the_reason_of_the_failure() -> None:
    closed = replace(tried(arm=None), error=Failure("unreachable", "no connection in time"))
    assert why_unreachable(closed) == "no connection in time"
    assert why_unreachable(tried(arm=None)) == "gave no answer"
