"""Renders a report as one HTML file that loads nothing and runs nothing."""

import base64
import hashlib
import re
from collections.abc import Collection
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor.evidence.topic import FrameworkResult
from auditor.report.answers import framework_page, topics
from auditor.report.beside import bands, scale
from auditor.report.comparison import Comparison
from auditor.report.language import Translating, check_language, sentence, term, verdict
from auditor.report.page import page
from auditor.report.report import Report
from auditor.report.visible import visible
from auditor.report.wording import counted, share, short, spoken_ways
from auditor.shipped import shipped

LONGEST = 1000
"""Characters of one text on the page; report.json has the whole."""


def render_html(report: Report, frameworks: Collection[str] = (), language: str = "en") -> str:
    """The page, with the controls of some frameworks; the same report gives the same bytes."""
    check_language(language)
    told = [
        framework_page(each, report.findings, report.checklist)
        for each in report.frameworks
        if each.id in frameworks
    ]
    return rendered(
        "report.html.j2",
        language,
        report=report,
        page=page(report),
        topics=topics(report.checklist),
        frameworks=told,
    )


def render_framework(report: Report, framework: FrameworkResult, language: str = "en") -> str:
    """A page of one framework alone, to be read without the tool or the report."""
    check_language(language)
    shown = framework_page(framework, report.findings, report.checklist)
    return rendered("framework.html.j2", language, report=report, shown=shown)


def render_comparison(told: Comparison, language: str = "en") -> str:
    """A page with audits side by side."""
    check_language(language)
    scales = [scale(each) for each in told.measures]
    return rendered("compare.html.j2", language, told=told, bands=bands(told), scales=scales)


def rendered(name: str, language: str, **view: Any) -> str:
    """A template with the style and its hash beside what it is given."""
    templates = _templates(language)
    style = templates.get_template("report.css.j2").render()
    return templates.get_template(name).render(
        style=Markup(style),  # noqa: S704 - our own file; it holds nothing of the report
        style_hash=_hash(style),
        **view,
    )


def style_hash() -> str:
    """Of the one style of all pages, as a policy of contents names it."""
    return _hash(_templates("en").get_template("report.css.j2").render())


def _hash(style: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


@cache
def _templates(language: str) -> Environment:
    templates = Environment(
        loader=FileSystemLoader(shipped("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[] if language == "en" else [Translating],
    )
    templates.filters |= {"share": share, "short": short, "slug": _slug, "framework": _framework}
    templates.filters |= {"term": term, "sentence": sentence, "verdict": verdict}
    templates.filters["ways"] = spoken_ways
    templates.globals |= {"counted": counted, "Markup": Markup}
    return templates


def _finalize(value: Any) -> Any:
    """Every expression of every template passes here before it is escaped."""
    return value if isinstance(value, Markup) else visible(str(value), LONGEST)


def _framework(identifier: str) -> str:
    """``iso-27001-2022`` → ``ISO 27001:2022``, ``nist-ai-rmf-1-0`` → ``NIST AI RMF 1.0``."""
    year = re.sub(r"(\d)-(\d{4})$", r"\1:\2", identifier)
    return re.sub(r"(\d)-(\d)$", r"\1.\2", year).replace("-", " ").upper()


def _slug(words: str) -> str:
    """``not tested`` → ``not-tested``, for names of classes; of our own words only."""
    return words.replace(" ", "-")
