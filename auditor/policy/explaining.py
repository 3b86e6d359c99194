"""Shows which record made which condition of a rule true, and what examples leave untried."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.policy.case import Case
from auditor.policy.conditions import Given, Truth, compiled, reader, shown
from auditor.policy.covered import unmet
from auditor.policy.judge import judge, looked_at
from auditor.policy.rule import Conditions, Rule
from auditor.yamlfile import Spot

MOST_RECORDS = 20
"""Shown for one subject, those that break the rule first; the rest are counted."""
PARTS = ("when", "broken-if", "unless")
_SIGNS: dict[Truth, str] = {True: "yes", False: "no", None: "unknown"}

type Path = tuple[str, ...]
"""Part, combinators and field: ("broken-if", "any", "1", "party")."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition on a field, where it stands in its rule."""

    path: Path
    name: str
    wanted: Any

    @property
    def spot(self) -> Spot:
        """Where it stands in the rule's file."""
        return tuple(int(step) - 1 if step.isdecimal() else step for step in self.path)

    def holds(self, record: Any, given: Given) -> Truth:
        """Whether a record satisfies it."""
        return compiled({self.name: self.wanted}, given)(record)

    def told(self) -> str:
        """As the rule writes it."""
        return f"{' '.join(self.path[:-1])} {self.name}: {_plain(self.wanted)}"


def leaves(rule: Rule) -> Iterator[Leaf]:
    """Every condition on a field, in the order of the file."""
    for part in PARTS:
        yield from _leaves(getattr(rule, part.replace("-", "_")) or {}, (part,))


def explained(rule: Rule, case: Case) -> Iterator[str]:
    """In lines: for each subject the verdict, then each record with each condition's answer."""
    given = Given(case.declared, case.params)
    verdicts = {each.subject: each for each in judge([rule], case)}
    for subject, records in looked_at(rule, case):
        finding = verdicts[subject.id]
        yield f"{rule.id} on {shown(subject.id)}: {finding.verdict}. {finding.because}"
        yield from (
            f"  needed, and not there: {each}" for each in unmet(rule, subject, case, given)
        )
        concerns = compiled(rule.when, given)
        asked = [record for record in records if concerns(record) is not False]
        yield f"  {len(asked)} of {len(records)} records are what it asks about"
        asked.sort(key=lambda record: not _breaks(rule, record, given))
        for record in asked[:MOST_RECORDS]:
            yield from _told(rule, record, given)
        if len(asked) > MOST_RECORDS:
            yield f"  and {len(asked) - MOST_RECORDS} more"


def untried(rule: Rule, cases: Sequence[Case]) -> Iterator[tuple[Leaf, str]]:
    """Conditions that no record of the cases made true, or none made false.

    What every record of a part must be (the plane, say) may well be always true in ``when``.
    """
    tried: dict[Path, set[Truth]] = {leaf.path: set() for leaf in leaves(rule)}
    for case in cases:
        given = Given(case.declared, case.params)
        records = [record for _, several in looked_at(rule, case) for record in several]
        for leaf in leaves(rule):
            tried[leaf.path] |= {leaf.holds(record, given) for record in records}
    for leaf in leaves(rule):
        if True not in tried[leaf.path]:
            yield leaf, "true"
        if leaf.path[0] != "when" and False not in tried[leaf.path]:
            yield leaf, "false"


def _breaks(rule: Rule, record: Any, given: Given) -> bool:
    parts = [compiled(rule.when, given)(record), compiled(rule.broken_if, given)(record)]
    if rule.unless:
        parts.append(compiled(rule.unless, given)(record) is False)
    return all(parts)


def _told(rule: Rule, record: Any, given: Given) -> Iterator[str]:
    breaks = "breaks it" if _breaks(rule, record, given) else "does not break it"
    yield f"  {_named(record)}: {breaks}"
    for leaf in leaves(rule):
        held = _plain(reader(leaf.name)(record))
        yield f"    {leaf.told()}: {_SIGNS[leaf.holds(record, given)]} (it is {held})"


def _named(record: Any) -> str:
    match record:
        case Observation():
            return shown(f"{record.id} {record.kind} at {record.host}")
        case Measure():
            return shown(f"{record.id} {record.name} ({record.language})")
    return shown(str(getattr(record, "host", "") or getattr(record, "id", "") or "a record"))


def _leaves(conditions: Conditions, at: Path) -> Iterator[Leaf]:
    for name, wanted in conditions.items():
        if name in {"all", "any", "none"}:
            for number, each in enumerate(wanted, 1):
                yield from _leaves(each, (*at, name, str(number)))
        else:
            yield Leaf((*at, name), name, wanted)


def _plain(value: Any) -> str:
    if value is None or value == ():
        return "unknown"
    if isinstance(value, list | tuple):
        return shown(f"[{', '.join(map(str, value))}]")
    if isinstance(value, dict):
        operation, operand = next(iter(value.items()))
        return f"{operation} {_plain(operand)}"
    return shown(str(value))
