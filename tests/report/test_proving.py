"""A report that was changed is noticed; ``tests/test_proving.py`` has what is derived before it."""

from pathlib import Path

import pytest

from auditor.evidence.folder import Folder
from auditor.proving import prove_derived
from auditor.report.files import Wishes, write
from auditor.report.proving import first_difference
from auditor.report.report import build
from tests.test_proving import altered, audit, copy, replaced

__all__ = ["audit", "copy"]


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("report/report.md", b"Evidence", b"evidence", "report/report.md:"),
        ("report/report.html", b"</html>", b"<p>x</p></html>", "report/report.html:"),
        ("report/findings.csv", b"not tested", b"kept", "report/findings.csv:"),
        ("report/junit.xml", b"failure", b"success", "report/junit.xml:"),
        ("report/report.sarif", b'"impact": 5', b'"impact": 1', "report/report.sarif:"),
        (
            "report/report.json",
            b'"verdict": "not tested"',
            b'"verdict": "kept"',
            "report/report.json:",
        ),
        ("report/report.json", b'"count": 3', b'"count": 2', "report/report.json:"),
        ("report/report.json", b'"merkle_root": "', b'"merkle_root": "0', "report/report.json:"),
        ("report/report.json", b"{", b"[", "report/report.json:1"),
    ],
)
def test_a_change_is_noticed_and_the_line_is_named(
    copy: Path, name: str, old: bytes, new: bytes, where: str
) -> None:
    before = (copy / name).read_bytes().splitlines()
    replaced(copy / name, old, new)
    found = altered(copy)
    assert found.startswith(where)
    if where.endswith(":"):
        after = (copy / name).read_bytes().splitlines()
        pairs = enumerate(zip(before, after, strict=False), 1)
        first = next((n for n, (was, now) in pairs if was != now), 0)
        # The evidence's own figures are named by the line where they stand.
        near = {first, first + 1} if b"count" in old else {first}
        assert int(found.rpartition(":")[2]) in near


def test_a_strange_file_in_the_report_is_told(copy: Path) -> None:
    (copy / "report" / "extra.txt").write_text("x")
    notes = prove_derived(Folder(copy))
    assert notes == ["report/extra.txt is no file that auditor can make again"]


def test_what_the_report_was_told_is_read_from_it(copy: Path) -> None:
    folder = Folder(copy)
    told = build(folder, folder.judged())
    write(copy, told, ["json", "html", "xlsx"], Wishes(["gdpr"], language="zh"))
    assert prove_derived(Folder(copy)) == []
    page = copy / "report" / "framework-gdpr.html"
    replaced(page, b"</html>", b"<p>x</p></html>")
    assert altered(copy).startswith("report/framework-gdpr.html:")


def test_a_file_whose_bytes_a_library_decides_is_not_called_altered(copy: Path) -> None:
    folder = Folder(copy)
    write(copy, build(folder, folder.judged()), ["xlsx"])
    with (copy / "report" / "report.xlsx").open("ab") as file:
        file.write(b"x")
    (note,) = prove_derived(Folder(copy))
    assert note.startswith("report/report.xlsx is not what this machine makes")


@pytest.mark.parametrize(
    ("raw", "again", "line"),
    [
        (b"a\nb\n", b"a\nc\n", 2),
        (b"a\n", b"a\nb\n", 2),
        (b"a\nb\n", b"a\n", 2),
        (b"", b"a\n", 1),
        (b"a", b"a\n", 1),
    ],
)
def test_the_first_difference_is_named(raw: bytes, again: bytes, line: int) -> None:
    assert first_difference(raw, again) == line
