"""auditor audit, over several plans: where each goes, what they may spend, and how it ends."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.plan import Limits, Plan
    from auditor.prepared import Prepared
    from auditor.probing.budget import Budget

SHARED = ("requests", "tokens", "usd", "minutes")
FIRST = (5, 4, 2, 1, 3, 0)
"""Of several exit codes the first that applies."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What several plans may spend together."""

    limits: "Limits"

    def over(self, plans: "Sequence[Prepared]") -> "Budget":
        """The budget; AuditorError for money where the price of a target is not known."""
        from auditor.prepared import refuse_blind_limits
        from auditor.probing.budget import Budget

        if self.limits.usd is not None:
            for each in plans:
                refuse_blind_limits(each.plan, each.endpoints)
        return Budget(self.limits)


def shared_budget(text: str) -> Wanted | None:
    """``requests=2000,usd=20``; what is not named has no limit but the plans' own."""
    import msgspec

    from auditor.plan import Limits

    if not text:
        return None
    named = dict.fromkeys(("requests", "minutes"), str(10**9))
    for part in text.split(","):
        name, _, value = part.partition("=")
        if name not in SHARED:
            told = f"{name!r} is nothing that plans spend together"
            raise AuditorError(told, where="--budget", hint=", ".join(SHARED))
        named[name] = value
    try:
        limits = msgspec.convert(named, Limits, strict=False)
    except msgspec.ValidationError as err:
        told = f"{text!r} is not a list of numbers"
        raise AuditorError(told, where="--budget", hint="requests=2000,usd=20") from err
    if any(not (getattr(limits, name) or 1) > 0 for name in SHARED):
        raise AuditorError("a limit is more than 0", where="--budget")
    return Wanted(limits)


def places(plans: "Sequence[Plan]", out: Path | None) -> "list[Path | None]":
    """The folder of each plan's audit: of several, one beside the other under their names."""
    from auditor.cli.auditing import default_folder

    if len(plans) == 1:
        return [out]
    for slug, count in Counter(plan.slug for plan in plans).items():
        if count > 1:
            told = f"{count} plans are called {slug!r}"
            raise AuditorError(told, hint="give each another name under audit:")
    parent = out or default_folder("audits")
    return [parent / plan.slug for plan in plans]


def worst(plans: "Sequence[tuple[Prepared, Path]]", one: "Callable[[Prepared, Path], int]") -> int:
    """Run one after the other; what stops one does not stop the next. The first code that applies."""
    from auditor.cli import screen

    codes = []
    for prepared, folder in plans:
        try:
            code, why = one(prepared, folder), ""
        except AuditorError as err:
            code, why = err.exit_code, f": {err}"
        screen.tell(f"{prepared.plan.audit}: exit code {code}{why}")
        codes.append(code)
    return min(codes, key=FIRST.index)
