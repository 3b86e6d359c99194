"""Writes a report into its audit folder."""

import os
from collections.abc import Sequence
from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.jsonl import write_private
from auditor.report.html import render_html
from auditor.report.junit import as_junit
from auditor.report.markdown import as_markdown
from auditor.report.report import Report, as_json
from auditor.report.sarif import as_sarif
from auditor.report.table import as_csv

FORMATS = {
    "json": ("report.json", as_json),
    "html": ("report.html", lambda report: render_html(report).encode()),
    "md": ("report.md", as_markdown),
    "csv": ("findings.csv", as_csv),
    "junit": ("junit.xml", as_junit),
    "sarif": ("report.sarif", as_sarif),
}
"""Format → name of the file, and what makes its bytes."""


def write(folder_path: Path, report: Report, formats: Sequence[str]) -> list[Path]:
    """Write ``report/`` in an audit folder: 0600 files in a 0700 folder; returns their paths."""
    for unknown in (each for each in formats if each not in FORMATS):
        raise AuditorError(
            f"there is no report format {unknown!r}", hint=f"known ones: {', '.join(FORMATS)}"
        )
    # All are made before the first is written, so that they never disagree.
    made = [(FORMATS[each][0], FORMATS[each][1](report)) for each in dict.fromkeys(formats)]
    # report.json first: a file that is older than it is one of an earlier report.
    made.sort(key=lambda one: one[0] != "report.json")
    home = folder_path / "report"
    try:
        home.mkdir(mode=0o700, exist_ok=True)
        home.chmod(0o700)
        for name, content in made:
            write_private(home / name, content)
    except OSError as err:
        raise AuditorError(f"cannot write here: {os.strerror(err.errno or 0)}", where=home) from err
    return [home / FORMATS[each][0] for each in dict.fromkeys(formats)]
