"""Turns an audit's evidence into observations, measures and coverage: the derived files."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from auditor.answering import claims_of_answers
from auditor.claiming import CHECKS, measured_of
from auditor.claims.checks import claims_of
from auditor.claims.exposure import told_again
from auditor.claims.rates import rates
from auditor.claims.repeated import repeated
from auditor.detect.detectors import Context, Observed, observe
from auditor.detect.ledger import WRONG_SHOWN
from auditor.errors import AuditorError
from auditor.evidence.about import About
from auditor.evidence.coverage import (
    AppCoverage,
    Coverage,
    ImportCoverage,
    ProbeCoverage,
    TargetCoverage,
)
from auditor.evidence.custody import cut_short
from auditor.evidence.exchange import Arm
from auditor.evidence.folder import Folder
from auditor.evidence.trial import Trial
from auditor.probing.outcomes import why_unreachable

WHOLE = ("exit", "duration", "operator")
"""By what an overhearing that came to its end was ended."""
HOSTS = "hosts.tsv"
"""In the audit's folder: the plan's own table of hosts."""


def observe_folder(folder: Folder, tell: Callable[[str], None]) -> None:
    """Write the derived files anew from the evidence alone."""
    about = folder.about
    judging = {probe.id: probe.judging for probe in about.probes}
    table = folder.path / HOSTS
    seen = observe(folder, Context(judging, (table,) if table.exists() else (), CHECKS), tell)
    trials = list(_last_of_each(seen.trials))
    coverage = Coverage(
        targets=tuple(_targets(folder)),
        probes=tuple(_probes(about, trials)),
        apps=tuple(_apps(folder)),
        hosts=seen.hosts,
        detectors=seen.detectors,
        imports=tuple(_imports(folder)),
        controls=seen.controls,
        observed_with=seen.observed_with,
        notes=(*_cut_short(folder), *_beyond(about), *_distrusting(seen)),
    )
    measures = rates(trials, about.probes) + repeated(trials, about.probes)
    if about.revisit:
        measures += told_again(trials, about.revisit.decoys)
    claims, scores = measured_of(folder)
    measures += scores
    folder.write_observed(seen.observations, measures, coverage)
    folder.write_claims(claims_of(about) + claims + claims_of_answers(folder, measures))


def _last_of_each(trials: Iterable[Trial]) -> Iterator[Trial]:
    """A trial that was asked again after a failure counts once, with its last outcome."""
    last: dict[tuple[str, ...], Trial] = {}
    for trial in trials:
        key = (trial.target, trial.pack, trial.probe, trial.phrasing, trial.arm, str(trial.number))
        last[key] = trial
    return iter(last.values())


def _targets(folder: Folder) -> Iterator[TargetCoverage]:
    """Whether each target answered its cheapest call, the last time it was tried."""
    tried: dict[str, str] = {}
    for exchange in folder.exchanges():
        mine = exchange.plane == "probe" and exchange.account != "second"
        if mine and exchange.asked is None:
            tried[exchange.subject] = why_unreachable(exchange)
    for target in folder.about.targets:
        why = tried.get(target.id, "never tried")
        yield TargetCoverage(target.id, reachable=not why, because=why)


def _probes(about: About, trials: Iterable[Trial]) -> Iterator[ProbeCoverage]:
    became: dict[tuple[str, str, str, str], list[Trial]] = defaultdict(list)
    for trial in trials:
        became[trial.target, trial.probe, trial.language, trial.arm].append(trial)
    for target in about.targets:
        for probe in about.probes:
            for name, asked in probe.asked.items():
                language, arm = _arm_of(name)
                mine = became[target.id, probe.id, language, arm]
                yield _probe(target.id, probe.id, language, arm, asked, mine)


def _cut_short(folder: Folder) -> Iterator[str]:
    """Requests of which nobody knows whether they were answered, and so billed."""
    if lost := len(cut_short(folder.custody())):
        were = "1 request was" if lost == 1 else f"{lost} requests were"
        yield (
            f"{were} on the way when a run was cut short, and the answers were not kept. What was "
            "asked again may have been billed twice."
        )


def _beyond(about: About) -> Iterator[str]:
    """What needs a second account, where there is none; and what asking again can show."""
    if about.revisit:
        yield (
            f"Asked again about what was planted from {about.revisit.first[:10]} to "
            f"{about.revisit.last[:10]} (audit head {about.revisit.head[:12]}). What was told again "
            "was kept, or learned from; what was not told may still be kept."
        )
    if about.checks:
        yield (
            "Answers to the checks of what the vendor states were measured, and not searched for "
            "personal data or anything planted."
        )
    for target in about.targets:
        for probe in about.probes:
            if probe.account == "second" and not target.second_account:
                yield (
                    f"{target.id}: {probe.id} was not tested; it asks from a second account, and "
                    "the plan names no second-key-env."
                )


def _distrusting(seen: Observed) -> Iterator[str]:
    """Apps that refused what was wrong, and were never seen to accept what was right."""
    reads = {row.subject for row in seen.hosts if row.visibility == "decrypted"}
    for control in seen.controls:
        if control.control == WRONG_SHOWN and control.subject not in reads:
            yield (
                f"{control.subject} refused every wrong certificate, and was not seen to accept a "
                "right one of the same authority: it may refuse that authority whatever the name "
                "and the date."
            )


def _arm_of(name: str) -> tuple[str, Arm]:
    """Language and arm, as ``audit.json`` names what was planned; AuditorError for a made-up one."""
    language, _, arm = name.partition("/")
    try:
        return language, msgspec.convert(arm, Arm)
    except msgspec.ValidationError as err:
        raise AuditorError(f"no arm of a probe is called {arm!r}", where="audit.json") from err


def _probe(
    target: str, probe: str, language: str, arm: Arm, asked: int, trials: list[Trial]
) -> ProbeCoverage:
    outcomes = Counter(trial.outcome for trial in trials)
    return ProbeCoverage(
        target=target,
        probe=probe,
        language=language,
        arm=arm,
        asked=asked,
        answered=len(trials) - outcomes["failed"],
        hit=outcomes["hit"],
        miss=outcomes["miss"],
        refused=outcomes["refused"],
        not_judged=outcomes["not-judged"],
        failed=outcomes["failed"],
        why=dict(Counter(trial.why for trial in trials if trial.why)),
    )


def overheard(folder: Folder) -> set[tuple[str, str]]:
    """App and phase of each client that was overheard to its end, or to the plan's."""
    return {one for one, ended_by in _captured(folder) if ended_by in WHOLE}


