"""A comparison as a workbook: every table of the page, numbers as numbers, texts as texts."""

from dataclasses import replace
from pathlib import Path

from auditor.comparing import compare
from auditor.report.comparisonsheets import comparison_as_xlsx
from tests.report.audits import poisoned
from tests.report.pairs import pair
from tests.report.reports import EVIL
from tests.report.test_xlsx import cells, table


def test_every_table_is_a_sheet_with_a_column_for_each_audit(tmp_path: Path) -> None:
    told = compare(pair(tmp_path))
    content = comparison_as_xlsx(told)
    assert [row["vendor"] for row in table(content, "sides")] == ["Leaky Vendor", "Tidy Vendor"]
    assert [row["Privacy"] for row in table(content, "sides")] == ["critical", "critical"]
    assert [(r["side"], r["hits"], r["value"]) for r in table(content, "measures")] == [
        ("A", 18, 0.9),
        ("B", 1, 0.05),
    ]
    (difference,) = table(content, "differences")
    assert (difference["more than chance"], difference["other share"]) == ("yes", 0.05)
    assert difference["p adjusted"] == told.differences[0].p_adjusted
    for title, rows in (("rules", told.rules), ("data flows", told.flows)):
        assert [(r["id"], r["A"], r["B"]) for r in table(content, title)] == [
            (row.id, *row.cells) for row in rows
        ]
    assert comparison_as_xlsx(told) == content


def test_a_hostile_comparison_holds_no_formula(tmp_path: Path) -> None:
    told = poisoned(compare(pair(tmp_path)), EVIL)
    found = list(cells(comparison_as_xlsx(replace(told, schema="x"))))
    assert {cell.data_type for cell in found} <= {"s", "n"}
    assert any("<script>alert(1)</script>" in str(cell.value) for cell in found)
