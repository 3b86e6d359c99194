"""The summary in the terminal."""

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from auditor.report.report import build
from auditor.report.summary import print_summary
from tests.report.audits import (
    ABOUT,
    BROKEN,
    COVERAGE,
    FINDINGS,
    KEPT,
    MEASURE,
    OBSERVATIONS,
    audit,
    empty_audit,
    judged,
    poisoned,
)

EVIL = "[red]x[/red][link=https://evil.example]y[/link]\x1b]8;;https://evil.example\x07\u202e\r\x08"


def told(folder: Any, findings: Any, *, colour: bool = False, width: int = 100) -> str:
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else "auto",
    )
    report = build(folder, judged(findings))
    print_summary(console, report, [folder.path / "report" / "report.html"])
    return out.getvalue()


def test_the_summary_says_what_matters_in_order(tmp_path: Path) -> None:
    text = told(audit(tmp_path / "a"), FINDINGS)
    parts = [
        "In this audit 2 of 5 checks of Example Vendor found a rule broken",
        "2 broken · 1 inconclusive · 1 not tested · 0 waived · 1 kept",
        "The model keeps a record to itself",
        "What the user typed stays with the vendor",
        "Everything travels encrypted",
        "One account never sees another's data",
        "What could not be seen",
        "- chat-b could not be reached (401: the key was refused)",
        f"report: {tmp_path / 'a' / 'report' / 'report.html'}\n",
    ]
    assert [part for part in parts if part not in text] == []
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_what_was_kept_is_counted_and_not_listed(tmp_path: Path) -> None:
    assert KEPT.title not in told(audit(tmp_path / "a"), FINDINGS)


def test_a_pipe_gets_no_colours(tmp_path: Path) -> None:
    assert "\x1b" not in told(audit(tmp_path / "a"), FINDINGS)


def test_no_color_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    colours = re.compile(r"\x1b\[[0-9;]*3[0-7]")
    folder = audit(tmp_path / "a")
    assert colours.search(told(folder, FINDINGS, colour=True))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colours.search(told(folder, FINDINGS, colour=True))


def test_a_hostile_text_colours_links_and_moves_nothing(tmp_path: Path) -> None:
    parts = [poisoned(each, EVIL) for each in (ABOUT, OBSERVATIONS, (MEASURE,), COVERAGE)]
    text = told(audit(tmp_path / "a", *parts), poisoned(FINDINGS, EVIL), width=4000)
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text) == []
    assert "[red]x[/red][link=https://evil.example]y[/link]⟨U+001B⟩]8;;" in text


def test_a_very_long_list_is_capped_and_says_so(tmp_path: Path) -> None:
    many = [replace(BROKEN, rule=f"r-{number:03}", because="B" * 1_000_000) for number in range(35)]
    text = told(audit(tmp_path / "a"), many)
    assert "5 more findings: see report.json" in text
    assert "2 more sentences: see report.json" in text
    assert len(text) < 60_000


def test_an_empty_audit_says_so(tmp_path: Path) -> None:
    text = told(empty_audit(tmp_path / "a"), ())
    assert "No rule was applied to Example Vendor, so this audit says nothing about it." in text
    assert "What could not be seen" not in text


def test_a_narrow_terminal_loses_no_words(tmp_path: Path) -> None:
    text = told(audit(tmp_path / "a"), FINDINGS, width=60)
    assert max(len(line) for line in text.splitlines() if not line.startswith("report:")) <= 60
    assert "inconclusive" in text
