"""Writing a report into its audit folder."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.report.files import FORMATS, write
from auditor.report.html import render_html
from auditor.report.report import Report, as_json, build
from tests.report.audits import FINDINGS, audit, judged
from tests.report.reports import EACH, heavy


def test_the_files_are_written_for_their_owner_alone(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    report = build(folder, judged(FINDINGS))
    paths = write(folder.path, report, ["json", "html"])
    home = tmp_path / "a" / "report"
    assert paths == [home / "report.json", home / "report.html"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in (home, *paths)] == [0o700, 0o600, 0o600]
    assert paths[0].read_bytes() == as_json(report)
    assert paths[1].read_text("utf-8") == render_html(report)


def test_a_report_replaces_the_one_before(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    write(folder.path, build(folder, judged(FINDINGS)), ["json"])
    (path,) = write(folder.path, build(folder, judged((), "2026-11-24")), ["json", "json"])
    assert b'"as_of": "2026-11-24"' in path.read_bytes()
    assert [each.name for each in path.parent.iterdir()] == ["report.json"]


def test_an_unknown_format_is_one_line_and_writes_nothing(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    with pytest.raises(AuditorError, match="no report format 'docx'") as caught:
        write(folder.path, build(folder, judged(FINDINGS)), ["json", "docx"])
    assert caught.value.hint == (
        "known ones: json, html, md, csv, junit, sarif, xlsx, pdf, oscal, cyclonedx, intoto"
    )
    assert not (tmp_path / "a" / "report").exists()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    (tmp_path / "a" / "report").write_text("in the way")
    with pytest.raises(AuditorError, match="cannot write here: File exists"):
        write(folder.path, build(folder, judged(FINDINGS)), ["json"])


@pytest.mark.parametrize("made", EACH)
def test_every_format_holds_every_report_and_gives_the_same_bytes_again(
    tmp_path: Path, made: Callable[[Path], Report]
) -> None:
    report = made(tmp_path)
    first = {name: make(report) for name, (_, make) in FORMATS.items()}
    assert all(first.values())
    assert {name: make(report) for name, (_, make) in FORMATS.items()} == first


def test_texts_of_five_megabytes_are_cut_except_in_json(tmp_path: Path) -> None:
    report = heavy(tmp_path)
    # The PDF has report.json attached, and the statement names each test.
    for name, (_, make) in FORMATS.items():
        if name not in ("json", "pdf"):
            assert len(make(report)) < 500_000, name
