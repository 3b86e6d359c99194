"""Everything a plan needs, read and checked before anything runs or is asked."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from auditor.claiming import check_probes
from auditor.claims.contamination import read_pairs
from auditor.claims.provenance.identity import questions
from auditor.claims.recall.references import read_references
from auditor.claims.sheets import find_sheet
from auditor.errors import AuditorError
from auditor.packs import Pack, PackKind, find
from auditor.plan import Plan
from auditor.policy.params import wrong_params
from auditor.policy.rule import rules_of
from auditor.probing.budget import Budget
from auditor.probing.endpoint import Endpoint, Route, endpoint_of, with_key
from auditor.probing.planting import read_persona
from auditor.probing.probe import Probe, load_probes
from auditor.probing.recalling import Revisit, read_revisit
from auditor.probing.schedule import Job, schedule
from auditor.vendors import Vendor, find_vendor


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan with the vendor, packs and endpoints it names."""

    plan: Plan
    vendor: Vendor
    endpoints: tuple[Endpoint, ...]
    packs: tuple[Pack, ...]
    probes: tuple[Probe, ...]
    concerns: tuple[str, ...]
    revisit: Revisit | None = None
    """The earlier audit that is asked about again, instead of anything new."""
    shared: Budget | None = None
    """What several plans may spend together."""

    @property
    def route(self) -> Route:
        """How requests leave."""
        return Route(self.plan.proxy, self.plan.beside(self.plan.upstream_ca))

    @property
    def requests(self) -> int:
        """How many questions there are, before limits."""
        return sum(len(job.steps) for each in self.endpoints for job in self.jobs(each.target, 0))

    def jobs(self, target: str, seed: int) -> list[Job]:
        """The trials of one target."""
        beyond = self.beyond(target)
        probes = [probe for probe in self.probes if probe.id not in beyond]
        if self.revisit:
            return self.revisit.jobs(probes, target, seed, self.plan.limits.trials)
        jobs = schedule(probes, target, seed, self.plan.limits.trials)
        checks = [
            each for e in self.endpoints if e.target == target for each in self._asks(e, seed)
        ]
        if checks:
            jobs += schedule(checks, target, seed, None)
            random.Random(f"{seed} {target} checks").shuffle(jobs)  # noqa: S311 - repeatable
        return jobs

    def _asks(self, endpoint: Endpoint, seed: int) -> list[Probe]:
        """What the checks ask of one target; of one that others are held against only that."""
        plan = self.plan
        texts, items = plan.beside(plan.references), plan.beside(plan.items)
        return check_probes(
            plan,
            endpoint,
            seed,
            read_references(texts) if texts else None,
            read_pairs(items) if items else None,
        )

    def beyond(self, target: str) -> list[str]:
        """The probes that need a second account, where the plan names none."""
        one = any(each.target == target and not each.second_key_env for each in self.endpoints)
        return [probe.id for probe in self.probes if one and probe.account == "second"]


def prepare(plan: Plan) -> Prepared:
    """Read all that a plan names; AuditorError for the first thing that is not there."""
    with plan.blamed("vendor"):
        vendor = find_vendor(plan.vendor, plan.path.parent)
    probe_packs = list(_packs(plan, "probes"))
    rule_packs = list(_packs(plan, "rules"))
    probes = list(_probes(plan, probe_packs)) if plan.targets else []
    _check_params(plan, rule_packs)
    for index, name in enumerate(plan.claims or ()):
        with plan.blamed("claims", index):
            find_sheet(name, plan.path.parent)
    if file := plan.beside(plan.persona):
        read_persona(file)
    if file := plan.beside(plan.references):
        read_references(file)
    if file := plan.beside(plan.items):
        read_pairs(file)
    _refuse_twins(probes)
    packs = (*probe_packs, *rule_packs)
    endpoints = tuple(_endpoints(plan, vendor))
    if plan.limits.usd is not None:
        refuse_blind_limits(plan, endpoints)
    return Prepared(
        plan=plan,
        vendor=vendor,
        endpoints=endpoints,
        packs=packs,
        probes=tuple(probes),
        concerns=tuple(sorted({concern for pack in packs for concern in pack.concerns})),
    )


def _check_params(plan: Plan, packs: Sequence[Pack]) -> None:
    """The rules can be read, and the plan sets for them only what they ask for."""
    with plan.blamed("policies"):
        rules = rules_of(packs)
    for spot, what, hint in wrong_params(plan.params, rules):
        with plan.blamed("params", *spot):
            raise AuditorError(what, hint=hint)


def _probes(plan: Plan, packs: list[Pack]) -> Iterator[Probe]:
    """The probes of the packs, in the languages that the plan wants."""
    phrased: set[str] = set()
    for probe in (probe for pack in packs for probe in load_probes(pack)):
        phrased |= set(probe.languages)
        wanted = set(plan.languages or probe.languages)
        if kept := tuple(each for each in probe.phrasings if each.language in wanted):
            yield msgspec.structs.replace(probe, phrasings=kept)
    if "identity" in plan.checks:
        phrased |= {each.language for each in questions()}
    for index, language in enumerate(plan.languages):
        if language not in phrased:
            with plan.blamed("languages", index):
                raise AuditorError(
                    f"no probe is phrased in {language!r}", hint=", ".join(sorted(phrased))
                )


def revisiting(prepared: Prepared, folder: Path) -> Prepared:
    """The same, to ask only about what the audit in a folder planted."""
    again = replace(prepared, revisit=read_revisit(folder))
    if not again.requests:
        raise AuditorError(
            "nothing was planted there by the plan's probes in the plan's targets",
            where=folder,
            hint="the plan of that audit",
        )
    return again


def with_keys(prepared: Prepared) -> Prepared:
    """The same with the keys read from their variables."""
    places = {target.id: index for index, target in enumerate(prepared.plan.targets)}
    keyed = []
    for endpoint in prepared.endpoints:
        with prepared.plan.blamed("targets", places[endpoint.target]):
            keyed.append(with_key(endpoint))
    return replace(prepared, endpoints=tuple(keyed))


def _packs(plan: Plan, kind: PackKind) -> Iterator[Pack]:
    key, names = ("probes", plan.probes) if kind == "probes" else ("policies", plan.policies)
    for index, name in enumerate(names):
        with plan.blamed(key, index):
            yield find(name, kind, plan.path.parent)


def _endpoints(plan: Plan, vendor: Vendor) -> Iterator[Endpoint]:
    for index, target in enumerate(plan.targets):
        with plan.blamed("targets", index):
            yield endpoint_of(target, vendor)


def refuse_blind_limits(plan: Plan, endpoints: Sequence[Endpoint]) -> None:
    """A limit in money holds only where prices are known."""
    for endpoint in endpoints:
        if endpoint.prices is None:
            raise AuditorError(
                f"a limit in USD needs the prices of the target {endpoint.target!r}",
                where=plan.path,
                hint="prices: {in: 0.27, out: 1.10}, in USD per million tokens",
            )


def _refuse_twins(probes: list[Probe]) -> None:
    seen: dict[str, str] = {}
    for probe in probes:
        if probe.id in seen:
            raise AuditorError(
                f"the packs {seen[probe.id]!r} and {probe.pack!r} both have a probe {probe.id!r}"
            )
        seen[probe.id] = probe.pack
