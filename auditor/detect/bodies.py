"""What bodies tell of how they are protected, exchange by exchange and host by host."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from auditor.detect import pages
from auditor.detect.budget import Budget
from auditor.detect.destinations import Destination
from auditor.detect.leaf import parsed
from auditor.detect.ledger import Ledger
from auditor.detect.opaque import Beginnings, opaque
from auditor.detect.sighting import Sighting
from auditor.detect.texts import Read, Texts
from auditor.detect.wordsizes import word_sizes
from auditor.evidence.exchange import Exchange, Received, Sent, Side

ENCODED = ("br", "gzip", "deflate", "zstd", "dcb", "dcz", "compress")


@dataclass(slots=True)
class Bodies:
    """One observing's look at bodies."""

    _read: Read
    _beginnings: Beginnings = field(default_factory=Beginnings)
    _pages: pages.Pages = field(default_factory=pages.Pages)
    _sized: set[tuple[str, str]] = field(default_factory=set)
    """Subjects and hosts whose streams were told of."""

    def look(
        self,
        exchange: Exchange,
        texts: Mapping[Side, Texts],
        where: Destination,
        ledger: Ledger,
    ) -> list[Sighting]:
        """What one exchange's bodies tell."""
        seen = list(self._streamed(exchange, where))
        if exchange.plane != "capture":
            return seen
        sides: tuple[tuple[Side, Sent | Received | None], ...] = (
            ("sent", exchange.sent),
            ("received", exchange.received),
        )
        for side, message in sides:
            if message is None:
                continue
            ledger.scanned(exchange, "body", side, texts[side].bounds)
            headers = _headers(message, self._read)
            encoded = not message.encoding and any(
                name == "content-encoding" and value.strip().lower() in ENCODED
                for name, value in headers
            )
            seen += opaque(
                exchange, side, texts[side].leaves, encoded=encoded, known=self._beginnings
            )
            seen += self._of_pages(exchange, side, where, texts[side], headers)
        return seen

    def told(self) -> Iterator[tuple[Exchange, Destination, Sighting]]:
        """What only all exchanges together tell."""
        yield from self._pages.without()

    def _of_pages(
        self,
        exchange: Exchange,
        side: Side,
        where: Destination,
        texts: Texts,
        headers: list[tuple[str, str]],
    ) -> Iterator[Sighting]:
        if side == "sent":
            yield from pages.from_page(exchange, headers)
            return
        self._pages.met(exchange, where, headers)
        received = exchange.received
        is_page = received is not None and "html" in received.media_type.lower()
        if is_page and exchange.connection.scheme == "https":
            html = [leaf.value for leaf in texts.leaves if leaf.place == "body"]
            yield from pages.mixed(next((each for each in html if isinstance(each, str)), ""))

    def _streamed(self, exchange: Exchange, where: Destination) -> Iterator[Sighting]:
        """The first stream of a host that shows the lengths of its words."""
        received, key = exchange.received, (exchange.subject, where.host)
        if received is None or key in self._sized or "event-stream" not in received.media_type:
            return
        body = self._read(received.body) or b""
        for each in word_sizes(received, body.decode("utf-8", "replace")):
            self._sized.add(key)
            yield each


def _headers(message: Sent | Received, read: Read) -> list[tuple[str, str]]:
    head = parsed(read(message.head) or b"null", Budget())
    pairs = head.get("headers", ()) if isinstance(head, dict) else ()
    return [
        (str(pair[0]).lower(), str(pair[1]))
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2
    ]
