"""Fill the text templates with values and remember where each value stands."""

import re
from collections.abc import Iterator
from random import Random

import chinese_personal_test
import chinese_plain_test
import english_personal_test
import english_plain_test
from slots_test import slots_for
from values_test import make_person, make_person_zh

TOKEN = re.compile(r"<<([a-z_]+[0-9]*)>>|\[\[([a-z-]+)\|(.*?)\]\]")
SLOTS = {language: slots_for(language) for language in ("en", "zh")}
TABLES = (
    ("en", "t-en", english_personal_test.TEMPLATES, 5),
    ("en", "t-en-plain", english_plain_test.TEMPLATES, 7),
    ("zh", "t-zh", chinese_personal_test.TEMPLATES, 5),
    ("zh", "t-zh-plain", chinese_plain_test.TEMPLATES, 6),
)
CASED_KINDS = (None, "person", "location", "health-term", "email")
CASE = {"lower": str.lower, "upper": str.upper}


class Filler:
    """One filling of one template: the same slot name gives the same value each time."""

    def __init__(self, rng: Random, language: str, country: str = ""):
        self.rng, self.language, self.country = rng, language, country
        self.people, self.values = {}, {}

    def person(self, suffix: str):
        if suffix not in self.people:
            self.people[suffix] = (
                make_person_zh(self.rng)
                if self.language == "zh"
                else make_person(self.rng, self.country)
            )
        return self.people[suffix]

    def value(self, token: str) -> tuple[str | None, str]:
        slots = SLOTS[self.language]
        name, suffix = (token, "") if token in slots else (token[:-1], token[-1])
        if token not in self.values:
            kind, make = slots[name]
            self.values[token] = kind, make(self.rng, self.person(suffix))
        return self.values[token]

    def pieces(self, template: str) -> Iterator[tuple[str | None, str]]:
        end = 0
        for match in TOKEN.finditer(template):
            yield None, template[end : match.start()]
            yield self.value(match[1]) if match[1] else (match[2], match[3])
            end = match.end()
        yield None, template[end:]


def render(rng: Random, language: str, template: tuple) -> tuple[str, list[dict]]:
    style, source, country = (*template, "")[:3]
    change_case = CASE.get(style, lambda text: text)
    text, spans = "", []
    for kind, piece in Filler(rng, language, country).pieces(source):
        piece = change_case(piece) if kind in CASED_KINDS else piece
        if kind:
            spans.append({"start": len(text), "end": len(text) + len(piece), "kind": kind})
        text += piece
    return text, spans


def texts(seed: int) -> Iterator[dict]:
    """Every text item of this seed, in a fixed order and without repeats."""
    seen = set()
    for language, prefix, table, copies in TABLES:
        for number, template in enumerate(table, start=1):
            for copy in range(1, copies + 1):
                name = f"{prefix}-{number:03d}"
                text, spans = render(Random(f"{seed}/{name}/{copy}"), language, template)
                if text in seen:
                    continue
                seen.add(text)
                yield {
                    "id": f"{name}-{copy}",
                    "template": name,
                    "language": language,
                    "style": template[0],
                    "text": text,
                    "spans": spans,
                }
