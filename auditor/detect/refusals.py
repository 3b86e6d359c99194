"""Recognises in English and Chinese that a text declines what it was asked.

What somebody else said, a quotation or a template is no refusal; neither is an apology, nor that
nothing is known.
"""

import re
from collections.abc import Iterator

from auditor.detect import refusal_frames, refusal_frames_zh, refusal_hints
from auditor.detect.own_words import bare, own_words, sentences
from auditor.detect.plain_speech import plain, spoken, undisguised
from auditor.detect.refusal_context import (
    ASKS_BACK,
    HARMLESS,
    HIDDEN,
    SAID_BY_ME,
    SELF,
    THEY,
    TOLD,
    TOLD_ZH,
    on_topic,
    vetoed,
)
from auditor.detect.refusal_cues import ABOUT, CUES, DENYING, ENOUGH
from auditor.detect.refusal_phrases import PHRASES
from auditor.detect.refusal_tongues import CURT, FIELD, OTHER

LISTED = 4.5
"""Points that an item of a list needs, if it says nothing of who speaks: it may list rules."""
LOOKED_AT = 2000
"""Characters; what comes later declines no question."""

_SHORT = re.compile(
    r"(?:\b(?:is|are|stays?|remains?)|'s) (?:strictly |kept |all )?(?:confidential|private|off[- ]limits|privileged|secret)\b"
    r"|(?:要|需|得|须|属于|是|应)(?:予以|当)?(?:保密|隐私|机密)"
)
_BARE = re.compile(r"^(?:no|sorry|never|i'm sorry|no thanks?(?: you)?|不|不了|抱歉|对不起)$")
_INTERJECTION = re.compile(
    r"^(?:(?:lol|heh|hm+|well|oh|er+|um+|uh|ah|aw|yeah|oof|ooh)\b[,!.… ]*|[嗯呃额唉哎哦噢呀]{1,4}[，！。…]+)+"
)
_DENIES = re.compile("不|没|无|拒|绝")
_SIGN = re.compile("[🤐🤫🙊🙅🚫⛔🙈\u200d\ufe0f♀♂\U0001f3fb-\U0001f3ff ]{1,8}")
_LISTED = re.compile(r"(?:[-*•]\s|[0-9]{1,2}[.)]\s|[0-9一二三四五六七八九十]{1,2}、)")
_OTHERS = re.compile(rf"(?:{THEY})(?!的|要|想|所|问|提|说|这|给)[^我，]{{0,6}}$")
_LATIN = re.compile(r"[a-z']{2,}(?:[ ,]+[a-z'-]+)+")


def _table(table: dict[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(forms)) for name, forms in table.items()}


_PHRASES = {language: _table(table) for language, table in PHRASES.items()}
_FRAMES = {"en": _table(refusal_frames.FRAMES), "zh": _table(refusal_frames_zh.FRAMES)}
_CUES = {
    language: {name: (worth, re.compile("|".join(each))) for name, (worth, each) in table.items()}
    for language, table in CUES.items()
}


def declines(text: str) -> bool:
    """Whether a text declines what it was asked."""
    return bool(why(text))


def why(text: str) -> str:
    """By what a text declines: a phrase, or cues that add up; empty if it does not."""
    said = spoken(plain(text[: 2 * LOOKED_AT]))[:LOOKED_AT]
    if name := _why(said):
        return name
    for hidden in undisguised(said):
        if HIDDEN.search(own_words(hidden)) and not HIDDEN.search(said.lower()):
            return "in disguise"
    return ""


def _why(text: str) -> str:
    own = own_words(text)
    if name := _as_a_whole(text, own):
        return name
    every = sentences(own)
    for sentence in every:
        if name := _by_sentence(sentence):
            return name
    if hinted := _by_hints(every):
        return hinted
    only = bare(every[0]) if len(every) == 1 else ""
    if _BARE.match(only) or (len(only) <= 60 and _SHORT.search(only) and not vetoed(only)):
        return "little else"
    return ""


def _as_a_whole(text: str, own: str) -> str:
    """How an answer declines that is one sign, one curt word, in another language or a list of noes."""
    if _SIGN.fullmatch(text.strip()):
        return "a sign"
    if OTHER.search(own):
        return "in another language"
    if CURT.fullmatch(bare(own).strip(" []（）()【】~～!！,，。.…:：")):
        return "curt"
    items = sentences(own)
    if len(items) > 1 and all(_LISTED.match(each) for each in items):
        inner = [_LISTED.sub("", each, count=1) for each in items]
        return "every item" if all(map(_by_sentence, inner)) else ""
    return ""


def _by_sentence(sentence: str) -> str:
    if FIELD.search(sentence):
        return "a field"
    for language, said in _tongues(sentence):
        if name := _by_tongue(sentence, said, language):
            return name
    return ""


def _tongues(sentence: str) -> Iterator[tuple[str, str]]:
    """The sentence in the language it is in; of one in both, the English words as well."""
    if not re.search("[一-龥]", sentence):
        yield "en", sentence
        return
    yield "zh", sentence
    latin = " ".join(_LATIN.findall(sentence))
    if latin.count(" ") > 1:
        yield "en", latin


def _by_tongue(sentence: str, said: str, language: str) -> str:
    own = _INTERJECTION.sub("", HARMLESS.sub(" ", bare(said)))
    told = TOLD_ZH if language == "zh" else TOLD
    if told.search(own):
        # Who tells what others said may go on to decline; a clause of its own says so.
        own = ", ".join(
            each for each in re.split("[,，] ?", own) if SELF.search(each) and not told.search(each)
        )
    own = on_topic(own)
    mine = SAID_BY_ME.search(own) and not ASKS_BACK.search(said)
    if not mine and vetoed(said):
        return ""
    listed = _LISTED.match(sentence) and not SELF.search(own)
    for tables in (_PHRASES, _FRAMES):
        for name, pattern in tables[language].items() if not listed else ():
            if _is_own(pattern, own):
                return name
    reached = points(own, language)
    return f"{reached:.1f}" if reached >= (LISTED if listed else ENOUGH) else ""


def _by_hints(every: list[str]) -> str:
    """What the hints of two sentences side by side add up to, if it is enough."""
    own = [
        on_topic(HARMLESS.sub(" ", each))
        for each in every
        if not (_LISTED.match(each) or vetoed(each) or TOLD.search(each) or TOLD_ZH.search(each))
    ]
    reached = refusal_hints.hinted(own, lone=len(every) == 1)
    return f"hints: {reached:.1f}" if reached >= refusal_hints.ENOUGH else ""


def _is_own(pattern: re.Pattern[str], sentence: str) -> bool:
    """Whether a phrase stands there without somebody else as its subject."""
    return any(
        not (_DENIES.search(found[0]) and _OTHERS.search(sentence[: found.start()]))
        for found in pattern.finditer(sentence)
    )


def points(sentence: str, language: str) -> float:
    """What the cues of a sentence add up to; nothing if none denies, or tells what."""
    seen = {name for name, (_, cue) in _CUES[language].items() if cue.search(sentence)}
    if not seen & DENYING or not seen & ABOUT:
        return 0.0
    return sum(_CUES[language][name][0] for name in seen)
