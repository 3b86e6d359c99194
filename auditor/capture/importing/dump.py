"""Reads mitmproxy's dumps of every version, one flow at a time."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import BinaryIO

from mitmproxy.dns import DNSFlow
from mitmproxy.exceptions import FlowReadException
from mitmproxy.flow import Flow
from mitmproxy.http import HTTPFlow
from mitmproxy.io.compat import migrate_flow
from mitmproxy.tcp import TCPFlow
from mitmproxy.udp import UDPFlow

from auditor.capture.chunks import Chunks
from auditor.capture.flows import (
    address,
    address_of,
    printable,
    received_half,
    sent_half,
    tls,
)
from auditor.capture.frames import Frames
from auditor.capture.heard import Destination, Hearing
from auditor.capture.importing.entry import Entry, Found, NotReadable, Rejected
from auditor.capture.importing.handshakes import Handshakes, is_orphan
from auditor.capture.importing.tnet import parsed
from auditor.capture.ledger import reached
from auditor.capture.naming import ascii_host
from auditor.evidence.exchange import Connection, Failure

MAX_BYTES = 128 * 2**20
"""Of one flow: two bodies of any size that a proxy holds in memory, and their messages."""
_LENGTH = re.compile(rb"([0-9]{1,12}):")


def read_dump(path: Path) -> Iterator[Found]:
    """The flows in order; NotReadable where the file is cut or is no dump any more."""
    size = path.stat().st_size
    handshakes = Handshakes()
    with path.open("rb") as file:
        while file.tell() < size:
            length = _length(file)
            if file.tell() + length + 1 > size:
                raise NotReadable("it ends in the middle of a flow")
            if length > MAX_BYTES:
                file.seek(length + 1, 1)
                yield Rejected(f"larger than {MAX_BYTES // 2**20} MB")
                continue
            yield _found(b"%d:%b" % (length, file.read(length + 1)))
            handshakes.bound(length)


def _length(file: BinaryIO) -> int:
    """The bytes of the next flow, which begins behind this; as it is written before it."""
    start = file.tell()
    found = _LENGTH.match(file.read(13))
    if not found:
        raise NotReadable("not a flow")
    file.seek(start + found.end())
    return int(found[1])


def _found(raw: bytes) -> Found:
    try:
        return _entry(Flow.from_state(migrate_flow(parsed(raw))))
    except (
        ArithmeticError, AttributeError, FlowReadException,
        LookupError, RecursionError, TypeError, ValueError,
    ) as err:  # fmt: skip
        # mitmproxy trusts its own files; what a stranger wrote may break it anywhere.
        told = str(err)
        is_version = told.startswith("mitmproxy ") and "version" in told
        return Rejected(told[:100] if is_version else "not a flow that mitmproxy reads")


def _entry(flow: Flow) -> Found:
    if is_orphan(flow):
        return Rejected("messages of a WebSocket whose handshake is not, or too far, before them")
    if isinstance(flow, HTTPFlow):
        return _exchange(flow)
    at = flow.server_conn.address or flow.client_conn.sockname
    if not isinstance(flow, TCPFlow | UDPFlow | DNSFlow) or not at:
        return Rejected("not a flow that auditor knows")
    if isinstance(flow, DNSFlow):
        told, scheme = "a question to a name server", "dns"
    else:
        sent = sum(len(each.content) for each in flow.messages if each.from_client)
        received = sum(len(each.content) for each in flow.messages if not each.from_client)
        told = f"not HTTP: {sent} bytes sent, {received} received"
        scheme = "udp" if isinstance(flow, UDPFlow) else "tcp"
    started = float(flow.timestamp_created)
    return Entry(
        connection=Connection(
            scheme=scheme,
            host=ascii_host(flow.client_conn.sni or at[0]),
            port=int(at[1]),
            visibility="opaque",
            address=address(flow.server_conn),
            client_tls=tls(flow.client_conn),
            server_tls=tls(flow.server_conn),
        ),
        started=started,
        ended=started,
        failure=Failure("not-understood", told),
    )


def _exchange(flow: HTTPFlow) -> Entry:
    heard = _hearing(flow)
    request, response = flow.request, flow.response
    started = float(request.timestamp_start)
    last = response.timestamp_end if response else request.timestamp_end
    secure = request.scheme != "http"
    return Entry(
        connection=Connection(
            scheme="https" if secure else "http",
            host=ascii_host(heard.destination.host),
            port=heard.destination.port,
            visibility="decrypted" if secure else "cleartext",
            address=address(flow.server_conn),
            client_tls=tls(flow.client_conn),
            server_tls=tls(flow.server_conn),
        ),
        started=started,
        ended=float(last or started),
        method=printable(request.data.method),
        url=address_of(flow, heard.destination),
        sent=sent_half(heard),
        status=response.status_code if response else 0,
        received=received_half(heard) if response else None,
        failure=_failure(flow),
    )


def _hearing(flow: HTTPFlow) -> Hearing:
    """A flow as the recorder would have heard it."""
    started = float(flow.request.timestamp_start)
    whole = flow.error is None
    heard = Hearing(
        flow=flow,
        destination=Destination(_host(flow), flow.request.port),
        sent=Chunks(started),
        received=Chunks(started),
        sent_frames=Frames(started),
        received_frames=Frames(started),
        sent_whole=flow.request.data.content is not None,
        received_whole=whole and (flow.response is None or flow.response.data.content is not None),
    )
    for message in flow.websocket.messages if flow.websocket else ():
        side = heard.sent_frames if message.from_client else heard.received_frames
        side.take(message.content, is_text=message.is_text, at=message.timestamp)
    return heard


def _host(flow: HTTPFlow) -> str:
    """The name that was asked for, where the proxy only knew an address."""
    try:
        ip_address(flow.request.host)
    except ValueError:
        return flow.request.host
    return flow.client_conn.sni or flow.request.pretty_host


def _failure(flow: HTTPFlow) -> Failure | None:
    if flow.error is None:
        return None if flow.response else Failure("dropped", "the dump holds no answer")
    if "client" in flow.error.msg:
        return Failure("aborted", "the client closed the connection")
    if flow.response is None and not reached(flow.server_conn):
        kind = "tls" if flow.server_conn.timestamp_tcp_setup else "unreachable"
        return Failure(kind, " ".join(flow.error.msg.split())[:200])
    return Failure("dropped", "the server closed the connection")
