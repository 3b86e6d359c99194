"""What the local page shows: audits, findings by filter, one exchange."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from auditor.evidence.about import About
from auditor.evidence.exchange import Blob, Exchange
from auditor.evidence.finding import RISKS, VERDICTS, Finding
from auditor.evidence.folder import Folder
from auditor.evidence.masking import outline
from auditor.report.html import rendered
from auditor.report.page import page
from auditor.report.progress import Progress
from auditor.report.rating import counts
from auditor.report.report import Report
from auditor.report.wording import CONCERNS

MOST_SHOWN = 50
"""Findings on one page."""
MOST_CHARACTERS = 40_000
"""Of one part of an exchange; the evidence has the whole."""
NAMES = ("verdict", "risk", "concern", "words")
EVERY = (5, 60)
"""Seconds after which a page of progress may load itself again, if somebody asks for it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One audit in the list."""

    number: int
    name: str
    vendor: str
    seen: Progress
    judged: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands, and in which language."""

    root: str
    """With the token."""
    language: str = "en"


def audits(at: Place, rows: Sequence[Row]) -> str:
    """The first page."""
    several = sum(row.judged for row in rows) > 1
    return rendered(
        "served.html.j2", at.language, title="", kind="audits", root=at.root, audits=rows,
        several=several,
    )  # fmt: skip


def progress(at: Place, number: int, name: str, seen: Progress, every: int) -> str:
    """How far one audit has come; ``every`` so many seconds the page loads again, never for 0."""
    return rendered(
        "served.html.j2",
        at.language,
        title=name[:200],
        kind="progress",
        root=at.root,
        one=number,
        several=False,
        seen=seen,
        every=every,
        choices=EVERY,
    )


def findings(at: Place, number: int, report: Report, chosen: Mapping[str, str]) -> str:
    """Those that all filters let through, as the report shows them."""
    chosen = {name: chosen.get(name, "") for name in NAMES}
    some = tuple(each for each in report.findings if _passes(each, chosen))
    view = page(replace(report, findings=some))
    told = [one for verdict in VERDICTS for one in view.states[verdict].told][:MOST_SHOWN]
    return rendered(
        "served.html.j2",
        at.language,
        title=report.audit.name[:200],
        kind="findings",
        root=at.root,
        one=number,
        several=False,
        filters=(
            ("verdict", "Verdict", {each: each for each in VERDICTS}),
            ("risk", "Risk", {each: each for each in RISKS}),
            ("concern", "Concern", CONCERNS),
        ),
        chosen=chosen,
        total=counts(some).total,
        told=told,
    )


def exchange(at: Place, number: int, folder: Folder, one: Exchange, *, masked: bool) -> str:
    """One exchange; letters and digits by their shape unless ``masked`` is off."""
    return rendered(
        "served.html.j2",
        at.language,
        title=one.id[:100],
        kind="exchange",
        root=at.root,
        one=number,
        several=False,
        facts=_facts(one),
        parts=[(name, _lines(text, masked=masked)) for name, text in _texts(folder, one)],
        masked=masked,
        id=one.id,
    )


def waiver_draft(about: About, finding: Finding) -> bytes:
    """A waiver file that says nothing yet of who accepts the finding, why and until when."""
    kind = "target" if finding.subject in {t.id for t in about.targets} else "app"
    draft = {
        "rule": finding.rule,
        "scope": {kind: finding.subject},
        "reason": "",
        "approved-by": "",
        "approved-at": "",
        "expires": "",
    }
    # JSON is YAML, and no text of a stranger can leave its quotes.
    return orjson.dumps({"waivers": [draft]}, option=orjson.OPT_INDENT_2)


def _passes(finding: Finding, chosen: Mapping[str, str]) -> bool:
    words = chosen["words"].casefold()
    text = f"{finding.title} {finding.because} {finding.subject} {finding.rule}".casefold()
    return (
        chosen["verdict"] in ("", finding.verdict)
        and chosen["risk"] in ("", finding.risk)
        and chosen["concern"] in ("", finding.concern)
        and all(word in text for word in words.split())
    )


def _facts(one: Exchange) -> list[tuple[str, Any]]:
    told = [
        ("Subject", one.subject),
        ("Started", one.started),
        ("Ended", one.ended),
        ("Host", f"{one.connection.scheme}://{one.connection.host}:{one.connection.port}"),
        ("Visibility", one.connection.visibility),
    ]
    if one.asked:
        told.append(("Asked by", f"{one.asked.probe}, {one.asked.arm}, {one.asked.language}"))
    return told


def _texts(folder: Folder, one: Exchange) -> list[tuple[str, str]]:
    parts: list[tuple[str, Blob | None]] = []
    for name, side in (("Sent", one.sent), ("Received", one.received)):
        if side is not None:
            parts += [(f"{name}: head", side.head), (f"{name}: body", side.body)]
    found = ((name, folder.body(blob)) for name, blob in parts if blob is not None)
    return [
        (name, "erased" if body is None else body.decode("utf-8", "replace"))
        for name, body in found
    ]


def _lines(text: str, *, masked: bool) -> list[str]:
    cut = text[:MOST_CHARACTERS]
    shown = (outline(cut) if masked else cut).split("\n")
    # One line of the page holds at most a thousand characters of one line of the text.
    lines = [part for line in shown for part in _wrapped(line)]
    left = len(text) - len(cut)
    return [*lines, f"… {left:,} more characters in the evidence"] if left else lines


def _wrapped(line: str) -> list[str]:
    return [line[start : start + 500] for start in range(0, max(len(line), 1), 500)]
