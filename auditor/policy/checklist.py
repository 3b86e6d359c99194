"""Reads the checklist of questions to a vendor, and says what is wrong with one."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import msgspec

from auditor.errors import AuditorError
from auditor.evidence.checks import CHECKS
from auditor.evidence.topic import TopicEvidence
from auditor.packs import file_problems, shaped, shipped_packs
from auditor.policy.measures import shipped_measures
from auditor.schemas import check
from auditor.shipped import shipped
from auditor.yamlfile import Document, read_yaml

NAME = "vendor"
"""The checklist that every audit answers."""


class Topic(msgspec.Struct, frozen=True, rename="kebab"):
    """One question, and what answers it."""

    id: str
    area: str
    evidence: TopicEvidence
    question: dict[str, str]
    """Language, ``en`` and ``zh`` → the question."""
    documents: tuple[str, ...]
    recurs_in: tuple[str, ...]
    rules: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    """Checks of claims, by their full names."""
    test: str = ""


class Checklist(msgspec.Struct, frozen=True):
    """Questions to a vendor, in the order in which they are put."""

    id: str
    version: str
    format: int
    title: dict[str, str]
    topics: tuple[Topic, ...]


@cache
def find_checklist(name: str = NAME) -> Checklist:
    """The shipped checklist of a name."""
    path = shipped("policies", "checklists", f"{name}.yaml")
    if not path.is_file():
        known = ", ".join(each.stem for each in checklist_files())
        raise AuditorError(f"no checklist is called {name!r}", hint=f"known ones: {known}")
    document = read_yaml(path)
    check("checklist", document)
    return shaped(document, Checklist)


def checklist_files() -> list[Path]:
    """The files of all checklists that auditor ships."""
    return sorted(shipped("policies", "checklists").glob("*.yaml"))


def unknown_topic(name: str, known: Collection[str], where: str) -> AuditorError:
    """For a topic that is in no checklist, with the one that may have been meant."""
    close = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]!r}?" if close else "auditor checklist --format md lists them"
    return AuditorError(f"no topic is called {name[:60]!r}", where=where, hint=hint)


def checklist_problems(path: Path) -> Iterator[AuditorError]:
    """Everything wrong with a checklist's file."""
    return file_problems(
        "checklist", path, lambda document: _topic_problems(document, shaped(document, Checklist))
    )


def _topic_problems(document: Document, checklist: Checklist) -> Iterator[AuditorError]:
    rules = _judging_rules()
    seen: set[str] = set()
    for index, topic in enumerate(checklist.topics):
        where = document.where(("topics", index, "id"))
        if topic.id in seen:
            yield AuditorError(f"the topic {topic.id!r} stands twice", where=where)
        seen.add(topic.id)
        for key, names, known, what in (
            ("rules", topic.rules, rules, "no shipped rule that judges evidence is called"),
            ("measures", topic.measures, shipped_measures(), "no shipped probe yields the measure"),
            ("claims", topic.claims, CHECKS, "no check is called"),
        ):
            for number, name in enumerate(names):
                if name not in known:
                    at = document.where(("topics", index, key, number))
                    yield _unknown(f"{what} {name!r}", name, known, at)
        if topic.evidence != "document" and not (topic.rules or topic.claims or topic.test):
            hint = "rules: [...], or test: what would answer it"
            yield AuditorError(f"nothing answers {topic.id!r}", where=where, hint=hint)


@cache
def _judging_rules() -> frozenset[str]:
    """All but those about attestations, which the topics themselves decide."""
    paths = (path for pack in shipped_packs("rules") for path in pack.units())
    judging = (path.stem for path in paths if read_yaml(path).value["about"] != "attestation")
    return frozenset(judging)


def _unknown(what: str, name: str, known: Collection[str], where: str) -> AuditorError:
    close = get_close_matches(name, known, n=1)
    return AuditorError(what, where=where, hint=f"did you mean {close[0]!r}?" if close else "")
