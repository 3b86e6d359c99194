"""One entry of a HAR file, whatever program wrote it."""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import ip_address
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from auditor.capture.chunks import BODY_CAP
from auditor.capture.content import Content, plain
from auditor.capture.frames import COUNT_CAP, FRAMES_CAP
from auditor.capture.importing.entry import NO_TIME, Entry, Found, Passed, Rejected
from auditor.capture.importing.harshape import Pair
from auditor.capture.keeping import Half
from auditor.capture.naming import ascii_host
from auditor.evidence.exchange import Connection, Failure, Visibility

MAX_HEADERS = 2000
MAX_URL = 2**20
NOT_RECORDED = "not-recorded"
"""The file says that there was a body, and does not hold it."""

_SCHEMES = {"http": "http", "https": "https", "ws": "http", "wss": "https"}
_PORTS = {"http": 80, "https": 443}
_READ: dict[str, Visibility] = {"http": "cleartext", "https": "decrypted"}
_NEVER_LEFT = ("BLOCKED", "NAME_NOT_RESOLVED", "CONNECTION_REFUSED", "INTERNET_DISCONNECTED")
_ORIGIN = re.compile(r"[A-Za-z]{2,5}://[^/?#]{1,300}(?=[/?#])")
_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x78\x9c", b"\x78\xda", b"\x78\x01")
"""How gzip, zstd and zlib begin: only then is a text that a file calls decoded still packed."""


type _Frame = tuple[bool, bytes, bool, float]
"""Sent by the client, content, whether it is text, seconds from the start."""


def entry_of(item: Any) -> Found:
    """What one item of ``log.entries`` says."""
    try:
        return _entry(item, *_addressed(item))
    except _Not as err:
        return err.found


class _Not(Exception):
    """An item that is no entry."""

    def __init__(self, found: Passed | Rejected) -> None:
        super().__init__(found.because)
        self.found = found


def _addressed(item: Any) -> tuple[Any, str, str, int]:
    """An item's request, its address with the scheme of HTTP, host and port."""
    request = item.get("request") if isinstance(item, dict) else None
    if not isinstance(request, dict):
        raise _Not(Rejected("no request"))
    url = request.get("url")
    if not isinstance(url, str) or not 0 < len(url) < MAX_URL:
        raise _Not(Rejected("no address, or one of more than a megabyte"))
    named = url[: max(url.find(":"), 0)].lower()
    if named not in _SCHEMES:
        told = f"{named}: is no network" if named.isascii() and named.isalpha() else "no network"
        raise _Not(Passed(told[:40]))
    if item.get("_fromCache") or item.get("fromCache"):
        raise _Not(Passed("answered by the browser's cache"))
    scheme, origin = _SCHEMES[named], _ORIGIN.match(url)
    host, port = _host_and_port(origin[0] if origin else url)
    if not host:
        raise _Not(Rejected("an address without a host"))
    return request, scheme + url[len(named) :], host, _PORTS[scheme] if port is None else port


@lru_cache(maxsize=1024)
def _host_and_port(url: str) -> tuple[str, int | None]:
    """Of an address, or its beginning; no host where there is none."""
    try:
        parts = urlsplit(url)
        return ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return "", None


def _entry(item: Any, request: Any, url: str, host: str, port: int) -> Entry:
    scheme = url[: url.index(":")]
    response = item.get("response") if isinstance(item.get("response"), dict) else {}
    status = _integer(response.get("status"))
    status = status if 100 <= status <= 999 else 0
    failure = None if status else _failure(item, response)
    left = failure is None or failure.kind != "unreachable"
    started = _moment(item.get("startedDateTime"))
    messages = item.get("_webSocketMessages")
    messages = messages if isinstance(messages, list) else []
    frames = list(_messages(messages, started)) if messages else []
    cut = len(frames) < len(messages)
    address = item.get("serverIPAddress")
    return Entry(
        connection=_connection(
            scheme, host, port, address[:100] if isinstance(address, str) else "", left=left
        ),
        started=started,
        ended=started + max(_number(item.get("time")), 0) / 1000,
        method=_text(request.get("method"))[:40].strip() or "GET",
        url=url,
        sent=_sent(request, frames, cut=cut) if left else None,
        status=status,
        received=_received(response, frames, cut=cut) if status else None,
        failure=failure,
    )


