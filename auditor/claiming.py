"""Asks what the checks of a vendor's statements ask, and gives them what came back."""

from collections.abc import Mapping
from pathlib import Path

from auditor.claims.answered import Answered
from auditor.claims.contamination import ITEMS, Pairs, read_pairs
from auditor.claims.measured import Gathered, measured
from auditor.claims.outcome import Stated
from auditor.claims.provenance.identity import UNLED
from auditor.claims.question import Question
from auditor.claims.questions import Wanted, generated, questions
from auditor.claims.recall.references import References
from auditor.errors import AuditorError
from auditor.evidence.about import About, ChecksAbout, TargetAbout
from auditor.evidence.claim import Claim
from auditor.evidence.exchange import Asked, Exchange
from auditor.evidence.folder import Folder, is_audit
from auditor.evidence.measure import Measure
from auditor.plan import Plan
from auditor.probing.dialect import Dialect, find_dialect
from auditor.probing.endpoint import Endpoint
from auditor.probing.probe import Judge, Phrasing, Probe, Turn
from auditor.probing.reply import Reply, is_streamed, read_reply

CHECKS = "checks"
"""The pack of every question of a check; no pack on disk has this name."""
OWN_NAMES = ("ark", "azure-openai")
"""Dialects in which a customer names what is asked for, so that answers rightly name another."""


HELPS: Mapping[str, tuple[str, ...]] = {
    "reference": ("equality", "logprobs"),
    "parents": ("parents",),
    "unrelated": ("identity", "parents"),
}
"""What a target is asked that others are held against, by what it is to them."""


def pairs_of(folder: Folder) -> Pairs | None:
    """The plan's public items and their twins, as the audit keeps them."""
    path = folder.path / ITEMS
    return read_pairs(path) if path.is_file() else None


def check_probes(
    plan: Plan,
    endpoint: Endpoint,
    seed: int,
    references: References | None = None,
    pairs: Pairs | None = None,
) -> list[Probe]:
    """The questions of a plan's checks, to be asked of one target as probes are."""
    helps = helping(plan, endpoint.target)
    target = next(each for each in plan.targets if each.id == endpoint.target)
    wanted = Wanted(
        seed,
        plan.limits.items,
        plan.limits.answers,
        knows=tuple(endpoint.dialect.ask.sampling),
        context=target.context,
        timed=target.sla is not None,
        languages=plan.languages,
        arms=(UNLED,) if helps else (),
        references=references,
        pairs=pairs,
    )
    names = [each for each in plan.checks if not helps or each in helps]
    return [_probe(each) for each in questions(names, wanted)]


def helping(plan: Plan, target: str) -> set[str]:
    """The checks in which other targets are held against one; empty for one that is audited."""
    found: set[str] = set()
    for each in plan.targets:
        roles = {"reference": (each.reference,), "parents": each.parents}
        roles["unrelated"] = each.unrelated
        for role, names in roles.items():
            found.update(HELPS[role] if target in names else ())
    return found


def _probe(question: Question) -> Probe:
    phrasing = Phrasing(
        id=question.id,
        language=question.language,
        test=(Turn("user", question.text),),
        sampling=dict(question.sampling),
        stream=question.stream,
    )
    return Probe(
        id=question.check,
        title=question.check,
        concern="performance-claims",
        measure=question.check,
        shows="",
        cannot_show="",
        source="",
        planted=(),
        judge=Judge("none", ()),
        trials=question.trials,
        phrasings=(phrasing,),
        pack=CHECKS,
    )


def measured_of(folder: Folder) -> tuple[list[Claim], list[Measure]]:
    """What the checks say of every target that is no reference, from the evidence alone."""
    about = folder.about
    if about.checks is None:
        return [], []
    claims: list[Claim] = []
    measures: list[Measure] = []
    answers, earlier = answers_of(folder), _earlier(about)
    items = generated(about.seed, about.checks.items) if "benchmark" in about.checks.names else {}
    pairs = pairs_of(folder)
    for target in about.targets:
        if target.id in about.checks.helpers:
            continue
        reference = about.checks.references.get(target.id)
        gathered = Gathered(
            checks=about.checks.names,
            answers=answers.get(target.id, []),
            reference=None if reference is None else answers.get(reference, []),
            earlier=None if earlier is None else earlier.get(target.id),
            items=items,
            pairs=pairs,
            seed=about.seed,
            parents=_of(about.checks.parents, target.id, answers),
            unrelated=_of(about.checks.unrelated, target.id, answers),
        )
        found, scores = measured(_stated(about, about.checks, target), gathered)
        claims += found
        measures += scores
    return claims, measures


