"""Broken rules that somebody accepted for a time: reads them, and says what became of each.

A waiver hides nothing but a broken rule: what was not tested or is inconclusive stays so, and
altered evidence is judged by nobody.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError
from auditor.evidence.finding import Finding, Waiver, WaiverState, WaiverUse
from auditor.policy.conditions import under
from auditor.schemas import check
from auditor.yamlfile import Document, read_yaml

MOST_DAYS = 365
"""Between approval and expiry."""


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file; AuditorError with file:line for the first thing wrong with it."""
    document = read_yaml(path)
    check("waivers", document)
    waivers = []
    for index, given in enumerate(document.value["waivers"]):
        _check_dates(document, index, given)
        waivers.append(_waiver(given))
    return tuple(waivers)


def waive(
    findings: Sequence[Finding],
    waivers: Sequence[Waiver],
    *,
    vendor: str,
    as_of: str,
    rules: Collection[str],
) -> tuple[list[Finding], tuple[WaiverUse, ...]]:
    """The findings with those waived that a waiver covers on a date, and the use of each waiver.

    ``rules`` are the ids of all rules that were judged.
    """
    uses = tuple(_use(waiver, findings, vendor, as_of, rules) for waiver in waivers)
    by_print = {
        each: use.waiver
        for use in reversed(uses)
        if use.state == "applied"
        for each in use.fingerprints
    }
    waived = [
        replace(finding, verdict="waived", waiver=by_print[finding.fingerprint])
        if finding.verdict == "broken" and finding.fingerprint in by_print
        else finding
        for finding in findings
    ]
    return waived, uses


def _use(
    waiver: Waiver, findings: Sequence[Finding], vendor: str, as_of: str, rules: Collection[str]
) -> WaiverUse:
    covered = tuple(each.fingerprint for each in findings if _covers(waiver, each, vendor))
    return WaiverUse(waiver, _state(waiver, covered, as_of, rules), covered)


def _state(
    waiver: Waiver, covered: Sequence[str], as_of: str, rules: Collection[str]
) -> WaiverState:
    if waiver.rule not in rules:
        return "unknown rule"
    if as_of > waiver.expires:
        return "expired"
    if as_of < waiver.approved_at:
        return "not yet"
    return "applied" if covered else "matches nothing"


def _covers(waiver: Waiver, finding: Finding, vendor: str) -> bool:
    """Whether all that is broken lies within the waiver's scope."""
    if finding.verdict != "broken" or finding.rule != waiver.rule:
        return False
    if waiver.vendor not in ("", vendor) or waiver.subject not in ("", finding.subject):
        return False
    if not waiver.host:
        return True
    # A finding that also names another host, or none, is more than was accepted.
    return bool(finding.hosts) and all(under(host, waiver.host) for host in finding.hosts)


def _waiver(given: dict[str, Any]) -> Waiver:
    scope = given["scope"]
    return Waiver(
        rule=given["rule"],
        reason=given["reason"],
        approved_by=given["approved-by"],
        approved_at=given["approved-at"],
        expires=given["expires"],
        ticket=given.get("ticket", ""),
        vendor=scope.get("vendor", ""),
        subject=scope.get("app") or scope.get("target", ""),
        host=scope.get("host", ""),
    )


def _check_dates(document: Document, index: int, given: dict[str, Any]) -> None:
    for what, hint, key in _wrong_dates(given):
        raise AuditorError(what, where=document.where(("waivers", index, key)), hint=hint)
    scope = given["scope"]
    if "app" in scope and "target" in scope:
        where = document.where(("waivers", index, "scope"))
        raise AuditorError(
            "a scope of an app and a target", where=where, hint="make it two waivers"
        )


def _wrong_dates(given: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What, what to try, under which key."""
    days = {}
    for key in ("approved-at", "expires"):
        try:
            days[key] = date.fromisoformat(given[key])
        except ValueError:
            yield f"{given[key]!r} is no day", "a date such as 2026-11-23", key
            return
    last = days["approved-at"] + timedelta(days=MOST_DAYS)
    if days["expires"] < days["approved-at"]:
        yield "expires before it was approved", "a later day", "expires"
    elif days["expires"] > last:
        yield f"holds for more than {MOST_DAYS} days", f"at the latest {last}", "expires"
