"""Who else gets what an app sends: components of other firms, and AI providers' APIs."""

from collections.abc import Mapping

from auditor.detect import providers, sdks
from auditor.detect.destinations import Destination
from auditor.detect.ledger import Ledger
from auditor.detect.sighting import Sighting
from auditor.detect.texts import Read, Texts
from auditor.evidence.about import About
from auditor.evidence.exchange import Exchange, Side

DETECTORS = ("sdk", "ai-api")


def recipients(
    exchange: Exchange,
    texts: Mapping[Side, Texts],
    where: Destination,
    about: About,
    read: Read,
    ledger: Ledger,
) -> list[Sighting]:
    """What one overheard request tells of its recipients; a probe's own calls are no news."""
    if exchange.plane != "capture" or exchange.sent is None:
        return []
    sent = texts["sent"]
    for detector in DETECTORS:
        ledger.scanned(exchange, detector, "sent", sent.bounds)
    request = sdks.request_of(exchange.sent, sent.leaves, read)
    seen = list(sdks.sightings(request, where, about.vendor_owner))
    call = providers.call_in(request, sent.leaves, where.role)
    if call:
        seen += providers.sightings(call, where, about.vendor_owner)
    return [*seen, *providers.keys(exchange.placeholders, call, where)]