def _failure(item: Any, response: Any) -> Failure:
    told = _text(response.get("_error") or item.get("_error")).upper()
    if any(word in told for word in _NEVER_LEFT):
        return Failure("unreachable", "the request never left, says the file")
    return Failure("dropped", "the file holds no answer")


def _sent(request: Any, frames: list[_Frame], *, cut: bool) -> Half:
    headers = _with_cookies(_pairs(request.get("headers")), request.get("cookies"), "cookie")
    data = request.get("postData")
    data = data if isinstance(data, dict) else {}
    kind = _text(data.get("mimeType")) or _named(headers, "content-type")
    sizes = () if data else (request.get("bodySize"), _named(headers, "content-length"))
    missing = any(_integer(size) > 0 for size in sizes)
    content = Content(b"", truncated=NOT_RECORDED) if missing else _posted(data, kind, headers)
    return _half(headers, content, kind, [each for each in frames if each[0]], cut=cut)


def _received(response: Any, frames: list[_Frame], *, cut: bool) -> Half:
    headers = _with_cookies(_pairs(response.get("headers")), response.get("cookies"), "set-cookie")
    data = response.get("content")
    data = data if isinstance(data, dict) else {}
    kind = _text(data.get("mimeType")) or _named(headers, "content-type")
    text = data.get("text")
    if not text and _integer(data.get("size")) > 0:
        content = Content(b"", truncated=NOT_RECORDED)
    else:
        content = _content(_text(text), _text(data.get("encoding")), headers)
    return _half(headers, content, kind, [each for each in frames if not each[0]], cut=cut)


def _half(
    headers: list[tuple[str, str]], content: Content, kind: str, frames: list[_Frame], *, cut: bool
) -> Half:
    if not frames and not cut:
        return Half(headers, content, _media_type(kind[:1000]))
    return Half(
        headers=headers,
        content=content,
        media_type=_media_type(kind[:1000]),
        times=tuple(at for *_, at in frames),
        messages=[(body, is_text) for _, body, is_text, _ in frames],
        messages_cut=cut,
    )


@lru_cache(maxsize=1024)
def _media_type(kind: str) -> str:
    return kind.partition(";")[0].strip().lower()[:200]


def _posted(data: Any, kind: str, headers: list[tuple[str, str]]) -> Content:
    """A request's body; some programs write only what a form was filled with."""
    if data.get("text"):
        encoding = data.get("encoding") or data.get("_encoding")
        return _content(_text(data["text"]), _text(encoding), headers)
    params = data.get("params")
    if not isinstance(params, list) or not params:
        return Content(b"")
    pairs = [(_text(p.get("name")), _text(p.get("value"))) for p in params if isinstance(p, dict)]
    text = json.dumps(dict(pairs)) if "json" in kind else urlencode(pairs, errors="replace")
    if "multipart" in kind:
        text = "\r\n".join(f'name="{name}"\r\n\r\n{value}' for name, value in pairs)
    return _content(text, "", headers)


