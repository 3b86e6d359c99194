"""The report of one audit as a record, and as JSON."""

from dataclasses import dataclass
from typing import Any

import msgspec

from auditor.errors import EvidenceAltered
from auditor.evidence import merkle
from auditor.evidence.about import About, PackAbout
from auditor.evidence.chain import Head, digest
from auditor.evidence.claim import Claim
from auditor.evidence.coverage import Coverage
from auditor.evidence.custody import redacted
from auditor.evidence.finding import RISK_TABLE, Finding, Gone, Judged, Risk, WaiverUse
from auditor.evidence.flows import DataFlow, data_flows
from auditor.evidence.folder import Folder
from auditor.evidence.jsonl import encode
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.evidence.seal import Seal, read_seal
from auditor.evidence.topic import FrameworkResult, TopicResult
from auditor.report.limits import bounds, unseen, waivers
from auditor.report.rating import Concern, Verdict, concerns, verdict

SCHEMA = "auditor-report/1"


@dataclass(frozen=True, slots=True)
class Audited:
    """The audit itself."""

    name: str
    authorisation: str
    operator: str
    plan_sha256: str
    as_of: str
    params: dict[str, Any]
    retention: str


@dataclass(frozen=True, slots=True)
class Vendor:
    """Whom it is about, and what it had declared."""

    id: str
    title: str
    declared: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """One target that was asked (``kind`` target) or app that was overheard (``app``)."""

    id: str
    dialect: str
    model: str
    address: str
    kind: str
    phase: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """Fingerprint of the key that sealed the evidence, and the time it gave."""

    key: str
    at: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The chain of exchanges that everything rests on."""

    count: int
    head: str
    merkle_root: str
    sealed: Sealed | None


@dataclass(frozen=True, slots=True)
class Report:
    """The content of ``report.json``, key by key."""

    schema: str
    audit: Audited
    vendor: Vendor
    targets: tuple[Subject, ...]
    tool: dict[str, str]
    packs: tuple[PackAbout, ...]
    started: str
    ended: str
    verdict: Verdict
    concerns: tuple[Concern, ...]
    findings: tuple[Finding, ...]
    waivers: tuple[WaiverUse, ...]
    baseline: str
    """The date for which the earlier report was judged; empty without one."""
    gone: tuple[Gone, ...]
    observations: tuple[Observation, ...]
    measures: tuple[Measure, ...]
    claims: tuple[Claim, ...]
    checklist: tuple[TopicResult, ...]
    frameworks: tuple[FrameworkResult, ...]
    risk_table: dict[str, tuple[Risk, ...]]
    """Impact, 5 first → risk at the likelihoods 1 to 5."""
    coverage: Coverage
    data_flows: tuple[DataFlow, ...]
    limits: tuple[str, ...]
    evidence: Evidence


def build(
    folder: Folder, judged: Judged, *, sealed: Seal | None = None, unsealed: bool = False
) -> Report:
    """The report of an audit folder.

    ``sealed`` is the seal that lies in the folder unless given; with ``unsealed`` it is as it was
    before there was one. EvidenceAltered when the chain is
    broken or is not the one that was sealed; ``auditor verify`` proves more.
    """
    about, coverage, findings = folder.about, folder.coverage(), judged.findings
    observations, measures = folder.observations(), folder.measures()
    rated = concerns(findings, about.concerns)
    there = folder.sealed and not unsealed
    evidence = _evidence(folder, sealed or (read_seal(folder.path) if there else None))
    limits = bounds(
        about,
        rated,
        measures,
        sealed=evidence.sealed is not None,
        erased=len(redacted(folder.custody())),
    )
    return Report(
        schema=SCHEMA,
        audit=_audited(about, judged.as_of),
        vendor=Vendor(about.vendor, about.vendor_title, about.declared),
        targets=_subjects(about),
        tool=about.tool,
        packs=about.packs,
        started=about.started,
        ended=about.ended,
        verdict=verdict(findings, about.vendor_title or about.vendor),
        concerns=rated,
        findings=tuple(findings),
        waivers=judged.waivers,
        baseline=judged.baseline,
        gone=judged.gone,
        observations=tuple(observations),
        measures=tuple(measures),
        claims=tuple(folder.claims()),
        checklist=judged.checklist,
        frameworks=judged.frameworks,
        risk_table={str(impact): row for impact, row in RISK_TABLE.items()},
        coverage=coverage,
        data_flows=tuple(data_flows(observations, coverage, about.declared)),
        limits=(*unseen(coverage), *waivers(judged.waivers), *judged.stale, *limits),
        evidence=evidence,
    )


def as_json(report: Report) -> bytes:
    """``report.json``: UTF-8, two spaces of indent, keys in the order of the record."""
    return msgspec.json.format(encode(report), indent=2) + b"\n"


def _audited(about: About, as_of: str) -> Audited:
    return Audited(
        name=about.audit,
        authorisation=about.authorisation,
        operator=about.operator,
        plan_sha256=about.plan_sha256,
        as_of=as_of,
        params=about.params,
        retention=about.retention,
    )


def _subjects(about: About) -> tuple[Subject, ...]:
    targets = [Subject(t.id, t.dialect, t.model, t.address, "target", "") for t in about.targets]
    return (*targets, *(Subject(app.id, "", "", "", "app", app.phase) for app in about.apps))


def _evidence(folder: Folder, sealed: Seal | None) -> Evidence:
    chain = folder.evidence / "exchanges.jsonl"
    head, leaves = Head(), []
    for line, _ in folder.lines(unfinished=not folder.about.ended):
        head = Head(head.count + 1, digest(line))
        leaves.append(merkle.leaf(line))
    root = merkle.root(leaves).hex()
    if sealed and (sealed.exchanges, sealed.merkle_root) != (head, root):
        raise EvidenceAltered("not the chain that was sealed", where=chain)
    return Evidence(
        count=head.count,
        head=head.head,
        merkle_root=root,
        sealed=Sealed(sealed.key, sealed.sealed) if sealed else None,
    )
