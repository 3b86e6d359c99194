"""Small hand-written encoders for message bodies: protobuf, gRPC, MessagePack, multipart, frames."""

import base64
import json
import struct
from random import Random


def dumps(value, ascii_only: bool = False) -> str:
    return json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"))


def b64(data: bytes | str) -> str:
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def proto(*fields: tuple[int, object]) -> bytes:
    """A protobuf message from (field number, value) pairs: int, float, str or bytes."""
    out = b""
    for number, value in fields:
        if isinstance(value, float):
            out += varint(number << 3 | 1) + struct.pack("<d", value)
        elif isinstance(value, int):
            out += varint(number << 3) + varint(value)
        else:
            data = value.encode() if isinstance(value, str) else value
            out += varint(number << 3 | 2) + varint(len(data)) + data
    return out


def grpc(message: bytes) -> bytes:
    return b"\x00" + struct.pack(">I", len(message)) + message


def sized(size: int, small: tuple[int, int], wide: tuple[tuple[int, str], ...]) -> bytes:
    """A MessagePack head: one byte when the size fits the small form, else marker and length."""
    base, limit = small
    if size < limit:
        return bytes([base | size])
    for marker, shape in wide:
        if size < 1 << 8 * struct.calcsize(shape):
            return bytes([marker]) + struct.pack(shape, size)
    raise ValueError(size)


def msgpack(value) -> bytes:
    if value is None or isinstance(value, bool):
        return {None: b"\xc0", False: b"\xc2", True: b"\xc3"}[value]
    if isinstance(value, int):
        return bytes([value]) if 0 <= value < 128 else b"\xd3" + struct.pack(">q", value)
    if isinstance(value, float):
        return b"\xcb" + struct.pack(">d", value)
    if isinstance(value, str):
        data = value.encode()
        return sized(len(data), (0xA0, 32), ((0xD9, ">B"), (0xDA, ">H"))) + data
    if isinstance(value, bytes):
        return sized(len(value), (0, 0), ((0xC4, ">B"), (0xC5, ">H"))) + value
    if isinstance(value, dict):
        head = sized(len(value), (0x80, 16), ((0xDE, ">H"),))
        return head + b"".join(msgpack(k) + msgpack(v) for k, v in value.items())
    return sized(len(value), (0x90, 16), ((0xDC, ">H"),)) + b"".join(map(msgpack, value))


def multipart(boundary: str, parts: list[tuple[str, str, str, str]]) -> bytes:
    """Parts are (field, file name or '', content type or '', text)."""
    out = ""
    for field, filename, kind, text in parts:
        name = f'; filename="{filename}"' if filename else ""
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"{name}\r\n'
        out += (f"Content-Type: {kind}\r\n" if kind else "") + f"\r\n{text}\r\n"
    return (out + f"--{boundary}--\r\n").encode()


def event_stream(events: list[object]) -> bytes:
    lines = [f"data: {dumps(event)}\n\n" for event in events]
    return ("".join(lines) + "data: [DONE]\n\n").encode()


def chunks_of(rng: Random, text: str) -> list[str]:
    """Cut text into pieces of a few characters, as a model streams its tokens."""
    pieces = []
    while text:
        size = rng.randint(2, 7)
        pieces.append(text[:size])
        text = text[size:]
    return pieces


def deltas(rng: Random, text: str) -> list[dict]:
    return [
        {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "choices": [{"index": 0, "delta": {"content": piece}}],
        }
        for piece in chunks_of(rng, text)
    ]
