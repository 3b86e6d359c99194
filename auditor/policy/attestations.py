"""Reads what a vendor answered to a checklist, and says what each answer is worth on a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError
from auditor.evidence.attestation import Attestation, TopicState
from auditor.evidence.jsonl import encode
from auditor.policy.checklist import NAME, find_checklist, unknown_topic
from auditor.schemas import check
from auditor.yamlfile import Document, read_yaml

DAYS = ("issued", "expires", "reviewed")
FIELDS = (
    "answer",
    "comment",
    "document",
    "sha256",
    "issuer",
    "scope",
    *DAYS[:2],
    "reviewer",
    DAYS[2],
    "in-scope",
)
"""What is asked of each topic, in the order of the sheet."""

type Given = dict[str, str]
"""One answer as it stands in a file: ``topic`` and FIELDS; what is empty may be left out."""


def read_attestations(path: Path, vendor: str, as_of: str) -> tuple[Attestation, ...]:
    """The answers in a file as they stand on a day; AuditorError with file:line for a wrong one."""
    document = read_yaml(path)
    check("attestations", document)
    if document.value["vendor"] != vendor:
        what = f"answers of {document.value['vendor']!r}, and the vendor is {vendor!r}"
        raise AuditorError(what, where=document.where(("vendor",)))
    for error in answer_problems(document):
        raise error
    return tuple(_attestation(each, vendor, as_of) for each in document.value["answers"])


def answer_problems(document: Document) -> Iterator[AuditorError]:
    """What is wrong with answers although the schema is content with them."""
    topics = [topic.id for topic in find_checklist(document.value.get("checklist", NAME)).topics]
    seen: set[str] = set()
    for index, given in enumerate(document.value["answers"]):
        where = document.where(("answers", index, "topic"))
        if given["topic"] not in topics:
            yield unknown_topic(given["topic"], topics, where)
        if given["topic"] in seen:
            yield AuditorError(f"{given['topic']!r} is answered twice", where=where)
        seen.add(given["topic"])
        for key, what, hint in wrong_days(given):
            yield AuditorError(what, where=document.where(("answers", index, key)), hint=hint)


def wrong_days(given: Given) -> Iterator[tuple[str, str, str]]:
    """Which key, what is wrong with it, what to try."""
    for key in DAYS:
        try:
            if given.get(key):
                date.fromisoformat(given[key])
        except ValueError:
            yield key, f"{given[key][:40]!r} is no day", "a date such as 2026-11-23"
            return
    if given.get("expires") and given.get("issued", "") > given["expires"]:
        yield "expires", "expires before it was issued", "a later day"


def attestations_file(vendor: str, answers: Sequence[Given]) -> bytes:
    """A YAML file of answers that ``read_attestations`` reads; topics without an answer are left out."""
    lines = ["# What the vendor answered; auditor judge F --attestations takes it."]
    lines += [f"vendor: {_quoted(vendor)}", f"checklist: {NAME}", "answers:"]
    for given in answers:
        lines.append(f"  - topic: {given['topic']}")
        lines += [f"    {key}: {_quoted(given[key])}" for key in FIELDS if given.get(key)]
    return "\n".join(lines).encode() + b"\n"


def _quoted(text: str) -> str:
    """A YAML text in double quotes: JSON's, with what YAML would not print as its number."""
    shown = encode(text).decode()
    return "".join(c if c == " " or c.isprintable() else f"\\U{ord(c):08X}" for c in shown)


def _attestation(given: dict[str, Any], vendor: str, as_of: str) -> Attestation:
    return Attestation(
        id=f"{vendor}/{given['topic']}",
        topic=given["topic"],
        vendor=vendor,
        state=state_of(given, as_of),
        **{key.replace("-", "_"): given.get(key, "") for key in FIELDS},
    )


def state_of(given: Given, as_of: str) -> TopicState:
    """What an answer shows on a day: a yes counts only with a document that somebody read."""
    match given.get("answer", ""):
        case "no":
            return "not met"
        case "partly":
            return "partly"
        case "yes":
            return _of_document(given, as_of)
    return "not tested"


def _of_document(given: Given, as_of: str) -> TopicState:
    if not given.get("document"):
        return "document needed"
    if given.get("expires") and as_of > given["expires"]:
        return "document expired"
    read = given.get("reviewer") and given.get("reviewed") and given["reviewed"] <= as_of
    fits = given.get("in-scope") != "no" and given.get("issued", "") <= as_of
    return "met" if read and fits else "document needed"