def _captured(folder: Folder) -> Iterator[tuple[tuple[str, str], str]]:
    """App, phase and by what it was ended, for each time a client was overheard."""
    for act in folder.custody():
        if act.action in ("captured", "imported"):
            told = [str(act.detail.get(name, "")) for name in ("app", "phase", "ended by")]
            named = act.detail.get("apps")
            for app in (told[0], *(named if isinstance(named, list) else ())):
                yield (app, told[1]), told[2] if act.action == "captured" else "exit"


def _imports(folder: Folder) -> Iterator[ImportCoverage]:
    """What each import read, as custody says."""
    for act in folder.custody():
        if act.action == "imported":
            because = act.detail.get("because")
            yield ImportCoverage(
                file=str(act.detail.get("file", "")),
                sha256=str(act.detail.get("sha256", "")),
                read=_count(act.detail.get("read")),
                rejected=_count(act.detail.get("rejected")),
                because=tuple(because) if isinstance(because, list) else (),
                left_out=_count(act.detail.get("left out")),
                app=str(act.detail.get("app", "")),
            )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _apps(folder: Folder) -> Iterator[AppCoverage]:
    whole, begun = overheard(folder), [one for one, _ in _captured(folder)]
    planned = [(app.id, app.phase) for app in folder.about.apps]
    for one in dict.fromkeys((*planned, *begun)):
        because = "stopped before its end" if one in begun and one not in whole else ""
        yield AppCoverage(*one, captured=one in whole, because=because)
