"""Which trials there are, in which order: interleaved by a seed, so that no arm comes first."""

import random
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from auditor.evidence.about import ProbeAbout
from auditor.evidence.exchange import Arm, Asked
from auditor.evidence.persona import Persona
from auditor.probing.probe import STEPS, Phrasing, Probe

FIRST, SECOND = "a", "second"
"""Accounts: that of ``key-env``, and that of ``second-key-env``."""


@dataclass(frozen=True, slots=True)
class Job:
    """One trial to be asked of one target, with the steps that follow it."""

    target: str
    probe: Probe
    phrasing: Phrasing
    arm: Arm
    trial: int
    then: tuple[Arm, ...] = ()
    """Steps of the same trial; each is asked when the one before it was answered."""
    persona: Persona | None = None
    """Who was planted earlier; drawn anew when None."""

    @property
    def steps(self) -> "list[Job]":
        """The questions in their order, each as a job of its own."""
        if not self.then:
            return [self]
        return [replace(self, arm=arm, then=()) for arm in (self.arm, *self.then)]

    @property
    def account(self) -> str:
        """Whose key asks."""
        recalls = self.phrasing.plant and self.arm in ("baseline", "test", "decoy")
        return SECOND if recalls and self.probe.account == "second" else FIRST

    @property
    def whose(self) -> tuple[str, ...]:
        """By which the made-up person is drawn: the one that is planted is asked about as well."""
        shared = self.phrasing.plant and self.arm in ("baseline", "test")
        return replace(self, arm="plant").key if shared else self.key

    @property
    def key(self) -> tuple[str, ...]:
        """By which a finished trial is known again."""
        return key_of(
            self.target, self.probe.pack, self.probe.id, self.phrasing.id, self.arm, self.trial
        )


def key_of(
    target: str, pack: str, probe: str, phrasing: str, arm: str, trial: int
) -> tuple[str, ...]:
    """By which a trial is known, before and after it was asked."""
    return target, pack, probe, phrasing, arm, str(trial)


def key_of_asked(target: str, asked: Asked) -> tuple[str, ...]:
    """The key of a trial that was asked."""
    return key_of(target, asked.pack, asked.probe, asked.phrasing, asked.arm, asked.trial)


def schedule(probes: Iterable[Probe], target: str, seed: int, trials: int | None) -> list[Job]:
    """Every trial of a target in its order; ``trials`` overrides what the probes say."""
    jobs = [job for probe in probes for job in _jobs(probe, target, trials)]
    random.Random(f"{seed} {target}").shuffle(jobs)  # noqa: S311 - must be repeatable
    return jobs


def remaining(jobs: Iterable[Job], done: Container[tuple[str, ...]]) -> list[Job]:
    """What is left of each trial, in its order."""
    left = ((job, [each.arm for each in job.steps if each.key not in done]) for job in jobs)
    return [replace(job, arm=arms[0], then=tuple(arms[1:])) for job, arms in left if arms]


def about_of(probe: Probe, trials: int | None) -> ProbeAbout:
    """What judging must know of a probe, once its pack may have changed."""
    asked = (step for job in _jobs(probe, "", trials) for step in job.steps)
    counts = Counter(f"{step.phrasing.language}/{step.arm}" for step in asked)
    return ProbeAbout(
        pack=probe.pack,
        id=probe.id,
        title=probe.title,
        measure=probe.measure,
        concern=probe.concern,
        counts=probe.judge.counts,
        at_least=probe.judge.at_least,
        asked=dict(sorted(counts.items())),
        shows=probe.shows,
        cannot_show=probe.cannot_show,
        tool=probe.judge.tool,
        asks_for=probe.judge.asks_for,
        expects=probe.expects,
        account=probe.account,
    )


def _jobs(probe: Probe, target: str, trials: int | None) -> Iterator[Job]:
    for phrasing in probe.phrasings:
        steps = STEPS if phrasing.plant else ("test",)
        further = [arm for arm in phrasing.arms if arm not in STEPS]
        for trial in range(1, (trials or probe.trials) + 1):
            yield Job(target, probe, phrasing, steps[0], trial, steps[1:])
            for arm in further:
                yield Job(target, probe, phrasing, arm, trial)
