import pytest

from auditor.capture.importing.entry import NO_TIME, Entry, Passed, Rejected
from auditor.capture.importing.formats import reader_of
from auditor.capture.importing.lists import read_privacy_report, read_tracker_control
from auditor.evidence.exchange import Connection

HEADS = "uid,daddr,time,uncertain,Tracker,Category,Package,App\n"
ROW = "10234,tracker.test,1793527200500,0,Example,Analytics,com.vendor.chat,Chat\n"
LINE = (
    '{"domain":"tracker.test","timeStamp":"2026-11-01T10:00:00.500+00:00","hits":3,'
    '"type":"networkActivity","bundleID":"com.vendor.chat"}\n'
)
META = '{"_marker":"<metadata>"}\n'


def read(tmp_path, text):
    path = tmp_path / "some"
    path.write_text(text)
    name, reader = reader_of(path)
    return name, list(reader(path))


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        (HEADS + ROW, "TrackerControl's list", "TrackerControl"),
        ("\ufeff" + HEADS + ROW, "TrackerControl's list", "TrackerControl"),
        (LINE, "App Privacy Report", "the report of iOS"),
    ],
)
def test_a_row_is_a_host_that_nobody_looked_into(tmp_path, text, name, who):
    called, (found,) = read(tmp_path, text)
    assert called == name
    assert isinstance(found, Entry)
    assert found.connection == Connection("tcp", "tracker.test", 443, "opaque")
    assert found.started == 1793527200.5
    assert found.failure.message == (
        f"{who} names the host, and nothing of its content; spoken to by com.vendor.chat"
    )
    assert (found.sent, found.app) == (None, "com.vendor.chat")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("10234,,1,0,,,,\n", Rejected("no host")),
        ("10234\n", Rejected("no host")),
        (f"1,{'a' * 300},1,0\n", Rejected("no host")),
    ],
)
def test_a_row_without_a_host_is_rejected(tmp_path, row, found):
    path = tmp_path / "some.csv"
    path.write_text(HEADS + row + ROW)
    assert next(iter(read_tracker_control(path))) == found
    assert len(list(read_tracker_control(path))) == 2


def test_a_row_without_a_time_has_none(tmp_path):
    path = tmp_path / "some.csv"
    path.write_text(HEADS + "1,a.test,soon\n")
    assert next(read_tracker_control(path)).started == NO_TIME


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('{"type":"access"}', Passed("about something else than the network")),
        ("[1]", Rejected("not an object")),
        ("{", Rejected("not a line of JSON")),
        ("[" * 60_000, Rejected("not a line of JSON")),
        ('{"type":"networkActivity"}', Rejected("no host")),
    ],
)
def test_another_line_is_named(tmp_path, line, found):
    path = tmp_path / "some.ndjson"
    path.write_text(META + line + "\n" + LINE)
    one, other, last = read_privacy_report(path)
    assert one == Passed("about something else than the network")
    assert other == found
    assert isinstance(last, Entry)
