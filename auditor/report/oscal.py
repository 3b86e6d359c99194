"""The findings as OSCAL assessment results (NIST, version 1.2.3, 2026), JSON.

OSCAL knows only satisfied and not satisfied. So a finding stands there for each rule that was
kept, broken or waived; what is inconclusive or not tested is an observation alone, and never
satisfied. A waiver is a risk with an approved deviation and a deadline.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from auditor.evidence.finding import Finding
from auditor.evidence.jsonl import encode
from auditor.report.moment import ended, named, stamp, started
from auditor.report.oscal_items import (
    STATE,
    finding_of,
    line,
    markup,
    observation_of,
    prop,
    risk_of,
    token,
    tool_id,
)
from auditor.report.page import in_order
from auditor.report.report import Report

VERSION = "1.2.3"
MOST = 5000
"""Findings; what is left out is counted, and stands in report.json."""


def as_oscal(report: Report) -> bytes:
    """One result; identifiers follow from the report, so that they are the same each time."""
    log = {
        "assessment-results": {
            "uuid": named(report, "oscal"),
            "metadata": _metadata(report),
            "import-ap": {"href": f"#{named(report, 'plan')}"},
            "results": [_result(report)],
            "back-matter": {"resources": list(_resources(report))},
        }
    }
    return msgspec.json.format(encode(log), indent=2) + b"\n"


def _metadata(report: Report) -> dict[str, Any]:
    operator = named(report, "operator")
    return {
        "title": markup(f"AI vendor risk report: {report.vendor.title or report.vendor.id}"),
        "last-modified": stamp(ended(report)),
        "version": line(report.audit.as_of),
        "oscal-version": VERSION,
        "roles": [{"id": "assessor", "title": "Assessor"}],
        "parties": [
            {"uuid": operator, "type": "person", "name": line(report.audit.operator)},
            {"uuid": tool_id(report), "type": "organization", "name": "auditor (the tool)"},
        ],
        "responsible-parties": [{"role-id": "assessor", "party-uuids": [operator]}],
        "remarks": markup(report.audit.authorisation),
    }


def _result(report: Report) -> dict[str, Any]:
    findings = in_order(report.findings)[:MOST]
    judged = [each for each in findings if each.verdict in STATE]
    risky = [each for each in judged if each.verdict != "kept"]
    result = {
        "uuid": named(report, "result"),
        "title": markup(report.audit.name),
        "description": markup(report.verdict.sentence),
        "start": stamp(started(report)),
        "props": [
            prop("judged-as-of", report.audit.as_of),
            prop("findings-left-out", str(len(report.findings) - len(findings))),
        ],
        "reviewed-controls": _controls(findings),
        "observations": [observation_of(report, each) for each in findings],
        "risks": [risk_of(report, each) for each in risky],
        "findings": [finding_of(report, each) for each in judged],
        "remarks": "\n".join(f"- {markup(each)}" for each in report.limits[:200]) or "None.",
    }
    if report.ended:
        result["end"] = stamp(ended(report))
    # OSCAL takes no empty list.
    return {key: value for key, value in result.items() if value != []}


def _controls(findings: Iterable[Finding]) -> dict[str, Any]:
    """The rules, and the controls of frameworks that they are mapped to."""
    ids = {token(each.rule) for each in findings} | {
        token(name, control)
        for each in findings
        for name, ids in each.maps.items()
        for control in ids
    }
    chosen = [{"control-id": each} for each in sorted(ids)]
    nothing = [{"control-id": "no-rule-was-applied"}]
    return {"control-selections": [{"include-controls": chosen or nothing}]}


def _resources(report: Report) -> Iterable[dict[str, Any]]:
    yield {
        "uuid": named(report, "plan"),
        "title": "The plan as run, in audit.json",
        "props": [prop("sha-256", report.audit.plan_sha256)],
    }
    yield {
        "uuid": named(report, "evidence"),
        "title": "The chain of exchanges, evidence/exchanges.jsonl",
        "props": [
            prop("count", str(report.evidence.count)),
            prop("head", report.evidence.head),
            prop("merkle-root", report.evidence.merkle_root),
        ],
    }
