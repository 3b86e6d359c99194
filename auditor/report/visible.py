"""Makes visible what a stranger's text could hide or disguise; nothing is dropped in silence."""

import unicodedata

from auditor.report.wording import counted

_HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
"""Controls, formats (bidi marks, joiners, tags), unassigned, private, surrogates, separators."""

_DISGUISES = {*range(0xE0100, 0xE01F0), 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
"""Letters and marks by their category that show nothing: they can carry hidden text."""

_MOST_MARKS = 4
"""Combining marks on one letter; more of them would cover the lines around it."""


def visible(text: str, longest: int | None = None) -> str:
    """A text in which every hidden character is shown by its number; cut at ``longest``."""
    cut = len(text) - longest if longest is not None and len(text) > longest else 0
    shown = text[:longest] if cut else text
    if not (shown.isascii() and shown.isprintable()):
        shown = _shown(shown)
    return f"{shown}… ({counted(cut, 'more character')})" if cut else shown


def _shown(text: str) -> str:
    marks, parts = 0, []
    for char in text:
        marks = marks + 1 if unicodedata.category(char).startswith("M") else 0
        parts.append(_char(char, marks))
    return "".join(parts)


def _char(char: str, marks: int) -> str:
    code = ord(char)
    if char == "\n":
        return "↵"
    hidden = unicodedata.category(char) in _HIDDEN or code in _DISGUISES
    return f"⟨U+{code:04X}⟩" if hidden or marks > _MOST_MARKS else char
