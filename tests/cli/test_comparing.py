"""auditor compare."""

from pathlib import Path

import orjson

from tests.cli.running import one_mistake, said
from tests.report.pairs import pair


def test_two_folders_stand_side_by_side(tmp_path: Path) -> None:
    folders = judged_pair(tmp_path)
    result = said("compare", *folders)
    assert result.exit_code == 0
    assert "\tA: Leaky Vendor\tB: Tidy Vendor\n" in result.stdout
    assert "disclosure in a summary, en (p 9.4e-08)\t90%\t5%\n" in result.stdout
    assert result.stdout.endswith("comparison/comparison.html\ncomparison/comparison.json\n")
    assert "Tidy Vendor" in Path("comparison/comparison.html").read_text()


def test_as_a_workbook_and_in_chinese(tmp_path: Path) -> None:
    folders = judged_pair(tmp_path)
    result = said("compare", *folders, "--format", "html,xlsx", "--language", "zh")
    assert result.stdout.endswith("comparison/comparison.html\ncomparison/comparison.xlsx\n")
    assert "供应商对比" in Path("comparison/comparison.html").read_text("utf-8")
    what, hint = "no language is called 'fr'", "--language en|zh"
    one_mistake(said("compare", *folders, "--language", "fr"), what, hint)


def test_json_is_the_whole_and_writes_nothing(tmp_path: Path) -> None:
    result = said("compare", *judged_pair(tmp_path), "--json")
    assert orjson.loads(result.stdout)["schema"] == "auditor-comparison/1"
    assert not Path("comparison").exists()


def test_the_same_folder_twice_is_refused(tmp_path: Path) -> None:
    one, _ = judged_pair(tmp_path)
    what = "the same folder twice"
    one_mistake(said("compare", one, one), what, "the folders of different audits")


def judged_pair(tmp_path: Path) -> list[Path]:
    from auditor.evidence.folder import Folder
    from tests.report.audits import FINDINGS, judged

    pair(tmp_path)
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        Folder(folder).write_judged(judged(FINDINGS))
    return folders


def test_a_report_in_chinese(tmp_path: Path) -> None:
    one, _ = judged_pair(tmp_path)
    assert said("report", one, "--format", "html", "--language", "zh").exit_code == 0
    assert '<html lang="zh-Hans">' in (one / "report/report.html").read_text("utf-8")
    what, hint = "no language is called 'fr'", "--language en|zh"
    one_mistake(said("report", one, "--language", "fr"), what, hint)
