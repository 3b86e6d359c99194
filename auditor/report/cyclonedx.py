"""The findings as CycloneDX 1.7 with declarations (CDXA; ECMA-424, 2025), JSON.

Each rule is a requirement. That a subject keeps it is a claim, with evidence where it was kept and
counter-evidence where it was broken; what nobody tested has neither, and no score. What the vendor
states itself is a claim too.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from auditor.evidence.claim import Claim
from auditor.evidence.finding import Finding
from auditor.evidence.jsonl import encode
from auditor.report.moment import ended, named, stamp
from auditor.report.page import in_order
from auditor.report.report import Report
from auditor.report.visible import visible

MOST = 5000
"""Claims of either kind; what is left out is counted, and stands in report.json."""
LONGEST = 1000
_SCORE = {"kept": 1, "broken": 0, "waived": 0}
_SIDE = {
    "kept": "evidence",
    "broken": "counterEvidence",
    "waived": "counterEvidence",
    "supported": "evidence",
    "contradicted": "counterEvidence",
}


def as_cyclonedx(report: Report) -> bytes:
    """One bill of materials that says nothing about parts, only what was found."""
    findings, claims = in_order(report.findings)[:MOST], report.claims[:MOST]
    left_out = len(report.findings) + len(report.claims) - len(findings) - len(claims)
    author = {"name": _text(report.audit.operator) or "unknown"}
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "serialNumber": f"urn:uuid:{named(report, 'cyclonedx')}",
        "version": 1,
        "metadata": _metadata(report),
        "declarations": {
            "assessors": [{"bom-ref": "assessor", "thirdParty": True, "organization": author}],
            "attestations": [_attestation(report, findings)],
            "claims": [
                *(_kept(report, each) for each in findings),
                *(_stated(report, each, number) for number, each in enumerate(claims)),
            ],
            "evidence": list(_evidence(report, findings, claims)),
            "targets": {"components": list(_targets(report, findings, claims))},
        },
        "definitions": {"standards": [_standard(report, findings)]},
        "properties": [{"name": "auditor:claims-left-out", "value": str(left_out)}],
    }
    return msgspec.json.format(encode(bom), indent=2) + b"\n"


def _metadata(report: Report) -> dict[str, Any]:
    version = _text(report.tool.get("auditor", "")) or "0"
    return {
        "timestamp": stamp(ended(report)),
        "tools": {"components": [{"type": "application", "name": "auditor", "version": version}]},
        "component": {
            "bom-ref": "vendor",
            "type": "application",
            "name": _text(report.vendor.title or report.vendor.id) or "unknown",
        },
    }


def _attestation(report: Report, findings: Iterable[Finding]) -> dict[str, Any]:
    return {
        "summary": _text(report.verdict.sentence),
        "assessor": "assessor",
        "map": [_mapped(report, each) for each in findings],
    }


def _mapped(report: Report, finding: Finding) -> dict[str, Any]:
    conformance: dict[str, Any] = {"rationale": _text(f"{finding.verdict}: {finding.because}")}
    if finding.verdict in _SCORE:
        conformance["score"] = _SCORE[finding.verdict]
    side = "counterClaims" if _SIDE.get(finding.verdict) == "counterEvidence" else "claims"
    return {
        "requirement": _rule(report, finding.rule),
        side: [_ref(report, finding)],
        "conformance": conformance,
        "confidence": {"rationale": finding.confidence},
    }


def _kept(report: Report, finding: Finding) -> dict[str, Any]:
    """The claim that a subject keeps a rule."""
    claim: dict[str, Any] = {
        "bom-ref": _ref(report, finding),
        "target": _target(report, finding.subject),
        "predicate": _text(finding.title),
        "reasoning": _text(f"{finding.verdict}: {finding.because}"),
    }
    if finding.verdict in _SIDE:
        claim[_SIDE[finding.verdict]] = [_ref(report, finding, "evidence")]
    return claim


def _stated(report: Report, claim: Claim, number: int) -> dict[str, Any]:
    """What the vendor states."""
    stated = "" if claim.stated is None else f" is {claim.stated} {claim.unit}".rstrip()
    made: dict[str, Any] = {
        "bom-ref": f"stated-{number}",
        "target": _target(report, claim.subject),
        "predicate": _text(f"{claim.measure}{stated}"),
        "reasoning": _text(f"{claim.verdict}: {claim.because}"),
    }
    if claim.verdict in _SIDE:
        made[_SIDE[claim.verdict]] = [f"stated-{number}-evidence"]
    return made


def _evidence(
    report: Report, findings: Iterable[Finding], claims: Iterable[Claim]
) -> Iterator[dict[str, Any]]:
    author = {"name": _text(report.audit.operator) or "unknown"}
    told: list[tuple[str, str, str, str]] = [
        (_ref(report, each, "evidence"), each.verdict, each.because, _rests(each))
        for each in findings
    ]
    told += [
        (f"stated-{number}-evidence", each.verdict, each.because, f"{each.check}: {each.method}")
        for number, each in enumerate(claims)
    ]
    for ref, verdict, because, rests in told:
        if verdict in _SIDE:
            data = {"name": "report.json", "contents": {"attachment": {"content": _text(rests)}}}
            yield {
                "bom-ref": ref,
                "description": _text(because),
                "data": [data],
                "created": stamp(ended(report)),
                "author": author,
            }


def _rests(finding: Finding) -> str:
    some = ", ".join((*finding.observations[:20], *finding.measures[:20]))
    number = len(finding.observations) + len(finding.measures)
    return f"{number:,} records of report.json, among them: {some or 'none'}"


def _targets(
    report: Report, findings: Iterable[Finding], claims: Iterable[Claim]
) -> Iterator[dict[str, Any]]:
    kinds = {each.id: each for each in report.targets}
    for subject in dict.fromkeys([*(f.subject for f in findings), *(c.subject for c in claims)]):
        known = kinds.get(subject)
        model = known is not None and known.kind == "target"
        yield {
            "bom-ref": _target(report, subject),
            "type": "machine-learning-model" if model else "application",
            "name": _text(subject) or "unknown",
            **({"version": _text(known.model)} if known and known.model else {}),
        }


def _standard(report: Report, findings: Iterable[Finding]) -> dict[str, Any]:
    rules = {each.rule: each for each in findings}
    return {
        "bom-ref": "rules",
        "name": "Rules of the packs that were applied",
        "requirements": [
            {
                "bom-ref": _rule(report, name),
                "identifier": _text(name),
                "title": _text(rules[name].title),
            }
            for name in sorted(rules)
        ],
    }


def _rule(report: Report, name: str) -> str:
    return f"rule-{named(report, 'rule', name)}"


def _target(report: Report, subject: str) -> str:
    return f"subject-{named(report, 'subject', subject)}"


def _ref(report: Report, finding: Finding, what: str = "finding") -> str:
    return f"{what}-{named(report, what, finding.fingerprint, finding.rule, finding.subject)}"


def _text(text: str) -> str:
    return visible(text, LONGEST)
