"""The audit folder: what was gathered and observed, read back to judge it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditor.errors import AuditorError, Unopened
from auditor.evidence.about import FORMAT, About
from auditor.evidence.blobs import BlobStore
from auditor.evidence.chain import Link, links
from auditor.evidence.claim import Claim
from auditor.evidence.coverage import Coverage
from auditor.evidence.custody import Custody
from auditor.evidence.exchange import Blob, Exchange
from auditor.evidence.finding import Finding, Judged
from auditor.evidence.heads import read_heads
from auditor.evidence.jsonl import decode, encode, read_lines, write_lines, write_private
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.evidence.vault import Plain, vault_of

OLD = "evidence.old"
"""Where an encryption puts what it has replaced, until that is gone."""
_SALT = re.compile(r"(?:[0-9a-f]{2}){1,64}")


class Folder:
    """One audit on disk, to be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.about = _about(path)
        self.evidence = path / "evidence"
        if (path / OLD).exists() and not self.evidence.exists():
            raise Unopened(
                "an encryption was stopped half-way", where=path, hint="the same command again"
            )
        self._store: BlobStore | None = None
        self._vault: Plain | None = None

    @property
    def salt(self) -> bytes:
        """Under which values of this audit are tagged."""
        return bytes.fromhex(self.about.salt)

    @property
    def blobs(self) -> BlobStore:
        """The bodies."""
        if self._store is None:
            self._store = BlobStore(self.evidence / "blobs", self.vault)
        return self._store

    @property
    def vault(self) -> Plain:
        """What opens the evidence; AuditorError where it is encrypted and nobody said how."""
        if self._vault is None:
            self._vault = vault_of(self.evidence)
        return self._vault

    @property
    def sealed(self) -> bool:
        """Whether a seal lies in the folder."""
        return (self.path / "seal.json").exists()

    def exchanges(self) -> Iterator[Exchange]:
        """Every exchange in the order of writing; EvidenceAltered where the chain breaks."""
        chain = self.evidence / "exchanges.jsonl"
        for _, link in self.lines(unfinished=self._interrupted()):
            yield decode(link.record, Exchange, f"{chain}:{link.seq}")

    def lines(self, *, unfinished: bool = False) -> Iterator[tuple[bytes, Link]]:
        """The lines of the exchanges as the chain commits to them, decrypted where they were."""
        chain = self.evidence / "exchanges.jsonl"
        return links(chain, unfinished=unfinished, vault=self.vault)

    def custody(self) -> Iterator[Custody]:
        """Every act in order; EvidenceAltered where the chain breaks."""
        chain = self.evidence / "custody.jsonl"
        for _, link in links(chain, unfinished=self._interrupted()):
            yield decode(link.record, Custody, f"{chain}:{link.seq}")

    def body(self, blob: Blob | None) -> bytes | None:
        """What a blob holds; None for no blob or an erased one."""
        return None if blob is None else self.blobs.get(blob)

    def observations(self) -> list[Observation]:
        """What observing wrote."""
        return list(read_lines(self._derived("observations.jsonl"), Observation))

    def measures(self) -> list[Measure]:
        """What measuring wrote."""
        return list(read_lines(self._derived("measures.jsonl"), Measure))

    def claims(self) -> list[Claim]:
        """What checking claims wrote; nothing where none were checked."""
        path = self.path / "claims.jsonl"
        return list(read_lines(path, Claim)) if path.exists() else []

    def write_claims(self, claims: Iterable[Claim]) -> None:
        """Replace what checking claims said."""
        write_lines(self.path / "claims.jsonl", claims)

    def coverage(self) -> Coverage:
        """What ran and what could not be seen."""
        path = self._derived("coverage.json")
        return decode(path.read_bytes(), Coverage, path)

    def judged(self) -> Judged:
        """What judging wrote."""
        path = self._derived("findings.json")
        return decode(path.read_bytes(), Judged, path)

    def findings(self) -> list[Finding]:
        """The same without its date."""
        return self.judged().findings

    def write_observed(
        self, seen: Iterable[Observation], measures: Iterable[Measure], coverage: Coverage
    ) -> None:
        """Replace the derived files that observing makes."""
        write_lines(self.path / "observations.jsonl", seen)
        write_lines(self.path / "measures.jsonl", measures)
        write_private(self.path / "coverage.json", encode(coverage) + b"\n")

    def write_judged(self, judged: Judged) -> None:
        """Replace what judging said."""
        write_private(self.path / "findings.json", encode(judged) + b"\n")

    def _interrupted(self) -> bool:
        """Whether a run goes on, or was killed."""
        return not read_heads(self.evidence).closed

    def _derived(self, name: str) -> Path:
        path = self.path / name
        if not path.exists():
            raise AuditorError(
                f"{name} is missing", where=self.path, hint=f"auditor judge {self.path} --observe"
            )
        return path


def is_audit(path: Path) -> bool:
    """Whether an audit lies in a folder."""
    return (path / "audit.json").is_file()


def _about(path: Path) -> About:
    file = path / "audit.json"
    if not file.is_file():
        raise AuditorError(
            "not an audit folder: audit.json is missing",
            where=path,
            hint="the folder that --out named",
        )
    about = decode(file.read_bytes(), About, file)
    if about.format != FORMAT:
        raise AuditorError(
            f"written in the format {about.format!r}; this auditor reads {FORMAT!r}", where=file
        )
    if not _SALT.fullmatch(about.salt):
        raise AuditorError("the salt is not one that auditor makes", where=file)
    return about
