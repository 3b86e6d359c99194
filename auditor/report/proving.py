"""Holds a written report against the evidence and the findings by making it again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

import msgspec

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.chain import GENESIS, digest
from auditor.evidence.custody import stamp
from auditor.evidence.finding import Judged
from auditor.evidence.folder import Folder
from auditor.report.files import made_again
from auditor.report.report import Report, as_json, build

OTHERS_MAKE = {
    ".pdf": "another typst or other fonts made it",
    ".xlsx": "another openpyxl made it",
}
"""Files whose bytes a library decides: why they may differ and nobody changed anything."""


def prove_report(folder: Folder, judged: Judged, *, proved: bool) -> Iterator[str]:
    """What could not be proved, and why; EvidenceAltered at the first line that was changed.

    ``proved`` says whether the findings that it was made of were.
    """
    home = folder.path / "report"
    path = home / "report.json"
    if not path.is_file():
        yield "there is no report/report.json to check"
        return
    raw, now = path.read_bytes(), build(folder, judged)
    for made, note in _as_it_may_have_been(folder, judged, now):
        if as_json(made) == raw:
            if note:
                yield f"{note}: auditor report writes it anew"
            yield from _check_formats(home, made)
            return
    yield _why_another(folder, path, raw, now, proved=proved)


def _as_it_may_have_been(
    folder: Folder, judged: Judged, now: Report
) -> Iterator[tuple[Report, str]]:
    """The report of the same evidence and findings, now and before what only marks them."""
    yield now, ""
    if folder.sealed:
        yield build(folder, judged, unsealed=True), "the report was written before the seal"
    if folder.about.ended:
        open_ = Folder(folder.path)
        open_.about = replace(folder.about, ended="")
        told = "the report was written before the audit ended"
        yield build(open_, judged, unsealed=True), told


def _check_formats(home: Path, made: Report) -> Iterator[str]:
    """Every other file of the report is what the same report gives."""
    for path in sorted(home.rglob("*")):
        if path.is_dir() or path.name == "report.json":
            continue
        raw = path.read_bytes()
        try:
            again = made_again(made, path.relative_to(home).as_posix(), raw)
        except AuditorError as err:
            yield f"report/{path.name} was not made again: {err.what}"
            continue
        if raw == again:
            continue
        if again is None:
            yield f"report/{path.name} is no file that auditor can make again"
            continue
        if _is_older(path, home / "report.json"):
            yield f"report/{path.name} is older than report.json: not checked"
            continue
        if path.suffix in OTHERS_MAKE:
            yield f"report/{path.name} is not what this machine makes of report.json: {OTHERS_MAKE[path.suffix]}, or it was changed"
            continue
        raise EvidenceAltered(
            "not what report.json gives", where=f"{path}:{first_difference(raw, again)}"
        )


def _why_another(folder: Folder, path: Path, raw: bytes, now: Report, *, proved: bool) -> str:
    """Why an unaltered report may be another one; EvidenceAltered where nothing explains it."""
    count = _check_head(folder, path, raw, now)
    if not proved:
        return "the report was not checked, because the findings could not be"
    if _is_older(path, folder.path / "findings.json"):
        return "the report is older than the findings: not checked; auditor report writes it anew"
    if count < now.evidence.count:
        return "the report is older than the last exchanges: not checked"
    erased = [act.at for act in folder.custody() if act.action == "redacted"]
    if erased and _written(path) < max(erased):
        return "the report was written before something was erased: not checked"
    where = f"{path}:{first_difference(raw, as_json(now))}"
    raise EvidenceAltered("not what the evidence and the findings give", where=where)


def _check_head(folder: Folder, path: Path, raw: bytes, now: Report) -> int:
    """How many exchanges it names; they must be this evidence or its beginning."""
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
    return count


def first_difference(raw: bytes, again: bytes) -> int:
    """The first line that differs, from 1."""
    pairs = zip_longest(raw.splitlines(), again.splitlines())
    return next((n for n, (told, made) in enumerate(pairs, 1) if told != made), 1)


def _line_with(raw: bytes, text: bytes) -> int:
    return next((n for n, line in enumerate(raw.splitlines(), 1) if text in line), 1)


def _is_older(path: Path, other: Path) -> bool:
    return path.stat().st_mtime_ns < other.stat().st_mtime_ns


def _written(path: Path) -> str:
    return stamp(datetime.fromtimestamp(path.stat().st_mtime, UTC))
