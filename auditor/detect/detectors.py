"""All detectors over all exchanges of an audit: observations, trials and coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from auditor.detect import answers, disguised, secrets, transport
from auditor.detect.attempts import attempted
from auditor.detect.bodies import Bodies
from auditor.detect.budget import Budget
from auditor.detect.chats import chats
from auditor.detect.destinations import destination, read_hosts
from auditor.detect.disclosing import disclosed, side_of_people
from auditor.detect.exfiltration import SINK
from auditor.detect.leaf import Leaf
from auditor.detect.ledger import Ledger
from auditor.detect.models import installed_model
from auditor.detect.people import People
from auditor.detect.planted import Hit, Needles, found
from auditor.detect.recipients import recipients
from auditor.detect.scanning import text_of
from auditor.detect.sighting import Sighting, observation, of_hit, once
from auditor.detect.texts import Texts, parts_of, texts_of

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.detect.destinations import Destination
    from auditor.detect.personal import PersonalData
    from auditor.evidence.coverage import Control, DetectorCoverage, HostCoverage
    from auditor.evidence.exchange import Exchange, Received, Sent, Side
    from auditor.evidence.folder import Folder
    from auditor.evidence.observation import Observation
    from auditor.evidence.trial import Judging, Trial

TOLD_EVERY = 100
AHEAD = 20
"""Exchanges that are decoded before the model reads the prose of all of them."""
LARGEST_AHEAD = 2**20
"""Bytes of their bodies together."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the detectors need beyond the folder."""

    judging: Mapping[str, Judging] = field(default_factory=dict)
    """Probe → what counts as a disclosure in its answers."""
    host_tables: tuple[Path, ...] = ()
    """Read after the shipped table of hosts; their rows go before its."""
    measured: str = ""
    """The pack whose answers others measure: they plant nothing, and are not searched."""


@dataclass(frozen=True, slots=True)
class Observed:
    """Everything that observing tells."""

    observations: tuple[Observation, ...]
    trials: tuple[Trial, ...]
    hosts: tuple[HostCoverage, ...]
    detectors: tuple[DetectorCoverage, ...]
    controls: tuple[Control, ...]
    observed_with: dict[str, str]


def observe(folder: Folder, context: Context, tell: Callable[[str], None]) -> Observed:
    """Look at every exchange once, in the order of writing."""
    tell("loading the detectors")
    watch = _Watch(folder, context)
    count = 0
    for some in _together(folder.exchanges()):
        watch.read_ahead(some)
        for exchange in some:
            watch.look(exchange)
            count += 1
            if count % TOLD_EVERY == 0:
                tell(f"{count} exchanges observed")
    return watch.observed()


def _together(exchanges: Iterable[Exchange]) -> Iterator[list[Exchange]]:
    """Exchanges in lists that are short, and small enough to be held in memory decoded."""
    some: list[Exchange] = []
    size = 0
    for exchange in exchanges:
        sides = (exchange.sent, exchange.received)
        held = sum(each.body.size for each in sides if each and each.body)
        if some and (len(some) == AHEAD or size + held > LARGEST_AHEAD):
            yield some
            some, size = [], 0
        some.append(exchange)
        size += held
    if some:
        yield some


