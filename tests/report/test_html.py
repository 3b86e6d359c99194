"""One page that loads nothing, runs nothing and shows what a stranger wrote as text."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from auditor.evidence.writer import Writer
from auditor.report.html import _framework, render_html
from auditor.report.report import build
from tests.report.audits import (
    ABOUT,
    BROKEN,
    COVERAGE,
    EMAIL,
    FINDINGS,
    INCONCLUSIVE,
    KEPT,
    MEASURE,
    OBSERVATIONS,
    WAIVED,
    audit,
    empty_audit,
    judged,
    poisoned,
)

EVIL = (
    "<script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)>"
    "\"' style='x' &lt;</style></title></td>-->{{7*7}}{% raw %}{#\u202e\u2066\u200b\U000e0041"
    "\x00\x07\x1b[31m\r\n\u2028\ud800[red]x[/red]javascript:alert(1)"
)
SHOWN = (
    "<script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)>"
    "\"' style='x' &lt;</style></title></td>-->{{7*7}}{% raw %}{#⟨U+202E⟩⟨U+2066⟩⟨U+200B⟩⟨U+E0041⟩"
)
REVIEWED = replace(
    BROKEN, review={"by": "Bo Buyer", "decision": "accepted"}, vendor_reply="We shall mend it."
)
ALL = (*FINDINGS, WAIVED, REVIEWED)


class Parsed(HTMLParser):
    """Tags with their attributes in order, and the text in each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"{tag} has an attribute twice"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> Iterator[str]:
        return (attrs[name] for _, attrs in self.tags if name in attrs)


def rendered(folder: Path, findings: Any = ALL, poison: str = "") -> str:
    parts = [ABOUT, OBSERVATIONS, (MEASURE,), COVERAGE]
    made = audit(folder, *(poisoned(part, poison) if poison else part for part in parts))
    told = poisoned(findings, poison) if poison else findings
    return render_html(build(made, judged(told, "2026-11-23" + poison)))


@pytest.fixture(name="page", scope="module")
def a_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return rendered(tmp_path_factory.mktemp("page") / "a")


@pytest.fixture(name="hostile", scope="module")
def a_hostile_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return rendered(tmp_path_factory.mktemp("hostile") / "a", poison=EVIL)


@pytest.fixture(name="empty", scope="module")
def an_empty_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return render_html(build(empty_audit(tmp_path_factory.mktemp("empty") / "a"), judged(())))


def test_a_hostile_text_adds_no_tag_and_no_attribute(page: str, hostile: str) -> None:
    def structure(html: str) -> list[tuple[str, list[str]]]:
        return [(tag, sorted(attrs)) for tag, attrs in Parsed(html).tags]

    assert structure(hostile) == structure(page)


def test_a_hostile_text_is_shown_as_text_with_what_it_hides(hostile: str) -> None:
    told = "".join(Parsed(hostile).text)
    assert told.count(SHOWN) > 100
    body = told[told.index("Skip to the decision page") :]
    assert "49" not in re.sub(r"[0-9a-f]{10,}", "", body)


def test_no_hidden_character_reaches_the_page(hostile: str) -> None:
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e\u2066\ud800]", hostile) == []
    hostile.encode()


def test_a_very_long_text_is_cut_and_says_so(tmp_path: Path) -> None:
    long = "A" * 1_000_000
    finding = replace(BROKEN, because=long, title=long, subject=long, rule=long, remedy=long)
    seen = replace(EMAIL, place=long, excerpt=long, host=long, because=long, owner=long)
    about = replace(ABOUT, vendor_title=long, audit=long, authorisation=long, operator=long)
    folder = audit(tmp_path / "a", about, (seen,), (replace(MEASURE, name=long),))
    page = render_html(build(folder, judged([finding])))
    assert "A… (999,000 more characters)" in page
    assert len(page) < 100_000


@pytest.mark.parametrize("kind", ["page", "hostile", "empty"])
def test_the_page_loads_nothing_and_runs_nothing(kind: str, request: pytest.FixtureRequest) -> None:
    parsed = Parsed(request.getfixturevalue(kind))
    tags = {tag for tag, _ in parsed.tags}
    names = {name for _, attrs in parsed.tags for name in attrs}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form", "use"}
    assert not names & {"src", "srcset", "style", "action", "data", "xlink:href", "background"}
    assert not [name for name in names if name.startswith("on")]
    assert all(re.fullmatch(r"#[a-z0-9-]+", href) for href in parsed.values("href"))


