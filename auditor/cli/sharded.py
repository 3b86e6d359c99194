"""auditor scan, in several processes or on a cluster."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.sharding.executors import Executor
    from auditor.sharding.result import With

EXECUTORS = ("local", "dask")


@dataclass(frozen=True, slots=True)
class By:
    """Who scans shards."""

    executor: str
    workers: int
    scheduler: str
    tls: tuple[Path | None, Path | None, Path | None]
    dashboard: bool

    @property
    def asked(self) -> bool:
        """Whether anything but this process is wanted. AuditorError for what cannot be."""
        if self.executor not in EXECUTORS:
            told = f"{self.executor!r} is no executor"
            raise AuditorError(told, where="--executor", hint=" or ".join(EXECUTORS))
        if self.executor == "local" and (self.scheduler or any(self.tls) or self.dashboard):
            told = "a scheduler, its files of TLS and a dashboard are dask's"
            raise AuditorError(told, where="command line", hint="--executor dask")
        return self.executor != "local" or self.workers > 1

    def made(self, how: "With") -> "Executor":
        """It, with its workers ready."""
        if self.executor == "local":
            from auditor.sharding.executors import Local

            return Local(self.workers, how)
        from auditor.cli import screen

        try:
            from auditor.sharding.cluster import Cluster
        except ModuleNotFoundError as err:
            hint = "pip install 'auditor[cluster]'"
            raise AuditorError("--executor dask needs the extra [cluster]", hint=hint) from err
        cluster = Cluster(how, self.workers, self.scheduler, self.tls, dashboard=self.dashboard)
        if self.dashboard:
            screen.tell(f"dashboard: {cluster.dashboard}")
        return cluster


@dataclass(frozen=True, slots=True)
class Cut:
    """How captures are cut into shards, and where those are remembered."""

    manifest: Path | None
    size: int
    """In bytes; 0 goes by the file's size."""
    endpoint: str


def in_shards(files: list[str], how: "With", by: By, cut: Cut, *, explain: bool) -> bool:
    """Scan in several processes; whether anything could not be looked at."""
    from auditor.cli import screen
    from auditor.sharding.manifest import Manifest
    from auditor.sharding.scan import scan
    from auditor.sharding.sources import sources_of

    sources = sources_of(files, cut.endpoint)
    gaps, rejected = Gaps(), list[str]()
    with Manifest(cut.manifest) as done, by.made(how) as executor:
        if done.altered:
            screen.tell(f"{cut.manifest}: {done.altered} shards are not as written; scanned anew")
        for result in scan(sources, how, executor, done, rejected, cut.size):
            gaps.bounds |= {*result.bounds}
            gaps.languages |= {*result.languages}
            for each in result.told:
                say(each, explain=explain)
    return gaps.tell(rejected)


@dataclass(slots=True)
class Gaps:
    """What could not be looked at."""

    bounds: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)

    def tell(self, rejected: list[str]) -> bool:
        """Say it; whether there is any."""
        from auditor.cli import screen

        if self.bounds:
            screen.tell(f"not fully scanned: {', '.join(sorted(self.bounds))}")
        for each in rejected:
            screen.tell(f"not scanned: {each}")
        if self.languages:
            told = ", ".join(sorted(self.languages))
            screen.tell(f"names and places were not looked for in prose of these languages: {told}")
        return bool(self.bounds or self.languages or rejected)


def say(told: dict[str, Any], *, explain: bool) -> None:
    """Print one value that was found."""
    import msgspec

    from auditor.cli import screen

    screen.say(_explained(told) if explain else msgspec.json.encode(told).decode())


def _explained(told: dict[str, Any]) -> str:
    from auditor.evidence.kinds import KINDS

    where = (
        f"{told['side']} {told['place']}" if "place" in told else f"{told['start']}-{told['end']}"
    )
    where = "decoded" if told.get("start", "") is None else where
    steps = f" (in {', in '.join(told['decoded'])})" if told.get("decoded") else ""
    kind = KINDS.get(told["kind"], told["kind"])
    return f"{told['id']} {where}{steps}: {kind}, {told['sureness']}: {told['because']}"