class _Watch:
    """One observing: its tables, its detectors and what it has seen so far."""

    def __init__(self, folder: Folder, context: Context) -> None:
        self._folder = folder
        self._judging = context.judging
        self._measured = context.measured
        self._hosts = read_hosts(context.host_tables)
        self._people = People(folder.body)
        self._personal = _personal()
        self._ledger = Ledger()
        self._bodies = Bodies(folder.body)
        self._observations: dict[str, Observation] = {}
        self._trials: list[Trial] = []
        self._ahead: dict[str, dict[Side, Texts]] = {}
        for app in folder.about.apps:
            self._ledger.expect(app.id)

    def read_ahead(self, exchanges: Iterable[Exchange]) -> None:
        """Decode some exchanges and let the model read all their prose at once."""
        searched = [each for each in exchanges if not self._is_measured(each)]
        self._ahead = {each.id: self._texts(each) for each in searched}
        self._personal.read_ahead(
            text_of(leaf)
            for each in searched
            for leaf in self._ahead[each.id][side_of_people(each)].leaves
        )

    def _is_measured(self, exchange: Exchange) -> bool:
        """Whether it is left to others, who measure it."""
        asked = exchange.asked
        return bool(self._measured and asked and asked.pack == self._measured)

    def _texts(self, exchange: Exchange) -> dict[Side, Texts]:
        return {
            "sent": texts_of(exchange.sent, self._folder.body),
            "received": texts_of(exchange.received, self._folder.body),
        }

    def look(self, exchange: Exchange) -> None:
        """Note what one exchange holds, and how far it could be looked at."""
        where = destination(exchange.connection, self._hosts, self._folder.about)
        self._ledger.met(exchange, where)
        if self._is_measured(exchange):
            for each in once(self._transport(exchange, [], ())):
                self._note(each, exchange, where)
            return
        texts = self._ahead.pop(exchange.id, None) or self._texts(exchange)
        seen, unseen = self._planted(exchange, texts)
        self._ledger.control(exchange, where, seen)
        personal, unscanned = disclosed(exchange, texts, seen, self._personal, self._ledger)
        seen += personal
        seen += self._recipients(exchange, texts, where)
        seen += chats(exchange, texts, seen, self._ledger)
        seen += self._bodies.look(exchange, texts, where, self._ledger)
        seen += self._transport(exchange, seen, texts["sent"].leaves)
        tried, cut = self._attempts(exchange, texts["received"].bounds | unseen)
        seen += tried
        bounds = texts["received"].bounds | unseen | unscanned | cut
        seen += self._trial(exchange, seen, bounds)
        for each in once(seen):
            self._note(each, exchange, where)

    def observed(self) -> Observed:
        """What was seen, now that all was looked at."""
        for exchange, where, each in self._bodies.told():
            self._note(each, exchange, where)
        return Observed(
            observations=tuple(self._observations.values()),
            trials=tuple(self._trials),
            hosts=self._ledger.hosts(),
            detectors=self._ledger.detectors(),
            controls=self._ledger.controls(),
            observed_with={**self._personal.observed_with(), **self._hosts.read_with},
        )

    def _note(self, seen: Sighting, exchange: Exchange, where: Destination) -> None:
        one = observation(seen, exchange, where, self._folder.salt)
        self._observations.setdefault(one.id, one)

    def _planted(
        self, exchange: Exchange, texts: Mapping[Side, Texts]
    ) -> tuple[list[Sighting], set[str]]:
        """Values planted in this exchange, and bounds; what a probe itself sent is no news."""
        if not exchange.planted or not (exchange.sent or exchange.received) or _plants(exchange):
            return [], set()
        sides: tuple[Side, ...] = ("received",)
        if exchange.plane == "capture":
            sides = ("sent", "received")
        wanted = self._people.needles(exchange.planted)
        cut: set[str] = set() if wanted else {"redacted"}
        seen: list[Sighting] = []
        for side in sides:
            if (exchange.sent if side == "sent" else exchange.received) is None:
                continue
            if wanted is not None:
                hits, unread = _look(exchange, texts[side], wanted)
                seen += [of_hit(hit, side) for hit in hits if hit.value.kind != SINK]
                cut |= unread
            self._ledger.scanned(exchange, "planted", side, cut | texts[side].bounds)
        return seen, cut

    def _attempts(self, exchange: Exchange, bounds: Set[str]) -> tuple[list[Sighting], set[str]]:
        """What the answer to a probe tries to do, and the bounds that were met on the way."""
        if exchange.asked is None or exchange.received is None:
            return [], set()
        budget = Budget()
        values = self._people.values(exchange.planted) or []
        parts = parts_of(exchange.received, self._folder.body)
        judging = self._judging.get(exchange.asked.probe)
        seen = attempted(parts, values, judging, exchange.asked.phrasing, budget)
        if any(each.kind == SINK for each in exchange.planted):
            self._ledger.scanned(exchange, "exfiltration", "received", bounds | budget.hit)
        return seen, budget.hit

    def _recipients(
        self, exchange: Exchange, texts: Mapping[Side, Texts], where: Destination
    ) -> list[Sighting]:
        about, read = self._folder.about, self._folder.body
        return recipients(exchange, texts, where, about, read, self._ledger)

    def _transport(
        self, exchange: Exchange, seen: list[Sighting], sent: tuple[Leaf, ...]
    ) -> list[Sighting]:
        sides: tuple[tuple[Side, Sent | Received | None], ...] = (
            ("sent", exchange.sent),
            ("received", exchange.received),
        )
        for side, message in sides:
            if message is not None:
                # The address stood in the head; secrets are known by what was put in their place.
                erased = {"redacted"} if self._folder.body(message.head) is None else set()
                self._ledger.scanned(exchange, "secret", side)
                self._ledger.scanned(exchange, "transport", side, erased)
        connection = exchange.connection
        if connection.server_tls or connection.wrong_certificate:
            # Where no TLS was seen, nothing can be said of how it was negotiated.
            unseen = () if connection.server_tls else ("no TLS with the server",)
            self._ledger.scanned(exchange, "transport", "connection", unseen)
        return [
            *transport.secrets(exchange),
            *(secrets.decoded(sent, "sent") if exchange.plane == "capture" else ()),
            *transport.transport(exchange),
            *transport.in_addresses(seen),
            *transport.in_referrers(exchange, seen, sent),
        ]

    def _trial(self, exchange: Exchange, seen: list[Sighting], bounds: Set[str]) -> list[Sighting]:
        """The outcome, if the exchange is a trial."""
        asked = exchange.asked
        if asked is None:
            return []
        judging = self._judging.get(asked.probe)
        parts = parts_of(exchange.received, self._folder.body) if exchange.received else []
        trial = answers.trial_of(exchange, asked, judging, seen, parts, bounds, self._folder.salt)
        self._trials.append(trial)
        if _plants(exchange):
            return []
        told = answers.answer_of(trial, answers.counted_kinds(judging, seen))
        return [told] if told else []


def _plants(exchange: Exchange) -> bool:
    """Whether it only says what another session is asked for; who echoes it there tells nobody."""
    return exchange.asked is not None and exchange.asked.arm == "plant"


@cache
def _personal() -> PersonalData:
    from auditor.detect.personal import (  # noqa: PLC0415 - spaCy and presidio load for seconds
        PersonalData,
    )

    return PersonalData(installed_model())


def _look(exchange: Exchange, texts: Texts, wanted: Needles) -> tuple[list[Hit], set[str]]:
    """Planted values and bounds; an answer is also read as a person would who looks twice."""
    if exchange.plane == "capture":
        return found(texts.leaves, wanted), wanted.bounds()
    budget = Budget(size=disguised.SIZE)
    return disguised.found(texts.leaves, wanted, budget), budget.hit
