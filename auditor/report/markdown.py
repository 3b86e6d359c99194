"""The report as Markdown (CommonMark 0.31 with tables), to be read in a ticket or a merge request."""

import re
from collections.abc import Iterator, Sequence

from auditor.evidence.finding import Finding
from auditor.report.page import in_order
from auditor.report.report import Report
from auditor.report.visible import visible
from auditor.report.wording import CONCERNS, counted, reviewed

MOST = 200
"""Rows of one table; report.json has all."""
LONGEST = 500
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&:@])")


def as_markdown(report: Report) -> bytes:
    """Headings, counts, findings and limits; a stranger's text is escaped and stays in its cell."""
    return ("\n".join(_lines(report)) + "\n").encode("utf-8", "backslashreplace")


def plain(text: str) -> str:
    """A text in which nothing is markup, a link, a name that is notified, or a line's end."""
    return _SPECIAL.sub(r"\\\1", visible(text, LONGEST))


def _lines(report: Report) -> Iterator[str]:
    who = report.vendor.title or report.vendor.id
    yield f"# AI vendor risk report: {plain(who)}"
    yield ""
    yield f"{plain(report.audit.name)}, judged as of {plain(report.audit.as_of)}"
    yield ""
    yield f"**{plain(report.verdict.sentence)}**"
    yield ""
    yield from _table(
        ["Concern", "Risk", "Broken", "Inconclusive", "Not tested", "Waived", "Kept"],
        [
            [
                CONCERNS[each.id],
                each.rating,
                *map(str, (each.counts.broken, each.counts.inconclusive, each.counts.not_tested)),
                *map(str, (each.counts.waived, each.counts.kept)),
            ]
            for each in report.concerns
        ],
    )
    yield from _findings(report)
    yield "## Limits"
    yield ""
    yield from (f"- {plain(each)}" for each in report.limits[:MOST])
    yield ""
    yield f"Evidence: {counted(report.evidence.count, 'exchange')}, head `{plain(report.evidence.head)}`"


def _findings(report: Report) -> Iterator[str]:
    yield f"## Findings ({len(report.findings):,})"
    yield ""
    found = in_order(report.findings)
    yield from _table(["Verdict", "Risk", "Subject", "Rule", "Because"], list(map(_row, found)))
    for finding in (each for each in found[:MOST] if each.verdict == "broken"):
        yield f"### {plain(finding.title)}"
        yield ""
        yield plain(finding.fair_sentence)
        yield ""
        if finding.may_not_conclude:
            yield f"- What may not be concluded: {plain(finding.may_not_conclude)}"
        yield from (f"- What else could explain it: {plain(e)}" for e in finding.other_explanations)
        yield f"- What mends it: {plain(finding.remedy)}"
        yield from (f"- {plain(each)}" for each in reviewed(finding))
        yield ""


def _row(finding: Finding) -> list[str]:
    change = f", {plain(finding.change)}" if finding.change else ""
    return [
        f"{finding.verdict}{change}",
        finding.risk or "",
        plain(finding.subject),
        plain(finding.rule),
        plain(finding.because),
    ]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows[:MOST])
    if len(rows) > MOST:
        yield ""
        yield f"{len(rows) - MOST:,} more: see report.json."
    yield ""
