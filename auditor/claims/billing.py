"""Do the billed tokens exist? Held against the text, its growth, time and limits.

Tokenising is not unique (Artola Velasco et al., arXiv 2505.21627, 2025), so a count never equals
the bill to the token: an honest server was within 2 tokens and 1 % for each of 1,200 answers. Only
more than that speaks against a bill, and the price for 1,000 characters is told beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditor.claims.answered import Answered, cap, good
from auditor.claims.counting import Count, counter
from auditor.claims.hidden import hidden_prompt
from auditor.claims.outcome import Stated, claim_of, not_tested
from auditor.claims.statistics import wilson
from auditor.evidence.claim import Claim

SLACK, SHARE = 2, 0.01
"""Tokens, and share of the count, that a call may be off."""
RATIO = 1.03
"""Of billed to counted tokens over all calls."""
LEAST = 300
"""Tokens counted, below which a ratio says nothing."""
LONG = 150
"""Tokens from which one call shows a few per cent."""
FASTEST = 5000
"""Tokens a second; no service that is known makes more."""
_UNSURE = (
    "The template around messages adds tokens that are documented.",
    "The tokenizer used for counting is another version than the vendor's.",
    "Reasoning that is not told apart is billed as output.",
)


def billing(
    stated: Stated,
    answers: Sequence[Answered],
    family: str,
    earlier: Sequence[Answered] | None = None,
) -> list[Claim]:
    """Every check of the bill; ``family`` is whose tokenizer counts, empty for unknown."""
    return [
        tokens(stated, answers, family),
        hidden_prompt(stated, answers, earlier),
        reasoning(stated, answers),
    ]


def tokens(stated: Stated, answers: Sequence[Answered], family: str) -> Claim:
    """Billed output and growth of billed input, against an independent count."""
    claim = claim_of(stated, "billing/tokens", "tokens billed", fair_sentence=_FAIR)
    # Hundreds of one-token answers would hide what is wrong with the long ones.
    answered = [each for each in good(answers) if cap(each) != 1]
    if not answered:
        return not_tested(claim, answers)
    price = _price(stated, answered)
    count = counter(family) if family else None
    if count is None:
        why = f"no vocabulary of {family} is installed" if family else "the tokenizer is not known"
        return replace(claim, because=f"{why}, so nothing can be counted{price}")
    sides = {"output": _out(answered, count), "input": _in(answered, count)}
    if all(sum(counted for _, counted in pairs) < LEAST for pairs in sides.values()):
        return replace(claim, because=f"too little was billed to tell{price}")
    return _held(claim, sides, family, price)


_FAIR = (
    "Billed tokens exceed an independent count of the same text by more than measurement explains."
)


def _held(
    claim: Claim, sides: Mapping[str, Sequence[tuple[int, int]]], family: str, price: str
) -> Claim:
    pairs = [each for side in sides.values() for each in side]
    billed, counted = (sum(each[i] for each in pairs) for i in (0, 1))
    off = sum(abs(b - c) > SLACK + SHARE * c for b, c in pairs)
    high = [side for side, each in sides.items() if _inflated(each)]
    ratios = [b / max(1, c) for b, c in pairs]
    told = "; ".join(_told(side, each) for side, each in sides.items() if each)
    return replace(
        claim,
        verdict="contradicted" if high else "supported" if not off else "not distinguishable",
        because=f"{told}; {off} of {len(pairs)} off by more than {SLACK} and {SHARE:.0%}{price}",
        measured=billed / max(1, counted),
        low=min(ratios),
        high=max(ratios),
        unit="billed tokens for each counted one; its range over calls",
        n=len(pairs),
        method=f"independent count with the vocabulary of {family}",
        controls=("an honest llama.cpp server bills 1.009 to 1.013 of the count",),
        other_explanations=_UNSURE,
    )


def _inflated(pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether a side is billed too high: in sum, or for most calls that are long enough to show."""
    billed, counted = (sum(each[i] for each in pairs) for i in (0, 1))
    long = [(b, c) for b, c in pairs if c >= LONG]
    over = sum(b - c > SLACK + SHARE * c for b, c in long)
    # An end sign for each call is no inflation, and weighs much where answers are short.
    in_sum = counted >= LEAST and (billed - len(pairs)) / counted > RATIO
    return in_sum or (over >= 3 and over > len(long) / 2)


