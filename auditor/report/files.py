"""Writes a report into its audit folder."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.jsonl import write_private
from auditor.report.comparison import Comparison
from auditor.report.comparison import as_json as comparison_as_json
from auditor.report.comparisonsheets import comparison_as_xlsx
from auditor.report.cyclonedx import as_cyclonedx
from auditor.report.html import render_comparison, render_framework, render_html
from auditor.report.intoto import as_intoto
from auditor.report.junit import as_junit
from auditor.report.language import LANGUAGES
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
    """Of the pages."""


type Maker = Callable[[Report, Wishes], Iterator[tuple[str, bytes]]]
"""Makes names and bytes."""


FILES = {
    "json": "report.json",
    "html": "report.html",
    "md": "report.md",
    "csv": "findings.csv",
    "junit": "junit.xml",
    "sarif": "report.sarif",
    "xlsx": "report.xlsx",
    "pdf": "report.pdf",
    "oscal": "oscal.json",
    "cyclonedx": "cyclonedx.json",
    "intoto": "report.intoto.json",
}
"""Format → its file; with ``html`` may come ``framework-….html``."""


def _pages(report: Report, wishes: Wishes) -> Iterator[tuple[str, bytes]]:
    yield FILES["html"], render_html(report, wishes.frameworks, wishes.language).encode()
    for each in report.frameworks:
        if each.id in wishes.frameworks:
            yield (
                f"framework-{each.id}.html",
                render_framework(report, each, wishes.language).encode(),
            )


def _pdf(report: Report, wishes: Wishes) -> Iterator[tuple[str, bytes]]:
    yield FILES["pdf"], as_pdf(report, wishes.fonts, wishes.language)


def _one(name: str, make: Callable[[Report], bytes]) -> Maker:
    return lambda report, _: iter([(FILES[name], make(report))])


FORMATS: dict[str, Maker] = {
    "json": _one("json", as_json),
    "html": _pages,
    "md": _one("md", as_markdown),
    "csv": _one("csv", as_csv),
    "junit": _one("junit", as_junit),
    "sarif": _one("sarif", as_sarif),
    "xlsx": _one("xlsx", as_xlsx),
    "pdf": _pdf,
    "oscal": _one("oscal", as_oscal),
    "cyclonedx": _one("cyclonedx", as_cyclonedx),
    "intoto": _one("intoto", as_intoto),
}
"""Format → what makes its files."""


COMPARED: dict[str, Callable[[Comparison, str], tuple[str, bytes]]] = {
    "html": lambda told, words: ("comparison.html", render_comparison(told, words).encode()),
    "json": lambda told, _: ("comparison.json", comparison_as_json(told)),
    "xlsx": lambda told, _: ("comparison.xlsx", comparison_as_xlsx(told)),
}
"""Format → what makes the file of a comparison."""


def made_again(report: Report, name: str, there: bytes) -> bytes | None:
    """What one file of a report should hold, told what it was told; None for no file of ours."""
    style = "html" if name.startswith("framework-") else ""
    style = style or next((each for each, file in FILES.items() if file == name), "")
    if not style:
        return None
    chosen = [e.id for e in report.frameworks if f'id="controls-{e.id}"'.encode() in there]
    page = next(
        (n for n, tag in LANGUAGES.items() if f'<html lang="{tag}"'.encode() in there), "en"
    )
    again = None
    for language in {"html": [page], "pdf": [*LANGUAGES]}.get(style, ["en"]):
        again = dict(FORMATS[style](report, Wishes(chosen, language=language))).get(name)
        if again == there:
            break
    return again


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
    # report.json first: a file that is older than it is one of an earlier report.
    return write_files(folder_path / "report", made, first="report.json")


def write_comparison(
    home: Path, told: Comparison, formats: Sequence[str], language: str = "en"
) -> list[Path]:
    """Write a comparison into a folder, as private as a report; ``language`` is the page's."""
    for unknown in (each for each in formats if each not in COMPARED):
        raise AuditorError(
            f"there is no format {unknown!r} of a comparison",
            hint=f"known ones: {', '.join(COMPARED)}",
        )
    return write_files(home, [COMPARED[each](told, language) for each in dict.fromkeys(formats)])


def write_files(home: Path, made: Sequence[tuple[str, bytes]], first: str = "") -> list[Path]:
    """0600 files in a 0700 folder, the one of a name first; returns their paths."""
    try:
        home.mkdir(mode=0o700, exist_ok=True)
        home.chmod(0o700)
        for name, content in sorted(made, key=lambda one: one[0] != first):
            write_private(home / name, content)
    except OSError as err:
        raise AuditorError(f"cannot write here: {os.strerror(err.errno or 0)}", where=home) from err
    return [home / name for name, _ in made]
