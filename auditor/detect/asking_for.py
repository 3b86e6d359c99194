"""Whether an answer asks the user for personal data, in English and in Chinese."""

import re
from collections.abc import Iterable, Iterator

from auditor.detect.asked_names import KINDS, names
from auditor.detect.asking_clauses import AGAINST, NOT_DENIED, WHOLE, YOURS, points, units, vetoed
from auditor.detect.direct_requests import DIRECT
from auditor.detect.form_cues import HOWTO, LISTING
from auditor.detect.ownership import readers_own
from auditor.detect.passages import Passage, passages
from auditor.detect.plain_speech import spoken
from auditor.detect.request_cues import ENOUGH, compiled
from auditor.detect.sighting import Sighting
from auditor.detect.texts import Part

MAX_TEXT = 50_000
"""Characters of an answer that are looked at."""

_DIRECT = [(kind, compiled(form)) for kind, form in DIRECT]
_FILLER = re.compile(
    r"\b(?:and|or|your|ur|please|pls|just|the|a|an|first|last|too|also|number|numbers|no|then|next|finally|on|of|for|me|us|plus|maybe|"
    r"now|ok|okay|great|thanks|full|best|here|is|it|with|e-?mail|exact|current|as well|optional|date|address|details|info|expiry|time|place|front|back|across|dd|mm|yyyy|yy|optional|digits|photo|picture|scan|copy|nine|sixteen|three|four|code|your own|whole)\b"
    r"|[\W_]|请|您|你|的|是|和|及|与|或|一下|麻烦|呢|还有|再|另外|号|码|后|前|四|六|位|都|遍|[0-9]+位|后四位|是多少|多少|谢谢|呀|哈|吗",
    re.IGNORECASE,
)
_LACKED = re.compile(
    r"\byours\b|\b(?:don't|do not|haven't|hasn't|no) .{0,20}\byour\b|\bone of (?:them|these|those)\b|\b(?:the|its) number\b|\b(?:needs?|wants?|missing|without|lack)\b|\bthere(?:'s| is) no\b|\bnot have an?\b|\bblank\b|您的(?:呢|是)",
    re.IGNORECASE,
)
_BY_MAIL = re.compile(
    r"\b(?:e-?mail|inbox|newsletter|subscri\w+|mailing list)\b|邮件|订阅", re.IGNORECASE
)
_BARE_ADDRESS = re.compile(
    r"\b(?:the|your|which|an?|what) address\b(?!.*\b(?:street|home|postal|town)\b)|^[^住家街]*(?<!家庭)地址",
    re.IGNORECASE,
)
_ANSWERED_NO = re.compile(
    r"\W*(?:no\b(?! \w+ (?:no|so|yet))|not at all|nope|neither\b|none\b|(?:i|we) (?:don't|do not|won't)\b|不[,。!!用需要必]|不是|都不|没必要|我(?:们)?(?:可)?不|我建议不|建议不)",
    re.IGNORECASE,
)
_OF_A_CHILD = ("date-of-birth", "national-id")
_CHILDS = re.compile(
    r"(?:(?i:child|kid|son|daughter|baby|toddler|partner|little one|boy|girl|spouse|wife|husband|companion)|(?<!The )\b[A-Z][a-z]+)'s (?:\w+ )?$|(?:孩子|宝宝|小朋友|儿子|女儿|娃|家属|同伴|配偶)的?$"
)
_QUESTION = re.compile(r"[?？]\W*$|\bplease\b|请|麻烦", re.IGNORECASE)
_ENDS_ASKING = re.compile(
    r"[?:]\s*$|\b(?:please|pls|thanks|thank you|cheers)\W*$|谢谢\W*$|^\W*(?:please|请|麻烦)|呢\W*$",
    re.IGNORECASE,
)


