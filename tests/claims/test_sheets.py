from pathlib import Path

import pytest

from auditor.claims.sheets import figures, find_sheet, items, read_sheet, sheets_of
from auditor.errors import AuditorError
from auditor.shipped import shipped


def test_every_shipped_sheet_is_read_and_found_by_its_name() -> None:
    names = [path.stem for path in shipped("probes", "claims").glob("*.yaml")]
    assert len(names) >= 2
    for name in names:
        sheet = find_sheet(name, Path())
        assert sheet.id == name
        assert sheet in sheets_of(sheet.vendor)


def test_every_figure_is_complete_and_stands_once() -> None:
    published = figures()
    assert len(published) >= 300
    assert all((each.model, each.benchmark, each.by, each.source) for each in published)
    assert {each.tier for each in published} == {"A", "B", "C"}
    assert len(set(published)) == len(published)


def test_sizes_are_those_of_benchmarks_that_figures_name() -> None:
    sizes = items()
    assert (sizes["GPQA-Diamond"], sizes["MMLU-Pro"]) == (198, 12_032)
    assert set(sizes) <= {each.benchmark for each in figures()}


def test_a_sheet_that_is_not_there_is_a_line() -> None:
    with pytest.raises(AuditorError, match="no claim sheet is called 'nobody'"):
        find_sheet("nobody", Path())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: a\ntitle: t\nvendor: v\nadvantage: []", "advantage"),
        (
            "id: a\ntitle: t\nvendor: v\ncompute: [{model: m, hours: -1, source: s, read-on: '2026-01-01'}]",
            "hours",
        ),
        ("id: a\ntitle: t", "vendor"),
    ],
)
def test_a_wrong_sheet_is_refused_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_text(text)
    with pytest.raises(AuditorError, match=told) as error:
        read_sheet(path)
    assert error.value.where.startswith(str(path))
