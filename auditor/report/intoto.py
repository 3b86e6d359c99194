"""What the checks said, as an in-toto Statement v1 with the predicate test-result v0.1 (2024).

It is not signed: ``auditor seal`` signs the evidence, and what signs a pipeline's other statements
can sign this one. Only a rule that was kept has passed; where nothing was tested, nothing passed.
"""

import hashlib
import re
from typing import Any
from urllib.parse import quote

import msgspec

from auditor.evidence.about import PackAbout
from auditor.evidence.finding import Finding
from auditor.evidence.jsonl import encode
from auditor.report.page import in_order
from auditor.report.report import Report, as_json
from auditor.report.visible import visible

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://in-toto.io/attestation/test-result/v0.1"
LONGEST = 400
_SHA256 = re.compile(r"[0-9a-f]{64}")


def as_intoto(report: Report) -> bytes:
    """Its subjects are report.json and the chain of exchanges; its configuration the packs."""
    findings = in_order(report.findings)
    passed = _names(findings, "kept")
    warned = _names(findings, "waived", "inconclusive", "not tested")
    failed = _names(findings, "broken")
    verdict = "PASSED" if passed and not warned else "WARNED"
    statement = {
        "_type": STATEMENT,
        "subject": _subjects(report),
        "predicateType": PREDICATE,
        "predicate": {
            "result": "FAILED" if failed else verdict,
            "configuration": [_pack(each) for each in report.packs],
            "passedTests": passed,
            "warnedTests": warned,
            "failedTests": failed,
        },
    }
    return msgspec.json.format(encode(statement), indent=2) + b"\n"


def _subjects(report: Report) -> list[dict[str, Any]]:
    told = hashlib.sha256(as_json(report)).hexdigest()
    # The last line holds the hash of the one before, and so of all.
    chain = {
        "auditorHead": report.evidence.head,
        "auditorMerkleRoot": report.evidence.merkle_root,
    }
    return [
        {"name": "report/report.json", "digest": {"sha256": told}},
        {"name": "evidence/exchanges.jsonl", "digest": chain},
    ]


def _names(findings: list[Finding], *verdicts: str) -> list[str]:
    return [_text(f"{f.rule} on {f.subject}") for f in findings if f.verdict in verdicts]


def _pack(pack: PackAbout) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": _text(f"{pack.kind}/{pack.id}"),
        "uri": f"urn:auditor:pack:{quote(pack.id[:LONGEST], errors='replace')}",
        "annotations": {"version": _text(pack.version)},
    }
    if _SHA256.fullmatch(pack.sha256):
        made["digest"] = {"sha256": pack.sha256}
    return made


def _text(text: str) -> str:
    return visible(text, LONGEST)
