"""Who received what: one row for each host that a subject talked to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.evidence.coverage import Coverage, HostCoverage
from auditor.evidence.exchange import Visibility
from auditor.evidence.observation import Observation, Party
from auditor.evidence.statement import Stated, statement

PLAIN_HTTP = "transport/plain-http"

type _Place = tuple[str, str, str]
"""Subject, plane and host."""


@dataclass(frozen=True, slots=True)
class DataFlow:
    """One subject's talk with one host."""

    subject: str
    plane: str
    host: str
    party: Party
    visibility: Visibility
    exchanges: int
    kinds: tuple[str, ...]
    """Kinds that were sent there."""
    hidden: dict[str, int] = field(default_factory=dict)
    """How connections could not be read, with counts."""
    owner: str | None = None
    owner_country: str | None = None
    ip_country: str | None = None
    domain: str | None = None
    declared: Stated | None = None
    """The gravest of the next three; None where the vendor's practices are not known."""
    recipient_declared: Stated | None = None
    country_declared: Stated | None = None
    data_declared: Stated | None = None
    declared_because: tuple[str, ...] = ()


def data_flows(
    observations: Iterable[Observation],
    coverage: Coverage,
    declared: Mapping[str, Any] | None = None,
) -> list[DataFlow]:
    """The rows in the order of the coverage, held against what the vendor declares."""
    sent = _sent(observations)
    read: Counter[_Place] = Counter(_place(host) for host in coverage.hosts if _is_read(host))
    return [
        _flow(host, _kinds(host, sent[_place(host)], mixed=read[_place(host)] > 1), declared or {})
        for host in coverage.hosts
    ]


def _flow(host: HostCoverage, kinds: tuple[str, ...], declared: Mapping[str, Any]) -> DataFlow:
    held = statement(
        party=host.party,
        owner=host.owner,
        countries=(host.owner_country, host.ip_country),
        kinds=kinds,
        declared=declared,
    )
    return DataFlow(
        subject=host.subject,
        plane=host.plane,
        host=host.host,
        party=host.party,
        visibility=host.visibility,
        exchanges=host.exchanges,
        kinds=kinds,
        hidden=host.hidden,
        owner=host.owner,
        owner_country=host.owner_country,
        ip_country=host.ip_country,
        domain=host.domain,
        declared=held.worst,
        recipient_declared=held.recipient,
        country_declared=held.country,
        data_declared=held.data,
        declared_because=held.because,
    )


def _sent(observations: Iterable[Observation]) -> dict[_Place, set[tuple[str, bool]]]:
    """Kinds with whether they travelled unencrypted."""
    several = list(observations)
    plain = {seen.exchange for seen in several if seen.kind == PLAIN_HTTP}
    sent: dict[_Place, set[tuple[str, bool]]] = defaultdict(set)
    for seen in several:
        if seen.side == "sent":
            place = (seen.subject, seen.plane, seen.host)
            sent[place].add((seen.kind, seen.exchange in plain))
    return sent


def _kinds(host: HostCoverage, sent: set[tuple[str, bool]], *, mixed: bool) -> tuple[str, ...]:
    """Of a host that was met with and without encryption, each row tells its own."""
    if not _is_read(host):
        return ()
    in_clear = host.visibility == "cleartext"
    return tuple(sorted({kind for kind, plain in sent if not mixed or plain == in_clear}))


def _place(host: HostCoverage) -> _Place:
    return host.subject, host.plane, host.host


def _is_read(host: HostCoverage) -> bool:
    return host.visibility in {"cleartext", "decrypted"}
