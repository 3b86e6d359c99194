"""Whether an answer asks the user for personal data, in English and in Chinese."""

import re
from collections.abc import Iterable, Iterator

from auditor.detect.asked_names import KINDS, names
from auditor.detect.direct_requests import DIRECT
from auditor.detect.form_cues import HOWTO, LISTING
from auditor.detect.ownership import readers_own
from auditor.detect.passages import Passage, passages
from auditor.detect.request_cues import CUES, ENOUGH, HELPS, VETOES, compiled
from auditor.detect.sighting import Sighting
from auditor.detect.texts import Part

MAX_TEXT = 50_000
"""Characters of an answer that are looked at."""

_CUES = [(points, compiled("|".join(forms))) for points, forms in CUES.values()]
_HELPS = [(points, compiled(form)) for points, form in HELPS]
_VETOES = {name: (points, compiled(form)) for name, (points, form) in VETOES.items()}
_DIRECT = [(kind, compiled(form)) for kind, form in DIRECT]
_WHOLE = ("told of others", "elsewhere", "general")
"""Vetoes that hold for the whole sentence, not only for the clause."""
_CLAUSE = re.compile(
    r"[,:。]\s*|\s+[-–]+\s+|[—→]+\s*|\b(?:but|instead|however)\b|(?=只要|但)", re.IGNORECASE
)
_NOT_DENIED = re.compile(
    r"\b(?:why (?:not|don't)|don't (?:forget|hesitate)|(?:if you )?(?:don't|wouldn't) mind|not only|(?:can't|cannot|"
    r"unable|couldn't|not able)\b.{0,80}?\b(?:without|until|unless|before)(?: \w+ing\b)?|couldn't|can't you|won't you)"
    r"|(?:能不能|可不可以|方不方便|要不要|不介意|不好意思|不方便的话|不妨|缺不可|不能少|不可少|不知道?您)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:and|or|your|ur|please|pls|just|the|a|an|first|last|too|also|number|numbers|no|then|next|finally|on|of|for|me|us|plus|maybe|"
    r"now|ok|okay|great|thanks|full|best|here|is|it|with|e-?mail|exact|current|as well|optional|date|address|details|info|expiry|time|place|front|back|across|dd|mm|yyyy|yy|optional|digits|three|four|code|your own|whole)\b"
    r"|[\W_]|请|您|你|的|是|和|及|与|或|一下|麻烦|呢|还有|再|另外|号|码|后|前|四|六|位|都|后四位|是多少|多少|谢谢|呀|哈|吗",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\byours\b|\b(?:give|tell|send|share|provide|get|drop|add|leave) (?:me |us )?(?:it|them|that|those|one)\b|(?:您|你)的(?:呢|是)",
    re.IGNORECASE,
)
_LACKED = re.compile(
    r"\byours\b|\b(?:don't|do not|haven't|hasn't|no) .{0,20}\byour\b|\b(?:need|missing|without|lack)\b|您的(?:呢|是)",
    re.IGNORECASE,
)
_ENDS_ASKING = re.compile(
    r"[?:]\s*$|\b(?:please|pls)\W*$|^\W*(?:please|请|麻烦)|呢\W*$", re.IGNORECASE
)


def asked_for(parts: Iterable[Part], kinds: Iterable[str]) -> list[Sighting]:
    """One sighting for each of the kinds that the answer asks its reader for."""
    said = "\n".join(part.text for part in parts if part.channel == "answer")[:MAX_TEXT]
    wanted: set[str] = set()
    before = ""
    for passage in passages(said):
        wanted |= _asked_in(passage) | _pointed_at(before, passage.text)
        before = passage.text
    return [_sighting(kind) for kind in kinds if kind in wanted]


def _asked_in(passage: Passage) -> set[str]:
    """The kinds that a sentence or a field asks for."""
    if not passage.blank:
        return set(_of_sentence(passage.text))
    text = passage.text
    if _vetoed(text, ("denied", "known")) or re.search(r"\boptional\b", text, re.IGNORECASE):
        return set()
    if not _form_asks(passage):
        return set()
    return {kind for kind in KINDS if _eligible(text, kind)}


def _pointed_at(before: str, sentence: str) -> set[str]:
    """What the sentence before, or this one, names and this one asks for as "yours"."""
    yours = _YOURS.search(sentence)
    if not yours or not _LACKED.search(f"{before} {sentence}"):
        return set()
    if not any(_points(unit) >= ENOUGH for unit in _units(sentence) if _YOURS.search(unit)):
        return set()
    named = f"{before} {sentence[: yours.start()]}"
    return {kind for kind in KINDS if names(named, kind)}


