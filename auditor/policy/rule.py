"""A rule and what it needs, as a pack writes them."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import msgspec

from auditor.errors import AuditorError
from auditor.evidence.checks import CHECKS
from auditor.evidence.checks import known as is_check
from auditor.evidence.kinds import KINDS
from auditor.evidence.kinds import known as is_kind
from auditor.packs import Pack, read_unit, shaped
from auditor.policy.checklist import find_checklist, unknown_topic
from auditor.policy.frameworks import mapping_problems
from auditor.schemas import schema
from auditor.yamlfile import Document, Spot

MAX_CONDITIONS = 200
"""In one rule, so that no pack makes judging slow."""

type About = Literal["observation", "measure", "claim", "attestation", "data-flow"]
type Conditions = dict[str, Any]
"""Field → what it must be, and ``all``, ``any``, ``none`` → lists of the same."""


class Needs(msgspec.Struct, frozen=True, rename="kebab"):
    """Coverage without which a rule is not tested."""

    capture: Literal["seen", "decrypted"] | None = None
    control: str | None = None
    detector: str | None = None
    answered: int = 0
    """Answers that a target must have given."""


class Rule(msgspec.Struct, frozen=True, rename="kebab", kw_only=True):
    """What a vendor must keep, as a closed set of conditions."""

    id: str
    title: str
    concern: str
    about: About
    when: Conditions
    broken_if: Conditions
    impact: int
    why: str
    remedy: str
    fair_sentence: str
    """What may be said to the vendor when it is broken, and no more."""
    other_explanations: tuple[str, ...]
    may_not_conclude: str
    """What a broken rule does not show."""
    maps: dict[str, tuple[str, ...]]
    source: str
    needs: Needs = Needs()
    unless: Conditions | None = None
    at_least_trials: int = 1
    path: Path = Path()


def load_rules(pack: Pack) -> list[Rule]:
    """The rules of a pack in the order of their files; AuditorError at the first wrong one."""
    return [load_rule(pack, path) for path in pack.units()]


def rules_of(packs: Iterable[Pack]) -> list[Rule]:
    """The rules of several packs; AuditorError when two of them have one of the same id."""
    rules: list[Rule] = []
    seen: dict[str, str] = {}
    for pack in packs:
        for rule in load_rules(pack):
            if other := seen.get(rule.id):
                what = f"the packs {other!r} and {pack.id!r} both have a rule {rule.id!r}"
                raise AuditorError(what, hint="judge by one of them, or give the other another id")
            seen[rule.id] = pack.id
            rules.append(rule)
    return rules


def load_rule(pack: Pack, path: Path) -> Rule:
    """One rule; AuditorError when it is not as the schema says, asks what nothing yields or maps
    to what is no control.
    """
    document = read_unit(pack, path)
    for error in (*rule_problems(document), *mapping_problems(document)):
        raise error
    return msgspec.structs.replace(shaped(document, Rule), path=path)


def rule_problems(document: Document) -> Iterator[AuditorError]:
    """What is wrong with a rule although its schema is content with it."""
    if sum(1 for _ in leaves(document.value)) > MAX_CONDITIONS:
        yield AuditorError(f"more than {MAX_CONDITIONS} conditions", where=document.where())
        return
    for spot, name, wanted in leaves(document.value):
        yield from _undeclared(wanted, document.where(spot))
        if name == "topic":
            topics = {topic.id for topic in find_checklist().topics}
            for path in words(wanted):
                if path not in topics:
                    yield unknown_topic(path, topics, document.where(spot))
        if name not in {"kind", "kinds", "check"}:
            continue
        for path in words(wanted):
            if name == "check" and not is_check(path):
                yield _unknown("no check is called", path, CHECKS, document.where(spot))
            if name != "check" and not is_kind(path):
                yield _unknown("no detector yields the kind", path, KINDS, document.where(spot))


def _undeclared(wanted: Any, where: str) -> Iterator[AuditorError]:
    """``declared.x`` of a practice that no vendor's file can state."""
    operand = next(iter(wanted.values())) if isinstance(wanted, dict) else ""
    if not isinstance(operand, str) or not operand.startswith("declared."):
        return
    name = operand.removeprefix("declared.")
    known = list(schema("vendor")["properties"]["declared"]["properties"])
    if name not in known:
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"known ones: {', '.join(known)}"
        yield AuditorError(f"no vendor declares {name!r}", where=where, hint=hint)


def leaves(rule: Conditions) -> Iterator[tuple[Spot, str, Any]]:
    """Every condition on a field in a rule's file: where, which field, what it must be."""
    for part in ("when", "broken-if", "unless"):
        yield from _leaves(rule.get(part) or {}, (part,))


def _leaves(conditions: Conditions, at: Spot) -> Iterator[tuple[Spot, str, Any]]:
    for name, wanted in conditions.items():
        if name in {"all", "any", "none"}:
            for number, each in enumerate(wanted):
                yield from _leaves(each, (*at, name, number))
        else:
            yield (*at, name), name, wanted


def asked_kinds(rule: Rule) -> tuple[str, ...]:
    """Every kind that a rule names, sorted."""
    parts = {"when": rule.when, "broken-if": rule.broken_if, "unless": rule.unless}
    kinds = (words(wanted) for _, name, wanted in leaves(parts) if name in {"kind", "kinds"})
    return tuple(sorted({kind for several in kinds for kind in several}))


def asked_fields(rule: Rule) -> set[str]:
    """The fields of a record that a rule asks for, as attributes are called."""
    parts = {"when": rule.when, "broken-if": rule.broken_if, "unless": rule.unless}
    return {name.replace("-", "_") for _, name, _ in leaves(parts)}


def words(wanted: Any) -> tuple[str, ...]:
    """The literal texts in one condition: of a value, a list, a ``not`` or an ``in``."""
    if isinstance(wanted, dict):
        operand = next(iter(wanted.values()))
        listed = isinstance(operand, list) or "not" in wanted
        return words(operand) if listed else ()
    several = wanted if isinstance(wanted, list) else [wanted]
    return tuple(each for each in several if isinstance(each, str))


def _unknown(what: str, path: str, several: Iterable[str], where: str) -> AuditorError:
    families = sorted({each.partition("/")[0] for each in several})
    close = get_close_matches(path, [*several, *families], n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"known ones lie under {', '.join(families)}"
    return AuditorError(f"{what} {path!r}", where=where, hint=hint)
