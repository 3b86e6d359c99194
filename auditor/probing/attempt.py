"""One attempt: a request sent once, and what came back, bounded in size and time."""

import socket
import ssl
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, cast

import certifi
import requests
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry, Timeout

from auditor.evidence.exchange import Failure, Tls
from auditor.probing.endpoint import Route
from auditor.probing.failures import failure_of
from auditor.probing.patience import AGAIN, Patience

MOST_TIMES = 10_000
"""Chunks whose times are kept."""

USUAL_HEADERS = {
    "Accept": "*/*",
    "Accept-Encoding": "gzip, deflate",
    # A vendor shall not know an audit by it.
    "User-Agent": "python-requests/2",
}


_ONCE = Retry(0, read=False)

type Peer = tuple[str | None, Tls | None]
"""Address and TLS of the other end."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent; headers whole, with the key."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was sent, what came back, or why nothing did."""

    request: Request
    started: float
    ended: float = 0.0
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    times: tuple[float, ...] = ()
    """Seconds from ``started``."""
    truncated: str = ""
    failure: Failure | None = None
    address: str | None = None
    tls: Tls | None = None

    @property
    def again(self) -> bool:
        """Whether another try may help. What ran into a bound would run into it again."""
        if self.failure is None:
            return self.status in AGAIN
        helps = self.failure.kind in ("dropped", "timeout", "unreachable")
        return helps and self.truncated != "time-cap"

    @property
    def overloaded(self) -> bool:
        """Whether the vendor asks to slow down: its own failures say nothing of our pace."""
        if self.status in (429, 529):
            return True
        return self.status == 503 and (
            bool(self.header("retry-after")) or b'"overloaded_error"' in self.body[:2000]
        )

    def header(self, name: str) -> str:
        """A response header, empty when absent."""
        return next((text for key, text in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class _Way:
    """How requests with one address and the same headers go out, found out once."""

    pool: HTTPConnectionPool
    path: str
    """The whole address where a proxy is to be told it."""
    headers: dict[str, str]


class Connections(threading.local):
    """A session of its own for each thread, deaf to the environment, and without cookies."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self.session = requests.Session()
        # Otherwise a .netrc replaces our header and a variable our proxy.
        self.session.trust_env = False
        self.session.headers.clear()
        if route.upstream_ca:
            self.session.mount("https://", _TrustingAdapter(route.upstream_ca))
        self._sock: socket.socket | None = None
        self._peer: Peer = (None, None)
        self._ways: dict[tuple[str, frozenset[tuple[str, str]]], _Way] = {}

    def way(self, url: str, headers: dict[str, str]) -> _Way:
        """The session's own pool with its verification and proxy, without its work for each call.

        A session's send costs as much processor time as all the rest of a request: it prepares
        address and headers anew, and looks for cookies, hooks and redirects, of which we have none.
        """
        known = url, frozenset(headers.items())
        if known not in self._ways:
            self._ways[known] = self._find_way(url, headers)
        return self._ways[known]

    def _find_way(self, url: str, headers: dict[str, str]) -> _Way:
        prepared = self.session.prepare_request(requests.Request("GET", url, headers=headers))
        adapter = cast(HTTPAdapter, self.session.get_adapter(prepared.url or url))
        proxy = self.route.proxy
        proxies = {"http": proxy, "https": proxy} if proxy else {}
        pool = cast(
            HTTPConnectionPool,
            adapter.get_connection_with_tls_context(prepared, certifi.where(), proxies),
        )
        return _Way(pool, adapter.request_url(prepared, proxies), dict(prepared.headers))

    def peer(self, response: BaseHTTPResponse) -> Peer:
        """The address at the other end and its TLS, where urllib3 still has the socket."""
        sock = getattr(response.connection, "sock", None)
        if sock is None:
            return None, None
        # Asked once for each connection: a call of the system lets another thread in before this.
        if sock is not self._sock:
            self._sock, self._peer = sock, _peer(sock, proxied=bool(self.route.proxy))
        return self._peer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()


class _TrustingAdapter(HTTPAdapter):
    """Trusts one more root beside the usual ones, also behind a proxy."""

    def __init__(self, root: Path) -> None:
        self._context = ssl.create_default_context(cafile=certifi.where())
        self._context.load_verify_locations(cafile=root)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Hand the context to urllib3."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Hand the context to urllib3 for servers behind a proxy too."""
        return super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)


def connections(route: Route) -> Connections:
    """What the threads that ask one target send through."""
    return Connections(route)


def attempt(through: Connections, request: Request, patience: Patience) -> Attempt:
    """Send once and read what comes, within the bounds; never follows a redirect."""
    started = time.time()
    try:
        return _receive(through, request, started, patience)
    except (HTTPError, OSError) as err:
        return Attempt(request, started, ended=time.time(), failure=failure_of(err))


def _receive(through: Connections, request: Request, started: float, patience: Patience) -> Attempt:
    way = through.way(request.url, request.headers)
    response = way.pool.urlopen(
        request.method,
        way.path,
        request.body,
        way.headers,
        retries=_ONCE,
        redirect=False,
        assert_same_host=False,
        timeout=Timeout(connect=patience.connect, read=patience.read),
        preload_content=False,
        decode_content=False,
    )
    try:
        # Asked before the body is read, because then urllib3 lets go of the socket.
        return _read(response, request, started, through.peer(response), patience)
    finally:
        # What was not read to its end is not used again.
        response.close()
        response.release_conn()


def _read(
    response: BaseHTTPResponse,
    request: Request,
    started: float,
    peer: Peer,
    patience: Patience,
) -> Attempt:
    """The body up to the bounds; what came before a break is kept."""
    chunks: list[bytes] = []
    times: list[float] = []
    size, truncated, failure = 0, "", None
    end = time.monotonic() + patience.total
    try:
        while chunk := response.read1(65536, decode_content=True):
            times.append(round(time.time() - started, 4))
            chunks.append(chunk[: patience.body_bytes - size])
            size += len(chunk)
            if size > patience.body_bytes:
                truncated = "body-cap"
                failure = Failure("too-large", f"more than {patience.body_bytes} bytes")
                break
            if time.monotonic() > end:
                truncated = "time-cap"
                failure = Failure("timeout", f"not done after {patience.total:g} s")
                break
    except (HTTPError, OSError) as err:
        truncated, failure = "broken-off", failure_of(err)
    return Attempt(
        request=request,
        started=started,
        ended=time.time(),
        status=response.status,
        headers=tuple(response.headers.items()),
        body=b"".join(chunks),
        times=tuple(times[:MOST_TIMES]),
        truncated=truncated,
        failure=failure,
        address=peer[0],
        tls=peer[1],
    )


def _peer(sock: socket.socket, *, proxied: bool) -> Peer:
    tls = None
    if isinstance(sock, ssl.SSLSocket):
        cipher = sock.cipher()
        tls = Tls(
            sock.version() or "", cipher[0] if cipher else "", sock.selected_alpn_protocol() or ""
        )
    try:
        return (None if proxied else sock.getpeername()[0]), tls
    except OSError:
        return None, tls
