from mitmproxy.test import tflow

from auditor.capture.chunks import Chunks
from auditor.capture.frames import Frames
from auditor.capture.heard import Destination, Hearing, Line


def test_a_request_that_just_began_is_neither_whole_nor_failed() -> None:
    place = Destination("api.example-vendor.test", 443)
    heard = Hearing(tflow.tflow(), place, Chunks(0.0), Chunks(0.0), Frames(0.0), Frames(0.0))
    assert (heard.sent_whole, heard.received_whole, heard.failure) == (False, False, None)


def test_a_line_that_just_opened_carried_nothing_and_leads_nowhere_yet() -> None:
    line = Line(tflow.tclient_conn())
    assert (line.target, line.server, line.upstream) == (None, None, None)
    assert (line.carried, line.written) == (False, False)
    assert (line.bytes_sent, line.bytes_received) == (0, 0)
