"""What one finding becomes in OSCAL: an observation, a risk, and a finding of its own."""

import re
from typing import Any

from auditor.evidence.finding import Finding
from auditor.report.markdown import plain
from auditor.report.moment import ended, named, stamp
from auditor.report.report import Report
from auditor.report.visible import visible
from auditor.report.wording import reviewed

NAMESPACE = "urn:auditor:oscal:1"
LONGEST = 1000
STATE = {"kept": "satisfied", "broken": "not-satisfied", "waived": "not-satisfied"}
_TOKEN = re.compile(r"[^A-Za-z0-9._-]+")


def observation_of(report: Report, finding: Finding) -> dict[str, Any]:
    """What was seen, whatever the verdict; nothing more is said of what was not tested."""
    props = [
        prop("verdict", finding.verdict),
        prop("rule", finding.rule),
        prop("subject", finding.subject),
        prop("concern", finding.concern),
        prop("confidence", finding.confidence),
        prop("fingerprint", finding.fingerprint),
        *(prop("host", host) for host in finding.hosts[:20]),
    ]
    return {
        "uuid": _id(report, finding, "observation"),
        "title": markup(f"{finding.title} ({finding.subject})"),
        "description": markup(finding.because),
        "props": props,
        "methods": ["TEST"],
        "types": ["finding"],
        "relevant-evidence": [
            {
                "href": f"#{named(report, 'evidence')}",
                "description": f"{len(finding.observations):,} observations and "
                f"{len(finding.measures):,} measures in report.json",
            }
        ],
        "collected": stamp(ended(report)),
    }


def risk_of(report: Report, finding: Finding) -> dict[str, Any]:
    """Of a broken rule; a waiver approves the deviation until its last day."""
    risk: dict[str, Any] = {
        "uuid": _id(report, finding, "risk"),
        "title": markup(finding.title),
        "description": markup(finding.because),
        "statement": markup(finding.fair_sentence),
        "status": "deviation-approved" if finding.waiver else "open",
        "characterizations": [_rated(report, finding)],
        "remediations": [
            {
                "uuid": _id(report, finding, "remedy"),
                "lifecycle": "recommendation",
                "title": "What mends it",
                "description": markup(finding.remedy),
            }
        ],
        "related-observations": [{"observation-uuid": _id(report, finding, "observation")}],
    }
    if waiver := finding.waiver:
        approved = markup(f"Waived by {waiver.approved_by}: {waiver.reason}")
        risk["mitigating-factors"] = [
            {"uuid": _id(report, finding, "waiver"), "description": approved}
        ]
        if re.match(r"\d{4}-\d{2}-\d{2}", waiver.expires):
            risk["deadline"] = f"{waiver.expires[:10]}T23:59:59Z"
    return risk


def finding_of(report: Report, finding: Finding) -> dict[str, Any]:
    """Of a rule whose verdict is in ``STATE``."""
    passed = finding.verdict == "kept"
    made: dict[str, Any] = {
        "uuid": _id(report, finding, "finding"),
        "title": markup(finding.title),
        "description": markup(finding.fair_sentence or finding.because),
        "target": {
            "type": "objective-id",
            "target-id": token(finding.rule),
            "status": {"state": STATE[finding.verdict], "reason": "pass" if passed else "fail"},
        },
        "related-observations": [{"observation-uuid": _id(report, finding, "observation")}],
        "remarks": "\n".join(
            f"- {markup(each)}" for each in (*finding.other_explanations, *reviewed(finding))
        )
        or "None.",
    }
    if not passed:
        made["related-risks"] = [{"risk-uuid": _id(report, finding, "risk")}]
    return made


def _rated(report: Report, finding: Finding) -> dict[str, Any]:
    facets = {"impact": finding.impact, "likelihood": finding.likelihood, "risk": finding.risk}
    return {
        "origin": {"actors": [{"type": "party", "actor-uuid": tool_id(report)}]},
        "facets": [
            {"name": name, "system": NAMESPACE, "value": str(value)}
            for name, value in facets.items()
            if value is not None
        ],
    }


def token(*parts: str) -> str:
    """An identifier that OSCAL takes: letters, digits, dot, hyphen, underscore."""
    made = _TOKEN.sub("-", "-".join(parts))[:200]
    return made if made[:1].isalpha() else f"_{made}"


def markup(text: str) -> str:
    """A text that is Markdown in OSCAL, with nothing in it marked up; never empty."""
    return plain(text).strip() or "none"


def prop(name: str, value: str) -> dict[str, str]:
    """A property in our namespace."""
    return {"name": name, "ns": NAMESPACE, "value": line(value)}


def line(text: str) -> str:
    """Never empty, and without white space at its ends."""
    return visible(text, LONGEST).strip() or "none"


def tool_id(report: Report) -> str:
    """The party that auditor itself is."""
    return named(report, "tool")


def _id(report: Report, finding: Finding, what: str) -> str:
    return named(report, what, finding.fingerprint, finding.rule, finding.subject)
