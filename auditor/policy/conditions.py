"""The closed set of things a rule may ask, answered with yes, no or unknown.

None is unknown. A field without a value makes its condition unknown, and unknown is never no:
``not`` unknown is unknown, and a rule that hangs on it is neither broken nor kept.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from auditor.evidence.kinds import matches
from auditor.policy.rule import Conditions

REMEMBERED = 1024
"""Values of a field whose answer is kept: records share theirs, and a host may send many."""

type Truth = bool | None
type Test = Callable[[Any], Truth]
"""From a record to whether it satisfies."""

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "above": operator.gt,
    "at-least": operator.ge,
    "below": operator.lt,
    "at-most": operator.le,
}
# low: {above: x} is no only when even the upper bound is not above x; high likewise from below.
_FAR_SIDE = {
    ("low", "above"): "high",
    ("low", "at-least"): "high",
    ("high", "below"): "low",
    ("high", "at-most"): "low",
}
_UNREAD = {"pinned", "opaque", "error"}


@dataclass(frozen=True, slots=True)
class Given:
    """What conditions may refer to besides the record."""

    declared: Mapping[str, Any] = field(default_factory=dict)
    """Practice → ``unknown`` or a mapping with ``value``, as the vendor's file states it."""
    params: Mapping[str, Any] = field(default_factory=dict)

    def look_up(self, name: str) -> Any:
        """The value of ``declared.x`` or ``params.x``; None when it is not known."""
        source, _, key = name.partition(".")
        if source == "params":
            return self.params.get(key)
        stated = self.declared.get(key)
        return stated.get("value") if isinstance(stated, Mapping) else None


def both(left: Truth, right: Truth) -> Truth:
    """Yes when both are, no when one is not, else unknown."""
    return every((left, right))


def every(truths: Iterable[Truth]) -> Truth:
    """Yes when all are, no when one is not, else unknown."""
    known = True
    for truth in truths:
        if truth is False:
            return False
        known = known and truth is not None
    return True if known else None


def opposite(truth: Truth) -> Truth:
    """No for yes, yes for no, unknown for unknown."""
    return None if truth is None else not truth


def some(truths: Iterable[Truth]) -> Truth:
    """Yes when one is, no when none is, else unknown."""
    return opposite(every(opposite(truth) for truth in truths))


def compiled(conditions: Conditions, given: Given) -> Test:
    """Conditions as one test of a record."""
    tests = [_part(name, wanted, given) for name, wanted in conditions.items()]
    if len(tests) == 1:
        return tests[0]

    def test(record: Any) -> Truth:
        # As every() of all, without a generator: it is asked of each record by each rule.
        known: Truth = True
        for part in tests:
            truth = part(record)
            if truth is False:
                return False
            if truth is None:
                known = None
        return known

    return test


def open_questions(conditions: Conditions, record: Any, given: Given) -> list[str]:
    """In words, what was not known where a record could be neither cleared nor blamed."""
    told: list[str] = []
    for name, wanted in conditions.items():
        if name in {"all", "any", "none"}:
            for each in wanted:
                told += open_questions(each, record, given)
        elif _part(name, wanted, given)(record) is None:
            told.append(_question(name, wanted, record, given))
    return told


def _part(name: str, wanted: Any, given: Given) -> Test:
    match name:
        case "all":
            tests = [compiled(each, given) for each in wanted]
            return lambda record: every(test(record) for test in tests)
        case "any":
            tests = [compiled(each, given) for each in wanted]
            return lambda record: some(test(record) for test in tests)
        case "none":
            tests = [compiled(each, given) for each in wanted]
            return lambda record: opposite(some(test(record) for test in tests))
    return _field(name, wanted, given)


