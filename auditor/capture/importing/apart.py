"""Reads a file in a process of its own, beside the one that writes: ``python -m`` this module.

It is told what to read on stdin and answers on stdout: each message has its kind and its length
before it. A file that ends the process, as one could that a library stumbles over, ends no import.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import IO

import msgspec

from auditor.capture.importing.entry import Noted, NotReadable, Passed, Read, Ready, Rejected
from auditor.capture.importing.reading import Reading, read

BUFFER = 2**18
_KINDS: dict[bytes, type[Read]] = {b"e": Ready, b"p": Passed, b"r": Rejected, b"o": Noted}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_LOST, _END = b"n", b"."


def read_apart(reading: Reading) -> Iterator[Read]:
    """The same as ``read``."""
    command = [sys.executable, "-P", "-m", "auditor.capture.importing.apart"]
    process = subprocess.Popen(  # noqa: S603 - this module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=BUFFER
    )
    assert process.stdin  # noqa: S101 - for the types
    assert process.stdout  # noqa: S101
    try:
        with process.stdin as told:
            told.write(msgspec.msgpack.encode(reading))
        yield from _received(process.stdout)
        if process.wait() != 0:
            _ended(process.returncode)
    finally:
        process.stdout.close()
        process.kill()
        process.wait()


def _received(stream: IO[bytes]) -> Iterator[Read]:
    decoders = {name: msgspec.msgpack.Decoder(kind) for name, kind in _KINDS.items()}
    while True:
        head = stream.read(5)
        kind, length = head[:1], int.from_bytes(head[1:])
        content = stream.read(length)
        if kind not in decoders or len(content) < length:
            break
        yield decoders[kind].decode(content)
    if kind == _LOST:
        raise NotReadable(content.decode())


def _ended(code: int) -> None:
    if code < 0:
        raise NotReadable(f"it ended the process that read it (signal {-code})")
    raise RuntimeError("the process that read the file failed")  # it said why on stderr


def main() -> None:
    """Answer what stdin asks for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this one is told, too
    reading = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Reading)
    try:
        with open(1, "wb", buffering=BUFFER, closefd=False) as out:
            _answer(reading, out)
    except BrokenPipeError:  # nobody wants the rest
        os._exit(0)


def _answer(reading: Reading, out: IO[bytes]) -> None:
    encode = msgspec.msgpack.Encoder().encode
    try:
        for found in read(reading):
            _send(out, _NAMES[type(found)], encode(found))
    except NotReadable as err:
        _send(out, _LOST, str(err).encode())
    else:
        _send(out, _END, b"")


def _send(out: IO[bytes], kind: bytes, content: bytes) -> None:
    out.write(kind + len(content).to_bytes(4))
    out.write(content)


if __name__ == "__main__":
    main()
