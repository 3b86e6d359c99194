"""A vendor that speaks HTTP/3, and a client of it as a program's text."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

from aioquic.asyncio import QuicConnectionProtocol, serve
from aioquic.h3.connection import H3Connection
from aioquic.h3.events import DataReceived, HeadersReceived
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.events import ProtocolNegotiated, StreamDataReceived

ALPN = ["h3", "hq-interop"]


class _Vendor(QuicConnectionProtocol):
    """Answers each HTTP/3 request; with another protocol, says back what it heard."""

    http: H3Connection | None = None

    def quic_event_received(self, event):
        if isinstance(event, ProtocolNegotiated) and event.alpn_protocol == "h3":
            self.http = H3Connection(self._quic)
        if self.http is None:
            if isinstance(event, StreamDataReceived) and event.end_stream:
                self._quic.send_stream_data(event.stream_id, b"raw " + event.data, end_stream=True)
                self.transmit()
            return
        for told in self.http.handle_event(event):
            if isinstance(told, HeadersReceived | DataReceived) and told.stream_ended:
                self.http.send_headers(told.stream_id, [(b":status", b"200")])
                self.http.send_data(told.stream_id, b"over h3", end_stream=True)
                self.transmit()


@contextmanager
def serving_h3(folder: Path) -> Iterator[int]:
    """The port; ``folder`` has a leaf of an authority made by ``vendor.authority``."""
    loop, started = asyncio.new_event_loop(), Future()
    over = asyncio.Event()

    async def run():
        about = QuicConfiguration(is_client=False, alpn_protocols=ALPN)
        about.load_cert_chain(folder / "leaf.pem")
        server = await serve("127.0.0.1", 0, configuration=about, create_protocol=_Vendor)
        started.set_result(server._transport.get_extra_info("sockname")[1])
        await over.wait()
        server.close()
        await asyncio.sleep(0.05)

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        thread = threading.Thread(target=runner.run, args=(run(),), daemon=True)
        thread.start()
        yield started.result(10)
        loop.call_soon_threadsafe(over.set)
        thread.join(5)


CLIENT = """
import asyncio, os, sys
from urllib.parse import urlsplit
from aioquic.asyncio import QuicConnectionProtocol, connect
from aioquic.h3.connection import H3Connection
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.events import StreamDataReceived
from aioquic.h3.events import DataReceived

ALPN, TRUSTED, AT = {alpn!r}, {trusted!r}, {at!r}

class Client(QuicConnectionProtocol):
    answer = b""
    http = None
    def quic_event_received(self, event):
        told = self.http.handle_event(event) if self.http else [event]
        for each in told:
            if isinstance(each, DataReceived | StreamDataReceived):
                self.answer += each.data

async def main():
    about = QuicConfiguration(alpn_protocols=[ALPN], server_name="api.vendor.test")
    about.load_verify_locations(TRUSTED or os.environ["SSL_CERT_FILE"])
    port = AT or urlsplit(os.environ["AUDITOR_ADDRESS"]).port
    async with connect("127.0.0.1", port, configuration=about, create_protocol=Client) as client:
        stream = client._quic.get_next_available_stream_id()
        if ALPN == "h3":
            client.http = H3Connection(client._quic)
            head = [(b":method", b"GET"), (b":scheme", b"https"), (b":path", b"/over-h3"),
                    (b":authority", b"api.vendor.test")]
            client.http.send_headers(stream, head, end_stream=True)
        else:
            client._quic.send_stream_data(stream, b"hello", end_stream=True)
        client.transmit()
        for _ in range(25):
            if client.answer:
                break
            await asyncio.sleep(0.02)
    return client.answer

try:
    print(asyncio.run(asyncio.wait_for(main(), 10)), file=sys.stderr)
except Exception as err:
    print(type(err).__name__, err, file=sys.stderr)
    sys.exit(7)
"""