def _content(text: str, encoding: str, headers: list[tuple[str, str]]) -> Content:
    """A body as bytes, at most BODY_CAP of it."""
    named = _named(headers, "content-encoding")
    if encoding.strip().lower() == "base64":
        # Four characters for three bytes, and some room for line ends.
        body = _from_base64(text[: BODY_CAP * 3 // 2])
        if body is None:
            return Content(text[:BODY_CAP].encode("utf-8", "replace"), encoding, "undecodable")
        more = len(text) > BODY_CAP * 3 // 2
    else:
        body = _bytes(text[:BODY_CAP], packed=bool(named))
        more = len(text) > BODY_CAP
    if named and body.startswith(_PACKED):
        return plain(body[:BODY_CAP], named, BODY_CAP)
    cut = "body-cap" if more or len(body) > BODY_CAP else ""
    return Content(body[:BODY_CAP], named[:100].lower(), cut)


def _bytes(text: str, *, packed: bool) -> bytes:
    """Packed bodies stand in some files with one character for each byte."""
    if packed and text[:1] in ("\x1f", "\x28", "\x78"):
        try:
            body = text.encode("latin-1")
        except UnicodeEncodeError:
            return text.encode("utf-8", "replace")
        return body if body.startswith(_PACKED) else text.encode("utf-8", "replace")
    return text.encode("utf-8", "replace")


def _from_base64(text: str) -> bytes | None:
    plain_ = "".join(text.split()).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain_ + "=" * (-len(plain_) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _messages(messages: list[Any], started: float) -> Iterator[_Frame]:
    """The frames of a WebSocket as far as there is room for them."""
    size = 0
    for each in messages[:COUNT_CAP]:
        if not isinstance(each, dict):
            continue
        is_text = _integer(each.get("opcode", 1)) != 2
        data = _text(each.get("data"))
        body = data.encode("utf-8", "replace") if is_text else _from_base64(data)
        body = data.encode("utf-8", "replace") if body is None else body
        size += len(body)
        if size > FRAMES_CAP:
            return
        mine, at = each.get("type") in ("send", "request"), _number(each.get("time"))
        yield mine, body, is_text, round(max(at - started, 0), 6)


def _pairs(headers: Any) -> list[tuple[str, str]]:
    """Headers as a list of objects, or as one object."""
    if isinstance(headers, dict):
        return [(_text(name), _text(value)) for name, value in headers.items()][:MAX_HEADERS]
    if not isinstance(headers, list):
        return []
    if headers and type(headers[0]) is Pair:
        return [(each.name, each.value) for each in headers[:MAX_HEADERS]]
    pairs = [(h.get("name"), h.get("value")) for h in headers[:MAX_HEADERS] if isinstance(h, dict)]
    if all(type(name) is str and type(value) is str for name, value in pairs):
        return cast("list[tuple[str, str]]", pairs)
    return [(_text(name), _text(value)) for name, value in pairs]


def _with_cookies(headers: list[tuple[str, str]], cookies: Any, name: str) -> list[tuple[str, str]]:
    """Some programs list cookies and leave their header out."""
    if not isinstance(cookies, list) or not cookies or _named(headers, name):
        return headers
    told = [each for each in cookies[:200] if isinstance(each, dict)]
    pairs = [f"{_text(each.get('name'))}={_text(each.get('value'))}" for each in told]
    if name == "cookie":
        return [*headers, (name, "; ".join(pairs))] if pairs else headers
    # What the file does not say of a cookie is no finding.
    known = [each for each in told if {"httpOnly", "secure"} <= each.keys()]
    return [*headers, *((name, _set_cookie(each)) for each in known)]


def _set_cookie(cookie: Any) -> str:
    flags = ("; HttpOnly" * bool(cookie["httpOnly"])) + ("; Secure" * bool(cookie["secure"]))
    return f"{_text(cookie.get('name'))}={_text(cookie.get('value'))}{flags}"


def _named(headers: list[tuple[str, str]], name: str) -> str:
    for each, value in headers:
        if each.lower() == name:
            return value
    return ""


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, dict | list) else str(value)[:1000]


def _number(value: Any) -> float:
    """A number that a time can be; 0 for everything else."""
    if isinstance(value, int | float) and -1e11 < value < 1e11:
        return float(value)
    return 0.0


def _integer(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:12])
    return int(_number(value))


def _moment(value: Any) -> float:
    if not isinstance(value, str):
        return NO_TIME
    try:
        found = datetime.fromisoformat(value.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return NO_TIME


@lru_cache(maxsize=1024)
def _connection(scheme: str, host: str, port: int, address: str, *, left: bool) -> Connection:
    visibility = _READ[scheme] if left else "error"
    return Connection(scheme, host, port, visibility, _address(address))


def _address(told: str) -> str | None:
    try:
        return str(ip_address(told.strip("[]")))
    except ValueError:
        return None
