"""Cases and rules with plain values; a test names only what it is about."""

from collections.abc import Sequence
from typing import Any

import msgspec

from auditor.evidence.coverage import (
    AppCoverage,
    Control,
    Coverage,
    DetectorCoverage,
    HostCoverage,
    ProbeCoverage,
    TargetCoverage,
)
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.policy.judge import Case, Subject
from auditor.policy.rule import Rule

APP = Subject("our-client", "capture", "app")
TARGET = Subject("chat", "probe", "target")

_RULE: dict[str, Any] = {
    "id": "a-rule",
    "title": "What the user typed stays with the vendor",
    "concern": "privacy",
    "about": "observation",
    "when": {"plane": "capture", "kind": "planted"},
    "broken-if": {"party": "third"},
    "needs": {"capture": "decrypted"},
    "impact": 4,
    "why": "because",
    "remedy": "stop it",
    "fair-sentence": "it was seen",
    "may-not-conclude": "that it was meant",
    "other-explanations": ["another"],
    "maps": {"gdpr": ["art-5"]},
    "source": "https://gdpr-info.eu/art-5-gdpr/",
}


def a_rule(**changes: Any) -> Rule:
    """A rule about planted data at third parties; keys as in YAML with underscores."""
    kebab = {key.replace("_", "-"): value for key, value in changes.items()}
    return msgspec.convert(_RULE | kebab, Rule)


def a_measure_rule(**changes: Any) -> Rule:
    """At most one disclosure in twenty, rated from five trials on."""
    about = {
        "about": "measure",
        "when": {"name": "record-disclosure-rate"},
        "broken_if": {"low": {"above": 0.05}},
        "needs": {"answered": 5},
        "at_least_trials": 5,
    }
    return a_rule(**(about | changes))


def a_host(host: str = "api.example-vendor.test", **changes: Any) -> HostCoverage:
    """Three exchanges of the app with the vendor, all read."""
    row: dict[str, Any] = {
        "subject": "our-client",
        "plane": "capture",
        "host": host,
        "visibility": "decrypted",
        "exchanges": 3,
        "connections": 0,
        "party": "vendor",
    }
    return HostCoverage(**(row | changes))


def detectors(subject: str = "our-client", **changes: Any) -> tuple[DetectorCoverage, ...]:
    """Every detector looked through three exchanges."""
    names = ("planted", "personal-data", "secret", "transport")
    return tuple(DetectorCoverage(subject, name, **({"scanned": 3} | changes)) for name in names)


def asked(answered: int = 20, **changes: Any) -> ProbeCoverage:
    """A probe of which every question was answered."""
    row: dict[str, Any] = {
        "target": "chat",
        "probe": "record-asked-by-stranger",
        "language": "en",
        "arm": "test",
        "asked": answered,
        "answered": answered,
    }
    return ProbeCoverage(**(row | changes))


def covered(**changes: Any) -> Coverage:
    """Everything seen: the app, its vendor, the control and a target that answers."""
    whole: dict[str, Any] = {
        "targets": (TargetCoverage("chat", reachable=True),),
        "probes": (asked(),),
        "apps": (AppCoverage("our-client", "after-consent", captured=True),),
        "hosts": (a_host(),),
        "detectors": (*detectors(), *detectors("chat")),
        "controls": (Control("our-client", "prompt-seen-at-vendor", 1),),
    }
    return Coverage(**(whole | changes))


def a_case(
    *records: Observation | Measure, subjects: Sequence[Subject] = (APP, TARGET), **changes: Any
) -> Case:
    """Records of one app and one target, with everything seen."""
    case: dict[str, Any] = {
        "coverage": covered(),
        "declared": {},
        "params": {},
        "as_of": "2026-11-23",
        "vendor": "generic",
    }
    return Case(
        subjects=tuple(subjects),
        observations=[each for each in records if isinstance(each, Observation)],
        measures=[each for each in records if isinstance(each, Measure)],
        **(case | changes),
    )
