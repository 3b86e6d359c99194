"""Limits an import to hosts, apps and times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from auditor.capture.importing.entry import NO_TIME, Entry, Ready
from auditor.errors import AuditorError

HINT = (
    "--only vendor.test, --only app:com.vendor.chat, or --only 2026-11-01T10:00Z/2026-11-01T12:00Z"
)


@dataclass(frozen=True, slots=True)
class Only:
    """An entry must fit one of the hosts, of the apps and of the times, where there are any."""

    hosts: tuple[str, ...] = ()
    """With all that lies under them."""
    times: tuple[tuple[float, float], ...] = ()
    """Seconds since 1970, from and up to."""
    apps: tuple[str, ...] = ()
    """As the file names them."""

    def wants(self, entry: Entry | Ready) -> bool:
        """Whether an entry lies within; one without a time lies in no span."""
        if not (self.hosts or self.times or self.apps):
            return True
        host, at = entry.connection.host, entry.started
        here = any(host == each or host.endswith(f".{each}") for each in self.hosts)
        then = at != NO_TIME and any(first <= at < last for first, last in self.times)
        whose = entry.app in self.apps or not self.apps
        return (here or not self.hosts) and (then or not self.times) and whose


def only_of(limits: Sequence[str]) -> Only:
    """The limits as a person wrote them; AuditorError for one that is neither."""
    hosts, times, apps = [], [], []
    for each in limits:
        first, slash, last = each.partition("/")
        if each.startswith("app:") and each != "app:":
            apps.append(each.removeprefix("app:"))
        elif slash:
            times.append((_moment(first, each, 0), _moment(last, each, float("inf"))))
        elif each.strip(".") and all(part.strip() for part in each.strip(".").split(".")):
            hosts.append(each.strip(".").lower())
        else:
            raise AuditorError(f"neither a host nor a span of time: {each!r}", hint=HINT)
    return Only(tuple(hosts), tuple(times), tuple(apps))


def _moment(text: str, whole: str, otherwise: float) -> float:
    if not text:
        return otherwise
    try:
        found = datetime.fromisoformat(text)
    except ValueError as err:
        raise AuditorError(f"not a span of time: {whole!r}", hint=HINT) from err
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
