"""Holds what was derived from the evidence, and the report, against the evidence again.

The evidence itself is proved by ``evidence.verifying``. What is derived is made anew where that
gives the same with certainty; where it was made by another version, by other packs or before
something else was done, that is said, and nothing is called altered.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from auditor import __version__
from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.claim import Claim
from auditor.evidence.coverage import Coverage
from auditor.evidence.finding import Judged, JudgedBy
from auditor.evidence.folder import Folder
from auditor.evidence.jsonl import decode, encode
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.evidence.review import FILE as REVIEWS
from auditor.evidence.review import Review
from auditor.judging import Wanted, digests_of, inputs_of, judged_of, sha256_of, shipped_sha256
from auditor.observing import observe_folder
from auditor.report.proving import first_difference, prove_report

LINES: dict[str, type] = {
    "observations.jsonl": Observation,
    "measures.jsonl": Measure,
    "claims.jsonl": Claim,
    REVIEWS: Review,
}


def prove_derived(folder: Folder, tell: Callable[[str], None] = lambda _: None) -> list[str]:
    """What could not be proved, and why; EvidenceAltered at the first line that was changed."""
    path = folder.path
    for name, kind in LINES.items():
        _check_lines(path / name, kind)
    _check_exchanges(folder)
    if not (path / "findings.json").is_file():
        return ["the audit was not judged yet"]
    judged = _one(path / "findings.json", Judged)
    if (path / "coverage.json").is_file():
        _one(path / "coverage.json", Coverage)
    notes = list(_check_findings(folder, judged, tell))
    return [*notes, *prove_report(folder, judged, proved=not notes)]


def _check_lines(path: Path, kind: type) -> None:
    if not path.is_file():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            _same(line, kind, f"{path}:{number}")


def _one[T](path: Path, kind: type[T]) -> T:
    return _same(path.read_bytes(), kind, f"{path}:1")


def _same[T](line: bytes, kind: type[T], where: str) -> T:
    try:
        record = decode(line, kind, where)
    except AuditorError as err:
        raise EvidenceAltered(err.what, where=where) from err
    if line != encode(record) + b"\n":
        raise EvidenceAltered("not as auditor writes it", where=where)
    return record


def _check_exchanges(folder: Folder) -> None:
    """Every observation is of an exchange that the evidence holds."""
    path = folder.path / "observations.jsonl"
    if not path.is_file():
        return
    planes = {exchange.id: exchange.plane for exchange in folder.exchanges()}
    for number, seen in enumerate(folder.observations(), 1):
        if planes.get(seen.exchange) != seen.plane:
            raise EvidenceAltered(
                f"observed in {seen.exchange!r}, and the evidence holds no such exchange",
                where=f"{path}:{number}",
            )


def _check_findings(folder: Folder, judged: Judged, tell: Callable[[str], None]) -> Iterator[str]:
    """Judged again from the same it must say the same."""
    by = judged.by
    if by is None:
        yield "findings.json does not say how it was judged: auditor judge does"
        return
    path, there = folder.path, inputs_of(folder.path)
    if gone := set(by.inputs) - set(there):
        raise EvidenceAltered("is missing", where=path / min(gone))
    if other := [name for name in there if by.inputs.get(name) != there[name]]:
        # Somebody changed it, or looked at the evidence anew and then did not judge.
        if prove_observed(path, tell):
            raise EvidenceAltered("not what findings.json was judged from", where=path / other[0])
        yield "findings.json is older than what was observed: auditor judge writes it anew"
        return
    why = _why_not_again(by)
    if why:
        yield f"findings.json was not judged again: {why}"
        return
    again = judged_of(
        folder,
        Wanted(
            tuple(by.packs),
            judged.as_of,
            _path(by.waivers),
            _path(by.baseline),
            _path(by.attestations),
        ),
    )
    if encode(again) != encode(judged):
        raise EvidenceAltered(_difference(judged, again), where=f"{path / 'findings.json'}:1")


def _why_not_again(by: JudgedBy) -> str:
    """Why judging now may say something else without anybody having changed anything."""
    if by.auditor != __version__:
        return f"it was made by auditor {by.auditor}"
    for name, sha in (
        (by.waivers, by.waivers_sha256),
        (by.baseline, by.baseline_sha256),
        (by.attestations, by.attestations_sha256),
    ):
        if name and not (Path(name).is_file() and sha256_of(Path(name)) == sha):
            return f"{name} is not here, or not as it was"
    try:
        now = digests_of(tuple(by.packs))
    except AuditorError as err:
        return str(err)
    changed = [name for name, sha in by.packs.items() if now[name] != sha]
    if changed:
        return f"the pack {changed[0]!r} is not as it was"
    same = by.shipped == shipped_sha256()
    return "" if same else "the checklist or a framework is not as it was"


def _difference(judged: Judged, again: Judged) -> str:
    for told, found in zip(judged.findings, again.findings, strict=False):
        if told != found:
            return f"{told.rule} on {told.subject} is not what the evidence gives"
    return "not what the evidence gives"


class _Again(Folder):
    """The same audit; what observing would write is kept here instead."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.made: dict[str, list[bytes]] = {}
        self.observed_with: dict[str, str] = {}

    def write_observed(
        self, seen: Iterable[Observation], measures: Iterable[Measure], coverage: Coverage
    ) -> None:
        self.made["observations.jsonl"] = [encode(each) + b"\n" for each in seen]
        self.made["measures.jsonl"] = [encode(each) + b"\n" for each in measures]
        self.made["coverage.json"] = [encode(coverage) + b"\n"]
        self.observed_with = coverage.observed_with

    def write_claims(self, claims: Iterable[Claim]) -> None:
        self.made["claims.jsonl"] = [encode(each) + b"\n" for each in claims]


def prove_observed(path: Path, tell: Callable[[str], None]) -> list[str]:
    """Observe anew and hold every derived line against it; what could not be proved, and why.

    EvidenceAltered at the first line that observing does not give.
    """
    folder, again = Folder(path), _Again(path)
    was = folder.coverage()
    by = folder.judged().by if (path / "findings.json").is_file() else None
    observe_folder(again, tell)
    if was.observed_with != again.observed_with:
        return ["not observed again: other models or tables are here than then"]
    if by is None or by.auditor != __version__:
        return ["not observed again: another version of auditor did it"]
    notes = []
    for name, lines in again.made.items():
        there, made = (path / name).read_bytes(), b"".join(lines)
        if there == made:
            continue
        if name == "claims.jsonl" and sha256_of(path / name) == by.inputs.get(name):
            notes.append("claims.jsonl was not checked again: a claim sheet is not as it was")
            continue
        line = first_difference(there, made)
        raise EvidenceAltered("not what observing gives", where=f"{path / name}:{line}")
    return notes


def _path(name: str) -> Path | None:
    return Path(name) if name else None
