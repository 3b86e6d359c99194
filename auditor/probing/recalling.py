"""Asks again, days later, about what an earlier audit planted; plants nothing."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.errors import AuditorError
from auditor.evidence.about import RevisitAbout
from auditor.evidence.exchange import Blob
from auditor.evidence.folder import Folder
from auditor.evidence.persona import Persona, persona_of
from auditor.evidence.verifying import verify
from auditor.probing.outcomes import leads_on
from auditor.probing.probe import Phrasing, Probe
from auditor.probing.schedule import Job

DECOYS = 9
"""For each planting: people of whom nothing was ever planted, asked about in the same words."""


@dataclass(frozen=True, slots=True)
class Planting:
    """One trial that planted something."""

    target: str
    pack: str
    probe: str
    phrasing: str
    trial: int
    persona: Persona
    at: str


@dataclass(frozen=True, slots=True)
class Revisit:
    """An earlier audit and what it planted."""

    audit: str
    head: str
    plantings: tuple[Planting, ...]
    models: dict[str, str]
    """Target → model that was told."""

    @property
    def about(self) -> RevisitAbout:
        """What a new audit says of it."""
        times = [each.at for each in self.plantings]
        return RevisitAbout(self.audit, self.head, min(times), max(times), DECOYS)

    def jobs(
        self, probes: Iterable[Probe], target: str, seed: int, trials: int | None
    ) -> list[Job]:
        """The trials of a target: each planting once, and its decoys."""
        phrasings = {
            (probe.pack, probe.id, phrasing.id): (probe, phrasing)
            for probe in probes
            for phrasing in probe.phrasings
            if phrasing.plant
        }
        jobs = [
            job
            for each in self.plantings
            if each.target == target and each.trial <= (trials or each.trial)
            if (found := phrasings.get((each.pack, each.probe, each.phrasing)))
            for job in _jobs(each, *found)
        ]
        random.Random(f"{seed} {target}").shuffle(jobs)  # noqa: S311 - must be repeatable
        return jobs


def read_revisit(path: Path) -> Revisit:
    """What the audit in a folder planted; it is proved first, and never written to."""
    proved, folder = verify(path), Folder(path)
    plantings, erased = [], 0
    for planting in _plantings(folder):
        if planting is None:
            erased += 1
        else:
            plantings.append(planting)
    if not plantings:
        why = "what was planted was erased" if erased else "nothing was planted in it for later"
        raise AuditorError(
            why, where=path, hint="a folder of an audit with probes: [cross-session]"
        )
    about = folder.about
    models = {target.id: target.model for target in about.targets}
    return Revisit(about.audit, proved.head, tuple(plantings), models)


def asked_of(jobs: Iterable[Job]) -> dict[str, int]:
    """Language/arm → trials."""
    return dict(sorted(Counter(f"{job.phrasing.language}/{job.arm}" for job in jobs).items()))


def _plantings(folder: Folder) -> Iterator[Planting | None]:
    """Every planting that arrived; None for one whose person was erased."""
    for exchange in folder.exchanges():
        asked = exchange.asked
        if asked is None or asked.arm != "plant" or not leads_on(exchange) or not exchange.planted:
            continue
        body = folder.body(Blob(exchange.planted[0].persona, 0))
        if body is None:
            yield None
            continue
        yield Planting(
            exchange.subject,
            asked.pack,
            asked.probe,
            asked.phrasing,
            asked.trial,
            persona_of(body),
            exchange.started,
        )


def _jobs(planting: Planting, probe: Probe, phrasing: Phrasing) -> Iterator[Job]:
    target, trial = planting.target, planting.trial
    yield Job(target, probe, phrasing, "test", trial, persona=planting.persona)
    for number in range((trial - 1) * DECOYS + 1, trial * DECOYS + 1):
        yield Job(target, probe, phrasing, "decoy", number)
