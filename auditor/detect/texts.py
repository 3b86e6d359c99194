"""Every text of one side of an exchange, decoded, with its place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from typing import Any
from urllib.parse import unquote, urlsplit

from auditor.detect import streams
from auditor.detect.budget import Budget
from auditor.detect.decoding import leaves
from auditor.detect.documents import documents
from auditor.detect.leaf import Leaf, Piece, pairs, parsed, shown
from auditor.evidence.exchange import Blob, Received, Sent

MAX_PARTS = 500

type Read = Callable[[Blob | None], bytes | None]

# Of those that people write in: others, such as punycode, take quadratic time or fail.
_CHARSET = re.compile(
    r"charset\s*=\s*[\"']?((?:utf|ucs|iso|windows|cp|gb|big5|shift|sjis|euc|koi8|latin|mac|us-ascii)"
    r"[a-z0-9_.:-]{0,30})"
)
_TEXTUAL = re.compile(
    r"json|text|xml|html|csv|vcard|calendar|plist|rfc822|urlencoded|javascript|event-stream|graphql|sentry-envelope"
)
_FRAMED = re.compile(r"/(grpc|grpc-web|connect)(\+|$)")
_PEOPLE = re.compile(
    r"(?:user|customer|member|patient|account|student|player|subscriber|employee|profile|guest|driver)s?",
    re.IGNORECASE,
)
"""Collections in an address, after which somebody's id stands."""
_BOUNDARY = re.compile(rb"\r?\n?--([^\r\n]{1,200})\r?\n")


@dataclass(frozen=True, slots=True)
class Texts:
    """What could be read of one side, and the bounds that kept the rest out of sight."""

    leaves: tuple[Leaf, ...] = ()
    bounds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a joined conversation or answer."""

    channel: str
    text: str


def texts_of(message: Sent | Received | None, read: Read) -> Texts:
    """The leaves of a request or response; what was erased or cut is named among the bounds."""
    if message is None:
        return Texts()
    budget = Budget()
    if message.truncated:
        budget.hit.add(message.truncated)
    for blob in (message.head, message.body, message.joined):
        if blob is not None and read(blob) is None:
            budget.hit.add("redacted")
    joined = leaves(_joined(parts_of(message, read)), budget)
    said = {leaf.value for leaf in joined}
    rest = leaves((*_head(message, read, budget), *_body(message, read, budget)), budget)
    found = (*(leaf for leaf in rest if leaf.value not in said), *joined)
    return Texts(found, frozenset(budget.hit))


def parts_of(message: Sent | Received, read: Read) -> list[Part]:
    """The joined parts, in order; none if nothing was joined or it was erased."""
    value = parsed(read(message.joined) or b"null", Budget())
    return [
        Part(str(each.get("channel", "")), str(each.get("text", "")))
        for each in (value if isinstance(value, list) else [])
        if isinstance(each, dict)
    ]


def _joined(parts: list[Part]) -> Iterator[Piece]:
    for part in parts:
        yield Piece(f"joined.{shown(part.channel or 'text')}", part.text, ("joined",))


def _head(message: Sent | Received, read: Read, budget: Budget) -> Iterator[Piece]:
    head = parsed(read(message.head) or b"null", budget)
    if not isinstance(head, dict):
        return
    if isinstance(url := head.get("url"), str):
        yield from _url(url, budget)
    headers = head.get("headers")
    for pair in headers if isinstance(headers, list) else []:
        if isinstance(pair, list) and len(pair) == 2:
            yield from _header(str(pair[0]).lower(), str(pair[1]))


def _url(url: str, budget: Budget) -> Iterator[Piece]:
    try:
        address = urlsplit(url)
    except ValueError:
        yield Piece("url", url)
        return
    yield Piece("url.host", address.netloc)
    whose = ""
    for segment in address.path.split("/")[:MAX_PARTS]:
        plain = unquote(segment)
        yield Piece(f"url.path{whose}", plain, ("url",) if plain != segment else ())
        whose = f".{segment.lower().removesuffix('s')}_id" if _PEOPLE.fullmatch(segment) else ""
    yield from pairs(address.query, "url.query", (), budget)


def _header(name: str, value: str) -> Iterator[Piece]:
    if name != "cookie":
        yield Piece(f"header.{shown(name)}", value)
        return
    for cookie in value.split(";")[:MAX_PARTS]:
        key, _, content = cookie.strip().partition("=")
        plain = unquote(content)
        yield Piece(f"header.cookie.{shown(key)}", plain, ("url",) if plain != content else ())


def _body(message: Sent | Received, read: Read, budget: Budget) -> Iterator[Piece]:
    body = read(message.body)
    if not body:
        return
    kind = message.media_type.lower()
    if "multipart/" in kind and (boundary := _BOUNDARY.match(body)):
        yield from _multipart(body, boundary[1], budget)
        return
    if not _TEXTUAL.search(kind) or _FRAMED.search(kind):
        yield Piece("body", body)
        return
    text = _decoded(body, kind)
    if "event-stream" in kind:
        yield from streams.pieces(text, budget)
    elif "urlencoded" in kind:
        yield from pairs(text, "body.form", ("form",), budget)
    elif (lines := _json_lines(text, budget)) is not None:
        yield from lines
    elif (inside := documents(text, "body", budget)) is not None:
        yield from inside
        yield Piece("body", text)
    else:
        yield Piece("body", text)


def _decoded(body: bytes, kind: str) -> str:
    """The text of a body in the signs that its type, or its first bytes, tell."""
    told = _CHARSET.search(kind)
    name = told[1] if told else "utf-8"
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        name = "utf-16"
    try:
        return body.decode(name, "replace").removeprefix("\ufeff")
    except LookupError:
        return body.decode("utf-8", "replace").removeprefix("\ufeff")


def _json_lines(text: str, budget: Budget) -> list[Piece] | None:
    """The documents of a body with one JSON document a line; None for any other body."""
    lines = text.strip().split("\n")
    if len(lines) < 2 or not text.lstrip().startswith(("{", "[")):
        return None
    values: list[Any] = []
    for line in lines:
        value = parsed(line, budget) if line.strip() else ""
        if value is None:
            return None
        values.append(value)
    return [Piece("body.lines.$", value, ("json",)) for value in values if value]


def _multipart(body: bytes, boundary: bytes, budget: Budget) -> Iterator[Piece]:
    sections = body.split(b"--" + boundary, MAX_PARTS + 2)[1:]
    if len(sections) > MAX_PARTS:
        budget.hit.add("leaves")
    for section in sections[:MAX_PARTS]:
        if section.startswith(b"--"):
            return
        head, _, content = section.lstrip(b"\r\n").partition(b"\r\n\r\n")
        headers = BytesParser(policy=policy.compat32).parsebytes(head[:4000], headersonly=True)
        for key in ("name", "filename"):
            name = headers.get_param(key, header="content-disposition")
            if key == "name":
                place = f"body.form.{shown(name if isinstance(name, str) else 'part')}"
            elif isinstance(name, str):
                yield Piece(f"{place}.filename", name, ("multipart",))
        yield Piece(place, content.removesuffix(b"\r\n"), ("multipart",))
