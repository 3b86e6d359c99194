"""Gathers the evidence of an audit: asks the targets, overhears the clients, imports captures."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from auditor.capture import client as clients
from auditor.capture.importing import bringing as importing
from auditor.capture.importing.bringing import Bringing
from auditor.errors import AuditorError
from auditor.evidence.custody import cut_short
from auditor.evidence.exchange import Exchange, Planted
from auditor.evidence.persona import persona_of
from auditor.evidence.writer import Writer
from auditor.observing import overheard
from auditor.plan import Capture
from auditor.prepared import Prepared, with_keys
from auditor.probing.asking import Progress, ask_all
from auditor.probing.budget import Budget
from auditor.probing.lane import Lane
from auditor.probing.outcomes import finished
from auditor.probing.schedule import Job, remaining

PERSONA = "persona.json"
"""In the audit's folder: whose data is to be typed into the clients."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the demo puts in the place of the outside world."""

    addresses: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Host name → where the proxy connects instead."""
    upstream_ca: Path | None = None
    seed: int | None = None
    """Orders the trials and makes the personas; drawn at random when None."""
    keep_ca: Path | None = None
    """A folder whose authority the proxy uses, or makes and leaves there."""


REAL = Outside()


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told while an audit runs."""

    tell: Callable[[str], None]
    progress: Callable[[Progress], None] = field(default=lambda _: None)
    overheard: Callable[[Exchange, tuple[str, ...]], None] = field(default=lambda *_: None)
    """Each exchange of a client once it is written, and kinds of planted values glimpsed in it."""
    phase: Callable[[str], None] = field(default=lambda _: None)


def check_clients(prepared: Prepared) -> None:
    """AuditorError for the first client of the plan that cannot be started, or file not read."""
    for capture in prepared.plan.captures:
        if file := prepared.plan.beside(capture.file):
            importing.check(_bringing(prepared, capture, file))
        else:
            clients.check(clients.of_plan(capture))


def collect_probes(prepared: Prepared, writer: Writer, watcher: Watcher) -> None:
    """Ask every target what has not been answered yet."""
    before = [exchange for exchange in writer.exchanges() if exchange.plane == "probe"]
    lanes = _lanes(prepared, writer, finished(before))
    work = [(lane, jobs) for lane, jobs in lanes if _answers(lane, watcher)]
    lost = cut_short(writer.custody())
    if writer.lost:
        were = "1 request was" if writer.lost == 1 else f"{writer.lost} requests were"
        watcher.tell(
            f"{were} on the way when the run before was cut short: asked again, "
            "such may be billed twice"
        )
    # The cheapest call of each target is a request like any other.
    budget = Budget(prepared.plan.limits, len(before) + len(lost) + len(lanes), prepared.shared)
    ask_all(work, budget, prepared.plan.limits.in_flight, watcher.progress)
    for lane, _ in work:
        if failed := lane.why_failed():
            watcher.tell(f"{lane.endpoint.target}: {failed} (try: auditor doctor PLAN)")
        if lane.given_up:
            watcher.tell(f"{lane.endpoint.target}: stopped answering and was given up")
    if limit := budget.reached():
        watcher.tell(f"stopped at {limit}; what was not asked is not tested")


def collect_captures(
    prepared: Prepared,
    writer: Writer,
    watcher: Watcher,
    outside: Outside = REAL,
) -> None:
    """Overhear every client that has not been overheard to its end yet."""
    done = overheard(writer)
    for capture in prepared.plan.captures:
        if file := prepared.plan.beside(capture.file):
            import_file(_bringing(prepared, capture, file), writer, watcher)
        elif not done.issuperset((capture.app, phase) for phase in capture.phases):
            _overhear(prepared, writer, watcher, capture, outside)


def import_file(bringing: Bringing, writer: Writer, watcher: Watcher) -> bool:
    """Import a file that is not there yet, and say how it went; whether anything of it is there."""
    brought = importing.bring(bringing, writer, _planted(writer), watcher.tell)
    for line in brought.told() if brought else ():
        watcher.tell(f"{bringing.path.name}: {line}")
    if brought and not brought.read and brought.left_out:
        limits = ", ".join(bringing.only)
        watcher.tell(f"{bringing.path.name}: no entry fits {limits}, so nothing was imported")
    return brought is None or brought.read > 0


def _lanes(
    prepared: Prepared, writer: Writer, done: Container[tuple[str, ...]]
) -> Sequence[tuple[Lane, list[Job]]]:
    """The targets that have trials left, and these; keys are needed for no others."""
    left: dict[str, list[Job]] = {}
    for endpoint in prepared.endpoints:
        jobs = prepared.jobs(endpoint.target, writer.about.seed)
        left[endpoint.target] = remaining(jobs, done)
    needed = tuple(each for each in prepared.endpoints if left[each.target])
    keyed = with_keys(replace(prepared, endpoints=needed)).endpoints
    return [(Lane(writer, each, prepared.route), left[each.target]) for each in keyed]


def _answers(lane: Lane, watcher: Watcher) -> bool:
    """Whether a target answers its cheapest call."""
    why = lane.reach()
    if why:
        target, address = lane.endpoint.target, lane.endpoint.base_url
        watcher.tell(
            f"{target} at {address}: {why}; its rules are not tested (try: auditor doctor PLAN)"
        )
    elif why := lane.reach_second():
        watcher.tell(
            f"{lane.endpoint.target}, second account: {why}; what asks from it is not tested"
        )
        return True
    return not why


def _overhear(
    prepared: Prepared, writer: Writer, watcher: Watcher, capture: Capture, outside: Outside
) -> None:
    # The proxy's library is large; an audit without captures does not load it.
    from auditor.capture.session import Settings, Teller, overhear  # noqa: PLC0415

    plan = prepared.plan
    watcher.tell(f"to be typed into {capture.app}: the data in {writer.path / PERSONA}")
    heard = overhear(
        clients.of_plan(capture),
        writer,
        Settings(
            upstream_ca=outside.upstream_ca or plan.beside(plan.upstream_ca),
            upstream_proxy=plan.proxy or None,
            addresses=outside.addresses,
            planted=_planted(writer),
            keep_ca=outside.keep_ca,
        ),
        Teller(watcher.tell, watcher.overheard, watcher.phase),
    )
    if heard.ended_by == "interrupt":
        raise KeyboardInterrupt
    if heard.ended_by == "duration":
        watcher.tell(f"{capture.app} was ended after {capture.duration:g} s, as the plan says")
    elif heard.exit_code:
        watcher.tell(f"{capture.app} ended with {heard.exit_code}")


def _bringing(prepared: Prepared, capture: Capture, file: Path) -> Bringing:
    key_log = prepared.plan.beside(capture.key_log)
    return Bringing(file, capture.app, capture.phase, capture.only, key_log)


def _planted(writer: Writer) -> tuple[Planted, ...]:
    blob = writer.about.persona
    body = writer.body(blob)
    if blob is None or body is None:
        raise AuditorError("the persona of this audit was erased", where=writer.path)
    return tuple(Planted(kind, blob.id) for kind in persona_of(body).values)