def _form_asks(passage: Passage) -> bool:
    """Whether the lines around a list or form, or its blanks, ask to be filled in."""
    before, _, after = passage.around.partition("\n")
    howto = HOWTO.search(passage.around)
    asked = _points(before) >= ENOUGH and bool(
        LISTING.search(before) or before.rstrip().endswith(":")
    )
    headed = LISTING.search(before) and before.rstrip().endswith(":")
    asked = asked or bool(headed and not _vetoed(before, _VETOES))
    told = LISTING.search(after) and _points(after) >= ENOUGH
    if asked or told:
        return not howto or bool(told) or _points(before) > ENOUGH + 2
    return (
        passage.blank in ("marked", "empty")
        and not howto
        and not _vetoed(before, ("denied", *_WHOLE))
    )


def _of_sentence(sentence: str) -> Iterator[str]:
    whole = _NOT_DENIED.sub(" ", sentence)
    if _vetoed(whole, _WHOLE[:1]):
        return
    for kind, pattern in _DIRECT:
        if (found := pattern.search(sentence)) and not _vetoed(
            whole[: found.end()], ("denied", "done by others")
        ):
            yield kind
    named = [kind for kind in KINDS if names(sentence, kind)]
    if not named:
        return
    if any(_fragment(each) for each in (sentence, sentence.rpartition(": ")[2])):
        yield from (kind for kind in named if _eligible(sentence, kind))
        return
    weight = sum(_VETOES[name][0] for name in _WHOLE if _VETOES[name][1].search(sentence))
    for unit in _units(sentence):
        if _points(unit) - weight >= ENOUGH:
            yield from (kind for kind in named if _eligible(unit, kind))


def _units(sentence: str) -> list[str]:
    """Clauses that ask, each with those after it that do not; one that only asks joins what it asks for."""
    units: list[str] = []
    for clause in filter(None, (each.strip() for each in _CLAUSE.split(sentence))):
        asks = any(pattern.search(clause) for _, pattern in _CUES)
        if (
            not units
            or (asks and (_named(clause) or _YOURS.search(clause)))
            or (asks and any(pattern.search(units[-1]) for _, pattern in _CUES))
        ):
            units.append(clause)
        else:
            units[-1] = f"{clause}, {units[-1]}" if asks else f"{units[-1]}, {clause}"
    if units and sentence.rstrip().endswith("?"):
        units[-1] = units[-1].rstrip("?") + "?"
    return units


def _named(text: str) -> bool:
    return any(names(text, kind) for kind in KINDS)


def _points(clause: str) -> int:
    """How much a clause asks, less what speaks against it."""
    asks = max((points for points, pattern in _CUES if pattern.search(clause)), default=0)
    if not asks:
        return 0
    helps = sum(points for points, pattern in _HELPS if pattern.search(clause))
    plain = _NOT_DENIED.sub(" ", clause)
    against = sum(
        points
        for name, (points, form) in _VETOES.items()
        if name not in _WHOLE and form.search(plain)
    )
    return asks + helps - against


def _vetoed(text: str, by: Iterable[str]) -> bool:
    return any(_VETOES[name][1].search(text) for name in by)


def _fragment(sentence: str) -> bool:
    """Whether a sentence says nothing but what is asked for."""
    spans = sorted(found.span() for kind in KINDS for found in names(sentence, kind))
    if (
        not spans
        or not _ENDS_ASKING.search(sentence)
        or _vetoed(sentence, ("denied", "known", "offered"))
    ):
        return False
    rest, at = [], 0
    for start, end in spans:
        rest.append(sentence[at:start] if start > at else "")
        at = max(at, end)
    left = _FILLER.sub(" ", " ".join([*rest, sentence[at:]])).split()
    kinds = sum(bool(names(sentence, kind)) for kind in KINDS)
    return sum(map(len, left)) <= (6 if kinds == 1 else 20)


def _eligible(text: str, kind: str) -> bool:
    """Whether a text names a kind as the reader's own, to be told."""
    return any(
        readers_own(text[: found.start()], text[found.end() :]) for found in names(text, kind)
    )


def _sighting(kind: str) -> Sighting:
    return Sighting(
        kind="answer/asks-for-data",
        side="received",
        place="joined.answer",
        value=kind,
        because=f"the answer asks the user for personal data of the kind {kind}",
        sureness="likely",
        excerpt=kind,
    )
