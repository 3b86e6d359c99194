"""Remembers which shards are done, so that a run that stopped goes on and repeats nothing."""

import hashlib
from pathlib import Path
from typing import Self

import msgspec

from auditor.errors import AuditorError
from auditor.evidence.appendonly import AppendOnly
from auditor.evidence.jsonl import encode
from auditor.sharding.result import Result

MOST_BYTES = 2**30
"""Of a manifest."""


class Line(msgspec.Struct, frozen=True):
    """One shard in the manifest."""

    file: str
    shard: int
    """From 0 in its file."""
    units: int
    sha256: str
    result_sha256: str
    result: Result


class Manifest:
    """The shards that are done. The last line of a run that was killed is cut."""

    def __init__(self, path: Path | None) -> None:
        self.done: dict[str, Result] = {}
        self.altered = 0
        """Lines whose result is not the one that was written: they are scanned anew."""
        self._file: AppendOnly | None = None
        if path:
            self._file = AppendOnly(path, self._read(path))

    def _read(self, path: Path) -> int:
        """Take up what is there; the end of its last whole line."""
        end = 0
        if not path.exists():
            return end
        if path.stat().st_size > MOST_BYTES:
            raise AuditorError(f"larger than {MOST_BYTES // 2**20} MB", where=path)
        with path.open("rb") as lines:
            for number, raw in enumerate(lines, 1):
                if not raw.endswith(b"\n"):
                    break
                try:
                    line = msgspec.json.decode(raw, type=Line)
                except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as err:
                    told = "not a manifest of a scan"
                    raise AuditorError(
                        told, where=f"{path}:{number}", hint="name another --manifest"
                    ) from err
                end += len(raw)
                if digest(line.result) == line.result_sha256:
                    self.done[line.sha256] = line.result
                else:
                    self.altered += 1
        return end

    def add(self, line: Line) -> None:
        """Remember a shard."""
        self.done[line.sha256] = line.result
        if self._file:
            self._file.append(encode(line) + b"\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()


def digest(result: Result) -> str:
    """SHA-256 of a result."""
    return hashlib.sha256(encode(result)).hexdigest()
