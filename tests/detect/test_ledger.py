from dataclasses import replace
from typing import Any

import pytest

from auditor.detect.destinations import Destination
from auditor.detect.ledger import DETECTORS, PROMPT_SEEN, WRONG_SHOWN, Ledger
from auditor.detect.sighting import Sighting
from auditor.evidence.coverage import Control, DetectorCoverage
from auditor.evidence.exchange import (
    Blob,
    Connection,
    Exchange,
    Failure,
    Plane,
    Sent,
    Side,
    Visibility,
)
from auditor.evidence.observation import Party

VENDOR = Destination("api.example-vendor.test", "vendor", "Example Vendor", "DE")
TRACKER = Destination("metrics.tracker.test", "third", "Tracker", "US", "192.0.2.7", "US")


def overheard(
    subject: str = "app",
    plane: Plane = "capture",
    visibility: Visibility = "decrypted",
    *,
    readable: bool = True,
    error: Failure | None = None,
) -> Exchange:
    return Exchange(
        id="x-1",
        plane=plane,
        subject=subject,
        session="s-1",
        started="2026-11-23T18:00:00.000Z",
        ended="2026-11-23T18:00:01.000Z",
        connection=Connection("https", "elsewhere.test", 443, visibility),
        sent=Sent("POST", Blob("b", 2)) if readable else None,
        error=error,
    )


def rows(ledger: Ledger) -> list[tuple[str, str, str, str, int, int]]:
    return [
        (each.subject, each.plane, each.host, each.visibility, each.exchanges, each.connections)
        for each in ledger.hosts()
    ]


def test_nothing_met_is_no_row() -> None:
    ledger = Ledger()
    assert (ledger.hosts(), ledger.detectors(), ledger.controls()) == ((), (), ())


def test_there_is_one_row_for_each_subject_plane_host_and_visibility() -> None:
    ledger = Ledger()
    ledger.met(overheard(), VENDOR)
    ledger.met(overheard("other"), VENDOR)
    ledger.met(overheard(plane="probe"), VENDOR)
    ledger.met(overheard(), TRACKER)
    ledger.met(overheard(visibility="pinned", readable=False), VENDOR)
    ledger.met(overheard(), VENDOR)
    assert rows(ledger) == [
        ("app", "capture", "api.example-vendor.test", "decrypted", 2, 0),
        ("app", "capture", "api.example-vendor.test", "pinned", 0, 1),
        ("app", "capture", "metrics.tracker.test", "decrypted", 1, 0),
        ("app", "probe", "api.example-vendor.test", "decrypted", 1, 0),
        ("other", "capture", "api.example-vendor.test", "decrypted", 1, 0),
    ]


def test_a_connection_that_ended_without_a_request_is_counted_apart() -> None:
    ledger = Ledger()
    for readable in (True, False, True, False, False):
        ledger.met(overheard(readable=readable), VENDOR)
    assert rows(ledger) == [("app", "capture", "api.example-vendor.test", "decrypted", 2, 3)]


def test_a_row_says_whose_the_host_is() -> None:
    ledger = Ledger()
    ledger.met(overheard(), TRACKER)
    (row,) = ledger.hosts()
    assert (row.party, row.owner, row.owner_country) == ("third", "Tracker", "US")
    assert (row.address, row.ip_country) == ("192.0.2.7", "US")


def test_an_address_that_is_learned_later_is_kept_and_the_first_one_stays() -> None:
    ledger = Ledger()
    unknown = replace(TRACKER, address=None, ip_country=None)
    moved = replace(TRACKER, address="198.51.100.1", ip_country="SG")
    for where in (unknown, TRACKER, moved, unknown):
        ledger.met(overheard(), where)
    (row,) = ledger.hosts()
    assert (row.address, row.ip_country) == ("192.0.2.7", "US")


@pytest.mark.parametrize(
    ("visibility", "error", "because"),
    [
        ("pinned", Failure("tls", "the app refused the certificate"), "the app refused the cert"),
        ("opaque", Failure("tls", ""), "tls"),
        ("error", Failure("dropped", "the connection broke off"), "the connection broke off"),
        ("error", None, ""),
        ("decrypted", Failure("timeout", "no answer in time"), ""),
        ("cleartext", Failure("timeout", "no answer in time"), ""),
    ],
)
def test_what_could_not_be_seen_into_says_why(
    visibility: Visibility, error: Failure | None, because: str
) -> None:
    ledger = Ledger()
    ledger.met(overheard(visibility=visibility, readable=False, error=error), VENDOR)
    assert ledger.hosts()[0].because[:24] == because


