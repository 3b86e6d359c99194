"""What the clauses of a sentence ask of its reader, by the cues for it and against it."""

import re
from collections.abc import Iterable

from auditor.detect.asked_names import KINDS, names
from auditor.detect.request_cues import CUES, HELPS, VETOES, compiled

_CUES = [(points, compiled("|".join(forms))) for points, forms in CUES.values()]
_HELPS = [(points, compiled(form)) for points, form in HELPS]
AGAINST = {name: (points, compiled(form)) for name, (points, form) in VETOES.items()}
WHOLE = ("told of others", "elsewhere", "general")
"""Vetoes that hold for the whole sentence, not only for the clause."""
_CLAUSE = re.compile(
    r"[,:。]\s*|\s+[-–]+\s+|[—→]+\s*|\b(?:but|instead|however)\b|(?=只要|但)", re.IGNORECASE
)
NOT_DENIED = re.compile(
    r"\b(?:why (?:not|don't)|don't (?:forget|hesitate|leave out|skip|omit)|(?:if you )?(?:don't|wouldn't) mind|not only|(?:can't|cannot|"
    r"unable|couldn't|not able|won't let)\b.{0,80}?\b(?:without|until|unless|before)(?: \w+ing\b)?|(?:don't|do not) (?:know|have) your\b.{0,30}\byet\b|couldn't|can't you|won't you|because strangers\b[^,]{0,50},|to (?:prevent|avoid|stop|protect (?:you|us|your \w+)|guard against|combat|rule out)\b[^,]{0,50},|(?:against|because of|due to) (?:fraud|scam\w*|spam|impost\w*|no-shows)|nothing (?:more|else)\b.{0,30}\b(?:except|but|apart from)|you (?:don't|do not) have to,? but|(?:unless|until|without)\b.{0,80}?\b(?:can't|cannot|won't|not))"
    r"|(?:(?:为了?)?(?:防止|为防|避免|以免|杜绝)[^,。]{0,16},|能不能|可不可以|别忘了|忘了|不知道(?:您|你)|方不方便|要不要|不介意|不好意思|不方便的话|不妨|缺不可|不能少|不可少|不知道?您)",
    re.IGNORECASE,
)
YOURS = re.compile(
    r"\byours\b|\bwhat(?:'s| is) (?:the|its) number\b|\b(?:and )?the number, please|\b(?:give|tell|send|share|provide|get|drop|add|leave|type|enter|write|paste) (?:me |us )?(?:it|them|that|those|one|these)\b|(?:您|你)的(?:呢|是)",
    re.IGNORECASE,
)


def units(sentence: str) -> list[str]:
    """Clauses that ask, each with those after it that do not; one that only asks joins what it asks for."""
    units: list[str] = []
    for clause in filter(None, (each.strip() for each in _CLAUSE.split(sentence))):
        asks = any(pattern.search(clause) for _, pattern in _CUES)
        if (
            not units
            or (asks and (named(clause) or YOURS.search(clause)))
            or (asks and any(pattern.search(units[-1]) for _, pattern in _CUES))
        ):
            units.append(clause)
        else:
            units[-1] = f"{clause}, {units[-1]}" if asks else f"{units[-1]}, {clause}"
    if units and sentence.rstrip().endswith("?"):
        units[-1] = units[-1].rstrip("?") + "?"
    return units


def named(text: str) -> bool:
    """Whether a text names data of any kind."""
    return any(names(text, kind) for kind in KINDS)


def points(clause: str) -> int:
    """How much a clause asks, less what speaks against it."""
    asks = max((points for points, pattern in _CUES if pattern.search(clause)), default=0)
    if not asks:
        return 0
    helps = sum(points for points, pattern in _HELPS if pattern.search(clause))
    plain = NOT_DENIED.sub(" ", clause)
    against = sum(
        points
        for name, (points, form) in AGAINST.items()
        if name not in WHOLE and form.search(plain)
    )
    return asks + helps - against


def vetoed(text: str, by: Iterable[str]) -> bool:
    """Whether one of the named vetoes speaks against a text."""
    return any(AGAINST[name][1].search(text) for name in by)
