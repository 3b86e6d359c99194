from auditor.capture.importing.entry import NO_TIME, Entry
from auditor.evidence.exchange import Connection


def test_a_connection_alone_is_an_entry():
    entry = Entry(Connection("tls", "a.test", 443, "opaque"), NO_TIME, NO_TIME)
    assert (entry.sent, entry.received, entry.failure) == (None, None, None)
