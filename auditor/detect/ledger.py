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
    "secret",
    "exfiltration",
    "transport",
    "body",
    "sdk",
    "ai-api",
)

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
    _scans: dict[tuple[str, str, Side], _Scans] = field(default_factory=dict)
    _controls: Counter[str] = field(default_factory=Counter)
    _wrong_shown: Counter[str] = field(default_factory=Counter)

    def expect(self, app: str) -> None:
        """An app whose positive control must be told even if it was never seen."""
        self._controls[app] += 0

    def met(self, exchange: Exchange, where: Destination) -> None:
        """One exchange or one connection that ended without a request."""
        visibility = exchange.connection.visibility
        key = (exchange.subject, exchange.plane, where.host, visibility)
        known = self._hosts.get(key) or HostCoverage(
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
        self._hosts[key] = replace(
            known,
            exchanges=known.exchanges + readable,
            connections=known.connections + (not readable),
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
        return tuple(self._hosts[key] for key in sorted(self._hosts))

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


def _why(exchange: Exchange) -> str:
    """Why a connection could not be seen into."""
    if exchange.connection.visibility in ("cleartext", "decrypted"):
        return ""
    return exchange.error.message or exchange.error.kind if exchange.error else ""
