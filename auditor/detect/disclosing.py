"""Personal data that an app sends, or that a model tells and nobody told it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.detect.folding import fold
from auditor.detect.scanning import Found, Scanned, text_of
from auditor.detect.sighting import Sighting, of_found

if TYPE_CHECKING:
    from auditor.detect.leaf import Leaf
    from auditor.detect.ledger import Ledger
    from auditor.detect.personal import PersonalData
    from auditor.detect.texts import Texts
    from auditor.evidence.exchange import Exchange, Side


def disclosed(
    exchange: Exchange,
    texts: Mapping[Side, Texts],
    planted: Sequence[Sighting],
    personal: PersonalData,
    ledger: Ledger,
) -> tuple[list[Sighting], set[str]]:
    """What was found, without what was planted and what the prompt itself gave; bounds."""
    side = side_of_people(exchange)
    if (exchange.sent if side == "sent" else exchange.received) is None:
        return [], set()
    leaves = texts[side].leaves
    language = exchange.asked.language if exchange.asked else ""
    scanned = personal.scan([text_of(leaf) for leaf in leaves], language)
    here = [each for each in planted if each.side == side]
    found = [*scanned.found, *_beside(scanned, leaves, {each.place for each in here})]
    if exchange.plane == "probe" and found and "redacted" in texts["sent"].bounds:
        # Without what was asked, an echo cannot be told from a leak.
        found.clear()
        scanned.bounds.add("redacted")
    bounds = scanned.bounds | texts[side].bounds
    ledger.scanned(exchange, "personal-data", side, bounds, scanned.languages)
    known = [fold(each.value) for each in here]
    asked = texts["sent"].leaves if exchange.plane == "probe" else ()
    told = [
        of_found(each, leaves[each.number], side)
        for each in found
        if not _is_planted(each.value, known) and not _is_echo(each.value, asked)
    ]
    return told, scanned.bounds


def side_of_people(exchange: Exchange) -> Side:
    """Where personal data is looked for: in what an app sends, and in what a model answers."""
    return "sent" if exchange.plane == "capture" else "received"


def _beside(scanned: Scanned, leaves: Sequence[Leaf], places: set[str]) -> Iterable[Found]:
    """What counts only with a person, in a text that holds what was planted of one."""
    for each in scanned.lone:
        if leaves[each.number].place in places:
            yield replace(each, because=f"{each.because} beside what was planted of a person")


def _is_planted(value: str, planted: list[str]) -> bool:
    folded = fold(value)
    return any(folded in each or each in folded for each in planted)


def _is_echo(value: str, asked: Iterable[Leaf]) -> bool:
    """Whether what was asked held the value already."""
    folded = fold(value)
    return any(isinstance(leaf.value, str) and folded in fold(leaf.value) for leaf in asked)
