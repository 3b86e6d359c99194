"""Tells a report in the terminal."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from auditor.evidence.finding import VERDICTS, Finding
from auditor.report.limits import unseen
from auditor.report.page import in_order
from auditor.report.report import Report
from auditor.report.visible import visible
from auditor.report.wording import counted

MOST_ROWS = 30
MOST_UNSEEN = 10
LONGEST = 400
"""Characters of one text; report.json has the whole."""

_STYLES = {
    "broken": "bold red",
    "inconclusive": "yellow",
    "not tested": "bright_black",
    "waived": "magenta",
    "kept": "green",
}


def print_summary(console: Console, report: Report, paths: Sequence[Path]) -> None:
    """The sentence, the counts, the findings that need a look, what could not be seen, where."""
    # Text, never markup: what a stranger wrote cannot colour, link or overwrite anything.
    console.print()
    console.print(_plain(report.verdict.sentence, "bold"))
    console.print(_counts(report), end="\n\n")
    shown = [each for each in in_order(report.findings) if each.verdict != "kept"]
    if shown:
        console.print(_table(shown[:MOST_ROWS]))
        _more(console, len(shown) - MOST_ROWS, "finding")
    if hidden := unseen(report.coverage):
        console.print(_plain("What could not be seen", "bold"))
        for sentence in hidden[:MOST_UNSEEN]:
            console.print(Text.assemble("- ", _plain(sentence)))
        _more(console, len(hidden) - MOST_UNSEEN, "sentence")
    for path in paths:
        console.print(Text.assemble("report: ", _plain(str(path))), soft_wrap=True)


def _counts(report: Report) -> Text:
    said = report.verdict
    numbers = (said.broken, said.inconclusive, said.not_tested, said.waived, said.kept)
    parts = [
        Text(f"{number:,} {verdict}", _STYLES[verdict] if number else "")
        for verdict, number in zip(VERDICTS, numbers, strict=True)
    ]
    return Text(" · ").join(parts)


def _table(findings: Sequence[Finding]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for heading, least in (("verdict", 12), ("risk", 8), ("subject", 8), ("finding", 20)):
        table.add_column(heading, min_width=least, overflow="fold", header_style="bright_black")
    for each in findings:
        told = Text.assemble(_plain(each.title, "bold"), "\n", _plain(each.because))
        table.add_row(
            Text(each.verdict, _STYLES[each.verdict]),
            Text(each.risk or ""),
            _plain(each.subject),
            told,
        )
    return table


def _more(console: Console, number: int, noun: str) -> None:
    if number > 0:
        console.print(Text(f"{counted(number, f'more {noun}')}: see report.json", "bright_black"))
    console.print()


def _plain(text: str, style: str = "") -> Text:
    return Text(visible(text, LONGEST), style)
