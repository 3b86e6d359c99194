"""Writes a report into its audit folder."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.jsonl import write_private
from auditor.report.html import render_framework, render_html
from auditor.report.junit import as_junit
from auditor.report.markdown import as_markdown
from auditor.report.report import Report, as_json
from auditor.report.sarif import as_sarif
from auditor.report.table import as_csv

type Maker = Callable[[Report, Sequence[str]], Iterator[tuple[str, bytes]]]
"""From a report and the frameworks asked for to names and bytes."""


def _pages(report: Report, frameworks: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    yield "report.html", render_html(report, frameworks).encode()
    for each in report.frameworks:
        if each.id in frameworks:
            yield f"framework-{each.id}.html", render_framework(report, each).encode()


def _one(name: str, make: Callable[[Report], bytes]) -> Maker:
    return lambda report, _: iter([(name, make(report))])


FORMATS: dict[str, Maker] = {
    "json": _one("report.json", as_json),
    "html": _pages,
    "md": _one("report.md", as_markdown),
    "csv": _one("findings.csv", as_csv),
    "junit": _one("junit.xml", as_junit),
    "sarif": _one("report.sarif", as_sarif),
}
"""Format → what makes its files."""


def write(
    folder_path: Path, report: Report, formats: Sequence[str], frameworks: Sequence[str] = ()
) -> list[Path]:
    """Write ``report/`` in an audit folder: 0600 files in a 0700 folder; returns their paths.

    Each of ``frameworks`` stands in the HTML page and has a page of its own.
    """
    for unknown in (each for each in formats if each not in FORMATS):
        raise AuditorError(
            f"there is no report format {unknown!r}", hint=f"known ones: {', '.join(FORMATS)}"
        )
    # All are made before the first is written, so that they never disagree.
    made = [part for each in dict.fromkeys(formats) for part in FORMATS[each](report, frameworks)]
    home = folder_path / "report"
    try:
        home.mkdir(mode=0o700, exist_ok=True)
        home.chmod(0o700)
        for name, content in made:
            write_private(home / name, content)
    except OSError as err:
        raise AuditorError(f"cannot write here: {os.strerror(err.errno or 0)}", where=home) from err
    return [home / name for name, _ in made]
