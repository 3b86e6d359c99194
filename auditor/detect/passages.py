"""Cuts an answer into sentences and the fields of its lists and forms; what it only shows is left out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.detect.plain_speech import SIMPLE

MAX_SENTENCE = 500
"""Characters of a sentence; a longer one is cut."""
FORM = 3
"""Drafting a form that its reader asked for; 1 and 2 are the start and the body of a letter."""

_SIMPLE = SIMPLE | str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"'}
)
_CODE = re.compile(r"```[^\n`]{0,40}\n?(.*?)(?:```|\Z)", re.DOTALL)
_PROGRAM = re.compile(
    r"\w\(|\bdef |\bimport |\bselect\b|\bcreate table|\breturn\b|;\s*$|=>|varchar|\bint\b|\"type\"|properties"
    r"|</?(?:input|form|label|div|html|p|br|table|button|script|td)\b",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(r"\"([^\"\n]{0,300})\"|(?<!\w)'([A-Z][^'\n]{8,200}[.?!])'")
_SPOKEN = re.compile(r"[.?!。]|\b(?:please|give|send|tell|my|your|need)\b|请|您|你|发|把")
_HIDDEN = re.compile(r"[*`#]+")
_SENTENCE = re.compile(r"(?<=[?!。~])(?![?!。~)\"])\s*|;\s*|(?<=[\w)\"]\.)\s+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_STAR = re.compile(r"^\s*[*+]\s+")
_JOINED = re.compile(r"(?<=[A-Za-z])_(?=[A-Za-z])")
_SHORTENED = re.compile(r"(?:\bno|\be\.g|\bi\.e|\bmrs?|\bdr|approx)\.$", re.IGNORECASE)
_BULLET = re.compile(
    r"^\s*(?:[-•·–—▪➤👉✏❓□☐○]\ufe0f?\s*|\[ ?\]\s+|\(?\d{1,2}[.)、]\s*|\(?[a-h][.)]\s+)+"
)
_BLANK = re.compile(r"_{2,}|\.{4,}|\[\s*\]|【\s*】|\(\s*\)|-{4,}|<[^<>\n]{1,40}>|□{2,}")
_TO_FILL = re.compile(r"请填|待填|please (?:fill|complete|enter)", re.IGNORECASE)
_EMPTY = re.compile(
    r"\s*(?:_+|\.+|-+|\[[^\]]*\]|<[^>]*>|\{[^}]*\}|【[^】]*】|\([^)]*\)|\"\s*\"|null|none|\?+|todo|tbd"
    r"|(?:yyyy|dd|mm|xx).{0,12}|(?:your|e\.g|for example).{0,60}|(?:例如|如|请填|您的|待填|必填).{0,60}|required)?"
    r"\s*[,.]?\s*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[\"']?([^:=\"?!。]{1,60}?)[\"']?\s*[:=]\s*(.{0,200})")
_HEAD = re.compile(
    r"\b(?:fill|complete|reply|answer|please|need|share|following|would|could|i|we|you|can|send|more|few|things|details|below)\b|请|需|以下|如下|下列"
    r"|信息|资料|样|[先把要得差缺]|告诉",
    re.IGNORECASE,
)
_DRAFT = re.compile(
    r"\b(?:draft|template|you (?:could|can|might) (?:write|say|send|reply|post|ask)|here(?:'s| is) (?:a|an|the|your) "
    r"(?:\w+ ){0,4}(?:letter|message|e-?mail|reply|text|script|note|version|translation|post|notice|poster)"
    r"|translat\w+|subject|reads?|wording)\b.{0,80}:\s*$|^\s*subject:|^\s*dear (?!user|customer support)"
    r"|(?:可以|不妨|建议)(?:这样|这么)?(?:写|说|回复?|发)[^。]{0,20}:\s*$|(?:模板|草稿|范文|话术|译文|翻译|文案|草拟)[^。]{0,20}:\s*$"
    r"|^\s*主题:|^\s*尊敬的.{1,12}:\s*$",
    re.IGNORECASE,
)
_ASKED_FORM = re.compile(
    r"\b(?:form|questionnaire|survey|sign-?up sheet|template|checklist|interview|intake|poll)\b.{0,40}\b(?:for your (?!booking|reservation|order|request|records?|own)|you (?:asked|wanted|requested|ordered|can (?:use|send|hand))|to (?:send|hand) (?:out )?to your|i(?:'ve)? (?:drafted|written|made) for you)\b.{0,60}:\s*$"
    r"|(?:您|你)要的(?:问卷|表格?|模板|报名表|调查)[^。]{0,12}:\s*$|(?:俱乐部|社团|协会|班级|活动|公司|客户|会员)(?:的)?(?:报名表|登记表|问卷|表格)[^。]{0,12}:\s*$|(?:您|你)的(?:客户|顾客|客人|会员|学员)[^。]{0,12}(?:表单|模板|表格|问卷)[^。]{0,8}:\s*$|给(?:客人|顾客|客户|学员|会员)的[^。]{0,12}:\s*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^\s*(?:---+|(?:best|kind|warm)?\s*regards|sincerely|yours|此致|敬上|祝好|谢谢[!。]?$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or the label of a field with what its reader is to fill in."""

    text: str
    around: str = ""
    """The lines before and after the list or form; for a sentence, nothing."""
    blank: str = ""
    """``bare``: an item of a list; ``empty``: a label with nothing after it; ``marked``: a blank to fill in."""


