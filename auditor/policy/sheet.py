"""The checklist as a sheet that a vendor fills in, and the answers in a filled one."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.topic import TopicResult
from auditor.policy.attestations import DAYS, FIELDS, Given, answer_problems
from auditor.policy.checklist import NAME, Checklist
from auditor.schemas import check
from auditor.yamlfile import Document, Spot

ASKED = ("vendor", "topic", "area", "question", "问题", "evidence", "documents")
"""What a sheet tells; ``measured`` follows where there is an audit."""
MEASURED = "measured"
COLUMNS = (*ASKED, MEASURED, *FIELDS)
MOST_ROWS = 1000
LONGEST = 20_000
"""Characters of one cell."""
WORDS = {"是": "yes", "否": "no", "部分": "partly", "不适用": "not applicable"}
"""Answers in Chinese → as they are kept."""
NOTES = (
    "A yes is the good answer to every question. Answers: yes, no, partly, not applicable.",
    "A yes counts once a document shows it: its title, its SHA-256, who issued it, its scope, and "
    "the days on which it was issued and expires (2026-11-23).",
    "The columns reviewer, reviewed and in-scope are filled in by whoever reads the document for "
    "the buyer. Please leave the other columns and the first row as they are.",
    "每个问题回答“是”均为理想答案。可填：是、否、部分、不适用（或 yes、no、partly、not applicable）。",
    "回答“是”须有文件佐证：请填写文件名称、SHA-256、出具方、适用范围、签发日期和到期日期（格式 2026-11-23）。",
    "reviewer、reviewed、in-scope 三栏由采购方审阅文件的人员填写。请勿改动首行和其他各栏。",
)

type Rows = list[list[str]]


def rows_of(checklist: Checklist, vendor: str, results: Sequence[TopicResult] = ()) -> Rows:
    """The sheet's rows, headings first: empty, or with what an audit measured and was answered."""
    known = {each.id: each for each in results}
    heads = [name for name in COLUMNS if name != MEASURED or results]
    rows = [heads]
    for topic in checklist.topics:
        result = known.get(topic.id)
        cells = {
            "vendor": vendor,
            "topic": topic.id,
            "area": topic.area,
            "question": topic.question["en"],
            "问题": topic.question["zh"],
            "evidence": topic.evidence,
            "documents": "; ".join(topic.documents),
            MEASURED: _measured(result) if result else "",
            **(_answered(result) if result else {}),
        }
        rows.append([cells.get(name, "") for name in heads])
    return rows


def answers_of(path: Path, rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[str, list[Given]]:
    """Vendor and answers in a filled sheet; AuditorError with file:row:column for a wrong one.

    ``rows`` are numbered from 1, headings first. Rows without an answer are left out.
    """
    numbered = iter(rows)
    _, heads = next(numbered, (1, ()))
    columns = _columns(path, heads)
    vendors: dict[str, int] = {}
    answers: list[Given] = []
    lines: dict[Spot, tuple[int, int]] = {}
    for number, cells in numbered:
        given = {name: _plain(name, cells[at]) for name, at in columns.items() if at < len(cells)}
        given = {name: text for name, text in given.items() if text}
        if not any(given.get(name) for name in FIELDS):
            continue
        vendors.setdefault(given.pop("vendor", ""), number)
        spot: Spot = ("answers", len(answers))
        lines[spot] = lines[*spot, "topic"] = (number, columns["topic"] + 1)
        lines |= {(*spot, name): (number, columns[name] + 1) for name in given}
        answers.append({"topic": "", **given})
    return _checked(path, vendors, answers, lines), answers


def _checked(
    path: Path,
    vendors: Mapping[str, int],
    answers: list[Given],
    lines: dict[Spot, tuple[int, int]],
) -> str:
    """The one vendor that answers; AuditorError for several, and for what no answer may be."""
    if not answers:
        raise AuditorError("holds no answer", where=path, hint="fill in the column answer")
    vendor, *others = vendors
    if others:
        where = f"{path}:{vendors[others[0]]}"
        raise AuditorError(f"answers of {vendor!r} and of {others[0]!r}", where=where)
    value = {"vendor": vendor, "checklist": NAME, "answers": answers}
    document = Document(path, value, lines)
    check("attestations", document)
    for error in answer_problems(document):
        raise error
    return vendor


def _columns(path: Path, heads: Sequence[str]) -> dict[str, int]:
    """What is read → where it stands."""
    names = [head.strip().lower() for head in heads]
    while names and not names[-1]:
        names.pop()
    hint = "a sheet that auditor checklist --vendor VENDOR wrote"
    for number, name in enumerate(names):
        where = f"{path}:1:{number + 1}"
        if name not in COLUMNS:
            raise AuditorError(f"no column is called {name[:40]!r}", where=where, hint=hint)
        if name in names[:number]:
            raise AuditorError(f"the column {name!r} stands twice", where=where, hint=hint)
    wanted = ("vendor", "topic", *FIELDS)
    if missing := [name for name in wanted if name not in names]:
        told = f"the columns {', '.join(missing)} are missing"
        raise AuditorError(told, where=f"{path}:1", hint=hint)
    return {name: names.index(name) for name in wanted}


def _plain(name: str, text: str) -> str:
    """A cell's text; white space alone is nothing."""
    text = text.replace("\r\n", "\n")
    if not text.strip():
        return ""
    if name in ("vendor", "topic", "answer", "sha256", "in-scope", *DAYS):
        text = text.strip().lower()
        return WORDS.get(text, text)
    return text


def _measured(result: TopicResult) -> str:
    if result.measured == "not tested" and not result.measures:
        return "not tested"
    return f"{result.measured}. {result.contradiction or result.because}"


def _answered(result: TopicResult) -> dict[str, str]:
    told = result.attestation
    return {name: str(getattr(told, name.replace("-", "_"))) for name in FIELDS} if told else {}
