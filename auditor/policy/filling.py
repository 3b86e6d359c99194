"""Makes a whole case of the few fields that an example of a rule gives."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import msgspec

from auditor.errors import AuditorError
from auditor.evidence.attestation import Attestation
from auditor.evidence.claim import Claim
from auditor.evidence.coverage import (
    AppCoverage,
    Control,
    Coverage,
    DetectorCoverage,
    HostCoverage,
    ImportCoverage,
    ProbeCoverage,
    TargetCoverage,
)
from auditor.evidence.measure import Measure, Rate
from auditor.evidence.observation import Observation
from auditor.policy.case import Case, Subject
from auditor.policy.conditions import Given, compiled
from auditor.policy.covered import DETECTORS
from auditor.policy.rule import Rule
from auditor.yamlfile import Document, Spot

_APP = Subject("the-app", "capture", "app")
_TARGET = Subject("the-target", "probe", "target")

_VENDOR = Subject("the-vendor", None, "vendor")
_CLAIM = {"concern": "performance-claims", "check": "", "subject": "a-model"} | {
    "measure": "accuracy",
    "because": "",
}

_ROWS: dict[str, type] = {
    "targets": TargetCoverage,
    "probes": ProbeCoverage,
    "apps": AppCoverage,
    "hosts": HostCoverage,
    "detectors": DetectorCoverage,
    "imports": ImportCoverage,
    "controls": Control,
}
_RATE = {"trials": 20, "hits": 0, "refused": 0, "not_judged": 0, "clusters": 1}
_ARMS = ("control", "allowed")
"""Rates within a measure."""
_READ = {"cleartext", "decrypted"}


def filled_case(rule: Rule, example: Mapping[str, Any], document: Document, at: Spot) -> Case:
    """One subject with what the example gives; the rest neutral. AuditorError for a wrong field."""
    subject = subject_for(rule)
    measures = _filled(Measure, example.get("measures", []), subject, document, (*at, "measures"))
    seen = example.get("observations", [])
    return Case(
        subjects=(subject,),
        observations=_filled(Observation, seen, subject, document, (*at, "observations")),
        measures=measures,
        coverage=_coverage(example, measures, subject, document, (*at, "coverage")),
        declared=example.get("declared", {}),
        params=example.get("params", {}),
        as_of="2026-01-01",
        vendor=_VENDOR.id,
        claims=_filled(Claim, example.get("claims", []), subject, document, (*at, "claims")),
        attestations=_filled(
            Attestation, example.get("attestations", []), subject, document, (*at, "attestations")
        ),
    )


def subject_for(rule: Rule) -> Subject:
    """An app, or a target or the vendor where the rule speaks of those alone."""
    if rule.about in {"claim", "attestation"}:
        return _VENDOR
    if rule.about == "measure":
        return _TARGET
    plane = rule.when.get("plane")
    on_plane = compiled({"plane": plane}, Given()) if plane is not None else None
    return _APP if on_plane is None or on_plane(_APP) else _TARGET


def _coverage(
    example: Mapping[str, Any],
    measures: tuple[Measure, ...],
    subject: Subject,
    document: Document,
    at: Spot,
) -> Coverage:
    """As given; with no word on detectors and probes, what was seen was also looked through."""
    given = example.get("coverage", {})
    for key in given:
        if key not in _ROWS:
            raise _unknown(key, list(_ROWS), document.where((*at, key)))
    rows: dict[str, Any] = {
        name: _filled(kind, _list(given, name, document, at), subject, document, (*at, name))
        for name, kind in _ROWS.items()
    }
    if given and "detectors" not in given:
        rows["detectors"] = tuple(DetectorCoverage(subject.id, each, 1) for each in DETECTORS)
    if measures and "probes" not in given:
        rows["probes"] = tuple(_asked(measure) for measure in measures)
    return Coverage(**rows)


def _list(given: Mapping[str, Any], name: str, document: Document, at: Spot) -> list[Any]:
    rows = given.get(name, [])
    if not isinstance(rows, list):
        raise AuditorError(f"{name}: not a list", where=document.where((*at, name)))
    return rows


def _asked(measure: Measure) -> ProbeCoverage:
    asked = measure.trials + measure.not_judged
    return ProbeCoverage(
        target=measure.target,
        probe=measure.probe,
        language=measure.language,
        arm="test",
        asked=asked,
        answered=asked,
        not_judged=measure.not_judged,
    )


def _filled[T](
    kind: type[T], rows: list[Any], subject: Subject, document: Document, at: Spot
) -> tuple[T, ...]:
    return tuple(
        _record(kind, row, _neutral(kind, row, subject, number), document, (*at, number))
        for number, row in enumerate(rows)
    )


def _record[T](kind: type[T], row: Any, neutral: dict[str, Any], document: Document, at: Spot) -> T:
    given = row
    if isinstance(row, dict):
        _refuse_unknown(kind, row, document, at)
        given = neutral | _snake(row)
    try:
        return msgspec.convert(given, kind, strict=True)
    except msgspec.ValidationError as err:
        raise AuditorError(str(err), where=document.where(at)) from err


def _refuse_unknown(kind: type, row: Mapping[str, Any], document: Document, at: Spot) -> None:
    known = [name.replace("_", "-") for name in kind.__annotations__]
    for key, value in row.items():
        if key.replace("_", "-") not in known:
            raise _unknown(key, known, document.where((*at, key)))
        if kind is Measure and key in _ARMS and isinstance(value, dict):
            _refuse_unknown(Rate, value, document, (*at, key))


def _neutral(kind: type, row: Any, subject: Subject, number: int) -> dict[str, Any]:
    """What a record of a kind holds where an example does not say."""
    of = {"subject": subject.id, "plane": subject.plane}
    host = "host.example"
    if kind is Observation:
        told = {"kind": "", "side": "sent", "place": "", "decoded": (), "excerpt": "", "host": host}
        who = {subject.kind: subject.id, "id": f"o{number}", "exchange": f"e{number}"}
        return {**of, **told, **who, "party": "unknown", "sureness": "certain", "because": ""}
    if kind is Measure:
        return _neutral_measure(subject, number)
    if kind is HostCoverage:
        read = isinstance(row, dict) and row.get("visibility") in _READ
        counts = {"exchanges": int(read), "connections": int(not read)}
        return {**of, **counts, "host": host, "party": "unknown"}
    if kind is ProbeCoverage:
        asked = row.get("answered", 5) if isinstance(row, dict) else 5
        told = {"target": subject.id, "probe": "a-probe", "language": "en", "arm": "test"}
        return {**told, "asked": asked, "answered": asked}
    flat: dict[type, dict[str, Any]] = {
        Claim: {"id": f"c{number}", "vendor": _VENDOR.id, **_CLAIM},
        Attestation: {"id": f"a{number}", "vendor": _VENDOR.id, "topic": "a-topic"},
        TargetCoverage: {"target": subject.id, "reachable": True},
        AppCoverage: {"app": subject.id, "phase": "", "captured": True},
        DetectorCoverage: {"subject": subject.id, "scanned": 1},
        ImportCoverage: {"file": "a.har", "sha256": "", "read": 1, "rejected": 0},
        Control: {"subject": subject.id, "seen": 1},
    }
    return flat[kind]


def _neutral_measure(subject: Subject, number: int) -> dict[str, Any]:
    return {
        "id": f"m{number}",
        "target": subject.id,
        "probe": f"probe-{number}",
        "language": "en",
        "concern": "privacy",
        "unit": "share of trials",
        "statistic": "rate",
        "method": "",
        "confidence_level": 0.95,
        **_RATE,
    }


def _snake(row: Mapping[str, Any]) -> dict[str, Any]:
    """Kebab-case keys as fields; a rate within a measure is filled as well."""
    flat = {str(key).replace("-", "_"): value for key, value in row.items()}
    for arm in _ARMS:
        if isinstance(flat.get(arm), dict):
            flat[arm] = _RATE | {k.replace("-", "_"): v for k, v in flat[arm].items()}
    return flat


def _unknown(key: str, known: list[str], where: str) -> AuditorError:
    close = get_close_matches(key, known, n=1)
    return AuditorError(
        f"unknown key {key!r}", where=where, hint=f"did you mean {close[0]!r}?" if close else ""
    )
