"""Everything that is wrong with a pack, and whether its examples come out as they say."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.detect import sdk_examples
from auditor.detect.answers import outcome_of_parts
from auditor.detect.texts import Part
from auditor.errors import AuditorError
from auditor.evidence.jsonl import encode
from auditor.evidence.persona import Persona
from auditor.packs import Pack, examples_of, schema_problems
from auditor.policy.checklist import checklist_files, checklist_problems
from auditor.policy.examples import check_pack as check_rules
from auditor.policy.examples import rule_cases
from auditor.policy.explaining import untried
from auditor.policy.frameworks import framework_files, framework_problems
from auditor.probing.planting import fill, fresh
from auditor.probing.probe import Probe, read_probe
from auditor.schemas import check
from auditor.yamlfile import Document, read_yaml

SEED = "examples"


def check_pack(pack: Pack) -> list[AuditorError]:
    """Every error of a pack at once."""
    return check_rules(pack) if pack.kind == "rules" else list(_probe_problems(pack))


def untried_of(pack: Pack) -> Iterator[AuditorError]:
    """What a pack of rules that has no errors leaves untried by its examples."""
    for path in pack.units() if pack.kind == "rules" else ():
        rule, cases = rule_cases(pack, path)
        document = read_yaml(path)
        for leaf, what in untried(rule, cases):
            told = f"no example makes this condition {what}: {leaf.told()}"
            where = document.where(leaf.spot)
            yield AuditorError(told, where=where, hint=f"add one to {examples_of(path).name}")


def check_sdks() -> tuple[int, list[AuditorError]]:
    """How many components auditor knows, and everything wrong with their files."""
    return sdk_examples.check_shipped()


def check_frameworks() -> tuple[int, list[AuditorError]]:
    """How many frameworks and checklists there are, and everything wrong with their files."""
    files = [*framework_files(), *checklist_files()]
    return len(files), [error for path in files for error in check_file(path)]


def check_file(path: Path) -> list[AuditorError]:
    """Everything wrong with one framework's, checklist's or component's file, by its folder."""
    match path.resolve().parent.name:
        case "frameworks":
            return list(framework_problems(path))
        case "checklists":
            return list(checklist_problems(path))
    return sdk_examples.check_file(path)


def _probe_problems(pack: Pack) -> Iterator[AuditorError]:
    wrong = list(schema_problems(pack))
    yield from wrong
    for path in sorted(pack.path.glob("*.examples.yaml")):
        if not path.with_name(path.name.replace(".examples.", ".")).is_file():
            yield AuditorError(
                f"examples of no {pack.unit}", where=path, hint="delete or rename it"
            )
    for path in pack.units():
        try:
            probe = read_probe(pack, path)
            if not examples_of(path).is_file():
                yield AuditorError("has no examples", where=path, hint=examples_of(path).name)
                continue
            document = read_yaml(examples_of(path))
            check("probe-examples", document)
            yield from _examples(probe, document)
        except AuditorError as err:
            if not any(str(err) == str(each) for each in wrong):
                yield err


def _examples(probe: Probe, document: Document) -> Iterator[AuditorError]:
    """An answer must come out as it says; some must hit and some must not."""
    persona = fresh(SEED, "example")
    phrasings = {phrasing.id for phrasing in probe.phrasings}
    expected: set[str] = set()
    for index, example in enumerate(document.value["examples"]):
        where = document.where(("examples", index))
        if example["phrasing"] not in phrasings:
            yield AuditorError(f"no phrasing is called {example['phrasing']!r}", where=where)
        outcome = outcome_of_parts(
            _parts(example, persona), persona, probe.planted, probe.judging, example["phrasing"]
        )
        if outcome != example["expect"]:
            yield AuditorError(
                f"{example['name']}: expected {example['expect']}, and it is {outcome}", where=where
            )
        expected.add(example["expect"])
    for needed, told in (("hit", {"hit"}), ("miss or refused", {"miss", "refused"})):
        if not expected & told:
            yield AuditorError(f"no example is a {needed}", where=document.where())


def _parts(example: dict[str, Any], persona: Persona) -> list[Part]:
    """The parts of a sample answer as a target would send them."""
    calls = [encode(call).decode() for call in example.get("calls", ())]
    said = [("answer", example["answer"]), *(("call", call) for call in calls)]
    return [Part(channel, fill(text, persona, "k3x9")) for channel, text in said if text]
