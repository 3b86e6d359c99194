import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.evidence.finding import Gone
from auditor.report.printed import printed
from auditor.report.report import Report
from tests.report.reports import ALL, EACH, empty, full, hostile, texts_of


def titles(report: Report) -> list[str]:
    return [section["title"] for section in printed(report)["sections"] if section["level"] == 1]


def test_the_sections_of_a_full_report(tmp_path: Path) -> None:
    assert titles(full(tmp_path)) == [
        *("Decision", "Scope, authorisation and method", "Risk by concern", "Broken (2)"),
        *("Inconclusive (1)", "Not tested (1)", "Waived (1)", "Kept (1)", "Where data went"),
        *("What was measured", "What the vendor states", "Limits", "Integrity"),
    ]


def test_an_empty_audit_has_no_bar_and_no_finding(tmp_path: Path) -> None:
    made = printed(empty(tmp_path))
    assert "so this audit says nothing about it" in made["sentence"]
    assert not any(title.startswith(("Broken", "Kept")) for title in titles(empty(tmp_path / "b")))
    kinds = [block["kind"] for section in made["sections"] for block in section["blocks"]]
    assert "bar" not in kinds


def test_the_bar_says_in_words_what_it_shows(tmp_path: Path) -> None:
    decision = printed(full(tmp_path))["sections"][0]
    (bar,) = [block for block in decision["blocks"] if block["kind"] == "bar"]
    assert bar["alt"] == ("Of 6 checks: 2 broken, 1 inconclusive, 1 not tested, 1 waived, 1 kept.")
    assert sum(part["share"] for part in bar["parts"]) == pytest.approx(1)


def test_every_finding_is_told(tmp_path: Path) -> None:
    texts = {text.replace("\u200b", "") for text in texts_of(printed(full(tmp_path)))}
    for finding in ALL:
        assert any(finding.title in text for text in texts)
        assert finding.because in texts


def test_changes_since_a_baseline_say_what_is_gone_and_what_of_it_is_fixed(
    tmp_path: Path,
) -> None:
    report = full(tmp_path)
    gone = Gone("f", "chat", "r", "It leaks", "high", None)
    told = replace(report, baseline="2026-01-01", gone=(gone, replace(gone, verdict="kept")))
    (section,) = [s for s in printed(told)["sections"] if s["title"].startswith("Changes")]
    assert section["blocks"][0]["rows"][-2:] == [
        ["no longer found: It leaks", "not fixed"],
        ["no longer found: It leaks", "fixed"],
    ]


@pytest.mark.parametrize("made", EACH)
def test_every_table_has_as_many_cells_as_heads(
    tmp_path: Path, made: Callable[[Path], Report]
) -> None:
    for section in printed(made(tmp_path))["sections"]:
        for block in section["blocks"]:
            if block["kind"] == "table":
                wide = {len(row) for row in block["rows"]}
                assert wide | {len(block["widths"])} == {len(block["heads"])}


def test_no_text_hides_anything(tmp_path: Path) -> None:
    for text in texts_of(printed(hostile(tmp_path))):
        assert not set(text) & set("\n\u202e\x00\x1b\ud800\ufffe")


def test_in_chinese_our_words_are_chinese_and_a_strangers_stay(tmp_path: Path) -> None:
    made = printed(full(tmp_path), "zh")
    found = [section["title"] for section in made["sections"] if section["level"] == 1]
    assert found[:4] == ["决定", "范围、授权与方法", "各方面的风险", "违反（2）"]
    assert made["words"]["Contents"] == "目录"
    texts = {text.replace("\u200b", "") for text in texts_of(made)}
    assert {"严重（影响 5，可能性 4）", "12 次中 7 次", "植入的电子邮件地址", "未封存"} <= texts
    assert all(finding.because in texts for finding in ALL)
    heads = {head for s in made["sections"] for b in s["blocks"] for head in b.get("heads", ())}
    assert not any(re.search("[A-Za-z]", head) for head in heads)


def test_a_strangers_word_is_not_taken_for_ours(tmp_path: Path) -> None:
    report = full(tmp_path)
    flows = (replace(report.data_flows[0], host="unknown", subject="high"),)
    (row,) = next(
        b["rows"]
        for s in printed(replace(report, data_flows=flows), "zh")["sections"]
        if s["title"] == "数据的去向"
        for b in s["blocks"]
    )
    assert row[:2] == ["high", "unknown"]