def _told(side: str, pairs: Sequence[tuple[int, int]]) -> str:
    billed, counted = (sum(each[i] for each in pairs) for i in (0, 1))
    return f"{side}: {billed:,} tokens billed, {counted:,} counted in {len(pairs)} calls"


def _out(answered: Sequence[Answered], count: Count) -> list[tuple[int, int]]:
    """Billed and counted tokens of each whole answer."""
    pairs = []
    for each in answered:
        # Servers bill one of several answers, or all of them.
        if each.tokens_out is None or not each.whole or not each.text or each.choices > 1:
            continue
        told_apart = each.tokens_reasoning is not None
        seen = each.text if told_apart else each.text + each.reasoning
        pairs.append((each.tokens_out - (each.tokens_reasoning or 0), count(seen)))
    return pairs


def _in(answered: Sequence[Answered], count: Count) -> list[tuple[int, int]]:
    """Billed and counted tokens by which each prompt is longer than the shortest one.

    What the template adds is the same for both, and so is not counted at all.
    """
    billed = [each for each in answered if each.tokens_in is not None and each.prompt]
    if not billed:
        return []
    least = min(billed, key=lambda each: len(each.prompt))
    base, own = least.tokens_in or 0, count(least.prompt)
    return [
        ((each.tokens_in or 0) - base, count(each.prompt) - own)
        for each in billed
        if count(each.prompt) - own >= LONG
    ]


def _price(stated: Stated, answered: Sequence[Answered]) -> str:
    """What 1,000 characters of answers cost; no way of counting tokens changes it."""
    paid = [each for each in answered if each.tokens_out is not None and each.text]
    signs = sum(len(each.text) for each in paid)
    if stated.prices is None or not signs:
        return ""
    usd = sum(each.tokens_out or 0 for each in paid) * stated.prices[1] / 1e6
    return f"; 1,000 characters of answers cost {1000 * usd / signs:.6f} USD"


def reasoning(stated: Stated, answers: Sequence[Answered]) -> Claim:
    """Whether billed reasoning fits the limits of its request and the time that it took."""
    claim = claim_of(stated, "billing/reasoning", "reasoning tokens billed")
    answered = [each for each in good(answers) if each.tokens_out is not None]
    if not answered:
        return not_tested(claim, answers)
    thought = [each for each in answered if each.tokens_reasoning]
    if not thought:
        low, high = wilson(0, len(answered))
        return replace(
            claim,
            verdict="supported",
            because=f"none of {len(answered)} answers bills reasoning tokens",
            measured=0.0,
            low=low,
            high=high,
            unit="share of answers",
            n=len(answered),
            method="billed reasoning tokens, as answers state them; interval by Wilson",
            controls=("nothing is billed that could be held against time and limits",),
            other_explanations=("Reasoning that is not told apart is billed as output.",),
        )
    capped = [(each.tokens_out or 0, most) for each in thought if (most := cap(each)) is not None]
    beyond = sum(out > most + SLACK for out, most in capped)
    fast = sum((each.tokens_out or 0) > FASTEST * max(each.seconds, 0.01) for each in thought)
    return replace(
        claim,
        verdict="contradicted" if beyond or fast else "supported",
        because=(
            f"of {len(thought)} answers that bill reasoning, {beyond} of {len(capped)} bill more "
            f"than their limit, and {fast} more than {FASTEST} tokens a second"
        ),
        measured=max(beyond, fast) / len(thought),
        low=wilson(max(beyond, fast), len(thought))[0],
        high=wilson(max(beyond, fast), len(thought))[1],
        unit="share of answers",
        controls=(f"{len(answered) - len(thought)} answers bill no reasoning",),
        n=len(thought),
        method="billed tokens against max-tokens and the time to the last byte",
        other_explanations=(
            "The limit is documented for visible tokens only.",
            "An answer may have come from a cache, and be billed as if it were made.",
        ),
        fair_sentence="More reasoning tokens are billed than the request's limit or time allows.",
    )
