"""Reads the frameworks that rules map to, and says what is wrong with them or with a mapping."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import msgspec

from auditor.errors import AuditorError
from auditor.packs import file_problems, shaped
from auditor.policy.checklist import find_checklist, unknown_topic
from auditor.schemas import check
from auditor.shipped import shipped
from auditor.yamlfile import Document, read_yaml


class Control(msgspec.Struct, frozen=True, rename="kebab"):
    """One control, article or weakness: its number and a short title."""

    id: str
    number: str
    title: str
    concerns: tuple[str, ...]
    applies_from: str = ""
    """A date; the framework's own when empty."""
    note: str = ""
    topics: tuple[str, ...] = ()
    """Topics of the checklist that bear on it."""


class Framework(msgspec.Struct, frozen=True, rename="kebab", kw_only=True):
    """A law, standard or catalogue."""

    id: str
    title: str
    edition: str
    publisher: str
    source: str
    read_on: str
    licence: str
    complete: bool
    controls: tuple[Control, ...]
    applies_from: str = ""
    note: str = ""


def framework_files() -> list[Path]:
    """The files of all frameworks that auditor ships."""
    return sorted(shipped("policies", "frameworks").glob("*.yaml"))


@cache
def shipped_frameworks() -> dict[str, Framework]:
    """Id → framework, by id."""
    return {path.stem: read_framework(path) for path in framework_files()}


def read_framework(path: Path) -> Framework:
    """The framework in a file; AuditorError with file:line for the first thing wrong with it."""
    document = read_yaml(path)
    check("framework", document)
    return shaped(document, Framework)


def chosen(names: str) -> list[str]:
    """The ids in a list with commas, or all of them for ``all``; AuditorError for an unknown one."""
    known = list(shipped_frameworks())
    wanted = [each.strip() for each in names.split(",") if each.strip()]
    for name in wanted:
        if name not in known and name != "all":
            hint = _meant(name, known) or f"known ones: {', '.join(known)}"
            raise AuditorError(f"no framework is called {name!r}", hint=hint)
    return known if "all" in wanted else list(dict.fromkeys(wanted))


def framework_problems(path: Path) -> Iterator[AuditorError]:
    """Everything wrong with a framework's file."""
    return file_problems("framework", path, _control_problems)


def mapping_problems(document: Document) -> Iterator[AuditorError]:
    """The frameworks and controls that a rule's file maps to and that are none."""
    frameworks = shipped_frameworks()
    for name, ids in document.value.get("maps", {}).items():
        spot = ("maps", name)
        if name not in frameworks:
            hint = _meant(name, list(frameworks)) or f"known ones: {', '.join(frameworks)}"
            what = f"no framework is called {name!r}"
            yield AuditorError(what, where=document.where(spot), hint=hint)
            continue
        known = [control.id for control in frameworks[name].controls]
        for index, control in enumerate(ids):
            if control not in known:
                what = f"{name} has no control {control!r}"
                hint = _meant(control, known) or f"policies/frameworks/{name}.yaml lists them"
                yield AuditorError(what, where=document.where((*spot, index)), hint=hint)


def _control_problems(document: Document) -> Iterator[AuditorError]:
    topics = {topic.id for topic in find_checklist().topics}
    for key in ("id", "number"):
        seen: set[str] = set()
        for index, control in enumerate(document.value["controls"]):
            if control[key] in seen:
                where = document.where(("controls", index, key))
                yield AuditorError(f"the {key} {control[key]!r} stands twice", where=where)
            seen.add(control[key])
    for index, control in enumerate(document.value["controls"]):
        for number, topic in enumerate(control.get("topics", ())):
            if topic not in topics:
                where = document.where(("controls", index, "topics", number))
                yield unknown_topic(topic, topics, where)


def _meant(word: str, words: list[str]) -> str:
    close = get_close_matches(word[:60], words, n=1)
    return f"did you mean {close[0]!r}?" if close else ""
