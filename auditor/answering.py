"""Holds the answers that an audit already has against what is known of models and texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.claims.provenance.identity import of_questions
from auditor.claims.provenance.said import Said, Whose
from auditor.claims.provenance.style import ANSWERS_AT_LEAST, style
from auditor.claims.recall.headers import has_code, headers
from auditor.claims.recall.references import (
    References,
    hashed,
    read_references,
    shipped_notices,
    shipped_texts,
)
from auditor.claims.recall.told import claims_of_measures
from auditor.claims.recall.verbatim import verbatim
from auditor.detect.texts import parts_of, texts_of
from auditor.evidence.about import About
from auditor.evidence.claim import Claim
from auditor.evidence.exchange import Asked, Exchange
from auditor.evidence.folder import Folder
from auditor.evidence.measure import Measure

REFERENCES = "references.json"
"""In the audit's folder: the plan's hashed texts to look for."""
IDENTITY = ("checks", "identity")
"""Pack and probe whose phrasings are those of ``claims.provenance.identity``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and which question it is to."""

    asked: Asked
    said: Said


def claims_of_answers(folder: Folder, measures: Sequence[Measure]) -> list[Claim]:
    """Every claim that the answers and measures of an audit suffice for, target by target."""
    path, checks = folder.path / REFERENCES, _checks(folder.about)
    references = read_references(path) if path.is_file() else None
    recites = references is not None or "recitation" in checks
    answers = answers_of(folder, prompts=recites)
    said = {target: [each.said for each in mine] for target, mine in answers.items()}
    claims: list[Claim] = []
    for whose in _targets(folder.about):
        claims += _identity(whose, folder.about, answers)
        claims += _style(whose, said)
        claims += [found] if (found := headers(whose, said.get(whose.target, []))) else []
        claims += claims_of_measures(whose, measures)
    return claims + (recited(folder, references, said) if recites else [])


def recited(
    folder: Folder, references: References | None, said: dict[str, list[Said]] | None = None
) -> list[Claim]:
    """Of each target what it recites of references; with the shipped texts as controls."""
    if said is None:
        said = {target: [a.said for a in mine] for target, mine in answers_of(folder).items()}
    shipped = [*shipped_texts(), *shipped_notices()]
    everything = (
        _with(references, hashed(shipped, references.salt)) if references else hashed(shipped)
    )
    return [
        verbatim(each, everything, said.get(each.target, ())) for each in _targets(folder.about)
    ]


def _with(references: References, more: References) -> References:
    """The documents of both, under the salt that they share."""
    return References(references.format, references.salt, (*references.documents, *more.documents))


def answers_of(folder: Folder, *, prompts: bool = True) -> dict[str, list[Answer]]:
    """Target → its answers; of a question asked again the last. Failed ones are left out.

    ``prompts``: whether every answer needs what was asked, and not only those that hold code.
    """
    last: dict[tuple[str, ...], tuple[str, Answer]] = {}
    for exchange in folder.exchanges():
        asked = exchange.asked
        if asked is None or exchange.received is None or exchange.error:
            continue
        text = "\n\n".join(_said(folder, exchange))
        if not text:
            continue
        key = (
            exchange.subject,
            asked.pack,
            asked.probe,
            asked.phrasing,
            asked.arm,
            str(asked.trial),
        )
        prompt = _asked(folder, exchange) if prompts or has_code(text) else ""
        said = Said(f"{asked.probe}/{asked.phrasing}", text, asked.language, prompt)
        last[key] = exchange.subject, Answer(asked, said)
    found: dict[str, list[Answer]] = {}
    for target, answer in last.values():
        found.setdefault(target, []).append(answer)
    return found


def _said(folder: Folder, exchange: Exchange) -> Iterator[str]:
    if exchange.received:
        for part in parts_of(exchange.received, folder.body):
            if part.channel == "answer":
                yield part.text


def _asked(folder: Folder, exchange: Exchange) -> str:
    """Every text of the request, so that what it held is no news in the answer."""
    leaves = texts_of(exchange.sent, folder.body).leaves
    return "\n".join(leaf.value for leaf in leaves if isinstance(leaf.value, str))


def _identity(whose: Whose, about: About, answers: Mapping[str, list[Answer]]) -> list[Claim]:
    """What a target calls itself, beside its controls; nothing where nobody asked."""
    mine = _on_identity(answers.get(whose.target, ()))
    if not mine and "identity" not in _checks(about):
        return []
    controls = about.checks.unrelated.get(whose.target, ()) if about.checks else ()
    models = {each.id: each.model for each in about.targets}
    others = {
        name: (Whose("", name, models[name]), theirs)
        for name in controls
        if (theirs := _on_identity(answers.get(name, ())))
    }
    return [of_questions(whose, mine, others)]


def _on_identity(answers: Iterable[Answer]) -> list[tuple[str, str]]:
    """Question and reply."""
    return [
        (each.asked.phrasing, each.said.text)
        for each in answers
        if (each.asked.pack, each.asked.probe) == IDENTITY
    ]


def _checks(about: About) -> tuple[str, ...]:
    return about.checks.names if about.checks else ()


def _style(whose: Whose, said: dict[str, list[Said]]) -> list[Claim]:
    """A table, where several targets were asked enough for one."""
    texts = {
        target: [each.text for each in mine]
        for target, mine in said.items()
        if len(mine) >= ANSWERS_AT_LEAST
    }
    return [style(whose, texts)] if len(texts) > 2 and whose.target in texts else []


def _targets(about: About) -> Iterator[Whose]:
    """Those that are audited; of one that others are held against nothing is said."""
    checks = about.checks
    for target in about.targets:
        if checks is None:
            yield Whose(about.vendor, target.id, target.model)
        elif target.id not in checks.helpers:
            discloses = checks.discloses.get(target.id, ())
            yield Whose(about.vendor, target.id, target.model, discloses)
