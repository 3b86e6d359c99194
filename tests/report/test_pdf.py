import re
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.report import pdf
from auditor.report.pdf import as_pdf
from auditor.report.report import Report, as_json
from tests.report.reports import EACH, full, hostile


def streams(content: bytes) -> Iterator[bytes]:
    """The content of every stream of a PDF, unpacked."""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            yield stream


def titled(report: Report, title: str) -> Report:
    return replace(report, vendor=replace(report.vendor, title=title))


def can_show(content: bytes, text: str) -> bool:
    """Whether each character is among those that the document maps its glyphs to."""
    maps = b"".join(each for each in streams(content) if b"begincmap" in each).upper()
    return all(char.encode("utf-16-be").hex().upper().encode() in maps for char in text)


@pytest.fixture
def packageless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "FONT_PACKAGE", "no_such_fonts")


@pytest.mark.parametrize("made", EACH)
def test_it_is_accessible_has_bookmarks_and_holds_report_json(
    tmp_path: Path, made: Callable[[Path], Report]
) -> None:
    report = made(tmp_path)
    content = as_pdf(report)
    parts = [content, *streams(content)]
    assert content.startswith(b"%PDF-")
    # typst refuses to write this mark for a document that breaks PDF/UA-1.
    for mark in (b"pdfuaid:part>1<", b"/Outlines", b"/StructTreeRoot", b"/EmbeddedFiles"):
        assert any(mark in part for part in parts), mark
    assert as_json(report).decode("utf-8", "backslashreplace").encode() in parts


def test_nothing_in_it_tells_when_it_was_written(tmp_path: Path) -> None:
    content = b"".join(streams(as_pdf(full(tmp_path))))
    assert set(re.findall(rb"(?:Create|Modify)Date>([0-9T:-]+)", content)) == {
        b"2026-11-23T18:09:00"
    }


def test_no_text_is_a_link_or_runs(tmp_path: Path) -> None:
    content = as_pdf(hostile(tmp_path))
    for part in (content, *streams(content)):
        if not part.startswith(b"{"):  # report.json
            assert not re.search(rb"/S ?/(?:URI|JavaScript|Launch|SubmitForm)", part)


def test_chinese_is_shown_with_the_font_package(tmp_path: Path) -> None:
    content = as_pdf(titled(full(tmp_path), "北京公司"))
    assert can_show(content, "北京公司")
    assert not can_show(content, "海")


def test_a_report_in_chinese_needs_the_fonts_or_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = hostile(tmp_path)
    content = as_pdf(report, language="zh")
    assert can_show(content, "风险报告目录决定")
    assert any(
        b"/Lang(zh)" in part or b"/Lang (zh)" in part for part in [content, *streams(content)]
    )
    monkeypatch.setattr(pdf, "FONT_PACKAGE", "no_such_fonts")
    with pytest.raises(AuditorError, match="no font can show") as caught:
        as_pdf(report, language="zh")
    assert "pip install 'auditor[pdf-chinese]'" in caught.value.hint


def test_chinese_is_shown_with_a_folder_of_fonts(tmp_path: Path, packageless: None) -> None:
    found = find_spec("pylopdf_fonts_zh_cn")
    assert found is not None
    assert found.origin is not None
    content = as_pdf(titled(full(tmp_path), "北京公司"), [Path(found.origin).parent])
    assert can_show(content, "北京公司")


@pytest.mark.parametrize(
    ("title", "told"), [("北京公司", r"京 \(U\+4EAC\)"), ("ภาษา", r"ภ \(U\+0E20\)")]
)
def test_without_a_font_letters_are_one_error_and_never_dropped(
    tmp_path: Path, packageless: None, title: str, told: str
) -> None:
    with pytest.raises(AuditorError, match=rf"no font can show .*{told}") as caught:
        as_pdf(titled(full(tmp_path), title))
    assert caught.value.hint is not None
    assert "--font-path FOLDER" in caught.value.hint


def test_signs_that_no_font_can_show_are_shown_by_their_numbers(tmp_path: Path) -> None:
    report = titled(full(tmp_path), "Smile 🙂 and 𓀀")
    assert can_show(as_pdf(report), "⟨U+1F642⟩")
    assert not can_show(as_pdf(full(tmp_path / "b")), "⟨")


def test_a_folder_of_fonts_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match="no such folder of fonts"):
        as_pdf(full(tmp_path), [tmp_path / "none"])


def test_without_typst_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(AuditorError, match="the format pdf needs typst") as caught:
        as_pdf(full(tmp_path))
    assert caught.value.hint == "pip install 'auditor[pdf]'"


def test_the_template_imports_nothing() -> None:
    template = (Path(__file__).parents[2] / "reports" / "report.typ").read_text("utf-8")
    assert not re.search(r"#?(?:import|include)\b|@preview|read\(|image\(", template)
