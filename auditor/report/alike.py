"""Says in what two audits differ that makes their results hard to compare."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from auditor.evidence.measure import Measure
from auditor.report.comparison import Mark
from auditor.report.page import spoken
from auditor.report.report import Report
from auditor.report.wording import named, short

_OF_THE_PLAN = "hosts.tsv"
"""The plan may add hosts of its own; answers are observed alike all the same."""


def marks(reports: Sequence[Report], letters: Sequence[str]) -> Iterator[Mark]:
    """Of every pair; nothing for two audits that were run and judged alike."""
    for (one, a), (other, b) in combinations(list(zip(reports, letters, strict=True)), 2):
        for what, because in (
            *(("packs", each) for each in _packs(one, other)),
            *(("versions", each) for each in _versions(one, other)),
            *(("languages", each) for each in _languages(one, other)),
            *(("coverage", each) for each in _coverage(one, other)),
            *(("limits", each) for each in _limits(one, other)),
        ):
            yield Mark((a, b), what, because)  # type: ignore[arg-type]


def unlike_probes(one: Report, other: Report) -> set[str]:
    """Packs of probes that are not byte for byte the same on both sides."""
    mine, theirs = (
        {(p.id, p.sha256) for p in each.packs if p.kind == "probes"} for each in (one, other)
    )
    return {pack for pack, _ in mine ^ theirs}


def asked_alike(measure: Measure) -> tuple[str, str, str, str]:
    """Pack, probe, name and language: what must be the same for two rates to be compared."""
    pack = measure.id.removeprefix(f"{measure.target}/").partition("/")[0]
    return pack, measure.probe, measure.name, measure.language


def _packs(one: Report, other: Report) -> Iterator[str]:
    mine, theirs = ({(p.kind, p.id): p for p in each.packs} for each in (one, other))
    for kind, name in sorted(mine.keys() | theirs.keys()):
        a, b = mine.get((kind, name)), theirs.get((kind, name))
        if a is None or b is None:
            yield f"{kind} {short(name)} only on one side"
        elif a.sha256 != b.sha256:
            yield (
                f"{kind} {short(name)} differ: {short(a.version)} ({a.sha256[:8]}) and "
                f"{short(b.version)} ({b.sha256[:8]})"
            )


def _versions(one: Report, other: Report) -> Iterator[str]:
    mine, theirs = (
        {"auditor": r.tool.get("auditor", "")} | r.coverage.observed_with for r in (one, other)
    )
    for name, a, b in _unlike(mine, theirs):
        if name != _OF_THE_PLAN:
            yield f"{short(name)}: {short(a) or 'none'} and {short(b) or 'none'}"


def _unlike(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            yield name, one.get(name, ""), other.get(name, "")


def _languages(one: Report, other: Report) -> Iterator[str]:
    mine, theirs = (
        {row.language for row in each.coverage.probes if row.answered} for each in (one, other)
    )
    if mine != theirs:
        yield f"{_listed(mine)} and {_listed(theirs)}"


def _coverage(one: Report, other: Report) -> Iterator[str]:
    """Parts that only one audit has, or saw."""
    for what, mine, theirs in (
        ("targets that answered", _targets(one), _targets(other)),
        ("apps that were overheard", _apps(one), _apps(other)),
    ):
        if bool(mine) != bool(theirs):
            yield f"{what}: {_listed(mine)} and {_listed(theirs)}"
    hidden = _unread(one), _unread(other)
    if len(set(hidden)) > 1:
        yield f"hosts whose talk could not be read: {hidden[0]:,} and {hidden[1]:,}"
    mine, theirs = _untested(one), _untested(other)
    if mine != theirs:
        yield f"rules not tested: {_listed(mine)} and {_listed(theirs)}"


def _targets(report: Report) -> set[str]:
    return {row.target for row in report.coverage.targets if row.reachable}


def _apps(report: Report) -> set[str]:
    return {row.app for row in report.coverage.apps if row.captured}


def _unread(report: Report) -> int:
    read = {"cleartext", "decrypted"}
    return sum(row.visibility not in read for row in report.coverage.hosts)


def _untested(report: Report) -> set[str]:
    """Rules of which nothing could be tested on any subject."""
    tested = {f.rule for f in report.findings if f.verdict != "not tested"}
    return {f.rule for f in report.findings} - tested


def _limits(one: Report, other: Report) -> Iterator[str]:
    mine, theirs = (
        {name: spoken(value) for name, value in each.audit.params.items()} for each in (one, other)
    )
    for name, a, b in _unlike(mine, theirs):
        yield f"{short(name)}: {short(a) or 'none'} and {short(b) or 'none'}"


def _listed(names: set[str]) -> str:
    return named(sorted(names)) or "none"
