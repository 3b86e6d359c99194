"""Says in sentences what an audit could not see, and how far its words carry."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from auditor.evidence.about import About
from auditor.evidence.coverage import Coverage, HostCoverage
from auditor.evidence.finding import WaiverUse
from auditor.evidence.measure import Measure
from auditor.report.rating import Concern
from auditor.report.wording import CONCERNS, counted, named, short, spoken_ways, tallied

FEW_TRIALS = 30
"""Below it the interval of a rate is so wide that only large effects show."""

_READ = {"cleartext", "decrypted"}


def unseen(coverage: Coverage) -> list[str]:
    """What was asked or overheard and could not be seen, heard or read."""
    return [
        *_targets(coverage),
        *_trials(coverage),
        *_apps(coverage),
        *_hosts(coverage),
        *_detectors(coverage),
        *_imports(coverage),
        *_controls(coverage),
        *_owners(coverage),
        *(short(note, 500) for note in coverage.notes),
    ]


def bounds(
    about: About,
    concerns: Sequence[Concern],
    measures: Sequence[Measure],
    *,
    sealed: bool,
    erased: int,
) -> list[str]:
    """How far the report carries, however much was seen."""
    return [
        *_asked_about(concerns),
        *_planes(about),
        *_few(measures),
        *_probes(about),
        "It was seen with these accounts, from this place, in this period; the vendor may serve "
        "others, or later requests, differently.",
        "A rule that was kept was kept in what could be seen. That is no proof for the rest.",
        *([] if about.ended else ["The audit was interrupted: the evidence is not complete."]),
        *_integrity(sealed, erased),
    ]


def _targets(coverage: Coverage) -> Iterator[str]:
    for row in coverage.targets:
        if not row.reachable:
            why = f" ({short(row.because)})" if row.because else ""
            yield f"{short(row.target)} could not be reached{why}: its rules are not tested."


def waivers(uses: Iterable[WaiverUse]) -> Iterator[str]:
    """Waivers that do not hold, and so hide nothing."""
    for use in uses:
        waiver = use.waiver
        of = f"The waiver of {short(waiver.rule)} by {short(waiver.approved_by)}"
        match use.state:
            case "expired":
                stands = "; what it covered stands again" if use.fingerprints else ""
                yield f"{of} ended on {waiver.expires}{stands}."
            case "not yet":
                yield f"{of} begins only on {waiver.approved_at}."
            case "matches nothing":
                yield f"{of} matches no broken rule in its scope."
            case "unknown rule":
                yield f"{of} names a rule that was not judged."


def _trials(coverage: Coverage) -> Iterator[str]:
    """Questions without an answer, and answers that could not be judged, by target."""
    reached = {row.target for row in coverage.targets if row.reachable}
    for target in dict.fromkeys(row.target for row in coverage.probes):
        rows = [row for row in coverage.probes if row.target == target]
        asked, answered = sum(row.asked for row in rows), sum(row.answered for row in rows)
        failed, lost = sum(row.failed for row in rows), sum(row.not_judged for row in rows)
        reasons: Counter[str] = Counter()
        for row in rows:
            reasons.update(row.why)
        why = f" ({tallied(reasons)})" if reasons else ""
        if target in reached and (failed or lost):
            lacks = [f"{failed:,} failed"] * bool(failed)
            lacks += [f"{counted(lost, 'answer')} could not be judged"] * bool(lost)
            yield f"{short(target)}: of {counted(asked, 'question')}, {' and '.join(lacks)}{why}."
        never = asked - answered - failed
        if never > 0 and target in reached:
            were = "was" if never == 1 else "were"
            yield f"{short(target)}: {counted(never, 'question')} of {asked:,} {were} never sent."


def _apps(coverage: Coverage) -> Iterator[str]:
    for row in coverage.apps:
        if not row.captured:
            phase = f", {short(row.phase)}," if row.phase else ""
            why = f" ({short(row.because)})" if row.because else ""
            yield f"{short(row.app)}{phase} was not overheard{why}: its rules are not tested."


def _hosts(coverage: Coverage) -> Iterator[str]:
    hidden: dict[tuple[str, str, tuple[str, ...]], list[HostCoverage]] = defaultdict(list)
    for row in coverage.hosts:
        if row.visibility not in _READ:
            hidden[row.subject, row.visibility, tuple(row.hidden)].append(row)
    for (subject, visibility, ways), rows in hidden.items():
        why = named(row.because for row in rows if row.because)
        yield (
            f"What {short(subject)} said to {named(row.host for row in rows)} could not be read "
            f"({spoken_ways(visibility, ways)}{': ' + why if why else ''})."
        )


def _detectors(coverage: Coverage) -> Iterator[str]:
    for row in coverage.detectors:
        who = f"{short(row.subject)}: the detector for {short(row.detector)}"
        if row.not_fully_scanned:
            of = f"{row.not_fully_scanned:,} of {counted(row.scanned, 'exchange')}"
            why = f" (bounds: {tallied(row.bounds)})" if row.bounds else ""
            yield f"{who} did not scan {of} to the end{why}."
        if row.languages_not_covered:
            yield f"{who} does not know the languages {tallied(row.languages_not_covered)}."


def _imports(coverage: Coverage) -> Iterator[str]:
    for row in coverage.imports:
        if row.rejected:
            of = counted(row.read + row.rejected, "entry", "entries")
            why = f" ({named(row.because)})" if row.because else ""
            yield f"{short(row.file)}: {row.rejected:,} of {of} could not be read{why}."
        if row.left_out:
            left = counted(row.left_out, "entry", "entries")
            yield f"{short(row.file)}: {left} left out, as whoever imported it wanted."


def _controls(coverage: Coverage) -> Iterator[str]:
    for row in coverage.controls:
        if not row.seen:
            yield (
                f"{short(row.subject)}: the positive control {short(row.control)} was never seen, "
                "so silence proves nothing there."
            )


def _owners(coverage: Coverage) -> Iterator[str]:
    hosts = [row for row in coverage.hosts if row.plane == "capture"]
    if nameless := [row.host for row in hosts if row.owner is None]:
        yield f"The owner is unknown of {named(nameless)}."
    if stateless := [row.host for row in hosts if row.owner and row.owner_country is None]:
        yield f"The owner's country is unknown of {named(stateless)}."


def _asked_about(concerns: Sequence[Concern]) -> Iterator[str]:
    if left := [CONCERNS[each.id] for each in concerns if not each.requested]:
        yield f"Not asked about: {named(left).lower().replace('ip and', 'IP and')}."
    for each in concerns:
        said = each.counts
        if each.requested and said.not_tested == said.total:
            yield f"{CONCERNS[each.id]} was asked about, and no rule of it could be tested."


def _planes(about: About) -> Iterator[str]:
    if not about.targets:
        yield "No model was asked: nothing is said about its answers."
    if not about.apps:
        yield "No app was overheard: nothing is said about what the vendor's apps send, or to whom."


def _few(measures: Sequence[Measure]) -> Iterator[str]:
    few = [measure for measure in measures if measure.trials < FEW_TRIALS]
    if few:
        least, most = min(m.trials for m in few), max(m.trials for m in few)
        trials = f"{least:,}" if least == most else f"{least:,} to {most:,}"
        rest = "rests" if len(few) == 1 else "rest"
        yield (
            f"{counted(len(few), 'rate')} of {len(measures):,} {rest} on fewer than {FEW_TRIALS} "
            f"trials ({trials}): the intervals are wide, and small effects cannot show."
        )


def _probes(about: About) -> Iterator[str]:
    """What probes cannot show, each sentence once."""
    cannot: dict[str, list[str]] = defaultdict(list)
    for probe in about.probes:
        if probe.cannot_show:
            cannot[short(probe.cannot_show.strip(), 500)].append(probe.id)
    for sentence, probes in cannot.items():
        yield f"Not shown by {named(probes)}: {sentence}"


def _integrity(sealed: bool, erased: int) -> Iterator[str]:
    if erased:
        yield (
            f"Erased from the evidence on request: {counted(erased, 'body', 'bodies')}. What was "
            "observed there before cannot be looked up any more."
        )
    if sealed:
        yield (
            "The seal was made with a local key. It proves only that nothing changed since that "
            "key sealed the evidence: neither who held the key nor when that was."
        )
    else:
        yield (
            "The evidence is not sealed: its chain shows a changed line, but not that somebody "
            "rewrote all of it."
        )
