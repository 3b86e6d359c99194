"""Makes a hundred captures that no program should have written, each with a name."""

import base64
import gzip
import random
import zlib
from collections.abc import Iterator

from mitmproxy.io import tnetstring
from mitmproxy.test import tflow

from tests.capture.importing.hars import an_item, har, request, response
from tests.capture.packets.broken import broken

BOMB = gzip.compress(bytes(64 * 2**20))
"""64 MB in 64 kB."""
TWICE = gzip.compress(BOMB)
BIG = "2147483648"


def _dump(state: object) -> bytes:
    return tnetstring.dumps(state)


def _flow(**state: object) -> bytes:
    return _dump({**tflow.tflow(resp=True).get_state(), **state})


GOOD_DUMP = (
    _flow() + _dump(tflow.twebsocketflow().get_state()) + _dump(tflow.ttcpflow().get_state())
)
GOOD_HAR = har(an_item(), an_item(), an_item())


def _packed_bodies() -> Iterator[tuple[str, bytes]]:
    for name, body in (
        ("gzip bomb", BOMB),
        ("gzip bomb in a gzip bomb", TWICE),
        ("deflate bomb", zlib.compress(bytes(64 * 2**20))),
        ("half a gzip", BOMB[:100]),
    ):
        for encoding in ("gzip", "gzip, gzip", "br", "zstd", "deflate", "gzip," * 50, "nonsense"):
            headers = [{"name": "Content-Encoding", "value": encoding}]
            text = {"text": base64.b64encode(body).decode(), "encoding": "base64"}
            yield (
                f"{name} as {encoding[:12]}",
                har(an_item(response=response(headers=headers, content=text)), an_item()),
            )


def _values() -> Iterator[tuple[str, bytes]]:
    strange = (
        None, True, -1, 10**30, 1e308, "", "\ud800", [], {}, [[]], "x" * 70_000, {"a": None},
    )  # fmt: skip
    for number, value in enumerate(strange):
        yield f"strange {number} as a request", har(an_item(request=value), an_item())
        yield f"strange {number} as a response", har(an_item(response=value), an_item())
        parts = dict.fromkeys(("method", "headers", "postData", "cookies", "bodySize"), value)
        yield f"strange {number} in a request", har(an_item(request=request(**parts)), an_item())
        more = dict.fromkeys(("time", "startedDateTime", "_webSocketMessages"), value)
        yield f"strange {number} around it", har(an_item(**more, serverIPAddress=value))


def _hars() -> Iterator[tuple[str, bytes]]:
    chunked = [{"name": "Transfer-Encoding", "value": "chunked"}]
    length = [{"name": "Content-Length", "value": BIG}]
    yield (
        "endless chunks",
        har(an_item(response=response(headers=chunked, content={"text": "1\r\na\r\n" * 200_000}))),
    )
    yield "a length of 2 GB", har(an_item(request=request(headers=length, postData=None)))
    yield "a size of 2 GB", har(an_item(response=response(content={"size": int(BIG)})))
    yield (
        "20,000 headers",
        har(an_item(request=request(headers=[{"name": "a", "value": "b"}] * 20_000))),
    )
    yield (
        "20,000 messages",
        har(an_item(_webSocketMessages=[{"type": "send", "data": "a"}] * 20_000)),
    )
    yield "a long address", har(an_item(request=request(url="http://a.test/" + "a" * 2**21)))
    yield "a long host", har(an_item(request=request(url=f"http://{'a.' * 9000}test/")))
    deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    for place in (b'"time":250', b'"status":200'):
        name = place.split(b":")[0]
        yield f"deep {name!r}", GOOD_HAR.replace(place, name + b":" + deep, 1)
    yield "deep without an end", b'{"log":{"entries":[' + b'{"a":' * 100_000
    yield "lists without an end", b'{"log":{"entries":[' + b"[" * 100_000
    yield "a text without an end", b'{"log":{"entries":[{"a":"' + b'\\"' * 1_000_000
    yield "deep before its entries", b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + GOOD_HAR[1:]


def _cut(name: str, content: bytes, seed: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(seed)
    for share in (0.1, 0.35, 0.6, 0.99):
        yield f"{name} cut at {share}", content[: int(len(content) * share)]
    for number in range(6):
        broken = bytearray(content)
        for _ in range(20):
            broken[chance.randrange(20, len(broken))] = chance.randrange(256)
        yield f"{name} broken {number}", bytes(broken)


def _dumps() -> Iterator[tuple[str, bytes]]:
    for number, version in enumerate((-1, 0, 4, 12, 20, 99, "x", None, (0, 18), [1], {})):
        yield f"a flow of version {number}", _flow(version=version) + GOOD_DUMP
    yield "a flow of 2 GB", b"2147483648:" + GOOD_DUMP
    yield "a flow of a terabyte", b"999999999999:" + GOOD_DUMP
    nested = b"0:]"
    for _ in range(3000):
        nested = b"%d:%b]" % (len(nested), nested)
    yield "a deep flow", nested + GOOD_DUMP
    bomb = tflow.tflow(resp=True)
    bomb.response.headers["content-encoding"] = "gzip"
    bomb.response.data.content = BOMB
    yield "a flow with a bomb", _dump(bomb.get_state()) + GOOD_DUMP


def malformed() -> dict[str, bytes]:
    """Content by name."""
    made = {
        "nothing": b"",
        "a zip archive": b"PK\x03\x04" + bytes(100),
        "zeros": bytes(5000),
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "text": b"hello",
        "HAR in UTF-16": GOOD_HAR.decode().encode("utf-16"),
    }
    for some in (_packed_bodies(), _values(), _hars(), _dumps(), _cut("HAR", GOOD_HAR, 1),
                 _cut("dump", GOOD_DUMP, 2)):  # fmt: skip
        made.update(some)
    return made | broken()
