"""What a new audit folder says of itself: the plan as it is run, by whom, with what."""

import secrets
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import msgspec

from auditor import __version__
from auditor.claims.sheets import sheets_of
from auditor.evidence.about import (
    FORMAT,
    About,
    AppAbout,
    ChecksAbout,
    PackAbout,
    ProbeAbout,
    TargetAbout,
)
from auditor.evidence.custody import now, operator
from auditor.evidence.edge import Edge
from auditor.plan import Plan
from auditor.prepared import Prepared
from auditor.probing.recalling import asked_of
from auditor.probing.schedule import Job, about_of


def about(prepared: Prepared, seed: int | None = None, salt: bytes = b"") -> About:
    """What a new audit folder says of itself; seed and salt are drawn when not given."""
    plan, vendor, salt = prepared.plan, prepared.vendor, salt or secrets.token_bytes(16)
    return About(
        format=FORMAT,
        audit=plan.audit,
        vendor=vendor.id,
        vendor_title=vendor.title,
        vendor_owner=vendor.owner,
        vendor_hosts=vendor.hosts,
        authorisation=plan.authorisation,
        operator=operator(),
        started=now(),
        seed=secrets.randbits(48) if seed is None else seed,
        salt=salt.hex(),
        plan=_concealed(plan.raw, salt),
        plan_sha256=plan.sha256,
        targets=tuple(
            TargetAbout(
                e.target,
                e.dialect.id,
                e.model,
                Edge(salt).url(e.base_url),
                second_account=bool(e.second_key_env),
            )
            for e in prepared.endpoints
        ),
        apps=tuple(
            dict.fromkeys(
                AppAbout(each.app, phase) for each in plan.captures for phase in each.phases
            )
        ),
        concerns=prepared.concerns,
        packs=tuple(
            dict.fromkeys(PackAbout(p.id, p.kind, p.version, p.sha256) for p in prepared.packs)
        ),
        probes=_probes_about(prepared),
        checks=_checks(prepared),
        claims=tuple(_sheets(plan, vendor.id)),
        policies=tuple(_from_anywhere(plan, name) for name in plan.policies),
        params=plan.params,
        declared=vendor.declared,
        tool=_versions(),
        retention=plan.retention,
        waivers=_absolute(plan, plan.waivers),
        baseline=_absolute(plan, plan.baseline),
        attestations=_absolute(plan, plan.attestations),
        prices_read=_prices_read(prepared),
        revisit=prepared.revisit.about if prepared.revisit else None,
    )


def _probes_about(prepared: Prepared) -> tuple[ProbeAbout, ...]:
    if prepared.revisit is None:
        return tuple(about_of(probe, prepared.plan.limits.trials) for probe in prepared.probes)
    jobs = [prepared.jobs(endpoint.target, 0) for endpoint in prepared.endpoints]
    return tuple(
        replace(about_of(probe, None), asked=asked)
        for probe in prepared.probes
        if (asked := _most([[job for job in mine if job.probe.id == probe.id] for mine in jobs]))
    )


def _checks(prepared: Prepared) -> ChecksAbout | None:
    plan = prepared.plan
    if not plan.checks:
        return None
    return ChecksAbout(
        names=plan.checks,
        items=plan.limits.items,
        answers=plan.limits.answers,
        references={each.id: each.reference for each in plan.targets if each.reference},
        tokenizers={each.id: each.tokenizer for each in plan.targets if each.tokenizer},
        contexts={each.id: each.context for each in plan.targets if each.context},
        prices={
            each.target: (each.prices.tokens_in, each.prices.tokens_out)
            for each in prepared.endpoints
            if each.prices
        },
        slas={
            each.id: {k: v for k, v in msgspec.to_builtins(each.sla).items() if v is not None}
            for each in plan.targets
            if each.sla
        },
        parents={each.id: each.parents for each in plan.targets if each.parents},
        unrelated={each.id: each.unrelated for each in plan.targets if each.unrelated},
        discloses={each.id: each.discloses for each in plan.targets if each.discloses},
    )


def _most(jobs: Iterable[list[Job]]) -> dict[str, int]:
    """Language/arm → trials on the target that has the most."""
    most: Counter[str] = Counter()
    for mine in jobs:
        most |= Counter(asked_of(mine))
    return dict(sorted(most.items()))


def _from_anywhere(plan: Plan, name: str) -> str:
    """A pack's name, or its full path when the plan gave a path."""
    local = plan.path.parent / name
    return str(local.resolve()) if (local / "pack.yaml").is_file() else name


def _sheets(plan: Plan, vendor: str) -> Iterator[str]:
    """The claim sheets that the plan names, or those of its vendor, so that they are found again."""
    if plan.claims is None:
        yield from (sheet.id for sheet in sheets_of(vendor))
        return
    for name in plan.claims:
        local = plan.path.parent / name
        yield str(local.resolve()) if local.is_file() else name


def _prices_read(prepared: Prepared) -> str:
    """The oldest day of the vendor file's prices for models whose price the plan does not give."""
    asked = {target.model for target in prepared.plan.targets if target.prices is None}
    days = [price.read_on for price in prepared.vendor.prices if price.model in asked]
    return min(days, default="")


def _absolute(plan: Plan, name: str) -> str:
    """The full path of a file that the plan names, so that it is found from anywhere."""
    path = plan.beside(name)
    return str(path.resolve()) if path else ""


def _concealed(raw: dict[str, Any], salt: bytes) -> dict[str, Any]:
    """The plan without passwords and keys that its commands or proxy address may hold."""
    shown = {**raw, "proxy": Edge(salt).url(raw["proxy"])} if "proxy" in raw else raw
    text = Edge(salt).body(msgspec.json.encode(shown), "application/json", "sent")
    concealed: dict[str, Any] = msgspec.json.decode(text)
    return concealed


def _versions() -> dict[str, str]:
    libraries = ("mitmproxy", "presidio-analyzer", "requests", "spacy")
    return {"auditor": __version__, "python": sys.version.split()[0]} | {
        name: found for name in libraries if (found := _version(name))
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
