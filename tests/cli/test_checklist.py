"""auditor checklist, and an audit judged with what came back."""

from pathlib import Path

import openpyxl
import orjson
import pytest

from auditor.evidence.folder import Folder
from auditor.policy.frameworks import shipped_frameworks
from auditor.schemas import problems
from tests.cli.running import said


def test_a_sheet_for_a_vendor_goes_to_stdout_or_a_file_and_replaces_none(tmp_path: Path) -> None:
    shown = said("checklist", "--vendor", "deepseek")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("# Checklist for deepseek\n")
    path = tmp_path / "sheet.csv"
    written = said("checklist", "--vendor", "deepseek", "--out", path)
    assert (written.exit_code, written.stdout) == (0, f"{path}\n")
    assert path.read_text("utf-8-sig").startswith('"vendor","topic","area",')
    again = said("checklist", "--vendor", "deepseek", "--format", "csv", "--out", path)
    assert (again.exit_code, again.stderr) == (
        2,
        f"Error: {path}: is there already\ntry: another --out\n",
    )


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "whom to ask is not said"),
        (["--vendor", "nobody"], "no vendor is called 'nobody'"),
        (["--vendor", "deepseek", "--format", "pdf"], "no format is called 'pdf'"),
        (["--vendor", "deepseek", "--format", "xlsx"], "a workbook needs a file"),
        (["--read", "x.pdf"], "x.pdf: neither .xlsx nor .csv"),
        (["--read", "x.csv", "--format", "csv"], "--read takes neither F nor --format"),
        (["--read", "gone.csv"], "gone.csv: cannot be read: No such file or directory"),
    ],
)
def test_a_mistake_is_one_line(args: list[str], told: str) -> None:
    result = said("checklist", *args)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == f"Error: {told}"


def test_a_filled_workbook_goes_into_judging_and_what_it_claims_is_held_against_evidence(
    audited: Path, tmp_path: Path
) -> None:
    sheet, answers = tmp_path / "sheet.xlsx", tmp_path / "answers.yaml"
    assert said("checklist", audited, "--format", "xlsx", "--out", sheet).exit_code == 0
    book = openpyxl.load_workbook(sheet)
    heads = [cell.value for cell in book["Checklist"][1]]
    rows = {row[1].value: row for row in book["Checklist"].iter_rows(min_row=2)}
    unmet = [
        t for t, row in rows.items() if str(row[heads.index("measured")].value)[:7] == "not met"
    ]
    assert unmet
    for topic in unmet:
        rows[topic][heads.index("answer")].value = "yes"
    rows["pr-09"][heads.index("answer")].value = "是"
    rows["pr-09"][heads.index("document")].value = "=DPA"
    book.save(sheet)
    read = said("checklist", "--read", sheet, "--out", answers)
    assert (read.exit_code, read.stdout) == (0, f"{answers}\n")
    told = f"{len(unmet) + 1} answers; next: auditor judge F --attestations {answers}\n"
    assert read.stderr == told

    judged = said("judge", audited, "--attestations", answers)
    topics = {each.id: each for each in Folder(audited).judged().checklist}
    assert [each for each in topics if topics[each].contradiction] == unmet
    for topic in unmet:
        assert topics[topic].state == "not met"
        assert f"{topic}: The vendor answers yes, and what was measured speaks" in judged.stderr
    assert (topics["pr-09"].state, topics["pr-09"].because) == (
        "document needed",
        "The vendor answers yes. Nobody is named who read =DPA by that day.",
    )


def test_every_framework_gets_a_page_of_its_own_and_the_report_fits_its_schema(
    audited: Path,
) -> None:
    done = said("report", audited, "--framework", "all")
    assert done.exit_code == 0, done.stderr
    folder = audited / "report"
    names = {f"framework-{each}.html" for each in shipped_frameworks()}
    assert names <= {path.name for path in folder.iterdir()}
    assert set(done.stdout.split()) >= {str(folder / name) for name in names}
    for name in names:
        page = (folder / name).read_text()
        assert "No control is called complied with" in page
        assert "How to read this" in page
    gdpr = (folder / "framework-gdpr.html").read_text()
    broken = [f for f in Folder(audited).findings() if f.verdict == "broken" and "gdpr" in f.maps]
    assert broken
    for finding in broken:
        assert f'<span class="broken">broken</span>: <bdi>{finding.title}</bdi>' in gdpr
    written = orjson.loads((folder / "report.json").read_bytes())
    assert list(problems("report", written)) == []
    assert [each["id"] for each in written["frameworks"]] == list(shipped_frameworks())
    assert len(written["checklist"]) == 73


def test_an_unknown_framework_is_one_line(audited: Path) -> None:
    done = said("report", audited, "--framework", "gdprr")
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: no framework is called 'gdprr'\ntry: did you mean 'gdpr'?\n",
    )
