"""Undoes content encodings within a bound, so that a small body cannot unpack into a huge one."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli
import zstandard

MAX_LAYERS = 4
_STEP = 2**20
_WINDOW = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Content:
    """A body as it is stored."""

    body: bytes
    encoding: str = ""
    """What was undone; or, with ``truncated`` undecodable, what could not be."""
    truncated: str = ""


def plain(body: bytes, encoding: str, cap: int) -> Content:
    """The body without its content encoding, at most ``cap`` bytes of it."""
    names = [name.strip().lower() for name in encoding.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if not names or not body:
        return Content(body)
    told = ", ".join(names)
    if len(names) > MAX_LAYERS or any(name not in _UNDO for name in names):
        return Content(body, told[:100], "undecodable")
    undone, cut = body, False
    for name in reversed(names):
        try:
            undone = _UNDO[name](undone, cap)
        except (zlib.error, brotli.error, zstandard.ZstdError):
            return Content(body, told, "undecodable")
        cut = cut or len(undone) > cap
        undone = undone[:cap]
    return Content(undone, told, "body-cap" if cut else "")


def _inflate(body: bytes, cap: int, form: int) -> bytes:
    out = bytearray()
    while body and len(out) <= cap:
        stream = zlib.decompressobj(form)
        out += stream.decompress(body, cap + 1 - len(out))
        body = stream.unused_data
    return bytes(out)


def _gzip(body: bytes, cap: int) -> bytes:
    return _inflate(body, cap, 32 + zlib.MAX_WBITS)


def _deflate(body: bytes, cap: int) -> bytes:
    try:
        return _inflate(body, cap, zlib.MAX_WBITS)
    except zlib.error:  # many servers leave the zlib wrapper out
        return _inflate(body, cap, -zlib.MAX_WBITS)


def _brotli(body: bytes, cap: int) -> bytes:
    stream = brotli.Decompressor()
    out = bytearray()
    while len(out) <= cap and not stream.is_finished():
        step = stream.process(body, output_buffer_limit=_STEP)
        if not step and not body:
            break
        body = b""
        out += step
    return bytes(out)


def _zstd(body: bytes, cap: int) -> bytes:
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    out = bytearray()
    with unpacker.stream_reader(body, read_across_frames=True) as stream:
        while len(out) <= cap and (step := stream.read(_STEP)):
            out += step
    return bytes(out)


_UNDO: dict[str, Callable[[bytes, int], bytes]] = {
    "br": _brotli,
    "deflate": _deflate,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "zstd": _zstd,
}
