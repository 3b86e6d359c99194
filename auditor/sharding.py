"""Scans files shard by shard, in several processes, and remembers in a manifest what is done.

A shard is some consecutive units of a file: passages of texts that are looked at together, or
entries of a capture. Its SHA-256 is over what is looked at and with what, so a run that goes on
scans again just what changed.
"""

import hashlib
import multiprocessing
import secrets
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

import msgspec

from auditor.capture.importing.entry import Entry
from auditor.detect.models import installed_model
from auditor.detect.personal import PersonalData
from auditor.detect.sighting import Sighting
from auditor.detect.sights import Sights
from auditor.detect.spans import Passage, Span, Spans
from auditor.errors import AuditorError
from auditor.evidence.appendonly import AppendOnly
from auditor.evidence.jsonl import encode
from auditor.evidence.persona import Persona
from auditor.scanning import Capture, batches, exchange_of, is_capture, opened, passages

SIZE = 2 * 2**20
"""Bytes of a shard, nearly; a unit is never cut."""
AHEAD = 2
"""Shards for each worker that are read before they are needed."""
MOST_BYTES = 2**30
"""Of a manifest."""

type Told = dict[str, Any]
"""One value that was found, as a line tells it."""
type Units = tuple[list[Passage], ...] | tuple[tuple[str, Entry], ...]


@dataclass(frozen=True, slots=True)
class With:
    """With what is scanned."""

    persona: Persona | None = None
    gate: bool = False

    @property
    def fingerprint(self) -> bytes:
        """SHA-256 of all that the result depends on but the content."""
        model = installed_model()
        libraries = [version(name) for name in ("presidio-analyzer", "spacy", "phonenumbers")]
        from auditor import __version__  # noqa: PLC0415 - says nothing of how it is used

        known = (__version__, libraries, model.title if model else "", self.persona, self.gate)
        return hashlib.sha256(encode(known)).digest()


@dataclass(frozen=True, slots=True)
class Result:
    """What one shard holds."""

    told: list[Told] = field(default_factory=list)
    bounds: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


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
                if _digest(line.result) == line.result_sha256:
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


def units_of(
    path: Path, rejected: list[str]
) -> Iterator[tuple[list[Passage] | tuple[str, Entry], int]]:
    """The units of a file with their sizes; what cannot be read is added to ``rejected``."""
    if is_capture(path):
        capture = Capture(path)
        for name, entry in capture.entries():
            yield (name, entry), len(encode(entry))
        rejected += [f"{path}: {count} × {why}" for why, count in capture.rejected.items()]
        return
    with opened(path) as source:
        for batch in batches(passages(source, str(path))):
            yield batch, sum(len(each.text) for each in batch)


def shards(path: Path, rejected: list[str], size: int = SIZE) -> Iterator[Units]:
    """The units of a file in shards."""
    held: list[Any] = []
    total = 0
    for unit, its in units_of(path, rejected):
        held.append(unit)
        total += its
        if total >= size:
            yield tuple(held)
            held, total = [], 0
    if held:
        yield tuple(held)


def scan(
    path: Path,
    how: With,
    pool: ProcessPoolExecutor,
    ahead: int,
    manifest: Manifest,
    rejected: list[str],
    size: int = SIZE,
) -> Iterator[Result]:
    """The results of a file's shards, in their order. AuditorError when a worker was killed."""
    try:
        yield from _results(path, how, pool, ahead, manifest, shards(path, rejected, size))
    except BrokenProcessPool as err:
        hint = "the same command goes on, with --manifest"
        raise AuditorError("a worker was killed", where=path, hint=hint) from err


def _results(
    path: Path,
    how: With,
    pool: ProcessPoolExecutor,
    ahead: int,
    manifest: Manifest,
    made: Iterator[Units],
) -> Iterator[Result]:
    waiting: deque[tuple[Line, Future[Result] | None]] = deque()
    known = how.fingerprint
    for number, units in enumerate(made):
        sha256 = hashlib.sha256(known + encode(units)).hexdigest()
        line = Line(str(path), number, len(units), sha256, "", Result())
        same = sha256 in manifest.done or any(sha256 == other.sha256 for other, _ in waiting)
        waiting.append((line, None if same else pool.submit(analyse, units)))
        while len(waiting) > ahead:
            yield _result(manifest, *waiting.popleft())
    while waiting:
        yield _result(manifest, *waiting.popleft())


def _result(manifest: Manifest, line: Line, future: Future[Result] | None) -> Result:
    if future is None:
        return manifest.done[line.sha256]
    result = future.result()
    manifest.add(msgspec.structs.replace(line, result=result, result_sha256=_digest(result)))
    return result


def pool_of(workers: int, how: With) -> ProcessPoolExecutor:
    """Processes that have their analysers ready."""
    # A fork would copy locks that other threads hold.
    return ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=_prepare, initargs=(how,)
    )


_ready: list[tuple[Spans, Sights]] = []


def _prepare(how: With) -> None:
    """Make this process's analysers, once."""
    personal = PersonalData(installed_model(), gated=how.gate)
    _ready[:] = [(Spans(personal, how.persona), Sights(personal, how.persona))]


def analyse(units: Units) -> Result:
    """What a shard holds, in a process that is prepared."""
    ((spans, sights),) = _ready
    for each in (spans, sights):
        each.bounds, each.languages = set(), set()
    told: list[Told] = []
    for unit in units:
        if isinstance(unit, list):
            told += [of_span(span) for span in spans.of(unit)]
        else:
            exchange, memory = exchange_of(*unit, secrets.token_bytes(16))
            told += [of_sighting(exchange.id, seen) for seen in sights.of(exchange, memory.read)]
    bounds, languages = spans.bounds | sights.bounds, spans.languages | sights.languages
    return Result(told, sorted(bounds), sorted(languages))


def of_span(span: Span) -> Told:
    """A value in a text, as a line tells it."""
    told = {name: getattr(span, name) for name in span.__slots__}
    if not span.decoded:
        del told["decoded"]
    return told


def of_sighting(id_: str, seen: Sighting) -> Told:
    """A value in an exchange, as a line tells it."""
    told: Told = {"id": id_, "kind": seen.kind, "side": seen.side, "place": seen.place}
    told |= {"decoded": seen.steps} if seen.steps else {}
    return told | {"sureness": seen.sureness, "because": seen.because}


def _digest(result: Result) -> str:
    return hashlib.sha256(encode(result)).hexdigest()
