"""What could not be seen: without coverage nothing is kept."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from auditor.evidence.coverage import DetectorCoverage, HostCoverage, ProbeCoverage
from auditor.evidence.measure import Measure
from auditor.policy.case import Case, Subject
from auditor.policy.conditions import Given, Test, compiled, shown
from auditor.policy.rule import Rule, asked_kinds, words

MOST_UNANSWERED = 0.1
"""Of the questions asked; with more, nothing is rated."""

MOST_NAMED = 3
"""Of what is missing."""

DETECTORS = (
    "planted",
    "personal-data",
    "chat",
    "secret",
    "exfiltration",
    "transport",
    "body",
    "sdk",
    "ai-api",
)
_READ = {"cleartext", "decrypted"}


def unmet(rule: Rule, subject: Subject, case: Case, given: Given) -> Iterator[str]:
    """Needs that were met nowhere; each alone leaves a rule untested."""
    needs = rule.needs
    if subject.kind == "vendor":
        return
    if subject.kind == "app" or needs.capture:
        nothing = list(_nothing_overheard(rule, subject, case, given))
        yield from nothing
        if nothing:
            return
    if needs.control and not any(
        row.subject == subject.id and row.control == needs.control and row.seen
        for row in case.coverage.controls
    ):
        yield f"the control {needs.control} was not seen"
    rows = _detectors(rule, subject, case, given)
    for detector in asked_detectors(rule):
        if not any(row.scanned for row in rows if row.detector == detector):
            yield f"the detector {detector} saw nothing of {shown(subject.id)}"
    if subject.kind == "target":
        yield from _too_few_answers(rule, subject, case, given)


def uncovered(
    rule: Rule, subject: Subject, case: Case, given: Given, measured: Sequence[Measure]
) -> Iterator[str]:
    """Parts that were not seen although the needs were met somewhere."""
    if rule.needs.capture == "decrypted":
        for host in _hosts(subject, case):
            if host.visibility not in _READ:
                yield f"{shown(host.host)} could not be read ({host.visibility})"
    yield from _half_scanned(rule, subject, case, given)
    if subject.kind == "app":
        yield from _app_gaps(rule, subject, case, given)
    if subject.kind == "target":
        yield from _target_gaps(rule, subject, case, given, measured)
    if rule.about == "measure":
        yield from _not_measured(_named(rule, "name"), measured)


def _not_measured(wanted: Sequence[str], measured: Sequence[Measure]) -> Iterator[str]:
    """The measures that a rule names and nobody made."""
    missing = [name for name in wanted if name not in {measure.name for measure in measured}]
    if missing:
        shown_ = ", ".join(missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
        yield f"{len(missing)} of {len(wanted)} measures are missing: {shown_}"


def _named(rule: Rule, name: str) -> tuple[str, ...]:
    """What a field must be by a rule's ``when``; nothing where it says what it must not be."""
    wanted = rule.when.get(name, ())
    return () if isinstance(wanted, dict) and "in" not in wanted else words(wanted)


def asked_detectors(rule: Rule) -> list[str]:
    """The detectors that a rule's silence hangs on."""
    families = {kind.partition("/")[0] for kind in asked_kinds(rule)} | {rule.needs.detector}
    return [detector for detector in DETECTORS if detector in families]


def _probe_rows(rule: Rule, subject: Subject, case: Case, given: Given) -> list[ProbeCoverage]:
    """The rows of the probes that a rule is about."""
    fits = _only(rule, ("probe", "language", "arm"), given)
    return [row for row in case.coverage.probes if row.target == subject.id and fits(row)]


def _only(rule: Rule, names: tuple[str, ...], given: Given) -> Callable[[Any], bool]:
    """Whether a row of the coverage lies within what a rule's ``when`` asks about."""
    tests: list[Test] = [
        compiled({name: rule.when[name]}, given) for name in names if name in rule.when
    ]
    return lambda row: all(test(row) is not False for test in tests)


