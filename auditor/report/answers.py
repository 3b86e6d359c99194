"""What the pages show of the checklist and of frameworks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.evidence.attestation import TOPIC_STATES
from auditor.evidence.finding import VERDICTS, Finding
from auditor.evidence.topic import ControlResult, FrameworkResult, TopicResult
from auditor.report.page import in_order
from auditor.report.wording import CONCERNS, named

_QUIET = ("kept", "not tested")
_OPEN = ("not tested", "document needed")
"""States that say nothing of the vendor, good or bad."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The checklist: what has an answer, by area, and what has none."""

    counts: tuple[tuple[str, int], ...]
    """State → topics, the gravest first."""
    contradictions: tuple[TopicResult, ...]
    answered: tuple[tuple[str, tuple[TopicResult, ...]], ...]
    """Area in words → its topics."""
    unanswered: tuple[TopicResult, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One rule under one control."""

    verdict: str
    title: str
    rule: str
    where: str
    """The subjects that it says this of; empty when it found none."""


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One control with what each rule that maps to it said."""

    control: ControlResult
    said: tuple[Said, ...]
    """What is broken, waived or inconclusive: each for itself."""
    quiet: tuple[tuple[str, tuple[Said, ...]], ...]
    """What was kept or not tested, by verdict: told in one breath."""


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """One framework, for a person who has nothing but the page."""

    framework: FrameworkResult
    rows: tuple[ControlRow, ...]
    """Controls with a rule first, as the framework orders them; then those without."""
    topics: tuple[TopicResult, ...]
    """The questions of the checklist that its controls name."""
    failed: tuple[tuple[Finding, str], ...]
    """What is broken and maps to its controls, the gravest first, with their numbers."""
    failing: str
    """The numbers of its failed controls, in words."""
    apart: str
    """The numbers of the controls on which neither a rule nor a question bears."""

    @property
    def tested(self) -> int:
        """Controls of which a rule could say something."""
        counts = self.framework.counts
        return len(self.framework.controls) - counts["not tested"] - counts["no rule"]


def topics(checklist: Sequence[TopicResult]) -> Topics:
    """The view of a checklist."""
    counted = Counter(each.state for each in checklist)
    silent = tuple(each for each in checklist if each.state in _OPEN and not each.attestation)
    answered = [each for each in checklist if each not in silent]
    return Topics(
        counts=tuple((state, counted[state]) for state in TOPIC_STATES if counted[state]),
        contradictions=tuple(each for each in checklist if each.contradiction),
        answered=tuple(
            (title, tuple(each for each in answered if each.area == area))
            for area, title in CONCERNS.items()
            if any(each.area == area for each in answered)
        ),
        unanswered=silent,
    )


def framework_page(
    framework: FrameworkResult, findings: Sequence[Finding], checklist: Sequence[TopicResult]
) -> FrameworkPage:
    """The view of one framework."""
    rows = [_row(each, findings) for each in framework.controls]
    asked = {topic for each in framework.controls for topic in each.topics}
    return FrameworkPage(
        framework=framework,
        rows=tuple(sorted(rows, key=lambda row: row.control.state == "no rule")),
        topics=tuple(each for each in checklist if each.id in asked),
        failed=tuple(_failed(framework, findings)),
        failing=_numbers(each for each in framework.controls if each.state == "failed"),
        apart=_numbers(
            each for each in framework.controls if each.state == "no rule" and not each.topics
        ),
    )


def _failed(
    framework: FrameworkResult, findings: Sequence[Finding]
) -> Iterator[tuple[Finding, str]]:
    for finding in in_order(findings):
        ids = finding.maps.get(framework.id, ())
        if finding.verdict == "broken" and ids:
            yield finding, _numbers(each for each in framework.controls if each.id in ids)


def _numbers(controls: Iterable[ControlResult]) -> str:
    return ", ".join(each.number for each in controls)


def _row(control: ControlResult, findings: Sequence[Finding]) -> ControlRow:
    said = _said(control, findings)
    quiet = [(verdict, tuple(s for s in said if s.verdict == verdict)) for verdict in _QUIET]
    return ControlRow(
        control=control,
        said=tuple(each for each in said if each.verdict not in _QUIET),
        quiet=tuple((verdict, several) for verdict, several in quiet if several),
    )


def _said(control: ControlResult, findings: Sequence[Finding]) -> tuple[Said, ...]:
    titles = {finding.rule: finding.title for finding in findings}
    return tuple(
        Said(
            verdict=verdict,
            title=titles.get(rule, rule),
            rule=rule,
            where=named(f.subject for f in findings if (f.rule, f.verdict) == (rule, verdict)),
        )
        for verdict in VERDICTS
        for rule in control.rules.get(verdict, ())
    )
