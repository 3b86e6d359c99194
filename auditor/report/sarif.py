"""The findings as SARIF 2.1.0 (OASIS, errata 01, 2023), as code scanning shows them.

A finding about traffic has no place in source code; it is located at the file of its rule, which
lies in a repository, so that a viewer has where to show it. The severity of a rule is the gravest
risk among its findings, in the numbers that GitHub sorts by.
"""

from collections import defaultdict
from typing import Any
from urllib.parse import quote

import msgspec

from auditor.evidence.finding import RISKS, Finding
from auditor.evidence.jsonl import encode
from auditor.report.page import in_order
from auditor.report.rating import highest
from auditor.report.report import Report
from auditor.report.visible import visible
from auditor.report.wording import reviewed

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
SEVERITY = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.0"}
MOST_RESULTS = 5000
"""As many are shown; what is left out is counted, and stands in report.json."""
LONGEST = 1000
_KIND = {
    "broken": "fail",
    "waived": "fail",
    "kept": "pass",
    "inconclusive": "review",
    "not tested": "open",
}
_LEVEL = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}


def as_sarif(report: Report) -> bytes:
    """One run; kept rules are results of the kind pass, and nothing untested ever is."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_rule[finding.rule].append(finding)
    rules = sorted(by_rule)
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "auditor",
                        "version": report.tool.get("auditor", "0"),
                        "rules": [_rule(by_rule[each]) for each in rules],
                    }
                },
                "automationDetails": {"id": f"auditor/{_text(report.vendor.id)}/"},
                "invocations": [{"executionSuccessful": bool(report.ended)}],
                "properties": {"resultsLeftOut": max(0, len(report.findings) - MOST_RESULTS)},
                "results": [
                    _result(each, rules.index(each.rule))
                    for each in in_order(report.findings)[:MOST_RESULTS]
                ],
            }
        ],
    }
    return msgspec.json.format(encode(log), indent=2) + b"\n"


def _rule(findings: list[Finding]) -> dict[str, Any]:
    first = findings[0]
    tags = [first.concern, *(f"{name}/{each}" for name, ids in first.maps.items() for each in ids)]
    risk = highest(findings)
    help_ = (
        f"{first.remedy}\n\nWhat else could explain a breach: {' '.join(first.other_explanations)}"
    )
    return {
        "id": _text(first.rule),
        "shortDescription": {"text": _text(first.title)},
        "fullDescription": {"text": _text(first.fair_sentence)},
        "help": {"text": _text(help_)},
        "defaultConfiguration": {"level": _LEVEL[risk] if risk else "note"},
        "properties": {
            "tags": [_text(tag) for tag in tags[:10]],
            **({"security-severity": SEVERITY[risk]} if risk else {}),
        },
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    failed = finding.verdict in ("broken", "waived")
    result: dict[str, Any] = {
        "ruleId": _text(finding.rule),
        "ruleIndex": index,
        "kind": _KIND[finding.verdict],
        "level": _LEVEL[finding.risk or RISKS[0]] if failed else "none",
        "message": {"text": _text(f"{finding.subject}: {finding.because}")},
        "locations": [_location(finding)],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
        "properties": {"confidence": finding.confidence, "impact": finding.impact},
    }
    if told := reviewed(finding):
        result["properties"]["review"] = [_text(each) for each in told]
    if finding.waiver:
        justification = _text(f"{finding.waiver.reason} ({finding.waiver.approved_by})")
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": justification}
        ]
    if finding.change:
        result["baselineState"] = (
            "new"
            if finding.change == "new"
            else ("unchanged" if finding.change == "unchanged" else "updated")
        )
    return result


def _location(finding: Finding) -> dict[str, Any]:
    pack = finding.pack or "unknown"
    uri = quote(f"policies/packs/{_text(pack)}/{_text(finding.rule)}.yaml")
    places = [{"name": _text(host), "kind": "resource"} for host in finding.hosts[:20]]
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 1},
        },
        "logicalLocations": [{"name": _text(finding.subject), "kind": "module"}, *places],
    }


def _text(text: str) -> str:
    return visible(text, LONGEST)
