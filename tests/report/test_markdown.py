import re
from pathlib import Path

import pytest

from auditor.report.markdown import as_markdown, plain
from tests.report.reports import EACH, empty, full, hostile


def test_it_says_the_verdict_the_findings_and_the_limits(tmp_path: Path) -> None:
    text = as_markdown(full(tmp_path)).decode()
    assert text.startswith("# AI vendor risk report: ")
    assert "## Findings (6)" in text
    assert "## Limits" in text
    assert "| broken | critical |" in text


def test_an_empty_audit_says_nothing_good(tmp_path: Path) -> None:
    text = as_markdown(empty(tmp_path)).decode()
    assert "No rule was applied" in text
    assert "kept |" not in text.partition("## Findings")[2]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>", r"\<script\>"),
        ("[a](b)", r"\[a\](b)"),
        ("a|b", r"a\|b"),
        ("*b* _i_ `c`", r"\*b\* \_i\_ \`c\`"),
        ("@all #1", r"\@all \#1"),
        ("one\ntwo", "one↵two"),
        ("https://x.example", r"https\://x.example"),
    ],
)
def test_a_strangers_text_is_never_markup(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_every_row_of_a_hostile_report_stays_one_row(tmp_path: Path) -> None:
    text = as_markdown(hostile(tmp_path)).decode()
    assert not re.search(r"(?<!\\)<script", text)
    assert "\x1b" not in text
    for line in text.splitlines():
        if line.startswith("| "):
            cells = re.split(r"(?<!\\)\|", line)
            assert len(cells) in {7, 9}


@pytest.mark.parametrize("made", EACH)
def test_the_same_report_gives_the_same_bytes(tmp_path: Path, made: object) -> None:
    assert callable(made)
    report = made(tmp_path)
    assert as_markdown(report) == as_markdown(report)
