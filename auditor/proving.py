"""Holds what was derived from the evidence, and the report, against the evidence again.

The evidence itself is proved by ``evidence.verifying``. What is derived is made anew where that
gives the same with certainty; where it was made by another version, by other packs or before
something else was done, that is said, and nothing is called altered.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

import msgspec

from auditor import __version__
from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.chain import GENESIS, digest
from auditor.evidence.claim import Claim
from auditor.evidence.coverage import Coverage
from auditor.evidence.custody import stamp
from auditor.evidence.finding import Judged, JudgedBy
from auditor.evidence.folder import Folder
from auditor.evidence.jsonl import decode, encode
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.evidence.review import FILE as REVIEWS
from auditor.evidence.review import Review
from auditor.judging import Wanted, digests_of, inputs_of, judged_of, sha256_of
from auditor.observing import observe_folder
from auditor.report.files import FORMATS
from auditor.report.report import Report, as_json, build

LINES: dict[str, type] = {
    "observations.jsonl": Observation,
    "measures.jsonl": Measure,
    "claims.jsonl": Claim,
    REVIEWS: Review,
}


def prove_derived(folder: Folder) -> list[str]:
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
    notes = list(_check_findings(folder, judged))
    return [*notes, *_check_report(folder, judged, proved=not notes)]


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


def _check_findings(folder: Folder, judged: Judged) -> Iterator[str]:
    """Judged again from the same it must say the same."""
    by = judged.by
    if by is None:
        yield "findings.json does not say how it was judged: auditor judge does"
        return
    path = folder.path
    for name, sha in inputs_of(path).items():
        if by.inputs.get(name) != sha:
            raise EvidenceAltered(
                "not what findings.json was judged from; auditor verify --observe tells the line",
                where=path / name,
            )
    if gone := set(by.inputs) - set(inputs_of(path)):
        raise EvidenceAltered("is missing", where=path / min(gone))
    why = _why_not_again(by)
    if why:
        yield f"findings.json was not judged again: {why}"
        return
    wanted = Wanted(tuple(by.packs), judged.as_of, _path(by.waivers), _path(by.baseline))
    again = judged_of(folder, wanted)
    if encode(again) != encode(judged):
        raise EvidenceAltered(_difference(judged, again), where=f"{path / 'findings.json'}:1")


def _why_not_again(by: JudgedBy) -> str:
    """Why judging now may say something else without anybody having changed anything."""
    if by.auditor != __version__:
        return f"it was made by auditor {by.auditor}"
    for name, sha in ((by.waivers, by.waivers_sha256), (by.baseline, by.baseline_sha256)):
        if name and not (Path(name).is_file() and sha256_of(Path(name)) == sha):
            return f"{name} is not here, or not as it was"
    try:
        now = digests_of(tuple(by.packs))
    except AuditorError as err:
        return str(err)
    changed = [name for name, sha in by.packs.items() if now[name] != sha]
    return f"the pack {changed[0]!r} is not as it was" if changed else ""


def _difference(judged: Judged, again: Judged) -> str:
    for told, found in zip(judged.findings, again.findings, strict=False):
        if told != found:
            return f"{told.rule} on {told.subject} is not what the evidence gives"
    return "not what the evidence gives"


def _check_report(folder: Folder, judged: Judged, *, proved: bool) -> Iterator[str]:
    home = folder.path / "report"
    path = home / "report.json"
    if not path.is_file():
        yield "there is no report/report.json to check"
        return
    raw, now = path.read_bytes(), build(folder, judged)
    before = build(folder, judged, unsealed=True) if folder.sealed else now
    made = next((each for each in (now, before) if as_json(each) == raw), None)
    if made is None:
        yield _why_another(folder, path, raw, now, proved=proved)
        return
    if made is not now:
        yield "the report was written before the seal: auditor report writes it anew"
    yield from _check_formats(home, made)


def _check_formats(home: Path, made: Report) -> Iterator[str]:
    """Every other file of the report is what the same report gives."""
    makers = dict(FORMATS.values())
    for path in sorted(home.rglob("*")):
        make = makers.get(path.relative_to(home).as_posix())
        if path.is_dir() or path.name == "report.json":
            continue
        if make is None:
            yield f"report/{path.name} is no file that auditor can make again"
            continue
        raw, again = path.read_bytes(), make(made)
        if raw == again:
            continue
        if _is_older(path, home / "report.json"):
            yield f"report/{path.name} is older than report.json: not checked"
            continue
        raise EvidenceAltered("not what report.json gives", where=f"{path}:{_line(raw, again)}")


def _why_another(folder: Folder, path: Path, raw: bytes, now: Report, *, proved: bool) -> str:
    """Why an unaltered report may be another one; EvidenceAltered where nothing explains it."""
    _check_head(folder, path, raw, now)
    if not proved:
        return "the report was not checked, because the findings could not be"
    if _is_older(path, folder.path / "findings.json"):
        return "the report is older than the findings: not checked; auditor report writes it anew"
    erased = [act.at for act in folder.custody() if act.action == "redacted"]
    if erased and _written(path) < max(erased):
        return "the report was written before something was erased: not checked"
    where = f"{path}:{_line(raw, as_json(now))}"
    raise EvidenceAltered("not what the evidence and the findings give", where=where)


def _check_head(folder: Folder, path: Path, raw: bytes, now: Report) -> None:
    """Whatever else it says, the evidence that it names must be this one or its beginning."""
    try:
        told = msgspec.json.decode(raw)["evidence"]
        count, head, root = told["count"], told["head"], told["merkle_root"]
    except (msgspec.DecodeError, KeyError, TypeError, ValueError, RecursionError) as err:
        raise EvidenceAltered("not a report", where=f"{path}:1") from err
    digests = [GENESIS, *(digest(line) for line, _ in folder.lines(unfinished=True))]
    if not isinstance(count, int) or not 0 <= count < len(digests) or digests[count] != head:
        line = _line_with(raw, b'"head": ')
        raise EvidenceAltered("names another head than the evidence has", where=f"{path}:{line}")
    if count == now.evidence.count and root != now.evidence.merkle_root:
        line = _line_with(raw, b'"merkle_root": ')
        raise EvidenceAltered("names another root than the evidence has", where=f"{path}:{line}")


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
    for name, lines in again.made.items():
        there = (path / name).read_bytes() if (path / name).is_file() else b""
        if there != b"".join(lines):
            line = _line(there, b"".join(lines))
            raise EvidenceAltered("not what observing gives", where=f"{path / name}:{line}")
    return []


def _line(raw: bytes, again: bytes) -> int:
    """The first line that differs, from 1."""
    pairs = zip_longest(raw.splitlines(), again.splitlines())
    return next((n for n, (told, made) in enumerate(pairs, 1) if told != made), 1)


def _line_with(raw: bytes, text: bytes) -> int:
    return next((n for n, line in enumerate(raw.splitlines(), 1) if text in line), 1)


def _is_older(path: Path, other: Path) -> bool:
    return path.stat().st_mtime_ns < other.stat().st_mtime_ns


def _written(path: Path) -> str:
    return stamp(datetime.fromtimestamp(path.stat().st_mtime, UTC))


def _path(name: str) -> Path | None:
    return Path(name) if name else None
