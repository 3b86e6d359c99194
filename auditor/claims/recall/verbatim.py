"""Do answers recite reference texts (``text/verbatim``)?

Common words make short runs: what counts is held against controls that were written after any
training. On small real models runs of six words never came from eight such controls, and a run of
fifty is beyond what chance or quotation explains (cf. Carlini et al., arXiv 2012.07805, and Ahmed
et al., arXiv 2601.02671, for runs that are near to verbatim).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.claims.outcome import OPEN
from auditor.claims.provenance.said import Said, Whose, claim_of, listed, percent
from auditor.claims.recall.recital import Recital, recitals
from auditor.claims.recall.references import References
from auditor.claims.statistics import stratified_greater
from auditor.evidence.claim import Claim, ClaimVerdict

CHECK = "text/verbatim"
MEASURE = "longest run of words in common with a reference text"
NOTICED, STRONG, NEAR = 6, 50, 100
"""Words: beyond controls; enough by itself; enough where other words stand between."""
CONTROLS_AT_LEAST = 8
METHOD = (
    "longest run of equal words by salted hashes of five words, words of the prompt left out; p by "
    f"Fisher's exact test of texts with runs of {NOTICED} or more against controls, one-sided"
)
EXPLANATIONS = (
    "The passage is quoted widely, so that it need not come from the work.",
    "The prompt, or a document that it named, held the words.",
    "The vendor searched the web for the answer.",
)


def verbatim(whose: Whose, references: References, said: Sequence[Said]) -> Claim:
    """What a target recites of protected texts; free ones only show that reciting is noticed."""
    found, cut = recitals(references, said)
    protected, free, controls = (
        [each for each in found if each.reference.role == role]
        for role in ("protected", "free", "control")
    )
    claim = claim_of(whose, CHECK, MEASURE, n=len(said), method=METHOD, unit="words")
    claim = replace(
        claim, other_explanations=EXPLANATIONS, controls=tuple(_controls(free, controls, cut))
    )
    if not said:
        sentence = "No answer was there to be held against the texts."
        return replace(claim, verdict="not tested", because="no answers", fair_sentence=sentence)
    if not protected:
        return _only_free(claim, whose, free)
    best = max(protected, key=lambda each: (each.run, each.near))
    p = _p(protected, controls)
    verdict, why = _verdict(protected, controls, p, cut)
    return replace(
        claim,
        verdict=verdict,
        because=f"{why}: longest run {best.run} words ({best.reference.title}), {_of(protected)}",
        measured=float(best.run),
        p=p,
        p_adjusted=p,
        fair_sentence=_fair(whose, best, controls),
    )


def _verdict(
    protected: Sequence[Recital], controls: Sequence[Recital], p: float | None, cut: int
) -> tuple[ClaimVerdict, str]:
    longest = max((each.run for each in controls), default=0)
    unable = _unable(controls, longest)
    if unable:
        return "unverifiable", unable
    if any(each.run >= STRONG or each.near >= NEAR for each in protected):
        return "contradicted", "a passage came back"
    beyond = any(each.run >= max(NOTICED, longest + 1) for each in protected)
    if beyond or (p is not None and p < OPEN):
        return "not distinguishable", "runs beyond the controls, and none is long"
    if not any(each.asked for each in protected):
        return "unverifiable", "no prompt asked to go on from any of the texts"
    if cut:
        return "unverifiable", f"{cut} answers were too long to be read whole"
    return "supported", "nothing beyond the controls"


def _unable(controls: Sequence[Recital], longest: int) -> str:
    """Why the controls let nothing be said."""
    if len(controls) < CONTROLS_AT_LEAST:
        return f"{len(controls)} controls, and {CONTROLS_AT_LEAST} are needed"
    return f"a control came back as well, {longest} words of it" if longest >= STRONG else ""


def _p(protected: Sequence[Recital], controls: Sequence[Recital]) -> float | None:
    if not controls:
        return None
    hits, others = (sum(e.run >= NOTICED for e in each) for each in (protected, controls))
    return stratified_greater([(hits, len(protected), others, len(controls))])


def _only_free(claim: Claim, whose: Whose, free: Sequence[Recital]) -> Claim:
    recited = [each.reference.title for each in free if each.run >= STRONG]
    because = "no protected text was given: auditor references DOCUMENT… makes a file of yours"
    sentence = (
        f"{whose.model} recited passages that anybody may reproduce ({listed(recited)})."
        if recited
        else f"{whose.model} was not held against any protected text."
    )
    longest = max((each.run for each in free), default=0)
    return replace(claim, because=because, measured=float(longest), fair_sentence=sentence)


def _of(protected: Sequence[Recital]) -> str:
    noticed = sum(each.run >= NOTICED for each in protected)
    near = max(each.near for each in protected)
    share = max(each.share for each in protected)
    asked = sum(each.asked for each in protected)
    return (
        f"{near} with gaps, at most {percent(share)} of a text; {noticed} of {len(protected)} texts "
        f"with {NOTICED} words or more, {asked} of them asked for"
    )


def _controls(free: Sequence[Recital], controls: Sequence[Recital], cut: int) -> Iterator[str]:
    if controls:
        longest = max(each.run for each in controls)
        noticed = sum(each.run >= NOTICED for each in controls)
        since = min(each.reference.written for each in controls) or "a day not given"
        yield (
            f"negative: longest run {longest} words in {len(controls)} controls written on {since} "
            f"or later, {noticed} with {NOTICED} words or more"
        )
    if free:
        recited = sum(each.run >= NOTICED for each in free)
        asked = sum(each.asked for each in free)
        yield (
            f"positive: {recited} of {len(free)} free texts with {NOTICED} words or more, {asked} "
            "asked for"
        )
    if cut:
        yield f"not fully scanned: {cut} answers were cut"


def _fair(whose: Whose, best: Recital, controls: Sequence[Recital]) -> str:
    longest = max((each.run for each in controls), default=0)
    return (
        f"{whose.model} repeated {best.run} words in a row of {best.reference.title}, and at most "
        f"{longest} of texts that it cannot know; this says nothing of any right in the text."
    )
