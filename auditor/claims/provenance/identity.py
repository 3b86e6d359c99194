"""What a target calls itself when nobody leads it (``provenance/identity``).

A reply that claims another maker's model is counted by template, since translations of one question
bring much the same. Identity jailbreaks (Lee et al., Quantification of Large Language Model
Distillation, arXiv 2501.12619) count replies to prompts that themselves name the other maker: here
such prompts are reported apart and never judged.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from auditor.claims.outcome import LEVEL, OPEN
from auditor.claims.provenance.makers import claimed, makers_of
from auditor.claims.provenance.said import Said, Whose, claim_of, listed, percent
from auditor.claims.provenance.tables import Template
from auditor.claims.provenance.tables import questions as shipped_questions
from auditor.claims.statistics import cluster_interval, holm, stratified_greater
from auditor.evidence.claim import Claim, ClaimVerdict

CHECK = "provenance/identity"
MEASURE = "replies that claim another maker's model, unled"
UNLED, CONTROL, LED = "unled", "control", "led"
TRIALS = 2
CONTROL_TRIALS = 8
"""There are four times as many unled questions, and both sides should weigh as much."""
ANSWERS_AT_LEAST = 60
TEMPLATES_AT_LEAST = 6
BACKGROUND = 0.01
"""Share that a crawl of the web explains by itself: models that nobody suspects reach 1.3 % (a
re-analysis of that paper's data, unled prompts)."""
TOLERATED = 0.15
"""Upper bound up to which it is said that the target keeps to its own name."""
METHOD = (
    "share of replies, interval exact under beta-binomial templates; p exact within languages and "
    "templates (Mantel–Haenszel), one-sided, Holm over the controls"
)
EXPLANATIONS = (
    "The web is full of another model's answers, and any crawl holds them.",
    "The vendor gave the model no identity in training, or removed the system prompt that does.",
    "A gateway passed the question on to another vendor's model.",
    "The reader of replies took a sentence for a claim that is none.",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One to ask, without a system prompt."""

    arm: str
    """unled, control or led."""
    template: str
    language: str
    text: str
    trials: int = TRIALS

    @property
    def id(self) -> str:
        """Names the phrasing in the evidence."""
        return f"{self.arm}.{self.template}.{self.language}"


def questions(languages: Sequence[str] = ()) -> list[Question]:
    """All that are asked, unled first; ``languages`` empty for all."""
    tables = shipped_questions()
    arms = ((UNLED, tables.unled), (CONTROL, tables.control), (LED, tables.led))
    return [each for arm, templates in arms for each in _of(arm, templates, languages)]


def of_questions(
    whose: Whose,
    answers: Iterable[tuple[str, str]],
    others: Mapping[str, tuple[Whose, Iterable[tuple[str, str]]]] | None = None,
) -> Claim:
    """The claim from pairs of a question's id and a reply; other ids are passed over.

    ``others``: targets of other vendors asked the same, by name.
    """
    arms = _arms(answers)
    controls = {name: (who, _arms(theirs)[UNLED]) for name, (who, theirs) in (others or {}).items()}
    return identity(whose, arms[UNLED], arms[CONTROL], arms[LED], controls)


def _arms(answers: Iterable[tuple[str, str]]) -> dict[str, list[Said]]:
    arms: dict[str, list[Said]] = {UNLED: [], CONTROL: [], LED: []}
    for id_, text in answers:
        arm, *place = id_.split(".")
        if arm in arms and len(place) == 2:
            arms[arm].append(Said(place[0], text, place[1]))
    return arms


def identity(
    whose: Whose,
    unled: Sequence[Said],
    control: Sequence[Said],
    led: Sequence[Said] = (),
    others: Mapping[str, tuple[Whose, Sequence[Said]]] | None = None,
) -> Claim:
    """Whether a target names another maker more often than controls do.

    ``control``: its replies to questions about others, where no claim is one of its own; ``others``:
    targets of other vendors asked the same unled questions, by name.
    """
    claim = claim_of(whose, CHECK, MEASURE, n=len(unled), method=METHOD)
    if not unled:
        return _with(claim, verdict="not tested", because="no unled question was answered")
    asked = _templates(unled)
    if len(unled) < ANSWERS_AT_LEAST or len(asked) < TEMPLATES_AT_LEAST or not control:
        return _with(claim, because=_too_few(len(unled), len(asked), len(control)))
    own = makers_of(whose.vendor, whose.model, whose.discloses)
    hits = Counter(each.template for each in unled if _foreign(each, own))
    low, high = cluster_interval([hits[name] for name in asked], list(asked.values()))
    named = Counter(maker for each in unled for maker in _foreign(each, own))
    tests = {"questions about others": _within_language(unled, control, own)}
    for name, (who, theirs) in (others or {}).items():
        its_own = makers_of(who.vendor, who.model, who.discloses)
        tests[name] = _same_questions(unled, own, theirs, its_own)
    adjusted = holm(list(tests.values()))
    p, share = max(adjusted), sum(hits.values()) / len(unled)
    return _with(
        claim,
        verdict=_verdict(p, low, high),
        because=_because(unled, hits, named, (low, high), p),
        measured=share,
        low=low,
        high=high,
        unit="share of replies",
        p=max(tests.values()),
        p_adjusted=p,
        controls=tuple(_controls(tests, adjusted, control, led, own, unled)),
        fair=_fair(whose, share, named, len(unled)),
    )


def _too_few(replies: int, templates: int, controls: int) -> str:
    return (
        f"{replies} unled replies to {templates} templates and {controls} controls; "
        f"{ANSWERS_AT_LEAST} to {TEMPLATES_AT_LEAST} are needed, and some control"
    )


def _verdict(p: float, low: float, high: float) -> ClaimVerdict:
    if p <= LEVEL and low > BACKGROUND:
        return "contradicted"
    if p >= OPEN and high <= TOLERATED:
        return "supported"
    return "not distinguishable"


def _with(claim: Claim, *, fair: str = "", **what: Any) -> Claim:
    sentence = fair or "Too few unled questions were answered to say what the model calls itself."
    return replace(claim, other_explanations=EXPLANATIONS, fair_sentence=sentence, **what)


def _of(arm: str, templates: Sequence[Template], languages: Sequence[str]) -> Iterator[Question]:
    trials = CONTROL_TRIALS if arm == CONTROL else TRIALS
    for each in templates:
        for language, text in each.says.items():
            if not languages or language in languages:
                yield Question(arm, each.template, language, text, trials)


def _templates(said: Iterable[Said]) -> dict[str, int]:
    """Template → replies."""
    return dict(sorted(Counter(each.template for each in said).items()))


def _foreign(said: Said, own: frozenset[str]) -> frozenset[str]:
    """The other makers that a reply claims; none where it claims its own as well."""
    names = claimed(said.text)
    return frozenset() if names & own else names


def _within_language(unled: Sequence[Said], control: Sequence[Said], own: frozenset[str]) -> float:
    test, other = _counts(unled, own, "language"), _counts(control, own, "language")
    return stratified_greater((*test[key], *other.get(key, (0, 0))) for key in test)


def _same_questions(
    unled: Sequence[Said], own: frozenset[str], theirs: Sequence[Said], its_own: frozenset[str]
) -> float:
    test, other = _counts(unled, own, "template"), _counts(theirs, its_own, "template")
    return stratified_greater((*test[key], *other.get(key, (0, 0))) for key in test)


def _counts(said: Iterable[Said], own: frozenset[str], by: str) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for each in said:
        key = str(getattr(each, by))
        hits, trials = counts.get(key, (0, 0))
        counts[key] = hits + bool(_foreign(each, own)), trials + 1
    return counts


def _because(
    unled: Sequence[Said],
    hits: Counter[str],
    named: Counter[str],
    interval: tuple[float, float],
    p: float,
) -> str:
    found = sum(hits.values())
    who = listed([f"{maker} {count}" for maker, count in named.most_common(3)])
    languages = len({each.language for each in unled})
    return (
        f"{found} of {len(unled)} unled replies in {languages} languages claim another maker's model"
        f"{f' ({who})' if who else ''}: {percent(found / len(unled))}, 95 % "
        f"{percent(interval[0])} to {percent(interval[1])} by template; p {p:.2g} over the controls"
    )


def _controls(
    tests: Mapping[str, float],
    adjusted: Sequence[float],
    control: Sequence[Said],
    led: Sequence[Said],
    own: frozenset[str],
    unled: Sequence[Said],
) -> Iterator[str]:
    for (name, p), after in zip(tests.items(), adjusted, strict=True):
        yield f"against {name}: p {p:.2g}, adjusted {after:.2g}"
    misread = sum(bool(_foreign(each, own)) for each in control)
    yield f"negative: {misread} of {len(control)} replies on others were read as claims"
    itself = sum(bool(claimed(each.text) & own) for each in unled)
    yield f"positive: {itself} of {len(unled)} unled replies name the vendor's own"
    if led:
        agreed = sum(bool(_foreign(each, own)) for each in led)
        yield f"led, not judged: {agreed} of {len(led)} replies claim another maker's model"


def _fair(whose: Whose, share: float, named: Counter[str], n: int) -> str:
    if not named:
        return f"In {n} unled replies {whose.model} named no other maker's model as itself."
    most = named.most_common(1)[0][0]
    return (
        f"Asked without being led, {whose.model} called itself another maker's model in "
        f"{percent(share)} of {n} replies, most often that of {most}; please say how that comes."
    )
