"""Does the service do what a request says? The model's name, parameters, and streams."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.claims.answered import Answered, by_question, good, of_check
from auditor.claims.outcome import Stated, claim_of, not_tested
from auditor.claims.questions import CHOICES, SHORT, STOP
from auditor.claims.statistics import wilson
from auditor.evidence.claim import Claim

_VERSION = re.compile(r"[-@:_.]?(v?\d[\w.:-]*|latest|preview|stable|[0-9a-f]{7,})")
SLACK = 2
"""Tokens beyond a cap that an end sign explains."""
SLOWEST = 0.5
"""Seconds; an answer that is done sooner does not show how it was sent."""
BURST = 0.1
"""Of the time to the last chunk, within which all chunks of a held-back answer come."""
LEAST_TOKENS = 30


def served(stated: Stated, answers: Sequence[Answered]) -> list[Claim]:
    """Every check of how the service keeps to its requests."""
    asked = of_check(answers, "service")
    return [echo(stated, answers), parameters(stated, asked), streaming(stated, asked)]


def same_name(asked: str, named: str) -> bool:
    """Whether a name that an answer gives is the one asked for, with or without its version."""
    one, other = (each.rpartition("/")[2].casefold() for each in (asked, named))
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (
        long == short or _VERSION.fullmatch(long[len(short) :]) is not None
    )


def echo(stated: Stated, answers: Sequence[Answered]) -> Claim:
    """Which model the answers name."""
    claim = claim_of(stated, "equality/echo", "model named in answers")
    answered = good(answers)
    if not answered:
        return not_tested(claim, answers)
    named = Counter(each.named_model for each in answered if each.named_model)
    if not named:
        return replace(claim, because="no answer names a model", n=len(answered))
    others = [name for name in named if not same_name(stated.model, name)]
    wrong = sum(named[name] for name in others)
    listed = ", ".join(repr(name[:80]) for name in sorted(others)[:3])
    return replace(
        claim,
        verdict="contradicted" if others else "supported",
        because=(
            f"{wrong} of {named.total()} answers name {listed} and not {stated.model!r}"
            if others
            else f"all {named.total()} answers that name a model name {stated.model!r}"
        ),
        stated=stated.model,
        measured=wrong / named.total(),
        low=wilson(wrong, named.total())[0],
        high=wilson(wrong, named.total())[1],
        controls=(f"{len(answered) - named.total()} of {len(answered)} answers name no model",),
        unit="share of answers that name another model",
        n=named.total(),
        method="comparison of names; a version or date behind the name is allowed",
        other_explanations=(
            "The name asked for may be a documented alias of the one named.",
            "The name is what the service writes; another model can answer under it.",
        ),
        fair_sentence="Answers name another model than the one that was asked for.",
    )


def parameters(stated: Stated, asked: Sequence[Answered]) -> Claim:
    """Whether a cap, a stop, a number of answers, temperature 0 and a seed do what they are documented to do."""
    claim = claim_of(stated, "service/parameters", "request parameters obeyed")
    groups = by_question(good(asked))
    if not groups:
        return not_tested(claim, asked)
    told = list(_obeyed(groups))
    ignored = [text for text, fine in told if fine is False]
    fine = [text for text, fine in told if fine]
    open_ = [text for text, fine in told if fine is None]
    return replace(
        claim,
        verdict="contradicted" if ignored else "supported" if fine else "unverifiable",
        because="; ".join([*ignored, *fine, *open_]) or "no answer shows it",
        n=sum(len(each) for each in groups.values()),
        measured=len(ignored) / max(1, len(ignored) + len(fine)),
        low=wilson(len(ignored), max(1, len(ignored) + len(fine)))[0],
        high=wilson(len(ignored), max(1, len(ignored) + len(fine)))[1],
        unit="share of parameters without effect",
        controls=tuple(text for text in open_ if text.startswith("temperature 1"))
        or ("no answers at temperature 1, where chance is wanted",),
        method="what an answer cannot hold when the parameter is obeyed; interval by Wilson",
        other_explanations=("The parameter is documented as best effort for this model.",),
        fair_sentence="A request parameter had no effect in the answers that were given.",
    )


def _obeyed(groups: dict[str, list[Answered]]) -> Iterator[tuple[str, bool | None]]:
    """For each parameter what was seen; None where it says nothing against the vendor."""
    if capped := [each for each in groups.get("cap", ()) if each.tokens_out is not None]:
        over = sum((each.tokens_out or 0) > SHORT + SLACK for each in capped)
        yield f"max-tokens: {over} of {len(capped)} answers went beyond {SHORT}", not over
    before, at = str(int(STOP) - 1), re.compile(rf"\b{STOP}\b")
    if reached := [each for each in groups.get("stop", ()) if before in each.text]:
        over = sum(at.search(each.text) is not None for each in reached)
        yield f"stop: {over} of {len(reached)} answers went on beyond the sign", not over
    if plural := groups.get("n"):
        fewer = sum(each.choices < CHOICES for each in plural)
        told = f"n: {fewer} of {len(plural)} requests for {CHOICES} answers brought fewer"
        # Many that speak a dialect are known to leave this parameter out.
        yield told, None if fewer else True
    for name, shown in (("seed", "one seed"), ("cold", "temperature 0"), ("hot", "temperature 1")):
        if texts := [each.text for each in groups.get(name, ())]:
            several = f"{shown}: {len(set(texts))} different texts in {len(texts)} answers"
            # Arithmetic on busy machines differs from run to run; only chance as free as that
            # of temperature 1 shows that 0 was not taken.
            starts = {text[:20] for text in texts}
            if name == "cold" and len(starts) == len(texts) > 3:
                yield several, False
            else:
                yield several, True if name != "hot" and len(set(texts)) == 1 else None


def streaming(stated: Stated, asked: Sequence[Answered]) -> Claim:
    """Whether the pieces of a stream come while the answer is made."""
    claim = claim_of(stated, "service/streaming", "stream sent as it is made")
    streams = [each for each in asked if each.question == "stream"]
    if not good(streams):
        return not_tested(claim, streams)
    answered = [each for each in good(streams) if each.streamed]
    if not answered:
        return replace(claim, because="a stream was asked for, and every answer came whole")
    slow = [
        each
        for each in answered
        if each.times and each.times[-1] >= SLOWEST and (each.tokens_out or 0) >= LEAST_TOKENS
    ]
    if len(slow) < 2:
        return replace(claim, because="the answers came too fast to show how they were sent")
    bursts = sum(each.times[-1] - each.times[0] < BURST * each.times[-1] for each in slow)
    return replace(
        claim,
        verdict="contradicted" if bursts == len(slow) else "supported",
        because=(
            f"{bursts} of {len(slow)} streams came at once, within {BURST:.0%} of the time that "
            "the answer took"
        ),
        measured=bursts / len(slow),
        low=wilson(bursts, len(slow))[0],
        high=wilson(bursts, len(slow))[1],
        controls=(f"{len(answered) - len(slow)} streams too short to show it are left out",),
        unit="share of streams that came at once",
        n=len(slow),
        method="times at which chunks arrived, against the time to the last",
        other_explanations=("A proxy on the way may hold chunks back.",),
        fair_sentence="Streamed answers arrived at once, after the time that making them took.",
    )
