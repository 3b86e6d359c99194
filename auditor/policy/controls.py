"""What an audit says of each control of a framework.

A rule touches a part of a control at most: the best that can be said of one is that it was kept in
part, and a control that no rule maps to says so.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.evidence.finding import VERDICTS, Finding
from auditor.evidence.topic import (
    CONTROL_STATES,
    ControlResult,
    ControlState,
    FrameworkResult,
    TopicResult,
)
from auditor.policy.frameworks import Control, Framework

_STATE_OF: dict[str, ControlState] = {
    "broken": "failed",
    "waived": "waived",
    "inconclusive": "inconclusive",
    "kept": "kept in part",
}
"""The gravest verdict first; what none of them says is not tested."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is known of an audit, by framework, control and verdict."""

    mapped: Mapping[tuple[str, str], Mapping[str, set[str]]]
    topics: Mapping[str, TopicResult]
    as_of: str


def framework_results(
    frameworks: Iterable[Framework],
    maps: Mapping[str, Mapping[str, Collection[str]]],
    findings: Sequence[Finding],
    topics: Sequence[TopicResult],
    as_of: str,
) -> tuple[FrameworkResult, ...]:
    """One page for each framework, in their order.

    ``maps`` is rule → framework → controls of every rule that was judged, also of one that found
    no subject and so has no finding.
    """
    said = _Said(_by_control(maps, findings), {topic.id: topic for topic in topics}, as_of)
    return tuple(_framework(framework, said) for framework in frameworks)


def _framework(framework: Framework, said: _Said) -> FrameworkResult:
    controls = tuple(_control(framework, control, said) for control in framework.controls)
    states = [control.state for control in controls]
    return FrameworkResult(
        id=framework.id,
        title=framework.title,
        edition=framework.edition,
        publisher=framework.publisher,
        source=framework.source,
        read_on=framework.read_on,
        licence=framework.licence,
        complete=framework.complete,
        note=framework.note,
        counts={state: states.count(state) for state in CONTROL_STATES},
        controls=controls,
    )


def _control(framework: Framework, control: Control, said: _Said) -> ControlResult:
    verdicts = said.mapped.get((framework.id, control.id), {})
    applies = control.applies_from or framework.applies_from
    return ControlResult(
        id=control.id,
        number=control.number,
        title=control.title,
        concerns=control.concerns,
        state=_state(verdicts),
        rules={each: tuple(sorted(verdicts[each])) for each in VERDICTS if each in verdicts},
        topics={each: said.topics[each].state for each in control.topics if each in said.topics},
        applies_from=applies,
        in_force=said.as_of >= applies,
        note=control.note,
    )


def _state(verdicts: Mapping[str, set[str]]) -> ControlState:
    if not verdicts:
        return "no rule"
    return next((_STATE_OF[each] for each in _STATE_OF if each in verdicts), "not tested")


def _by_control(
    maps: Mapping[str, Mapping[str, Collection[str]]], findings: Sequence[Finding]
) -> dict[tuple[str, str], dict[str, set[str]]]:
    verdicts: dict[str, set[str]] = {rule: set() for rule in maps}
    for finding in findings:
        verdicts.setdefault(finding.rule, set()).add(finding.verdict)
    mapped: dict[tuple[str, str], dict[str, set[str]]] = {}
    for rule, frameworks in maps.items():
        for framework, controls in frameworks.items():
            for control in controls:
                told = mapped.setdefault((framework, control), {})
                for verdict in verdicts[rule] or {"not tested"}:
                    told.setdefault(verdict, set()).add(rule)
    return mapped
