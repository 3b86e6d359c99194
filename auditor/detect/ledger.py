"""Counts what could be seen and what could not, host by host and detector by detector."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from auditor.detect.destinations import Destination
from auditor.detect.sighting import Sighting
from auditor.evidence.coverage import Control, DetectorCoverage, HostCoverage
from auditor.evidence.exchange import Exchange, Side

PROMPT_SEEN = "prompt-seen-at-vendor"
WRONG_SHOWN = "wrong-certificate-shown"
DETECTORS = (
    "planted",
    "personal-data",
    "chat",
    "secret",
    "exfiltration",
    "transport",
    "body",
    "sdk",
    "ai-api",
)

CLOSED = {
    "no-request": "after the handshake without a request",
    "handshake-closed": "in the handshake",
}
"""Ends of connections that the client closed by itself, which may be how it pins, and when."""
REFUSED = "refused"
"""A certificate that was wrong on purpose; says nothing of what a right one would have shown."""
SILENT = (*CLOSED, "aborted", "dropped", REFUSED)
"""Ends of connections on which the client said nothing: by itself, with the overhearing, or before
the handshake."""
REPEATEDLY = 2
"""Times from which closing without a word is no chance."""
MOST_SPARE = 3
"""Connections that a host which can be read may have been opened in vain."""

type HostKey = tuple[str, str, str, str]


@dataclass(slots=True)
class _Scans:
    """How far one detector came on one subject."""

    scanned: int = 0
    not_fully: int = 0
    bounds: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Ledger:
    """The coverage of one observing, as it grows."""

    _hosts: dict[HostKey, HostCoverage] = field(default_factory=dict)
    _silent: dict[HostKey, HostCoverage] = field(default_factory=dict)
    """Connections on which the client said nothing, by the kind of their end."""
    _scans: dict[tuple[str, str, Side], _Scans] = field(default_factory=dict)
    _controls: Counter[str] = field(default_factory=Counter)
    _wrong_shown: Counter[str] = field(default_factory=Counter)

    def expect(self, app: str) -> None:
        """An app whose positive control must be told even if it was never seen."""
        self._controls[app] += 0

    def met(self, exchange: Exchange, where: Destination) -> None:
        """One exchange or one connection that ended without a request."""
        visibility = exchange.connection.visibility
        kind = exchange.error.kind if exchange.error else ""
        silent = exchange.sent is None and visibility == "opaque" and kind in SILENT
        rows = self._silent if silent else self._hosts
        last = kind if silent else visibility
        key = (exchange.subject, exchange.plane, where.host, last)
        known = rows.get(key) or HostCoverage(
            subject=exchange.subject,
            plane=exchange.plane,
            host=where.host,
            visibility=visibility,
            exchanges=0,
            connections=0,
            party=where.party,
            owner=where.owner,
            owner_country=where.owner_country,
            domain=where.domain,
        )
        readable = exchange.sent is not None
        if exchange.connection.wrong_certificate:
            self._wrong_shown[exchange.subject] += 1
        rows[key] = replace(
            known,
            exchanges=known.exchanges + readable,
            connections=known.connections + (not readable),
            hidden=known.hidden if readable else _more(known.hidden, {_way(exchange): 1}),
            because=known.because or _why(exchange),
            address=known.address or where.address,
            ip_country=known.ip_country or where.ip_country,
        )

    def scanned(
        self,
        exchange: Exchange,
        detector: str,
        side: Side,
        bounds: Iterable[str] = (),
        languages: Iterable[str] = (),
    ) -> None:
        """One side of an exchange that a detector looked at, and what kept it from seeing all."""
        scans = self._scans.setdefault((exchange.subject, detector, side), _Scans())
        hit = set(bounds)
        scans.scanned += 1
        scans.not_fully += bool(hit)
        scans.bounds.update(sorted(hit))
        scans.languages.update(sorted(languages))

    def control(self, exchange: Exchange, where: Destination, seen: Iterable[Sighting]) -> None:
        """Whether the planted prompt was seen on its way from an app to the vendor."""
        if exchange.plane != "capture":
            return
        at_vendor = where.party == "vendor" and any(
            each.kind == "planted/prompt" and each.side == "sent" for each in seen
        )
        self._controls[exchange.subject] += at_vendor

    def hosts(self) -> tuple[HostCoverage, ...]:
        """In the order of subject, plane, host and visibility."""
        rows = settled(self._hosts, self._silent)
        return tuple(rows[key] for key in sorted(rows))

    def detectors(self) -> tuple[DetectorCoverage, ...]:
        """In the order of subject, detector and side."""
        return tuple(
            DetectorCoverage(
                subject=subject,
                detector=detector,
                scanned=scans.scanned,
                not_fully_scanned=scans.not_fully,
                bounds=dict(sorted(scans.bounds.items())),
                languages_not_covered=dict(sorted(scans.languages.items())),
                side=side,
            )
            for (subject, detector, side), scans in sorted(self._scans.items())
        )

    def controls(self) -> tuple[Control, ...]:
        """One for each app, and another where it was shown wrong certificates."""
        seen = (Control(app, PROMPT_SEEN, self._controls[app]) for app in sorted(self._controls))
        shown = (Control(app, WRONG_SHOWN, n) for app, n in sorted(self._wrong_shown.items()))
        return (*seen, *shown)


def settled(
    hosts: dict[HostKey, HostCoverage], silent: dict[HostKey, HostCoverage]
) -> dict[HostKey, HostCoverage]:
    """The rows, once connections on which nothing was said are told apart: spare, or pinned.

    A browser opens connections that it may not need, and gives some up. Whoever pins without an
    alert closes every connection to a host, again and again, while other hosts can be read.
    """
    rows = dict(hosts)
    readable = {key[:2] for key in hosts if key[3] == "decrypted"}
    for key, row in silent.items():
        read = rows.get((*key[:3], "decrypted")) or rows.get((*key[:3], "cleartext"))
        refused = key[3] == REFUSED
        if read and (refused or row.connections <= max(read.exchanges, MOST_SPARE)):
            rows[(*key[:3], read.visibility)] = replace(
                read,
                connections=read.connections + row.connections,
                hidden=_more(read.hidden, row.hidden) if refused else read.hidden,
            )
            continue
        closed = CLOSED.get(key[3])
        told = _silent(row, closed, others=key[:2] in readable) if closed else row
        at = (*key[:3], told.visibility)
        if known := rows.get(at):
            told = replace(
                known,
                connections=known.connections + told.connections,
                hidden=_more(known.hidden, told.hidden),
            )
        rows[at] = told
    return rows


def _silent(row: HostCoverage, closed: str, *, others: bool) -> HostCoverage:
    """A host to which no more than silent connections were made."""
    times = f"{row.connections} connections closed by the app {closed}"
    if row.connections < REPEATEDLY:
        why = f"closed once {closed}: it pins, or kept a spare"
    elif others:
        hidden = {_PINS[way]: count for way, count in row.hidden.items()}
        because = f"{times}, while others could be read"
        return replace(row, visibility="pinned", because=because, hidden=hidden)
    else:
        why = f"{times}, and none other was read to compare with"
    return replace(row, because=why)


_PINS = {
    "closed-in-handshake": "pinned-in-handshake",
    "closed-after-handshake": "pinned-after-handshake",
}
_ENDS = {
    "no-request": "closed-after-handshake",
    "handshake-closed": "closed-in-handshake",
    "aborted": "said-nothing",
    "dropped": "said-nothing",
    REFUSED: "refused-wrong-certificate",
    "around": "around-the-proxy",
    "encrypted-hello": "encrypted-hello",
    "unreachable": "unreachable",
    "tls": "tls-failed",
}
"""Kinds of failures, as ways of ``WAYS``."""


def _way(exchange: Exchange) -> str:
    """How one connection could not be read."""
    kind = exchange.error.kind if exchange.error else ""
    visibility = exchange.connection.visibility
    if visibility == "pinned":
        return "pinned-in-handshake"
    if visibility == "opaque" and kind not in _ENDS:
        return _other_protocol(exchange)
    return _ENDS.get(kind, "other")


def _other_protocol(exchange: Exchange) -> str:
    """What an opaque connection spoke; a file often tells no more than that there was one."""
    if exchange.connection.scheme == "quic":
        return "quic"
    message = exchange.error.message if exchange.error else ""
    is_told = exchange.source is None or message.startswith("not HTTP")
    return "not-http" if is_told else "not-in-the-file"


def _more(some: dict[str, int], others: dict[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(some) + Counter(others)).items()))


def _why(exchange: Exchange) -> str:
    """Why a connection could not be seen into."""
    if exchange.connection.visibility in ("cleartext", "decrypted"):
        return ""
    return exchange.error.message or exchange.error.kind if exchange.error else ""
