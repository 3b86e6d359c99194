"""Runs the examples that stand beside a pack's rules, and everything else that can be wrong."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError
from auditor.packs import Pack, examples_of, read_unit, schema_problems, shaped
from auditor.policy.case import Case
from auditor.policy.filling import filled_case
from auditor.policy.frameworks import mapping_problems
from auditor.policy.judge import judge
from auditor.policy.rule import Rule, load_rule, rule_problems
from auditor.schemas import in_file_order
from auditor.yamlfile import Document, Spot, read_yaml

WANTED = ("broken", "kept", "not tested")
"""Verdicts of which each rule has an example."""


def check_pack(pack: Pack) -> list[AuditorError]:
    """Everything wrong with a pack of rules at once, by file and line."""
    try:
        errors = list(schema_problems(pack))
        told = {error.where.partition(".yaml")[0] for error in errors}
        errors += _stray_examples(pack)
        for path in pack.units():
            if str(path.with_suffix("")) not in told:
                errors += _rule_errors(pack, path)
    except AuditorError as err:
        return [err]
    return sorted(errors, key=_in_order)


def example_problems(rule: Rule, document: Document) -> Iterator[AuditorError]:
    """The examples that end otherwise than they say, and the verdicts that none shows."""
    examples = document.value["examples"]
    for number, example in enumerate(examples):
        spot: Spot = ("examples", number)
        try:
            case = filled_case(rule, example, document, spot)
        except AuditorError as err:
            yield err
            continue
        yield from _differences(rule, case, example, document.where((*spot, "expect")))
    names = [example["name"] for example in examples]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield AuditorError(f"two examples are called {name!r}", where=document.where(("examples",)))
    for verdict in WANTED:
        if not any(example["expect"] == verdict for example in examples):
            yield AuditorError(f"no example is {verdict}", where=document.where(("examples",)))


def rule_cases(pack: Pack, path: Path) -> tuple[Rule, list[Case]]:
    """A rule and what its examples make; the pack must have passed ``check_pack``."""
    rule, examples = load_rule(pack, path), read_yaml(examples_of(path))
    return rule, [
        filled_case(rule, each, examples, ("examples", number))
        for number, each in enumerate(examples.value["examples"])
    ]


def _rule_errors(pack: Pack, path: Path) -> Iterator[AuditorError]:
    try:
        document = read_unit(pack, path)
    except AuditorError as err:
        yield err
        return
    wrong = list(rule_problems(document))
    yield from wrong
    yield from mapping_problems(document)
    if not examples_of(path).is_file():
        hint = f"write {examples_of(path).name} with one that breaks, keeps and leaves it untested"
        yield AuditorError("the rule has no examples", where=document.where(), hint=hint)
    elif not wrong:
        examples = read_yaml(examples_of(path))
        if not in_file_order("rule-examples", examples):
            yield from example_problems(shaped(document, Rule), examples)


def _stray_examples(pack: Pack) -> Iterator[AuditorError]:
    rules = {examples_of(path) for path in pack.units()}
    for path in sorted(pack.path.glob("*.examples.yaml")):
        if path not in rules:
            yield AuditorError("examples of a rule that is not there", where=path)


def _differences(
    rule: Rule, case: Case, example: Mapping[str, Any], where: str
) -> Iterator[AuditorError]:
    told = f"example {example['name']!r}"
    findings = judge([rule], case)
    if not findings:
        yield AuditorError(f"{told}: the rule speaks of nobody in it", where=where)
    for finding in findings:
        if finding.verdict != example["expect"]:
            what = f"{told}: expected {example['expect']}, and it is {finding.verdict}"
            yield AuditorError(what, where=where, hint=finding.because)
        elif example.get("because", "") not in finding.because:
            what = f"{told}: its reason does not say {example['because']!r}"
            yield AuditorError(what, where=where, hint=finding.because)


def _in_order(error: AuditorError) -> tuple[str, int, int]:
    path, line, column = f"{error.where}:0:0".split(":")[:3] if error.where else ("", "0", "0")
    return path, int(line), int(column)