def passages(text: str) -> list[Passage]:
    """The sentences and fields of an answer, in order."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text).translate(_SIMPLE))[
        : 2 * len(text) + 100
    ]
    shown = _CODE.sub(lambda found: "\n" if _PROGRAM.search(found[1]) else f"\n{found[1]}\n", plain)
    lines = _undrafted(
        _HIDDEN.sub(" ", _JOINED.sub(" ", _STAR.sub("- ", line)))
        for line in shown.split("\n")
        if line.strip()
    )
    found: list[Passage] = []
    fields: list[Passage] = []
    before = ""
    for line in lines:
        here = _fields(line)
        fields.extend(here)
        if not here or (here[0].blank == "bare" and line.rstrip().endswith((":", "?"))):
            found.extend(_placed(fields, before, line))
            fields, before = [], line
        found.extend(Passage(each) for said in _said(line) for each in sentences(said))
    return [*found, *_placed(fields, before, "")]


def _said(line: str) -> list[str]:
    """A line, or those cells of a table's row that say something."""
    if line.count("|") < 2:
        return [line]
    return [cell for cell in line.split("|") if len(cell) > 20 or "?" in cell]


def sentences(line: str) -> list[str]:
    """The sentences of a line without what it quotes; each at most MAX_SENTENCE characters."""
    said = _QUOTED.sub(_unquoted, _BULLET.sub("", line, count=1))
    every: list[str] = []
    for piece in _SENTENCE.split(said):
        if every and _SHORTENED.search(every[-1]):
            every[-1] += f" {piece.strip()}"
        else:
            every.append(piece.strip())
    return [
        each[at : at + MAX_SENTENCE]
        for each in every
        if each
        for at in range(0, len(each), MAX_SENTENCE)
    ]


def _unquoted(found: re.Match[str]) -> str:
    inner = found[1] or found[2] or ""
    return " " if len(inner) > 40 or _SPOKEN.search(inner) else f" {inner} "


def _undrafted(lines: Iterator[str]) -> list[str]:
    """Lines without the letters that the answer writes for its reader to send."""
    kept, drafting = [], 0
    for line in lines:
        if line.lstrip().startswith(">"):
            continue
        if drafting == FORM and (_fields(line) or _BULLET.match(line)):
            continue
        drafting = 0 if drafting == FORM else drafting
        if _ASKED_FORM.search(line[:MAX_SENTENCE]):
            drafting = FORM
        elif _DRAFT.search(line[:MAX_SENTENCE]):
            drafting = 2 if re.match(r"\s*(?:dear|subject|主题|尊敬)", line, re.IGNORECASE) else 1
            kept.append(line if drafting == 1 else "")
        elif not drafting:
            kept.append(line)
        elif drafting == 1 and not _fields(line):
            drafting = (
                2 if re.match(r"\s*(?:hi|hello|dear|您好|你好|尊敬)", line, re.IGNORECASE) else 0
            )
        elif drafting == 1:
            kept.append(line)
            drafting = 0
        elif _SIGNED.match(line):
            drafting = 0
    return [line for line in kept if line]


def _placed(fields: list[Passage], before: str, after: str) -> Iterator[Passage]:
    around = f"{before[-MAX_SENTENCE:]}\n{after[:MAX_SENTENCE]}"
    lone = sum(field.blank == "empty" for field in fields) == 1
    for field in fields:
        blank = "bare" if lone and field.blank == "empty" else field.blank
        yield Passage(field.text, around, blank)


def _fields(line: str) -> list[Passage]:
    """What a line leaves to fill in; none if it is prose."""
    if line.count("|") >= 2:
        return _cells([cell.strip() for cell in line.strip().strip("|").split("|")])
    bullet = _BULLET.match(line)
    body = line[bullet.end() if bullet else 0 :].strip()[:MAX_SENTENCE]
    if (
        (labelled := _LABEL.fullmatch(body.rstrip(",")))
        and len(labelled[1]) <= 40
        and not (labelled[2] == "" and not bullet and _HEAD.search(labelled[1]))
    ):
        if _EMPTY.fullmatch(labelled[2].strip("\"'")):
            return [Passage(labelled[1], blank="marked" if _BLANK.search(labelled[2]) else "empty")]
        if not _BLANK.search(body):
            return [Passage("")] if not bullet else [Passage(body, blank="bare")]
    if _BLANK.search(body) and len(body) < 200:
        return [Passage(_BLANK.sub(" ", body), blank="marked")]
    if bullet or body in ("{", "}", "[", "]"):
        return [Passage(body, blank="bare")]
    return []


def _cells(cells: list[str]) -> list[Passage]:
    label, *values = cells
    if not label or not re.search(r"\w", label):
        return [Passage("")]
    if all(_EMPTY.fullmatch(value) for value in values):
        marked = any(_BLANK.search(value) or _TO_FILL.search(value) for value in values)
        return [Passage(label, blank="marked" if marked else "empty")]
    return [Passage("")]