def _nothing_overheard(rule: Rule, subject: Subject, case: Case, given: Given) -> Iterator[str]:
    hosts = [host for host in _hosts(subject, case) if host.exchanges or host.connections]
    if not hosts:
        why = {row.because for row in case.coverage.apps if row.app == subject.id} - {""}
        yield _with(f"nothing was overheard of {shown(subject.id)}", sorted(why))
    elif rule.needs.capture == "decrypted" and not any(
        host.visibility in _READ and host.exchanges for host in hosts
    ):
        yield f"nothing that {shown(subject.id)} sent could be read"
    if subject.kind == "app" and "phase" in rule.when:
        fits = compiled({"phase": rule.when["phase"]}, given)
        rows = [row for row in case.coverage.apps if row.app == subject.id and row.captured]
        if not any(fits(row) is True for row in rows):
            phases = ", ".join(_named(rule, "phase")) or "that the rule asks about"
            yield f"nothing was overheard in the phase {phases}"


def _too_few_answers(rule: Rule, subject: Subject, case: Case, given: Given) -> Iterator[str]:
    answered = sum(row.answered for row in _probe_rows(rule, subject, case, given))
    down = [r for r in case.coverage.targets if r.target == subject.id and not r.reachable]
    if down and not answered:
        yield _with(f"{shown(subject.id)} could not be reached", [down[0].because])
    elif answered < max(rule.needs.answered, 1):
        yield f"{answered} answers, and {max(rule.needs.answered, 1)} are needed"


def _half_scanned(rule: Rule, subject: Subject, case: Case, given: Given) -> Iterator[str]:
    asked = asked_detectors(rule)
    for row in _detectors(rule, subject, case, given):
        if row.detector not in asked:
            continue
        if row.not_fully_scanned:
            text = (
                f"{row.detector}: {row.not_fully_scanned} of {row.scanned} not scanned to the end"
            )
            yield _with(text, [f"{bound} {n}" for bound, n in sorted(row.bounds.items())])
        for language, count in sorted(row.languages_not_covered.items()):
            yield f"{row.detector}: no detector for the language {language} ({count} texts)"


def _app_gaps(rule: Rule, subject: Subject, case: Case, given: Given) -> Iterator[str]:
    fits = _only(rule, ("phase",), given)
    for app in case.coverage.apps:
        if app.app == subject.id and not app.captured and fits(app):
            phase = f" in the phase {app.phase}" if app.phase else ""
            yield _with(f"{shown(app.app)} was not overheard{phase}", [app.because])
    for source in case.coverage.imports:
        if source.app not in ("", subject.id):
            continue
        if source.left_out:
            yield f"{source.left_out} entries of {shown(source.file)} were left out"
        if source.rejected:
            yield f"{source.rejected} entries of {shown(source.file)} were rejected"


def _target_gaps(
    rule: Rule, subject: Subject, case: Case, given: Given, measured: Sequence[Measure]
) -> Iterator[str]:
    for target in case.coverage.targets:
        if target.target == subject.id and not target.reachable:
            yield _with(f"{shown(subject.id)} could not be reached", [target.because])
    probes = {measure.probe for measure in measured}
    rows = [
        row
        for row in _probe_rows(rule, subject, case, given)
        if rule.about != "measure" or row.probe in probes
    ]
    asked = sum(row.asked for row in rows)
    missing = asked - sum(row.answered for row in rows)
    if missing > MOST_UNANSWERED * asked:
        yield f"{missing} of {asked} questions have no answer"


def _hosts(subject: Subject, case: Case) -> list[HostCoverage]:
    rows = case.coverage.hosts
    return [row for row in rows if row.subject == subject.id and row.plane == subject.plane]


def _detectors(rule: Rule, subject: Subject, case: Case, given: Given) -> list[DetectorCoverage]:
    """How far the detectors came on the sides that a rule asks about."""
    fits = _only(rule, ("side",), given)
    return [row for row in case.coverage.detectors if row.subject == subject.id and fits(row)]


def _with(text: str, reasons: Sequence[str]) -> str:
    told = "; ".join(shown(reason) for reason in reasons if reason)
    return f"{text}: {told}" if told else text
