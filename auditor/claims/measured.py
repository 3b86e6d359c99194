"""Every check on the answers of one target, in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditor.claims.alike import alike
from auditor.claims.answered import Answered
from auditor.claims.billing import billing
from auditor.claims.contamination import Pairs, contaminated
from auditor.claims.context import context, long_texts
from auditor.claims.items.item import Item
from auditor.claims.logprobs import tracked
from auditor.claims.outcome import Stated, fairly
from auditor.claims.provenance.compared import Side, compared
from auditor.claims.provenance.said import Whose
from auditor.claims.served import served
from auditor.claims.solved import solved
from auditor.claims.speed import latency
from auditor.claims.tokenizers import family_of, tokenizer
from auditor.evidence.claim import Claim
from auditor.evidence.measure import Measure


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the checks on one target rest on."""

    checks: Sequence[str]
    answers: Sequence[Answered]
    reference: Sequence[Answered] | None
    """Of the target that this one should answer like; None without one."""
    earlier: Sequence[Answered] | None
    """Of an earlier audit of the same target; None without one."""
    items: Mapping[str, Item]
    seed: int
    pairs: Pairs | None = None
    """Public items and their twins; None where the plan names none."""
    parents: Side = field(default_factory=dict)
    """Candidate parents."""
    unrelated: Side = field(default_factory=dict)
    """Controls of other makers."""


def measured(stated: Stated, gathered: Gathered) -> tuple[list[Claim], list[Measure]]:
    """Claims and measures of the checks that were asked for, in their order."""
    claims: list[Claim] = []
    own: list[Claim] = []
    measures: list[Measure] = []
    answers = gathered.answers
    if "tokenizer" in gathered.checks:
        claims.append(tokenizer(stated, answers))
    if "service" in gathered.checks:
        claims += served(stated, answers)
        if stated.sla:
            claims.append(latency(stated, answers))
        if stated.context:
            texts = long_texts(gathered.seed, stated.context)
            claims.append(context(stated, answers, texts))
    if "billing" in gathered.checks:
        family = family_of(answers) or stated.tokenizer
        claims += billing(stated, answers, family, gathered.earlier)
    if "equality" in gathered.checks:
        claims += alike(stated, answers, gathered.reference, gathered.earlier, gathered.seed)
    if "logprobs" in gathered.checks:
        claims += tracked(stated, answers, gathered.reference, gathered.earlier, gathered.seed)
    if "parents" in gathered.checks:
        whose = Whose(stated.vendor, stated.target, stated.model, stated.discloses)
        own += compared(whose, answers, gathered.parents, gathered.unrelated)
    if "benchmark" in gathered.checks:
        scores, gaps = solved(stated, answers, gathered.items)
        measures += scores
        claims += gaps
    if "contamination" in gathered.checks and gathered.pairs:
        claims += contaminated(stated, answers, gathered.pairs)
    return [*map(fairly, claims), *own], measures
