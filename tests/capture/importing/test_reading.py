from auditor.capture.importing.entry import Passed, Ready, Rejected
from auditor.capture.importing.reading import Reading, read
from tests.capture.importing.hars import a_har, an_item, request

KEY = "sk-ant-api03-" + "a1B2" * 20


def test_entries_are_read_up_to_where_they_can_be_written(tmp_path):
    headers = [{"name": "X-Api-Key", "value": KEY}, {"name": "X-Token", "value": "planted-value"}]
    path = a_har(tmp_path, an_item(request=request(headers=headers)), 7, an_item(_fromCache=1))
    ready, rejected, passed = read(Reading(str(path), b"salt", frozenset({"planted-value"})))
    assert isinstance(ready, Ready)
    assert KEY.encode() not in ready.sent.head
    assert b"planted-value" in ready.sent.head
    assert [(each.kind, each.place) for each in ready.placeholders] == [
        ("api-key", "header.x-api-key")
    ]
    assert (ready.status, ready.received.body) == (200, b'{"answer":"hi"}')
    assert rejected == Rejected("no request")
    assert passed == Passed("answered by the browser's cache")
