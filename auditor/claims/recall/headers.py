"""Do licence headers of others come with code that was asked for (``text/licence-header``)?

Such notices are made to be copied, so that one alone says little. What counts is a header of a
copyleft licence, or one under somebody's copyright line, that came without being asked for, more
than once and to different questions (cf. LiCoEval, arXiv 2408.02487).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from auditor.claims.provenance.said import Said, Whose, claim_of, listed, percent
from auditor.claims.provenance.tables import licences
from auditor.claims.recall.recital import recitals
from auditor.claims.recall.references import References, hashed, shipped_notices
from auditor.claims.statistics import cluster_interval
from auditor.evidence.claim import Claim, ClaimVerdict

CHECK = "text/licence-header"
MEASURE = "answers with code under a licence header that nobody asked for"
RUN = 12
"""Words of a notice."""
CODE_AT_LEAST = 20
"""Answers with code."""
SERIOUS_AT_LEAST = 2
"""Headers that count, to as many different questions."""
METHOD = "share of answers with code, interval exact under beta-binomial questions"
EXPLANATIONS = (
    "Headers are boilerplate that stands in millions of files.",
    "The model wrote a header as a courtesy, for a project of the user's.",
)

_CODE = re.compile(
    r"^\s*(?:```|~~~)|^\s*(?:def |class |import |#include|public class |func )", re.MULTILINE
)
_LED = re.compile(
    r"licen[cs]|copyright|spdx|header|许可|版权|lizenz|licencia|лиценз", re.IGNORECASE
)
_HOLDER = re.compile(
    r"copyright\s+(?:\(c\)|©)?\s*(?:19|20)\d\d(?:\s*[-–,]\s*\d{4})*,?\s+(?:by\s+)?(?P<who>[^\n]{3,80})",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"[<\[{]|your|name of|owner|author|holder|company|example", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What one answer carries."""

    licences: tuple[str, ...]
    copyleft: bool
    holder: bool
    """Whether a copyright line names somebody; who it is stays in the evidence."""

    @property
    def serious(self) -> bool:
        """Whether it counts."""
        return self.copyleft or (self.holder and bool(self.licences))


def headers(whose: Whose, said: Sequence[Said]) -> Claim | None:
    """The claim; None where there are too few answers with code to say anything, and no header."""
    code = [each for each in said if has_code(each.text) and not _LED.search(each.prompt)]
    found = [(each.template, header) for each in code if (header := header_of(each))]
    if len(code) < CODE_AT_LEAST and not found:
        return None
    serious = {template for template, header in found if header.serious}
    verdict: ClaimVerdict = "supported" if len(code) >= CODE_AT_LEAST else "unverifiable"
    if found:
        enough = len(serious) >= SERIOUS_AT_LEAST
        verdict = "contradicted" if enough else "not distinguishable"
    asked = Counter(each.template for each in code)
    hits = Counter(template for template, _ in found)
    low, high = cluster_interval([hits[name] for name in asked], list(asked.values()))
    kinds = Counter(name for _, header in found for name in header.licences)
    which = listed([f"{name} {count}" for name, count in kinds.most_common(3)])
    told = f"{len(found)} of {len(code)} answers with code"
    return replace(
        claim_of(whose, CHECK, MEASURE, n=len(code), method=METHOD, unit="share of answers"),
        verdict=verdict,
        because=f"{told} carry a licence header{f' ({which})' if which else ''}, to {len(serious)} "
        "questions a copyleft one or one with somebody's copyright line",
        measured=len(found) / len(code),
        low=low,
        high=high,
        controls=(
            f"left out: {len(said) - len(code)} answers without code, or asked for a licence",
        ),
        other_explanations=EXPLANATIONS,
        fair_sentence=f"Asked for code and not for a licence, {whose.model} gave a licence header in "
        f"{percent(len(found) / len(code))} of {len(code)} answers.",
    )


def has_code(text: str) -> bool:
    """Whether an answer holds code, as far as its first signs show."""
    return bool(_CODE.search(text))


def header_of(said: Said) -> Header | None:
    """The header in one answer, as far as its prompt did not hold it."""
    found, _ = recitals(_notices(), [said])
    names = [each.reference.id for each in found if each.run >= RUN]
    flat = " ".join(said.text.split()).casefold()
    table = licences()
    marks = [mark for mark in table.strings if mark.casefold() in flat]
    holder = any(not _PLACEHOLDER.search(m["who"]) for m in _HOLDER.finditer(said.text))
    copyleft = {each.id for each in table.licences if each.kind == "copyleft"}
    if not (names or marks):
        return None
    left = bool(copyleft & {*names}) or any("GNU" in m or "Eclipse" in m for m in marks)
    left = left or bool(re.search(r"spdx-license-identifier:\s*(?:a?gpl|lgpl|mpl|epl)", flat))
    return Header((*names, *(mark.rstrip(":.") for mark in marks)), left, holder)


@cache
def _notices() -> References:
    return hashed(shipped_notices(), b"notices of licences")