def test_the_policy_allows_the_pages_own_style_and_nothing_else(page: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (a["content"] for tag, a in Parsed(page).tags if "http-equiv" in a)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert "url(" not in style
    assert "@import" not in style


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    report = build(audit(tmp_path / "a"), judged(ALL))
    assert render_html(report) == render_html(report)


@pytest.mark.parametrize("kind", ["page", "empty"])
def test_every_link_and_label_points_at_one_place(
    kind: str, request: pytest.FixtureRequest
) -> None:
    parsed = Parsed(request.getfixturevalue(kind))
    ids = list(parsed.values("id"))
    assert sorted(ids) == sorted(set(ids))
    wanted = {href[1:] for href in parsed.values("href")}
    wanted |= {each for label in parsed.values("aria-labelledby") for each in label.split()}
    assert wanted <= set(ids)


def test_tables_drawings_and_headings_can_be_followed_without_seeing_them(page: str) -> None:
    parsed = Parsed(page)
    tags = [tag for tag, _ in parsed.tags]
    after = [follower for tag, follower in pairwise(tags) if tag == "table"]
    assert set(after) == {"caption"}
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in parsed.tags if tag == "th")
    drawings = [i for i, tag in enumerate(tags) if tag == "svg"]
    assert len(drawings) > 5
    assert all(tags[i + 1 : i + 3] == ["title", "desc"] for i in drawings)
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"header", "nav", "main", "footer"} <= set(tags)
    assert parsed.tags[0] == ("html", {"lang": "en"})


@pytest.mark.parametrize(
    "text",
    [
        "Intervals: Clopper-Pearson.",
        "In this audit 3 of 7 checks of Example Vendor found a rule broken, at worst with "
        "critical risk",
        "Purchase request 7, the buyer's own accounts",
        "Declared: trains on input",
        "email aaa@aaaaaaa.aaaa #1f2e3d4c5b",
        "body.$.events[0].user.email",
        "jsonbase64json",
        "collect.example-analytics.test",
        "7 of 12: 58%",
        "In our test the app sent an address that we had typed to a host of Example Analytics.",
        "The vendor may have a contract with that firm as its processor.",
        "NIST AI RMF",
        "We shall mend it.",
        "Bo Buyer",
        "Not tested: the target chat-b could not be reached.",
        "updates.example-vendor.test could not be read (pinned:",
        "The evidence is not sealed",
        "Reviewed by",
        "Signature",
        "Glossary",
    ],
)
def test_the_page_tells_it(page: str, text: str) -> None:
    assert text in re.sub(r"\s+", " ", "".join(Parsed(page).text))


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [
        ("gdpr", "GDPR"),
        ("iso-27001-2022", "ISO 27001:2022"),
        ("nist-ai-rmf-1-0", "NIST AI RMF 1.0"),
        ("owasp-masvs-2-1", "OWASP MASVS 2.1"),
        ("soc-2", "SOC 2"),
    ],
)
def test_a_framework_is_called_as_people_call_it(identifier: str, shown: str) -> None:
    assert _framework(identifier) == shown


def test_an_open_question_is_not_explained_away(tmp_path: Path) -> None:
    told = "".join(Parsed(rendered(tmp_path / "a", [INCONCLUSIVE])).text)
    assert "What would mend a breach" in told
    assert "What else could explain it" not in told


def test_a_version_that_two_parts_name_is_told_once(page: str) -> None:
    assert page.count("mitmproxy") == 1


def test_an_empty_audit_is_no_all_clear(empty: str) -> None:
    told = "".join(Parsed(empty).text)
    assert "No rule was applied to Example Vendor, so this audit says nothing about it." in told
    assert "That is not an all-clear." in told


def test_a_concern_with_open_questions_only_is_not_called_untested(tmp_path: Path) -> None:
    open_ = replace(KEPT, verdict="inconclusive", concern="governance")
    told = "".join(Parsed(rendered(tmp_path / "a", [open_])).text)
    assert "not rated" in told


def test_an_interrupted_audit_says_so(tmp_path: Path) -> None:
    folder = audit(tmp_path / "a", replace(ABOUT, ended=""))
    with Writer(folder.path):
        report = build(folder, judged(FINDINGS))
    assert "from 2026-11-23 on, not ended" in "".join(Parsed(render_html(report)).text)


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""

    def light(colour: str) -> float:
        digits = colour * 2 if len(colour) == 3 else colour
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_colour_can_be_read_in_light_dark_and_print(page: str) -> None:
    schemes = re.findall(r":root \{(.*?)\}", page, re.DOTALL)
    assert len(schemes) == 3
    for scheme in schemes:
        colours = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", scheme))
        pairs = [(ink, wash) for ink in ("ink", "soft", "accent") for wash in ("paper", "card")]
        for state in ("broken", "inconclusive", "not-tested", "waived", "kept"):
            pairs += [(state, f"{state}-wash"), (state, "card"), (state, "paper")]
        pairs += [("ink", "accent-wash"), ("card", "broken")]
        told = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
        assert {pair: round(c, 2) for pair, c in told.items() if c < 4.5} == {}
