"""What a person decided about a finding, and what the vendor replied: kept beside the findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from auditor.errors import AuditorError
from auditor.evidence.custody import now, operator
from auditor.evidence.finding import Finding
from auditor.evidence.folder import Folder
from auditor.evidence.jsonl import read_lines, write_lines
from auditor.evidence.writer import Writer

type Decision = Literal["accepted", "disputed"]

DECISIONS: tuple[Decision, ...] = ("accepted", "disputed")
FILE = "reviews.jsonl"
SHORTEST = 8
"""Digits of a fingerprint that name a finding."""


@dataclass(frozen=True, slots=True)
class Review:
    """One person's word on one finding; the last one on it counts."""

    fingerprint: str
    by: str
    when: str
    """RFC 3339, UTC."""
    decision: Decision | None = None
    note: str = ""
    vendor_reply: str = ""


def note_review(
    path: Path, named: str, *, by: str, decision: str, note: str, reply: str
) -> Finding:
    """Write one into an audit's folder and into its custody; the finding that it is about."""
    folder = Folder(path)
    judged = folder.judged()
    finding = _find(judged.findings, named)
    review = Review(finding.fingerprint, by or operator(), now(), _decision(decision), note, reply)
    with Writer(path) as writer:
        write_lines(path / FILE, [*(several := read_reviews(path)), review])
        told = {"finding": finding.fingerprint, "rule": finding.rule, "decision": decision}
        writer.record(
            "reviewed", "a person decided" if decision else "the vendor replied", dict(told)
        )
        folder.write_judged(replace(judged, findings=reviewed(judged.findings, [*several, review])))
    return finding


def _decision(text: str) -> Decision | None:
    return next((each for each in DECISIONS if each == text), None)


def read_reviews(folder: Path) -> list[Review]:
    """All that were written in an audit's folder, oldest first."""
    path = folder / FILE
    return list(read_lines(path, Review)) if path.is_file() else []


def reviewed(findings: Sequence[Finding], reviews: Sequence[Review]) -> list[Finding]:
    """The findings with the last decision and the last reply on each."""
    decided = {each.fingerprint: each for each in reviews if each.decision}
    replied = {each.fingerprint: each.vendor_reply for each in reviews if each.vendor_reply}
    return [
        replace(
            finding,
            review=_told(decided.get(finding.fingerprint)),
            vendor_reply=replied.get(finding.fingerprint),
        )
        for finding in findings
    ]


def _find(findings: Iterable[Finding], named: str) -> Finding:
    """The finding whose fingerprint begins so; AuditorError when it is none or several."""
    found = [each for each in findings if each.fingerprint.startswith(named)]
    if len(named) < SHORTEST or len(found) != 1:
        what = f"{len(found)} findings begin with {named[:40]!r}" if found else "no such finding"
        raise AuditorError(what, where=named[:40], hint="a fingerprint of auditor judge --json")
    return found[0]


def _told(review: Review | None) -> dict[str, str] | None:
    if review is None:
        return None
    return {
        "by": review.by,
        "when": review.when,
        "decision": str(review.decision),
        "note": review.note,
    }
