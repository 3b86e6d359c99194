import pytest

from auditor.capture.importing.entry import NO_TIME, Entry
from auditor.capture.importing.only import only_of
from auditor.errors import AuditorError
from auditor.evidence.exchange import Connection

TEN = 1793527200.0
"""2026-11-01T10:00:00Z"""


@pytest.mark.parametrize(
    ("limits", "host", "started", "wanted"),
    [
        ([], "a.test", TEN, True),
        ([], "a.test", NO_TIME, True),
        (["vendor.test"], "vendor.test", TEN, True),
        (["Vendor.test."], "api.vendor.test", TEN, True),
        (["vendor.test"], "othervendor.test", TEN, False),
        (["a.test", "b.test"], "b.test", TEN, True),
        (["2026-11-01T10:00Z/2026-11-01T11:00Z"], "a.test", TEN, True),
        (["2026-11-01T11:00/"], "a.test", TEN, False),
        (["/2026-11-01T11:00+02:00"], "a.test", TEN, False),
        (["2026-11-01/2026-11-02"], "a.test", NO_TIME, False),
        (["a.test", "2026-11-01/2026-11-02"], "a.test", TEN, True),
        (["a.test", "2026-11-02/2026-11-03"], "a.test", TEN, False),
    ],
)
def test_an_entry_fits_a_host_and_a_time(limits, host, started, wanted):
    entry = Entry(Connection("https", host, 443, "decrypted"), started, started)
    assert only_of(limits).wants(entry) == wanted


@pytest.mark.parametrize(
    ("limits", "wanted"),
    [
        (["app:com.vendor.chat"], True),
        (["app:com.other"], False),
        (["app:com.other", "app:com.vendor.chat"], True),
        (["app:com.vendor.chat", "b.test"], False),
    ],
)
def test_an_entry_fits_an_app(limits, wanted):
    connection = Connection("https", "a.test", 443, "opaque")
    entry = Entry(connection, TEN, TEN, app="com.vendor.chat")
    assert only_of(limits).wants(entry) == wanted


@pytest.mark.parametrize(
    ("limit", "what"),
    [
        ("..", "neither a host nor a span of time: '..'"),
        ("a..test", "neither a host nor a span of time: 'a..test'"),
        ("today/tomorrow", "not a span of time: 'today/tomorrow'"),
    ],
)
def test_a_limit_that_is_neither(limit, what):
    with pytest.raises(AuditorError) as err:
        only_of([limit])
    assert err.value.what == what