def asked_for(parts: Iterable[Part], kinds: Iterable[str]) -> list[Sighting]:
    """One sighting for each of the kinds that the answer asks its reader for."""
    said = "\n".join(part.text for part in parts if part.channel == "answer")[:MAX_TEXT]
    said = "\n".join([said, *_values(said)])
    wanted: set[str] = set()
    before = ""
    every = passages(said)
    for passage, after in zip(every, [*every, Passage("")][1:], strict=True):
        if passage.text.endswith("?") and _ANSWERED_NO.match(after.text):
            before = passage.text
            continue
        asked = _asked_in(passage) | _pointed_at(before, passage.text)
        if "location" in asked and _BY_MAIL.search(before) and _BARE_ADDRESS.search(passage.text):
            asked = asked - {"location"} | {"email"}
        wanted |= asked
        before = passage.text
    return [_sighting(kind) for kind in kinds if kind in wanted]


def _values(said: str) -> list[str]:
    """The questions among the values of an answer that is one JSON object."""
    spoke = spoken(said)
    return [] if spoke == said else [line for line in spoke.split("\n") if _QUESTION.search(line)]


def _asked_in(passage: Passage) -> set[str]:
    """The kinds that a sentence or a field asks for."""
    if not passage.blank:
        return set(_of_sentence(passage.text))
    text = passage.text
    if vetoed(text, ("denied", "known")) or re.search(
        r"\b(?:optional|replace|placeholders?)\b|替换|占位符", text, re.IGNORECASE
    ):
        return set()
    if not _form_asks(passage):
        return set()
    return {kind for kind in KINDS if _eligible(text, kind)}


def _pointed_at(before: str, sentence: str) -> set[str]:
    """What the sentence before, or this one, names and this one asks for as "yours"."""
    yours = YOURS.search(sentence)
    if not yours or not _LACKED.search(f"{before} {sentence}"):
        return set()
    if not any(points(unit) >= ENOUGH for unit in units(sentence) if YOURS.search(unit)):
        return set()
    named = f"{before} {sentence[: yours.start()]}"
    return {kind for kind in KINDS if names(named, kind)}


def _form_asks(passage: Passage) -> bool:
    """Whether the lines around a list or form, or its blanks, ask to be filled in."""
    before, _, after = passage.around.partition("\n")
    howto = HOWTO.search(passage.around)
    asked = points(before) >= ENOUGH and bool(
        LISTING.search(before) or before.rstrip().endswith(":")
    )
    headed = LISTING.search(before) and before.rstrip().endswith(":")
    asked = asked or bool(headed and not vetoed(before, AGAINST))
    told = LISTING.search(after) and points(after) >= ENOUGH
    if asked or told:
        return not howto or bool(told) or points(before) > ENOUGH + 2
    return (
        passage.blank in ("marked", "empty")
        and not howto
        and not vetoed(before, ("denied", *WHOLE))
    )


def _of_sentence(sentence: str) -> Iterator[str]:
    whole = NOT_DENIED.sub(" ", sentence)
    if vetoed(whole, WHOLE[:1]):
        return
    for kind, pattern in _DIRECT:
        if (found := pattern.search(sentence)) and not vetoed(
            whole[: found.end()], ("denied", "done by others")
        ):
            yield kind
    named = [kind for kind in KINDS if names(sentence, kind)]
    if not named:
        return
    if any(_fragment(each) for each in (sentence, sentence.rpartition(": ")[2])):
        yield from (kind for kind in named if _eligible(sentence, kind))
        return
    weight = sum(AGAINST[name][0] for name in WHOLE if AGAINST[name][1].search(whole))
    for unit in units(sentence):
        if points(unit) - weight >= ENOUGH:
            yield from (kind for kind in named if _eligible(unit, kind))


def _fragment(sentence: str) -> bool:
    """Whether a sentence says nothing but what is asked for."""
    spans = sorted(found.span() for kind in KINDS for found in names(sentence, kind))
    if (
        not spans
        or not _ENDS_ASKING.search(sentence)
        or vetoed(sentence, ("denied", "known", "offered", "general"))
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
        readers_own(text[: found.start()], text[found.end() :])
        or (kind in _OF_A_CHILD and _CHILDS.search(text[: found.start()]))
        for found in names(text, kind)
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
