"""Passes over sentences that hold no name: faster, and blind to names that nobody capitalised."""

import re
from collections.abc import Iterator, Set

_END = re.compile(r"[.!?…][\"'”’)\]]{0,2}\s+(?=[\"'“‘(\[]?[A-ZÀ-Þ])|\n+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SELF = frozenset({"I", "I'm", "I'd", "I've", "I'll", "I’m", "I’d", "I’ve", "I’ll"})
_ENDINGS = ("ing", "ed", "ly")
_PLURALS = ("s", "es", "'s", "’s")


class Gate:
    """Tells which sentences can hold a name or a place in English."""

    def __init__(self, common: Set[str]) -> None:
        """``common`` are words in lower case that may stand first without being a name."""
        self._common = common

    def passed(self, text: str) -> list[str]:
        """The runs of sentences that can, in order."""
        found: list[str] = []
        start = None
        for begin, end in _sentences(text):
            if self._can(text[begin:end]):
                start = begin if start is None else start
            elif start is not None:
                found.append(text[start:begin])
                start = None
        return found if start is None else [*found, text[start:]]

    def _can(self, sentence: str) -> bool:
        """Whether a word is capitalised for another reason than that it stands first."""
        for at, found in enumerate(_WORD.finditer(sentence)):
            word = found[0]
            if word[0].isupper() and word not in _SELF and (at or not self._is_common(word)):
                return True
        return False

    def _is_common(self, word: str) -> bool:
        low = word.lower()
        return (
            low in self._common
            or low.endswith(_ENDINGS)
            or any(low.endswith(end) and low.removesuffix(end) in self._common for end in _PLURALS)
        )


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        yield start, end.end()
        start = end.end()
    if start < len(text):
        yield start, len(text)
