"""Who received what."""

from auditor.evidence.coverage import Coverage, HostCoverage
from auditor.evidence.flows import data_flows
from tests.making import an_observation

TRACKER = HostCoverage(
    "our-client", "capture", "metrics.tracker.test", "decrypted", 3, 0, "third", owner="Tracker"
)
PINNED = HostCoverage("our-client", "capture", "pinned.test", "pinned", 0, 2, "unknown")


def test_each_host_has_a_row_with_the_kinds_that_were_sent_there() -> None:
    seen = [
        an_observation(kind="planted/prompt"),
        an_observation(kind="planted/email"),
        an_observation(kind="planted/email"),
        an_observation(kind="planted/phone", side="received"),
        an_observation(kind="planted/phone", subject="another-app"),
        an_observation(kind="planted/phone", plane="probe"),
        an_observation(kind="planted/phone", host="elsewhere.test"),
    ]
    rows = data_flows(seen, Coverage(hosts=(TRACKER, PINNED)))
    assert [(row.host, row.kinds, row.visibility, row.party, row.owner) for row in rows] == [
        (
            "metrics.tracker.test",
            ("planted/email", "planted/prompt"),
            "decrypted",
            "third",
            "Tracker",
        ),
        ("pinned.test", (), "pinned", "unknown", None),
    ]


def test_a_row_is_held_against_what_the_vendor_declares() -> None:
    declared = {"recipients": {"value": ["Somebody Else"]}, "data": "unknown"}
    rows = data_flows([an_observation()], Coverage(hosts=(TRACKER, PINNED)), declared)
    assert [(row.declared, row.recipient_declared, row.declared_because) for row in rows] == [
        ("omitted", "omitted", ("Tracker is not among the recipients that are stated",)),
        (None, None, ()),
    ]
