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
from auditor.report.page import page
from auditor.report.report import Report
from auditor.report.visible import visible
from auditor.report.wording import counted, share, short, spoken_ways
from auditor.shipped import shipped

LONGEST = 1000
"""Characters of one text on the page; report.json has the whole."""


def render_html(report: Report, frameworks: Collection[str] = ()) -> str:
    """The page, with the controls of some frameworks; the same report gives the same bytes."""
    told = [
        framework_page(each, report.findings, report.checklist)
        for each in report.frameworks
        if each.id in frameworks
    ]
    return _rendered(
        "report.html.j2",
        report,
        page=page(report),
        topics=topics(report.checklist),
        frameworks=told,
    )


def render_framework(report: Report, framework: FrameworkResult) -> str:
    """A page of one framework alone, to be read without the tool or the report."""
    shown = framework_page(framework, report.findings, report.checklist)
    return _rendered("framework.html.j2", report, shown=shown)


def _rendered(name: str, report: Report, **view: Any) -> str:
    templates = _templates()
    style = templates.get_template("report.css.j2").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return templates.get_template(name).render(
        report=report,
        style=Markup(style),  # noqa: S704 - our own file; it holds nothing of the report
        style_hash=f"sha256-{digest}",
        **view,
    )


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(shipped("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"share": share, "short": short, "slug": _slug, "framework": _framework}
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
