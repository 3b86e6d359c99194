"""The page of a comparison shows what strangers wrote as text, and loads nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.comparing import compare
from auditor.errors import AuditorError
from auditor.report.comparison import as_json
from auditor.report.files import write_comparison
from auditor.report.html import render_comparison
from tests.report.audits import COVERAGE, poisoned
from tests.report.pairs import LEAKS, pair
from tests.report.reports import EVIL
from tests.report.test_html import Parsed


def test_a_strangers_text_is_text(tmp_path: Path) -> None:
    evil = poisoned(replace(LEAKS, phrasings={}), EVIL)
    reports = pair(tmp_path, measures=(evil,), coverage=poisoned(COVERAGE, EVIL))
    page = Parsed(render_comparison(compare(reports)))
    assert {tag for tag, _ in page.tags} & {"script", "img", "iframe", "form", "input"} == set()
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert all(each.startswith("#") for each in page.values("href"))
    assert not list(page.values("src"))
    text = "".join(page.text)
    assert "<script>alert(1)</script>" in text
    assert "⟨U+202E⟩" in text
    assert "\u202e" not in text


def test_the_page_says_who_differs_and_has_every_figure_as_a_table(tmp_path: Path) -> None:
    page = Parsed(render_comparison(compare(pair(tmp_path))))
    text = "".join(page.text)
    assert "1 difference between rates is more than chance." in text
    assert "Packs, versions, languages, limits and coverage are alike." in text
    assert "Leaky Vendor" in text
    assert "18 of 20, 90%" in text
    named = [attrs["aria-labelledby"].split() for tag, attrs in page.tags if tag == "svg"]
    ids = set(page.values("id"))
    assert len(named) == 2
    assert all(set(each) <= ids for each in named)


def test_files_are_private_and_an_unknown_format_is_one_line(tmp_path: Path) -> None:
    told = compare(pair(tmp_path))
    page, record = write_comparison(tmp_path / "out", told, ["html", "json"])
    assert (page.name, record.read_bytes()) == ("comparison.html", as_json(told))
    assert {path.stat().st_mode & 0o777 for path in (page, record)} == {0o600}
    with pytest.raises(AuditorError, match="no format 'pdf' of a comparison"):
        write_comparison(tmp_path / "out", told, ["pdf"])