def _field(name: str, wanted: Any, given: Given) -> Test:
    value = reader(name)
    if not isinstance(wanted, Mapping):
        return _is_one_of(name, value, wanted)
    operation, operand = next(iter(wanted.items()))
    match operation:
        case "present":
            return lambda record: _is_there(value(record)) is operand
        case "under":
            return lambda record: under(value(record), operand)
        case "not":
            is_one = _is_one_of(name, value, operand)
            return lambda record: opposite(is_one(record))
        case "in" | "not-in":
            is_one = _is_one_of(name, value, _operand(operand, given))
            return is_one if operation == "in" else lambda record: opposite(is_one(record))
        case _:
            return _compare(name, operation, _operand(operand, given))


def reader(name: str) -> Callable[[Any], Any]:
    """Takes a field, named as rules name it, from a record; None is unknown."""
    attribute = name.replace("-", "_")
    if name == "kinds":
        return _kinds
    return lambda record: getattr(record, attribute, None)


def _kinds(record: Any) -> Any:
    kinds = getattr(record, "kinds", None)
    # Nothing was seen inside a connection that could not be read.
    return kinds or (None if getattr(record, "visibility", None) in _UNREAD else ())


def _operand(operand: Any, given: Given) -> Any:
    is_reference = isinstance(operand, str) and operand.startswith(("declared.", "params."))
    return given.look_up(operand) if is_reference else operand


def _is_one_of(name: str, value: Callable[[Any], Any], wanted: Any) -> Test:
    if wanted is None:
        return lambda _: None
    listed = wanted if isinstance(wanted, list | tuple) else [wanted]
    several = tuple(each for each in listed if isinstance(each, str | int | float))
    if name in {"kind", "kinds", "check"}:
        fits = lru_cache(REMEMBERED)(lambda held: _any_kind(held, several))
        return lambda record: fits(value(record))
    folded = frozenset(_folded(each) for each in several)
    if name == "party" and "unknown" not in folded:
        return lambda record: _party(value(record), folded)

    is_one = lru_cache(REMEMBERED)(lambda held: None if held is None else _folded(held) in folded)
    return lambda record: is_one(value(record))


def _party(held: Any, wanted: frozenset[Any]) -> Truth:
    # Whoever is not known may be the vendor or a third party.
    return None if held in {None, "unknown"} else held in wanted


def _any_kind(held: Any, wanted: tuple[Any, ...]) -> Truth:
    if held is None:
        return None
    kinds = (held,) if isinstance(held, str) else held
    return any(matches(kind, each) for kind in kinds for each in wanted)


def under(host: Any, domain: str) -> Truth:
    """Whether a host is a domain or lies under it; None for no host."""
    if host is None:
        return None
    held, wanted = _folded(host).rstrip("."), _folded(domain).strip(".")
    return bool(held == wanted or held.endswith("." + wanted))


def _compare(name: str, operation: str, limit: Any) -> Test:
    holds = _COMPARE[operation]
    near, far = reader(name), reader(_FAR_SIDE.get((name, operation), name))

    def test(record: Any) -> Truth:
        if not (_is_number(limit) and _is_number(near(record)) and _is_number(far(record))):
            return None
        if holds(near(record), limit):
            return True
        return None if holds(far(record), limit) else False

    return test


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_there(held: Any) -> bool:
    return held is not None and held not in {"", "unknown", ()}


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _question(name: str, wanted: Any, record: Any, given: Given) -> str:
    """What was missing for one condition."""
    operation, operand = next(iter(wanted.items())) if isinstance(wanted, Mapping) else ("", wanted)
    if operation in {"in", "not-in", *_COMPARE} and _operand(operand, given) is None:
        source, _, key = operand.partition(".")
        if source == "params":
            return f"the plan gives no parameter {key}"
        return f"what the vendor declares about {key} is unknown"
    if (name, operation) in _FAR_SIDE and reader(name)(record) is not None:
        return f"the interval of {record.name} crosses the limit"
    of = getattr(record, "host", None) or getattr(record, "name", None) or "a record"
    return f"the {name.replace('-', ' ')} of {shown(of)} is unknown"


def shown(name: str) -> str:
    """A name from outside in at most 100 characters that can all be printed."""
    return "".join(char if char.isprintable() else "·" for char in name[:100])
