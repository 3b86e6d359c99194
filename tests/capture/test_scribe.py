from mitmproxy.test import tflow

from auditor.capture.around import Socket
from auditor.capture.scribe import Scribe
from tests.capture.test_recorder import run


def test_a_hostile_location_header_is_no_reason_to_lose_an_exchange(writer):
    flow = tflow.tflow(resp=True)
    flow.response.headers["location"] = "http://[oops/?token=0123456789abcdef0123"
    (heard,) = run(("requestheaders", flow), ("request", flow), ("response", flow))
    Scribe(writer, app="a", phase=lambda _: "p", planted=()).write(heard)
    (exchange,) = writer.exchanges()
    head = writer.body(exchange.received.head)
    assert b"oops" in head
    assert b"0123456789abcdef0123" not in head


def test_a_connection_past_the_proxy_is_written_with_its_phase_and_told(writer):
    noticed = []
    scribe = Scribe(
        writer,
        app="a",
        phase=lambda at: f"p{at:.0f}",
        planted=(),
        notice=lambda *told: noticed.append(told),
    )
    scribe.write_around(Socket("udp", 40000, "192.0.2.7", 443, "01", 12, 1764000000.0))
    (exchange,) = writer.exchanges()
    assert noticed == [(exchange, ())]
    to = exchange.connection
    assert (to.scheme, to.host, to.port, to.visibility, to.address) == (
        "udp", "192.0.2.7", 443, "opaque", "192.0.2.7",
    )  # fmt: skip
    assert (exchange.phase, exchange.error.kind, exchange.sent) == ("p1764000000", "around", None)
