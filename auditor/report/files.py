"""Writes a report into its audit folder."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.jsonl import write_private
from auditor.report.comparison import Comparison
from auditor.report.comparison import as_json as comparison_as_json
from auditor.report.cyclonedx import as_cyclonedx
from auditor.report.html import render_comparison, render_framework, render_html
from auditor.report.intoto import as_intoto
from auditor.report.junit import as_junit
from auditor.report.markdown import as_markdown
from auditor.report.oscal import as_oscal
from auditor.report.pdf import as_pdf
from auditor.report.report import Report, as_json
from auditor.report.sarif import as_sarif
from auditor.report.table import as_csv
from auditor.report.xlsx import as_xlsx


@dataclass(frozen=True, slots=True)
class Wishes:
    """What some formats can be told."""

    frameworks: Sequence[str] = ()
    """Each stands in the HTML page and has a page of its own."""
    fonts: Sequence[Path] = ()
    """Folders of fonts for the PDF."""
    language: str = "en"
    """Of report.html."""


type Maker = Callable[[Report, Wishes], Iterator[tuple[str, bytes]]]
"""Makes names and bytes."""


def _pages(report: Report, wishes: Wishes) -> Iterator[tuple[str, bytes]]:
    yield "report.html", render_html(report, wishes.frameworks, wishes.language).encode()
    for each in report.frameworks:
        if each.id in wishes.frameworks:
            yield f"framework-{each.id}.html", render_framework(report, each).encode()


def _pdf(report: Report, wishes: Wishes) -> Iterator[tuple[str, bytes]]:
    yield "report.pdf", as_pdf(report, wishes.fonts)


def _one(name: str, make: Callable[[Report], bytes]) -> Maker:
    return lambda report, _: iter([(name, make(report))])


FORMATS: dict[str, Maker] = {
    "json": _one("report.json", as_json),
    "html": _pages,
    "md": _one("report.md", as_markdown),
    "csv": _one("findings.csv", as_csv),
    "junit": _one("junit.xml", as_junit),
    "sarif": _one("report.sarif", as_sarif),
    "xlsx": _one("report.xlsx", as_xlsx),
    "pdf": _pdf,
    "oscal": _one("oscal.json", as_oscal),
    "cyclonedx": _one("cyclonedx.json", as_cyclonedx),
    "intoto": _one("report.intoto.json", as_intoto),
}
"""Format → what makes its files."""


COMPARED: dict[str, Callable[[Comparison], tuple[str, bytes]]] = {
    "html": lambda told: ("comparison.html", render_comparison(told).encode()),
    "json": lambda told: ("comparison.json", comparison_as_json(told)),
}
"""Format → what makes the file of a comparison."""


def write(
    folder_path: Path, report: Report, formats: Sequence[str], wishes: Wishes | None = None
) -> list[Path]:
    """Write ``report/`` in an audit folder: 0600 files in a 0700 folder; returns their paths."""
    for unknown in (each for each in formats if each not in FORMATS):
        raise AuditorError(
            f"there is no report format {unknown!r}", hint=f"known ones: {', '.join(FORMATS)}"
        )
    # All are made before the first is written, so that they never disagree.
    told = wishes or Wishes()
    made = [part for each in dict.fromkeys(formats) for part in FORMATS[each](report, told)]
    return write_files(folder_path / "report", made)


def write_comparison(home: Path, told: Comparison, formats: Sequence[str]) -> list[Path]:
    """Write a comparison into a folder, as private as a report."""
    for unknown in (each for each in formats if each not in COMPARED):
        raise AuditorError(
            f"there is no format {unknown!r} of a comparison",
            hint=f"known ones: {', '.join(COMPARED)}",
        )
    return write_files(home, [COMPARED[each](told) for each in dict.fromkeys(formats)])


def write_files(home: Path, made: Sequence[tuple[str, bytes]]) -> list[Path]:
    """0600 files in a 0700 folder; returns their paths."""
    try:
        home.mkdir(mode=0o700, exist_ok=True)
        home.chmod(0o700)
        for name, content in made:
            write_private(home / name, content)
    except OSError as err:
        raise AuditorError(f"cannot write here: {os.strerror(err.errno or 0)}", where=home) from err
    return [home / name for name, _ in made]