def test_the_first_reason_stays() -> None:
    ledger = Ledger()
    for why in ("", "first", "second"):
        error = Failure("tls", why) if why else None
        ledger.met(overheard(visibility="pinned", readable=False, error=error), VENDOR)
    assert ledger.hosts()[0].because == "first"


def test_there_is_one_row_for_each_subject_detector_and_side() -> None:
    ledger = Ledger()
    looked_at: list[tuple[str, str, Side]] = [
        ("other", "planted", "sent"),
        ("app", "secret", "sent"),
        ("app", "planted", "sent"),
        ("app", "planted", "received"),
        ("app", "planted", "sent"),
    ]
    for subject, detector, side in looked_at:
        ledger.scanned(overheard(subject), detector, side)
    assert ledger.detectors() == (
        DetectorCoverage("app", "planted", 1, side="received"),
        DetectorCoverage("app", "planted", 2, side="sent"),
        DetectorCoverage("app", "secret", 1, side="sent"),
        DetectorCoverage("other", "planted", 1, side="sent"),
    )


def test_a_bound_that_was_met_makes_a_side_not_fully_scanned_once() -> None:
    ledger = Ledger()
    for bounds in ([], ["size"], ["size", "depth", "size"]):
        ledger.scanned(overheard(), "planted", "sent", bounds)
    (row,) = ledger.detectors()
    assert (row.scanned, row.not_fully_scanned) == (3, 2)
    assert list(row.bounds.items()) == [("depth", 1), ("size", 2)]


def test_a_language_without_a_detector_is_counted_and_is_no_bound() -> None:
    ledger = Ledger()
    for languages in ({"zh", "ar"}, {"zh"}, set()):
        ledger.scanned(overheard(), "personal-data", "sent", (), languages)
    (row,) = ledger.detectors()
    assert (row.scanned, row.not_fully_scanned) == (3, 0)
    assert list(row.languages_not_covered.items()) == [("ar", 1), ("zh", 2)]


def a_sighting(kind: str = "planted/prompt", side: Side = "sent") -> Sighting:
    return Sighting(kind, side, "body.$.text", "Which clinic is near?", "it stands here")


@pytest.mark.parametrize(
    ("party", "seen", "count"),
    [
        ("vendor", [a_sighting()], 1),
        ("vendor", [a_sighting("planted/email"), a_sighting()], 1),
        ("vendor", [a_sighting(), a_sighting()], 1),
        ("vendor", [], 0),
        ("vendor", [a_sighting(side="received")], 0),
        ("vendor", [a_sighting("planted/email")], 0),
        ("third", [a_sighting()], 0),
        ("unknown", [a_sighting()], 0),
    ],
)
def test_only_the_prompt_on_its_way_to_the_vendor_is_a_control(
    party: Party, seen: list[Sighting], count: int
) -> None:
    ledger = Ledger()
    ledger.control(overheard(), replace(VENDOR, party=party), seen)
    assert ledger.controls() == (Control("app", PROMPT_SEEN, count),)


def test_each_exchange_that_carries_the_prompt_counts() -> None:
    ledger = Ledger()
    for seen in ([a_sighting()], [], [a_sighting()]):
        ledger.control(overheard(), VENDOR, seen)
    assert ledger.controls() == (Control("app", "prompt-seen-at-vendor", 2),)


def test_a_probe_is_no_control() -> None:
    ledger = Ledger()
    ledger.control(overheard("chat", "probe"), VENDOR, [a_sighting()])
    assert ledger.controls() == ()


@pytest.mark.parametrize("before", [True, False])
def test_an_app_that_was_never_seen_has_its_control_told_all_the_same(before: bool) -> None:
    ledger = Ledger()
    steps: list[Any] = [
        lambda: [ledger.expect(app) for app in ("silent", "app")],
        lambda: ledger.control(overheard(), VENDOR, [a_sighting()]),
    ]
    for step in steps if before else reversed(steps):
        step()
    assert ledger.controls() == (Control("app", PROMPT_SEEN, 1), Control("silent", PROMPT_SEEN, 0))


def test_the_detectors_are_named() -> None:
    told = (
        "planted",
        "personal-data",
        "chat",
        "secret",
        "exfiltration",
        "transport",
        "body",
        "sdk",
        "ai-api",
    )
    assert told == DETECTORS