def _of(
    named: Mapping[str, tuple[str, ...]], target: str, answers: Mapping[str, list[Answered]]
) -> dict[str, list[Answered]]:
    """The answers of those that a target is held against."""
    return {name: answers.get(name, []) for name in named.get(target, ())}


def _stated(about: About, checks: ChecksAbout, target: TargetAbout) -> Stated:
    return Stated(
        vendor=about.vendor,
        target=target.id,
        model=target.model,
        tokenizer=checks.tokenizers.get(target.id, ""),
        reference=checks.references.get(target.id, ""),
        context=checks.contexts.get(target.id),
        prices=checks.prices.get(target.id),
        sla=checks.slas.get(target.id, {}),
        discloses=checks.discloses.get(target.id, ()),
    )


def answers_of(folder: Folder) -> dict[str, list[Answered]]:
    """Target → what came back to the questions of checks; of a repeated one the last."""
    about = folder.about
    if about.checks is None:
        return {}
    checks, knows = about.checks, ("seed", "stop", "n", "top-logprobs")
    # Answers that are read elsewhere need no prompt here.
    elsewhere = ("identity", "recitation", "contamination")
    names = [each for each in checks.names if each not in elsewhere]
    every = questions(names, Wanted(about.seed, checks.items, checks.answers, knows, timed=True))
    prompts: dict[tuple[str, str], str] = {(each.check, each.id): each.text for each in every}
    # The long texts are another for each target, and their length is not needed.
    targets = {each.id: (each, find_dialect(each.dialect)) for each in about.targets}
    last: dict[tuple[str, str, str, int], Answered] = {}
    for exchange in folder.exchanges():
        asked = exchange.asked
        if asked is None or asked.pack != CHECKS or exchange.subject not in targets:
            continue
        target, dialect = targets[exchange.subject]
        prompt = prompts.get((asked.probe, asked.phrasing), "")
        answered = _answered(folder, exchange, asked, target, dialect, prompt)
        last[exchange.subject, asked.probe, asked.phrasing, asked.trial] = answered
    found: dict[str, list[Answered]] = {}
    for (target_id, *_), answered in last.items():
        found.setdefault(target_id, []).append(answered)
    return found


def _answered(
    folder: Folder,
    exchange: Exchange,
    asked: Asked,
    target: TargetAbout,
    dialect: Dialect,
    prompt: str,
) -> Answered:
    received = exchange.received
    reply = _reply(folder, exchange, dialect)
    if isinstance(reply, str) or received is None:
        why = reply if isinstance(reply, str) else "no answer"
        return Answered(asked.probe, asked.phrasing, asked.trial, prompt, failed=why)
    return Answered(
        check=asked.probe,
        question=asked.phrasing,
        trial=asked.trial,
        prompt=prompt,
        text=_said(reply, "answer"),
        reasoning=_said(reply, "reasoning"),
        asked_model=target.model,
        named_model="" if dialect.id in OWN_NAMES else reply.model,
        tokens_in=reply.tokens_in,
        tokens_out=reply.tokens_out,
        tokens_reasoning=reply.tokens_reasoning,
        finish=reply.finish,
        sampling=asked.sampling,
        seconds=received.times[-1] if received.times else 0.0,
        times=received.times,
        streamed=_sent_streamed(folder, exchange),
        whole=reply.whole,
        choices=reply.choices,
        tops=reply.tops,
    )


def _reply(folder: Folder, exchange: Exchange, dialect: Dialect) -> Reply | str:
    """What an answer says, or why there is none."""
    received = exchange.received
    if exchange.error:
        return f"{exchange.error.kind} {exchange.error.message}"
    if received is None:
        return "no answer"
    body = folder.body(received.body)
    if body is None:
        return "the answer was erased"
    try:
        return read_reply(dialect, body, streamed=is_streamed(received.media_type, body))
    except AuditorError as err:
        return err.what


def _said(reply: Reply, channel: str) -> str:
    return "\n\n".join(part.text for part in reply.parts if part.channel == channel)


def _sent_streamed(folder: Folder, exchange: Exchange) -> bool:
    received = exchange.received
    body = folder.body(received.body) if received else None
    return bool(received and body and is_streamed(received.media_type, body))


def _earlier(about: About) -> dict[str, list[Answered]] | None:
    """What the audit whose report is the baseline was answered; None without one."""
    path = Path(about.baseline).parent.parent if about.baseline else None
    if path is None or not is_audit(path):
        return None
    return answers_of(Folder(path)) or None
