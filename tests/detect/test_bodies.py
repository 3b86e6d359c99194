import json

from auditor.evidence.exchange import Received
from tests.detect.making import Audit
from tests.detect.test_wordsizes import PIECES, stream


def streamed(audit, url):
    body = audit._keep(stream(PIECES).encode())
    head = audit._json({"headers": []})
    times = tuple(float(at) for at in range(52))
    audit.capture(
        url=url,
        received=Received(200, head, body, "text/event-stream", times=times),
        planted=False,
    )


def test_a_stream_is_told_once_for_each_host(tmp_path):
    audit = Audit(tmp_path)
    for host in ("a", "a", "b"):
        streamed(audit, f"https://{host}.example-vendor.test/chat")
    found = [one.host for one in audit.observed().observations if one.kind == "body/word-sizes"]
    assert found == ["a.example-vendor.test", "b.example-vendor.test"]


def test_both_sides_are_counted_as_looked_at(tmp_path):
    audit = Audit(tmp_path)
    head = audit._json({"headers": []})
    received = Received(200, head, audit._keep(b"{}"), "application/json", truncated="size")
    audit.capture(json.dumps({"a": "b"}).encode(), received=received, planted=False)
    rows = [
        (row.side, row.scanned, row.not_fully_scanned)
        for row in audit.observed().detectors
        if row.detector == "body"
    ]
    assert rows == [("received", 1, 1), ("sent", 1, 0)]
