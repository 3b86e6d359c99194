"""Writing a report into its audit folder."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.errors import AuditorError
from auditor.evidence.folder import Folder
from auditor.evidence.seal import seal
from auditor.evidence.writer import Writer
from auditor.report.files import FORMATS, Wishes, write
from auditor.report.html import render_html
from auditor.report.printed import printed
from auditor.report.report import Report, as_json, build
from tests.report.audits import FINDINGS, audit, judged
from tests.report.reports import EACH, heavy, hostile, texts_of

SHOWN = ("html", "json", "pdf")


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
    first = {name: dict(make(report, Wishes())) for name, make in FORMATS.items()}
    assert all(content for files in first.values() for content in files.values())
    assert {name: dict(make(report, Wishes())) for name, make in FORMATS.items()} == first


def test_two_renders_of_the_same_folder_are_byte_for_byte_the_same(tmp_path: Path) -> None:
    path = audit(tmp_path / "a").path
    for language in ("en", "zh"):
        wishes = Wishes(language=language)
        first, second = (
            [dict(FORMATS[name](build(Folder(path), judged(FINDINGS)), wishes)) for name in SHOWN]
            for _ in range(2)
        )
        assert first == second


@pytest.mark.parametrize("name", ["html", "md", "csv", "junit"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_would_steer_a_screen_is_in_no_text_format(
    tmp_path: Path, name: str, language: str
) -> None:
    """Other formats are JSON or packed; their tests read what stands in them."""
    for content in dict(FORMATS[name](hostile(tmp_path), Wishes(language=language))).values():
        text = content.decode("utf-8", "strict")
        assert "alert(1)" in text
        assert not set(text) & set("\u202e\x00\x1b\ud800\ufffe")


def test_every_report_for_people_says_what_a_local_key_does_not_prove(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a")
    with Writer(folder.path) as writer:
        writer.end()
        seal(writer, Ed25519PrivateKey.generate())
    report = build(Folder(folder.path), judged(FINDINGS))
    assert any("neither who held the key nor when" in each for each in report.limits)
    told = "It proves only that nothing changed since that key sealed the evidence"
    for name in ("html", "md", "json"):
        (content,) = dict(FORMATS[name](report, Wishes())).values()
        assert told in content.decode()
    assert told in " ".join(texts_of(printed(report))).replace("\u200b", "")


def test_texts_of_five_megabytes_are_cut_except_in_json(tmp_path: Path) -> None:
    report = heavy(tmp_path)
    # The PDF has report.json attached, and the statement names each test.
    for name, make in FORMATS.items():
        if name not in ("json", "pdf"):
            for content in dict(make(report, Wishes())).values():
                assert len(content) < 500_000, name
