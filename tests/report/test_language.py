"""The Chinese page: all of our own words in Chinese, every stranger's as they were written."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from auditor.comparing import compare
from auditor.errors import AuditorError
from auditor.evidence.claim import Claim
from auditor.evidence.finding import Gone
from auditor.report.html import render_comparison, render_framework, render_html
from auditor.report.language import Translating, pieces, sentence, term, verdict
from auditor.report.rating import Verdict
from auditor.report.report import Report
from auditor.shipped import shipped
from tests.report.audits import COVERAGE
from tests.report.pairs import pair
from tests.report.reports import EACH, EVIL, empty, full, hostile
from tests.report.test_answers import GDPR, TOPICS

OURS = {
    "auditor",
    "verify",
    "report",
    "comparison",
    "html",
    "F",
    "framework",
    "all",
    "json",
    "x",
    "p",
    "a",
    "A",
}
NAMES = {
    "API",
    "SHA",
    "UTC",
    "AI",
    "JSON",
    "base64",
    "Merkle",
    "IBAN",
    "TLS",
    "GDPR",
    "NIST",
    "RMF",
}
CLOSED = {
    *("verdict", "risk", "confidence", "change", "party", "side", "sureness", "visibility"),
    *("concern", "concerns", "arm", "rating", "state", "plane", "sentence", "unseen", "limits"),
    *("schema", "recipient_declared", "country_declared", "data_declared", "highest_risk"),
}
"""Fields whose words are ours."""
KINDS = {"Subject", "PackAbout"}


class Read(HTMLParser):
    """The words on a page that are not marked as English, and what they are read aloud as."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self._open: list[bool] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        english = bool(self._open and self._open[-1]) or told.get("lang") == "en"
        hidden = tag in ("style", "script", "code")
        if tag not in ("meta", "br", "rect", "line", "circle", "path", "img"):
            self._open.append(english or hidden)
        self.told += [told[name] or "" for name in ("aria-label", "data-label") if name in told]

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "br", "rect", "line", "circle", "path", "img"):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1]):
            self.told.append(data)


def words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z][A-Za-z0-9]+", text))


def strangers(value: Any) -> Iterator[str]:
    """Every free text of a report."""
    match value:
        case str():
            yield value
        case dict():
            for key, each in value.items():
                yield str(key)
                yield from strangers(each)
        case tuple() | list():
            for each in value:
                yield from strangers(each)
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in CLOSED and not (
                field.name == "kind" and type(value).__name__ in KINDS
            ):
                yield from strangers(getattr(value, field.name))


def changed(report: Report) -> Report:
    """With a baseline and claims, so that every section is there."""
    claim = Claim("c", "v", "performance-claims", "billing", "m-1", "lead", "supported", "so", "")
    gone = Gone("f" * 32, "a-rule", "chat", "A title", "high", "kept")
    return replace(report, baseline="2026-01-01", gone=(gone,), claims=(claim,))


@pytest.mark.parametrize("made", [full, empty])
def test_no_english_of_ours_is_left(tmp_path: Path, made: Any) -> None:
    report = changed(made(tmp_path))
    read = Read(render_html(report, language="zh"))
    left = {word for told in read.told for word in words(told)}
    theirs = {word for text in strangers(report) for word in words(text)}
    assert left - theirs - OURS - NAMES == set()


def test_no_english_of_ours_is_left_beside_each_other_or_in_a_framework(tmp_path: Path) -> None:
    reports = pair(tmp_path, coverage=replace(COVERAGE, apps=()), measures=())
    told = compare(reports)
    assert told.marks
    pages = [render_comparison(told, "zh")]
    (tmp_path / "full").mkdir()
    report = replace(full(tmp_path / "full"), frameworks=(GDPR,), checklist=TOPICS)
    pages.append(render_framework(report, GDPR, "zh"))
    theirs = {
        word for each in (*reports, report) for text in strangers(each) for word in words(text)
    }
    left = {word for page in pages for said in Read(page).told for word in words(said)}
    assert left - theirs - OURS - NAMES == set()


def test_the_english_page_has_english_left() -> None:
    """The check above can fail."""
    assert words("Decision page") - OURS - NAMES == {"Decision", "page"}


