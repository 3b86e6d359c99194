"""A server on loopback and a load on it through a proxy: plain HTTP, HTTPS with HTTP/1.1, HTTP/2."""

import asyncio
import json
import ssl
import statistics
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, StreamEnded

IN_FLIGHT = 16
STREAMS = 8
"""Of them in each connection of HTTP/2."""
WIRES = ("http", "https", "h2")
MOST_SECONDS = 1800
ANSWER = json.dumps({"answer": "Forty-two. " * 50, "id": "a" * 24}).encode()
QUESTION = json.dumps({"prompt": "Which clinic is near me? " * 8, "model": "small-1"}).encode()

type Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def serve(plain: int, secure: int, folder: Path) -> None:
    """The server, on a port without TLS and one with it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "leaf.pem")
    context.set_alpn_protocols(["h2", "http/1.1"])
    async with (
        await asyncio.start_server(_talk, "127.0.0.1", plain) as one,
        await asyncio.start_server(_talk, "127.0.0.1", secure, ssl=context) as other,
    ):
        forever = asyncio.gather(one.serve_forever(), other.serve_forever())
        await asyncio.wait_for(forever, MOST_SECONDS)


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    tls = writer.get_extra_info("ssl_object")
    talk = _talk_h2 if tls and tls.selected_alpn_protocol() == "h2" else _talk_http
    try:
        await talk(reader, writer)
    except (asyncio.IncompleteReadError, OSError):
        writer.close()


async def _talk_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b"
    whole = answer % (len(ANSWER), ANSWER)
    while head := await reader.readuntil(b"\r\n\r\n"):
        size = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
        await reader.readexactly(size)
        writer.write(whole)


async def _talk_h2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    talk = H2Connection(H2Configuration(client_side=False))
    talk.initiate_connection()
    head = [(":status", "200"), ("content-type", "application/json")]
    while True:
        writer.write(talk.data_to_send())
        if not (data := await reader.read(65536)):
            return
        for event in talk.receive_data(data):
            if isinstance(event, DataReceived):
                talk.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            elif isinstance(event, StreamEnded):
                talk.send_headers(event.stream_id, head)
                talk.send_data(event.stream_id, ANSWER, end_stream=True)


async def load(wire: str, proxy: int, server: int, count: int) -> tuple[float, float]:
    """Requests per second, and the median latency in milliseconds."""
    left, took = iter(range(count)), []
    if wire == "h2":
        work = [_load_h2(left, took, proxy, server) for _ in range(IN_FLIGHT // STREAMS)]
    else:
        work = [_load_http(wire, left, took, proxy, server) for _ in range(IN_FLIGHT)]
    begun = time.perf_counter()
    await asyncio.gather(*work)
    return count / (time.perf_counter() - begun), statistics.median(took) * 1000


async def _load_http(
    wire: str, left: Iterator[int], took: list[float], proxy: int, server: int
) -> None:
    target = f"http://127.0.0.1:{server}/v1/chat" if wire == "http" else "/v1/chat"
    ask = (
        f"POST {target} HTTP/1.1\r\nHost: localhost:{server}\r\n"
        "Authorization: Bearer bench-0123456789abcdef\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(QUESTION)}\r\n\r\n"
    ).encode() + QUESTION
    async with _through(wire, proxy, server) as (reader, writer):
        for _ in left:
            begun = time.perf_counter()
            writer.write(ask)
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(len(ANSWER))
            took.append(time.perf_counter() - begun)


async def _load_h2(left: Iterator[int], took: list[float], proxy: int, server: int) -> None:
    talk, begun = H2Connection(H2Configuration(client_side=True)), dict[int, float]()
    head = [
        (":method", "POST"), (":path", "/v1/chat"), (":scheme", "https"),
        (":authority", f"localhost:{server}"), ("content-type", "application/json"),
        ("authorization", "Bearer bench-0123456789abcdef"),
    ]  # fmt: skip
    async with _through("h2", proxy, server) as (reader, writer):
        talk.initiate_connection()

        def ask() -> None:
            if next(left, None) is not None:
                stream = talk.get_next_available_stream_id()
                begun[stream] = time.perf_counter()
                talk.send_headers(stream, head)
                talk.send_data(stream, QUESTION, end_stream=True)

        for _ in range(STREAMS):
            ask()
        writer.write(talk.data_to_send())
        while begun:
            for event in talk.receive_data(await reader.read(65536)):
                if isinstance(event, DataReceived):
                    talk.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                elif isinstance(event, StreamEnded):
                    took.append(time.perf_counter() - begun.pop(event.stream_id))
                    ask()
            writer.write(talk.data_to_send())


@asynccontextmanager
async def _through(wire: str, proxy: int, server: int) -> AsyncIterator[Ends]:
    """A connection by way of the proxy, with TLS where the wire wants it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy)
    if wire != "http":
        writer.write(f"CONNECT localhost:{server} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # made for this run
        context.set_alpn_protocols(["h2" if wire == "h2" else "http/1.1"])
        await writer.start_tls(context, server_hostname="localhost")
    try:
        yield reader, writer
    finally:
        writer.close()
