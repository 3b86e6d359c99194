"""A sheet asks every question, and a filled one gives its answers or says what is wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.attestation import Attestation
from auditor.evidence.topic import TopicResult
from auditor.policy.checklist import find_checklist
from auditor.policy.sheet import COLUMNS, answers_of, rows_of
from tests.policy.sheets import ANSWERS, VENDOR, filled

SHEET = Path("filled.csv")
RESULT = TopicResult("ds-01", "data-security", "traffic", {}, "not met", "Broken: x.", "not met")


def read(rows: list[list[str]]) -> tuple[str, list[dict[str, str]]]:
    return answers_of(SHEET, enumerate(rows, 1))


def test_an_empty_sheet_asks_every_question_in_both_languages() -> None:
    heads, *rows = rows_of(find_checklist(), VENDOR)
    assert heads == [name for name in COLUMNS if name != "measured"]
    assert len(rows) == 73
    assert rows[0][:5] == [
        VENDOR,
        "ds-01",
        "data-security",
        "Is every connection of your clients and your API encrypted, without exception?",
        "贵方的客户端和 API 是否对所有连接都加密，没有任何例外？",
    ]
    assert set(rows[0][7:]) == {""}


def test_an_audit_adds_what_it_measured_and_what_was_answered_before() -> None:
    answer = Attestation("v/ds-01", "ds-01", "v", "document needed", "yes", in_scope="no")
    told = replace(RESULT, contradiction="Yes, and it is not so.", attestation=answer)
    heads, first, second, *_ = rows_of(find_checklist(), VENDOR, [told])
    cells = dict(zip(heads, first, strict=True))
    assert (cells["measured"], cells["answer"], cells["in-scope"]) == (
        "not met. Yes, and it is not so.",
        "yes",
        "no",
    )
    assert dict(zip(heads, second, strict=True))["measured"] == ""


def test_a_filled_sheet_gives_the_answers_back() -> None:
    vendor, answers = read(filled())
    assert (vendor, answers) == (VENDOR, ANSWERS)


def test_answers_in_chinese_and_in_capitals_are_understood() -> None:
    rows = filled([])
    at = rows[0].index("answer")
    for row, word in zip(rows[1:], ("是", "否 ", "部分", "不适用", "YES", " "), strict=False):
        row[at] = word
    assert [each["answer"] for each in read(rows)[1]] == [
        "yes",
        "no",
        "partly",
        "not applicable",
        "yes",
    ]


def changed(column: str, text: str, row: int = 1) -> list[list[str]]:
    rows = filled(ANSWERS[:2])
    rows[row][rows[0].index(column)] = text
    return rows


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "filled.csv:1: the columns vendor, topic, answer, comment, document, sha256, issuer, "
             "scope, issued, expires, reviewer, reviewed, in-scope are missing"),
        ([["vendor", "topic", "anwser"]], "filled.csv:1:3: no column is called 'anwser'"),
        ([["vendor", "vendor"]], "filled.csv:1:2: the column 'vendor' stands twice"),
        (filled([]), "filled.csv: holds no answer"),
        (changed("topic", "ds-1"), "filled.csv:2:2: topic: 'ds-1' is not a topic such as pr-09"),
        (changed("topic", "ds-91"), "filled.csv:2:2: no topic is called 'ds-91'"),
        (changed("topic", "ds-02"), "filled.csv:3:2: 'ds-02' is answered twice"),
        (changed("vendor", "openai", 2), "filled.csv:3: answers of 'deepseek' and of 'openai'"),
        (changed("answer", "maybe"), "filled.csv:2:8: answer: 'maybe' is not one of yes, no, partly, not applicable"),
        (changed("issued", "1/2/2026"), "filled.csv:2:14: issued: '1/2/2026' is not a date such as 2026-11-23"),
        (changed("issued", "2026-13-01"), "filled.csv:2:14: '2026-13-01' is no day"),
        (changed("comment", "a\x00b"), "filled.csv:2:9: comment: 'a\\x00b' is not text without control characters"),
        (changed("reviewer", "x" * 201), "filled.csv:2:16: reviewer: '" + "x" * 100),
    ],
)  # fmt: skip
def test_a_wrong_sheet_is_one_line(rows: list[list[str]], told: str) -> None:
    with pytest.raises(AuditorError) as error:
        read(rows)
    assert str(error.value)[: len(told)] == told
    assert len(str(error.value)) < 400


def test_short_rows_and_extra_empty_columns_are_borne() -> None:
    rows = [[*row, "", ""] for row in filled(ANSWERS[:1])]
    rows[5] = []
    assert read(rows) == (VENDOR, ANSWERS[:1])