def test_an_app_that_was_shown_wrong_certificates_has_a_control_of_its_own() -> None:
    ledger = Ledger()
    exchange = overheard()
    shown = replace(exchange.connection, wrong_certificate="expired")
    ledger.met(replace(exchange, connection=shown), VENDOR)
    assert Control("app", WRONG_SHOWN, 1) in ledger.controls()


NO_REQUEST = Failure("no-request", "closed after the handshake without a request")
GIVEN_UP = Failure("handshake-closed", "closed during the TLS handshake")
CUT = Failure("aborted", "no request until the overhearing ended")


@pytest.mark.parametrize(
    ("silent", "read_there", "read_elsewhere", "expected"),
    [
        # A spare connection to a host that was read hides nothing.
        ([NO_REQUEST], 1, 0, [("metrics.tracker.test", "decrypted", 1, 1)]),
        ([NO_REQUEST] * 3, 1, 0, [("metrics.tracker.test", "decrypted", 1, 3)]),
        ([CUT, Failure("dropped", "closed")], 2, 0, [("metrics.tracker.test", "decrypted", 2, 2)]),
        # Once is no proof; again and again, while others work, is.
        ([NO_REQUEST], 0, 1, [("api.example-vendor.test", "decrypted", 1, 0),
                              ("metrics.tracker.test", "opaque", 0, 1)]),
        ([NO_REQUEST] * 2, 0, 1, [("api.example-vendor.test", "decrypted", 1, 0),
                                  ("metrics.tracker.test", "pinned", 0, 2)]),
        ([NO_REQUEST] * 5, 1, 1, [("api.example-vendor.test", "decrypted", 1, 0),
                                  ("metrics.tracker.test", "decrypted", 1, 0),
                                  ("metrics.tracker.test", "pinned", 0, 5)]),
        ([NO_REQUEST] * 5, 0, 0, [("metrics.tracker.test", "opaque", 0, 5)]),
        # A browser that gave up one connection in the handshake reads the host over another.
        ([GIVEN_UP], 1, 1, [("api.example-vendor.test", "decrypted", 1, 0),
                            ("metrics.tracker.test", "decrypted", 1, 1)]),
        ([GIVEN_UP], 0, 1, [("api.example-vendor.test", "decrypted", 1, 0),
                            ("metrics.tracker.test", "opaque", 0, 1)]),
        ([GIVEN_UP] * 2, 0, 1, [("api.example-vendor.test", "decrypted", 1, 0),
                                ("metrics.tracker.test", "pinned", 0, 2)]),
        ([GIVEN_UP, NO_REQUEST], 0, 1, [("api.example-vendor.test", "decrypted", 1, 0),
                                        ("metrics.tracker.test", "opaque", 0, 2)]),
        # What auditor ended itself is never called pinned.
        ([CUT] * 5, 0, 1, [("api.example-vendor.test", "decrypted", 1, 0),
                           ("metrics.tracker.test", "opaque", 0, 5)]),
        ([CUT, NO_REQUEST], 0, 0, [("metrics.tracker.test", "opaque", 0, 2)]),
    ],
)  # fmt: skip
def test_silent_connections_are_spare_ones_or_pinned_ones(
    silent: list[Failure],
    read_there: int,
    read_elsewhere: int,
    expected: list[tuple[str, str, int, int]],
) -> None:
    ledger = Ledger()
    for error in silent:
        ledger.met(overheard(visibility="opaque", readable=False, error=error), TRACKER)
    for where, count in ((TRACKER, read_there), (VENDOR, read_elsewhere)):
        for _ in range(count):
            ledger.met(overheard(), where)
    assert [row[2:] for row in rows(ledger)] == expected


def test_what_is_pinned_after_the_handshake_says_so() -> None:
    ledger = Ledger()
    ledger.met(overheard(), VENDOR)
    for _ in range(3):
        ledger.met(overheard(visibility="opaque", readable=False, error=NO_REQUEST), TRACKER)
    assert ledger.hosts()[-1].because == (
        "3 connections closed by the app after the handshake without a request, "
        "while others could be read"
    )


def test_what_could_not_be_read_at_all_is_never_taken_for_a_spare_one() -> None:
    ledger = Ledger()
    ledger.met(overheard(), TRACKER)
    for error in (Failure("around", "went around"), Failure("not-understood", "40 bytes sent")):
        ledger.met(overheard(visibility="opaque", readable=False, error=error), TRACKER)
    assert [row[3:] for row in rows(ledger)] == [("decrypted", 1, 0), ("opaque", 0, 2)]
