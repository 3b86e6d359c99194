from tests.detect.making import Audit


def test_how_far_a_request_could_be_looked_at_is_counted(tmp_path):
    audit = Audit(tmp_path)
    audit.capture({"a": "b"}, planted=False)
    audit.capture({"a": "b"}, planted=False, truncated="size")
    audit.opaque("pinned.example")
    rows = {
        (row.detector, row.scanned, row.not_fully_scanned)
        for row in audit.observed().detectors
        if row.detector in ("sdk", "ai-api")
    }
    assert rows == {("sdk", 2, 1), ("ai-api", 2, 1)}
