"""Does a target choose the next token as a candidate parent does (``provenance/next-token``)?

After Nikolić, Baluta and Saxena (Model Provenance Testing for Large Language Models, arXiv
2502.00706): the share of prompts on which both give the same next token at temperature 0, against
the same share of unrelated models. It shows descent by fine-tuning or merging, not training on
answers.
"""

from collections.abc import Mapping
from dataclasses import replace

from auditor.claims.provenance.comparison import Comparison, claims_of, too_few
from auditor.claims.provenance.said import Whose, percent
from auditor.claims.provenance.unrelated import Nearness, greater, nearness
from auditor.claims.statistics import wilson
from auditor.evidence.claim import Claim

PROMPTS_AT_LEAST = 500
NEXT_TOKEN = Comparison(
    check="provenance/next-token",
    measure="share of next tokens that equal those of {other}",
    unit="share of prompts",
    method=(
        "one-sided z-test of proportions against each unrelated control, Holm, and the prediction "
        "interval of one more control (Student's t); the larger p; Holm over the parents; interval "
        "by Wilson"
    ),
    because="{value} of {n} next tokens equal those of {other}; unrelated controls reach {highest}",
    fair=(
        "The next tokens of {model} agree with those of {other} in {value} of {n} prompts; "
        "unrelated models reach {highest} at most."
    ),
    explanations=(
        "Both were trained on much the same data.",
        "Both descend from a common public model.",
        "The controls are smaller or older models than both, and agree less for that reason.",
    ),
    prompts=PROMPTS_AT_LEAST,
    shown=percent,
)

type Tokens = Mapping[str, str]
"""Prompt → the first token that was answered, as text, at temperature 0."""


def next_token(
    whose: Whose, suspect: Tokens, parents: Mapping[str, Tokens], controls: Mapping[str, Tokens]
) -> list[Claim]:
    """A claim for each candidate parent; ``controls`` are models related to neither."""
    shared = _shared(suspect, *parents.values(), *controls.values())
    if few := too_few(NEXT_TOKEN, whose, parents, len(shared), len(controls)):
        return few
    found = {each: _nearness(suspect, tokens, controls, shared) for each, tokens in parents.items()}
    return claims_of(NEXT_TOKEN, whose, found, len(shared))


def _shared(first: Tokens, *others: Tokens) -> list[str]:
    """Prompts that everybody answered, whatever was answered."""
    return [prompt for prompt in first if all(prompt in other for other in others)]


def _nearness(
    suspect: Tokens, parent: Tokens, controls: Mapping[str, Tokens], prompts: list[str]
) -> Nearness:
    def same(one: Tokens) -> int:
        return sum(one[prompt].strip() == parent[prompt].strip() for prompt in prompts)

    mine, theirs = same(suspect), {name: same(tokens) for name, tokens in controls.items()}
    near = nearness(
        mine / len(prompts),
        {name: hits / len(prompts) for name, hits in theirs.items()},
        [greater(mine, hits, len(prompts)) for hits in theirs.values()],
    )
    low, high = wilson(mine, len(prompts))
    return replace(near, low=low, high=high)
