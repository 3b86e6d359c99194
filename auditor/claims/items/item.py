"""A question with a computed answer, made from a seed, so that no model has seen it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

type Language = Literal["en", "zh"]
type Answer = Fraction | str | tuple[str, ...]
"""A number, a word, or a list of words in order."""

LANGUAGES: tuple[Language, ...] = ("en", "zh")
END = {
    "en": "Think as long as you like. End with a line that holds nothing but: ANSWER: your answer",
    "zh": "可以先思考。最后一行只写：答案：你的答案",
}
"""How a reply is to end, so that it can be marked."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question. Items of one ``cluster`` resemble each other."""

    id: str
    """Family, language and digest of the question: the same question has the same id."""
    family: str
    language: Language
    prompt: str
    answer: Answer
    cluster: str
    """The template that it was made from."""
