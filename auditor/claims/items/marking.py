"""Marks a reply: right, wrong, or without an answer. No model and no execution of anything."""

import re
import unicodedata
from typing import Literal

from auditor.claims.items.item import Answer, Item
from auditor.claims.items.numbers import read_number

type Mark = Literal["right", "wrong", "no answer"]

LONGEST = 200_000
"""Characters of a reply, from its end."""
_SAID = re.compile(r"(?:ANSWER|FINAL ANSWER|答案)\s*(?:is|是|为)?\s*[:：]\s*(.+)", re.IGNORECASE)
_BOXED = re.compile(r"\\boxed\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
_SEPARATORS = re.compile(r"[,，、;；|\s]+|\band\b|和")
_AROUND = " \t\r\n.。!！,，;；:：'\"“”‘’「」`*_()（）[]［］{}<>《》$"


def mark(item: Item, reply: str) -> Mark:
    """Whether a reply's last answer is the item's."""
    said = stated(reply)
    if said is None:
        return "no answer"
    return "right" if _is(item.answer, said) else "wrong"


def stated(reply: str) -> str | None:
    """What a reply gives as its answer: after the last marker, else in the last box."""
    end = reply[-LONGEST:]
    markers = [match[1] for line in end.splitlines() if (match := _SAID.search(line))]
    boxes = _BOXED.findall(end)
    found = (markers or boxes)[-1:]
    return found[0].strip() if found and found[0].strip(_AROUND) else None


def _is(answer: Answer, said: str) -> bool:
    if isinstance(answer, tuple):
        return _words(said) == [_folded(each) for each in answer]
    if isinstance(answer, str):
        return _folded(_unboxed(said)) == _folded(answer)
    return read_number(_unboxed(said)) == answer


def _words(said: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", _unboxed(said)).strip(_AROUND)
    parts = (_folded(each) for each in _SEPARATORS.split(plain))
    return [each for each in parts if each]


def _unboxed(said: str) -> str:
    box = _BOXED.search(said)
    return box[1] if box else said


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().strip(_AROUND)
    return re.sub(r"\\(?:text|mathrm)\{([^{}]*)\}", r"\1", plain).strip(_AROUND)
