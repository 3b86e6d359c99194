"""How unlikely it is that anybody else writes a value: its random bits, cautiously estimated."""

import math
import re

STRONG_BITS = 40
"""From here on a value proves by itself that it was planted."""
WORD_BITS = 11.0
"""Of one word, as if drawn from 2,000."""
LONG = 20
"""Characters from which what was said in a chat is a person's own wording."""

_OWN_WORDS = {"prompt", "answer", "chat-title"}
_NAMES = {"person", "location"}
_RUN = re.compile(r"[^\W_]+")
_SEGMENT = re.compile(r"[0-9]+|[^0-9]+")
_NO_WORD = re.compile(r"[bcdfghjkmnpqrstvwxzBCDFGHJKMNPQRSTVWXZ]{4}")


def bits(kind: str, text: str) -> float:
    """The estimate for a planted value of a kind."""
    if kind in _OWN_WORDS and len(text) >= LONG:
        return STRONG_BITS
    if kind == "email":
        text = text.partition("@")[0]
    elif kind == "conversation-url":
        text = text.partition("://")[2].partition("/")[2]
    return sum(_run(run, names=kind in _NAMES) for run in _RUN.findall(text))


def _run(run: str, *, names: bool) -> float:
    """Of one run of letters and digits: letters and digits that alternate are random."""
    segments: list[str] = _SEGMENT.findall(run)
    if len(segments) >= 3:
        return _random(run, 36)
    return sum(
        _random(each, 10) if each.isdigit() else _letters(each, names=names) for each in segments
    )


def _letters(run: str, *, names: bool) -> float:
    if not run.isascii():
        return 9.0 * min(len(run), len(set(run)))
    mixed = not (run.islower() or run.isupper() or run.istitle())
    if not names and (_NO_WORD.search(run) or (mixed and len(run) >= 8)):
        return _random(run.lower(), 26)
    return WORD_BITS


def _random(run: str, alphabet: int) -> float:
    """As if each sign were drawn by chance; less where the same few signs return."""
    return len(run) * math.log2(alphabet) * min(1.0, 2 * len(set(run)) / len(run))
