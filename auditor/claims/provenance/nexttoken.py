"""Does a target choose the next token as a candidate parent does (``provenance/next-token``)?

After Nikolić, Baluta and Saxena (Model Provenance Testing for Large Language Models, arXiv
2502.00706): the share of prompts on which both give the same next token at temperature 0, against
the same share of unrelated models. It shows descent by fine-tuning or merging, not training on
answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from auditor.claims.provenance.said import Whose, claim_of, percent, verdict_by
from auditor.claims.provenance.unrelated import (
    CONTROLS_AT_LEAST,
    Nearness,
    greater,
    nearness,
)
from auditor.claims.statistics import holm
from auditor.evidence.claim import Claim

CHECK = "provenance/next-token"
MEASURE = "share of next tokens that equal those of {parent}"
PROMPTS_AT_LEAST = 500
METHOD = (
    "one-sided z-test of proportions against each unrelated control, Holm, and the prediction "
    "interval of one more control (Student's t); the larger p; Holm over the parents"
)
EXPLANATIONS = (
    "Both were trained on much the same data.",
    "Both descend from a common public model.",
    "The controls are smaller or older models than both, and agree less for that reason.",
)

type Tokens = Mapping[str, str]
"""Prompt → the first token that was answered, as text, at temperature 0."""


def next_token(
    whose: Whose, suspect: Tokens, parents: Mapping[str, Tokens], controls: Mapping[str, Tokens]
) -> list[Claim]:
    """A claim for each candidate parent; ``controls`` are models related to neither."""
    shared = _shared(suspect, *parents.values(), *controls.values())
    if len(shared) < PROMPTS_AT_LEAST or len(controls) < CONTROLS_AT_LEAST:
        return [_too_few(whose, parent, len(shared), len(controls)) for parent in parents]
    found = {each: _nearness(suspect, tokens, controls, shared) for each, tokens in parents.items()}
    adjusted = holm([each.p for each in found.values()])
    return [
        _claim(whose, parent, near, p, len(shared))
        for (parent, near), p in zip(found.items(), adjusted, strict=True)
    ]


def _shared(first: Tokens, *others: Tokens) -> list[str]:
    """Prompts that everybody answered, whatever was answered."""
    return [prompt for prompt in first if all(prompt in other for other in others)]


def _nearness(
    suspect: Tokens, parent: Tokens, controls: Mapping[str, Tokens], prompts: list[str]
) -> Nearness:
    def same(one: Tokens) -> int:
        return sum(one[prompt].strip() == parent[prompt].strip() for prompt in prompts)

    mine, theirs = same(suspect), {name: same(tokens) for name, tokens in controls.items()}
    return nearness(
        mine / len(prompts),
        {name: hits / len(prompts) for name, hits in theirs.items()},
        [greater(mine, hits, len(prompts)) for hits in theirs.values()],
    )


def _claim(whose: Whose, parent: str, near: Nearness, p: float, n: int) -> Claim:
    highest = max(near.controls.values())
    verdict = verdict_by(p)
    if parent in whose.discloses and verdict == "contradicted":
        verdict = "supported"  # as the vendor says
    return replace(
        _bare(whose, parent, n),
        verdict=verdict,
        because=(
            f"{percent(near.value)} of {n} next tokens equal those of {parent}; of "
            f"{len(near.controls)} unrelated controls at most {percent(highest)} do; p {p:.2g}"
            f"{', and the vendor names it' if parent in whose.discloses else ''}"
        ),
        measured=near.value,
        unit="share of prompts",
        p=near.p,
        p_adjusted=p,
        controls=tuple(_controls(near)),
        fair_sentence=(
            f"The next tokens of {whose.model} agree with those of {parent} in {percent(near.value)} "
            f"of {n} prompts; unrelated models reach {percent(highest)} at most."
        ),
    )


def _controls(near: Nearness) -> Iterator[str]:
    for name, share in near.controls.items():
        yield f"{name}: {percent(share)}, p {near.against_each[name]:.2g} adjusted"
    yield f"as one more unrelated model: p {near.as_one_more:.2g}"


def _too_few(whose: Whose, parent: str, prompts: int, controls: int) -> Claim:
    because = (
        f"{prompts} prompts and {controls} unrelated controls; {PROMPTS_AT_LEAST} and "
        f"{CONTROLS_AT_LEAST} are needed"
    )
    sentence = f"Too little was asked to say whether {whose.model} descends from {parent}."
    return replace(_bare(whose, parent, prompts), because=because, fair_sentence=sentence)


def _bare(whose: Whose, parent: str, n: int) -> Claim:
    return claim_of(
        whose,
        CHECK,
        MEASURE.format(parent=parent),
        parent,
        n=n,
        method=METHOD,
        other_explanations=EXPLANATIONS,
    )
