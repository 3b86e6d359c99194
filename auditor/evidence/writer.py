"""The one writer of an audit folder: locked, appended to, proved before it is opened again."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.about import About
from auditor.evidence.blobwriter import BlobWriter
from auditor.evidence.chain import Chain, Head
from auditor.evidence.custody import Action, Custody, now, operator, redacted
from auditor.evidence.exchange import Blob, Exchange
from auditor.evidence.folder import Folder
from auditor.evidence.heads import Heads, read_heads, write_heads
from auditor.evidence.intents import Intents
from auditor.evidence.jsonl import encode, write_private
from auditor.evidence.together import Together

SYNC_SECONDS, GATHERING_SECONDS = 1.0, 10.0
"""Between forcing onto the disk; what is gathered could be gathered again."""
PIECE_BYTES = 2**20
"""Of exchanges that may wait in memory while they are gathered."""


class Writer(Folder):
    """An audit folder that this process, and no other, may add to.

    It proves first that what it adds to is what was written, as far as chains and index tell.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.lost = 0
        """Requests that were on their way when the run before this one was cut short."""
        self._lock = lock_of(path)
        try:
            self._open()
        except OSError as err:
            self._lock.release()
            raise _not_writable(path, err) from err
        except BaseException:
            self._lock.release()
            raise

    @classmethod
    def create(cls, path: Path, about: About) -> Self:
        """A new audit folder; it must not exist or be empty."""
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(path.iterdir()):
                raise AuditorError(
                    "not empty, and not an audit", where=path, hint="choose another --out"
                )
            path.chmod(0o700)
            write_private(path / "audit.json", encode(about) + b"\n")
        except OSError as err:
            raise _not_writable(path, err) from err
        writer = cls(path)
        writer.record("created", about.authorisation, {"plan": about.plan_sha256})
        return writer

    @classmethod
    def resume(cls, path: Path, why: str) -> Self:
        """Open an audit folder to add to it; refused when it is sealed."""
        if (path / "seal.json").exists():
            raise AuditorError("the audit is sealed", where=path, hint="choose another --out")
        writer = cls(path)
        writer.record("resumed", why, {"cut bytes": writer.cut})
        return writer

    def keep(self, body: bytes) -> Blob:
        """Put a body away; live secrets must be replaced already."""
        return self._bodies.put(body)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Write in large pieces until the end of the block.

        What a crash loses of it must be there to be gathered again, as a file to import is.
        """
        self._gathering = True
        try:
            yield
        finally:
            self._gathering = False
            self.flush()

    def append(self, exchange: Exchange) -> None:
        """Write one exchange; it is in the file when this returns, unless one is ``gathering``."""
        if not self._gathering:
            self._together.add(encode(exchange))
        elif self._together.leave(encode(exchange)) > PIECE_BYTES:
            self.flush()
        self.intents.done(exchange.id)
        due = GATHERING_SECONDS if self._gathering else SYNC_SECONDS
        if time.monotonic() - self._synced > due and self._syncing.acquire(blocking=False):
            try:
                self._sync()
            finally:
                self._syncing.release()

    def record(
        self, action: Action, why: str, detail: dict[str, str | int | list[str]] | None = None
    ) -> None:
        """Write one act to the chain of custody."""
        self._custody.append(Custody(now(), operator(), action, why, detail or {}))

    def erase(self, ids: set[str], why: str) -> None:
        """Write the redaction of blobs to custody, then erase them."""
        self.record("redacted", why, {"blobs": sorted(ids)})
        self._custody.sync()
        self._keep_promises()

    @property
    def blobs_head(self) -> Head:
        """How many blobs there are, and the SHA-256 over their names in order."""
        return self._bodies.head

    def live(self) -> set[str]:
        """Names of the blobs that were not erased."""
        return self._bodies.live()

    def amend(self, **changes: Any) -> None:
        """Change what ``audit.json`` says; what it names is written before."""
        self._bodies.flush()
        self.about = replace(self.about, **changes)
        write_private(self.path / "audit.json", encode(self.about) + b"\n")

    def end(self) -> None:
        """Note that gathering ended, once."""
        if not self.about.ended:
            self.amend(ended=now())
            self.record("ended", "all evidence is gathered")

    def flush(self) -> None:
        """Write what was gathered; what cannot be written goes on waiting."""
        self._together.flush()

    def sync(self) -> None:
        """Force everything written so far onto the disk."""
        with self._syncing:
            self._sync()

    def close(self) -> None:
        """Write the head and let other runs in."""
        if not self._lock.is_locked:
            return
        with ExitStack() as last:
            last.callback(self._lock.release)
            with ExitStack() as files:
                for file in (self.intents, self._custody, self._exchanges, self._bodies):
                    files.callback(file.close)
                self.flush()
            if self._whole:
                head = self._exchanges.state, self._custody.state, self.blobs_head
                write_heads(self.evidence, Heads(*head, closed=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _open(self) -> None:
        self.evidence.mkdir(mode=0o700, exist_ok=True)
        self.evidence.chmod(0o700)
        heads = read_heads(self.evidence)
        closed = heads.closed
        self._exchanges = Chain(
            self.evidence / "exchanges.jsonl", heads.exchanges, closed=closed, vault=self.vault
        )
        self._custody = Chain(self.evidence / "custody.jsonl", heads.custody, closed=closed)
        self._bodies = BlobWriter(
            self.evidence / "blobs", self.salt, closed=closed, vault=self.vault
        )
        if closed and heads.blobs != self._bodies.head:
            raise EvidenceAltered("not the blobs that head.json names", where=self._bodies.index)
        self._store = self._bodies
        self.cut = self._exchanges.cut + self._custody.cut
        self._together = Together(self._append)
        self._gathering = False
        self._syncing = Lock()
        self._whole = True
        self.intents = Intents(self.evidence)
        self.sync()
        self._note_cut_short()
        self._keep_promises()

    def _note_cut_short(self) -> None:
        """Tell custody which requests were on their way when a run was killed."""
        left = self.intents.left()
        if left and (lost := {*left} - {exchange.id for exchange in self.exchanges()}):
            self.lost = len(lost)
            self.record("cut short", "no answer was written", {"on their way": sorted(lost)})
            self._custody.sync()
        # Only now: killed before this line, the next run tells of the same ones again.
        self.intents.forget()

    def _append(self, records: Sequence[bytes]) -> None:
        """Bodies first: no line may name one that is not there."""
        self._bodies.flush()
        self._exchanges.extend(records)

    def _sync(self) -> None:
        self._synced = time.monotonic()
        self.flush()
        # What the head names must be on the disk before the head is.
        exchanges, custody = self._exchanges.state, self._custody.state
        self._bodies.sync()
        self._exchanges.sync()
        self._custody.sync()
        self.intents.sync()
        write_heads(self.evidence, Heads(exchanges, custody, Head(), closed=False))

    def _keep_promises(self) -> None:
        """Erase what custody says is erased."""
        live = self._bodies.live()
        promised = {blob: at for blob, at in redacted(self.custody()).items() if blob in live}
        if promised:
            # Until it is kept the head stays open, so that the next writer keeps it.
            self._whole = False
            self._bodies.erase(promised)
            self.record("erased", "what was to be redacted is gone", {"blobs": len(promised)})
            self._whole = True


def lock_of(path: Path) -> FileLock:
    """The lock on a folder, taken; AuditorError while another run has it."""
    lock = FileLock(path / ".lock", mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout as err:
        raise AuditorError(
            "another run is writing here", where=path, hint="wait for it, or choose another --out"
        ) from err
    except OSError as err:
        raise _not_writable(path, err) from err
    return lock


def _not_writable(path: Path, err: OSError) -> AuditorError:
    return AuditorError(
        f"cannot write here: {os.strerror(err.errno or 0)}", where=path, hint="choose another --out"
    )