@pytest.mark.parametrize(
    "name", ["report", "finding", "charts", "answers", "framework", "compare", "served"]
)
def test_every_piece_of_a_template_is_in_the_catalogue(name: str) -> None:
    source = shipped("reports", f"{name}.html.j2").read_text("utf-8")
    told = Translating(Environment(autoescape=True)).preprocess(source, None)
    parts = pieces(told)
    texts = [
        re.sub(r"\{\{.*?\}\}", "", text)
        for (_, before), (kind, text) in pairwise([("", ""), *parts])
        if kind == "text" and before != "<code>"
    ]
    shown = {word for text in texts for word in words(text)}
    assert shown - OURS - NAMES == set()


def test_the_page_says_its_language_and_the_same_page_comes_again(tmp_path: Path) -> None:
    report = full(tmp_path)
    page = render_html(report, language="zh")
    assert '<html lang="zh-Hans">' in page
    assert "本次审计对 Example Vendor 作了 6 项检查，其中 2 项发现规则被违反" in page
    assert page == render_html(report, language="zh")
    assert '<html lang="en">' in render_html(report)


@pytest.mark.parametrize("made", EACH)
def test_it_has_the_tags_of_the_english_page_but_for_marks_of_language(
    tmp_path: Path, made: Any
) -> None:
    report = made(tmp_path)
    tags = [
        re.findall(r"<(?!/?(?:span|br))[a-z0-9]+", render_html(report, language=language))
        for language in ("en", "zh")
    ]
    assert tags[0] == tags[1]


def test_a_strangers_text_is_untouched_and_still_only_text(tmp_path: Path) -> None:
    page = render_html(hostile(tmp_path), language="zh")
    assert "<script" not in page
    assert "=1+1|&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert EVIL[-1] not in page


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("broken", "违反"),
        ("3 of 12, 25% (9% to 53%)", "12 次中 3 次，25%（9% 至 53%）"),
        ("chat could not be reached (401): its rules are not tested.", "无法连通 chat（401）：相关规则未测试。"),
        ("chat could not be reached: its rules are not tested.", "无法连通 chat：相关规则未测试。"),
        ("Privacy was asked about, and no rule of it could be tested.", "隐私已纳入审计，但其中没有一条规则能够测试。"),
        ("The owner is unknown of {0} {1:term}.", "以下主机的所有者未知：{0} {1:term}。"),
        ("Not shown by x<b>: y", 'x&lt;b&gt; 不能表明：<span lang="en">y</span>'),
        ("a component of Adjust", "Adjust 的组件"),
        ("<b>x</b>", '<span lang="en">&lt;b&gt;x&lt;/b&gt;</span>'),
        ("x" * 1200, f'<span lang="en">{"x" * 1000}… (200 more characters)</span>'),
    ],
)  # fmt: skip
def test_a_sentence_is_translated_or_marked_as_english(english: str, chinese: str) -> None:
    assert str(sentence(english)) == chinese


def test_a_word_of_no_vocabulary_stays() -> None:
    assert term("Example") == "Example"


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((0, 0, 0, 0, 0), "未对 V 应用任何规则，因此本次审计对其不作任何判断。"),
        ((0, 0, 0, 2, 0), "对 V 的 2 项检查均未能进行，因此本次审计对其好坏不作任何判断。"),
        ((0, 3, 0, 0, 0), "本次审计对 V 的 3 项检查，在可见范围内全部符合规则。"),
        (
            (0, 3, 1, 0, 1),
            "本次审计对 V 作了 5 项检查，未发现未获豁免的违反；其中 3 项符合、1 项无定论、1 项已豁免。",
        ),
        (
            (1, 0, 0, 1, 0),
            "本次审计对 V 作了 2 项检查，其中 1 项发现规则被违反，最高风险为“高”；另有 1 项未能进行。",
        ),
    ],
)
def test_the_verdict_is_a_sentence(counts: tuple[int, int, int, int, int], told: str) -> None:
    assert verdict(Verdict(*counts, "high" if counts[0] else None, ""), "V") == told


def test_an_unknown_language_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match="no language is called 'fr'"):
        render_html(empty(tmp_path), language="fr")
