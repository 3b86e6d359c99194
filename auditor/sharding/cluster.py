"""Looks at shards with dask.distributed: on this machine, or on a cluster of somebody's own.

What is talked about is strangers' data, and whoever can reach a scheduler can run code: all of it is
TLS. On this machine the certificate is made for one run and lies nowhere.
"""

from concurrent.futures import CancelledError
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import dask
from distributed import Client, KilledWorker, LocalCluster, Security, Worker, WorkerPlugin
from distributed.comm.core import CommClosedError

from auditor.errors import AuditorError
from auditor.sharding.analysing import analyse, prepare
from auditor.sharding.executors import GOES_ON, Pending
from auditor.sharding.result import Unit, With

CONFIG = {
    # Captures are never put on a worker's disk.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    # A shard goes along with its task, so that another worker can take it over.
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.comm.timeouts.connect": "10s",
    "distributed.comm.retry.count": 0,
}
NO_PAGES: dict[str, object] = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}
"""What a scheduler and its workers show in a browser, where no dashboard is asked for."""
LOCAL = "127.0.0.1"
SECONDS = 30
"""That a scheduler and its first worker may take to be there."""


class Analyser(WorkerPlugin):
    """Goes to each worker, also to one that comes later, and makes its analyser."""

    name = "auditor"

    def __init__(self, how: With) -> None:
        self.how, self.fingerprint = how, how.fingerprint

    def setup(self, worker: Worker) -> None:
        """In the worker. AuditorError where it would not find the same."""
        if self.how.fingerprint != self.fingerprint:
            told = "has other versions of auditor, presidio, spaCy or its model"
            raise AuditorError(told, where=worker.address)
        prepare(self.how)


class Cluster:
    """The workers of a scheduler, or some on this machine."""

    def __init__(
        self,
        how: With,
        workers: int,
        scheduler: str = "",
        tls: tuple[Path | None, Path | None, Path | None] = (None, None, None),
        *,
        dashboard: bool = False,
    ) -> None:
        """``tls`` are the files of the authority, the certificate and its key."""
        _check(scheduler, tls, dashboard=dashboard)
        dask.config.set(CONFIG if dashboard else CONFIG | NO_PAGES)
        self._here: LocalCluster | None = None
        self._client: Client | None = None
        security = _security(tls) if scheduler else Security.temporary()
        try:
            if not scheduler:
                self._here = _on_this_machine(workers, security, dashboard=dashboard)
            address = self._here.scheduler_address if self._here else scheduler
            self._client = self._connected(address, security, how)
        except BaseException:
            self.__exit__()
            raise
        self.workers = workers if self._here else len(self._client.nthreads())

    def _connected(self, address: str, security: Security, how: With) -> Client:
        """A client whose workers are ready."""
        try:
            client = Client(address, security=security, timeout=SECONDS, set_as_default=False)
            self._client = client
            client.wait_for_workers(1, timeout=SECONDS)
            client.register_plugin(Analyser(how))
        except (OSError, TimeoutError, ValueError) as err:
            told = f"no scheduler with a worker answers ({type(err).__name__})"
            hint = "look at its address, its workers and the three files of TLS"
            raise AuditorError(told, where=address, hint=hint) from err
        return client

    @property
    def dashboard(self) -> str:
        """The address of the scheduler's pages, which are empty unless they were asked for."""
        return str(self._here.dashboard_link) if self._here else ""

    def submit(self, units: tuple[Unit, ...]) -> Pending:
        """Begin to look at a shard; another worker takes over what a lost one had."""
        if self._client is None:
            raise RuntimeError("closed")
        pending: Pending = self._client.submit(analyse, units, pure=False)
        return pending

    def lost(self, err: BaseException) -> AuditorError | None:
        """Its scheduler is gone, or one shard after the other killed its worker."""
        if isinstance(err, KilledWorker):
            return AuditorError("several workers were killed, one after the other", hint=GOES_ON)
        gone = self._client is None or self._client.status != "running"
        # Results come through the scheduler; the client notices a little later that it is gone.
        cut = isinstance(err, CancelledError | CommClosedError)
        if cut or (gone and isinstance(err, OSError | TimeoutError)):
            return AuditorError("the scheduler is gone", hint=GOES_ON)
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self._client, self._here):
            if each is not None:
                each.close()


def _check(scheduler: str, tls: tuple[Path | None, ...], *, dashboard: bool) -> None:
    if dashboard and not find_spec("bokeh"):
        raise AuditorError("dask's dashboard needs bokeh", hint="pip install bokeh")
    if not scheduler:
        if any(tls):
            raise AuditorError("files of TLS without a --scheduler", where="command line")
        return
    if dashboard:
        hint = "whoever starts the scheduler starts it: dask scheduler --dashboard-address"
        raise AuditorError("--dashboard is for workers on this machine", where=scheduler, hint=hint)
    if not scheduler.startswith("tls://"):
        told = "captures would travel readable by anybody on the way"
        raise AuditorError(told, where=scheduler, hint="tls://HOST:PORT")
    if not all(tls):
        hint = "--tls-ca, --tls-cert and --tls-key"
        raise AuditorError("a scheduler's address without its files of TLS", hint=hint)
    for each in tls:
        if each and not each.is_file():
            raise AuditorError("no such file", where=each)


def _security(tls: tuple[Path | None, Path | None, Path | None]) -> Security:
    authority, certificate, key = (str(each) for each in tls)
    return Security(
        require_encryption=True,
        tls_ca_file=authority,
        tls_client_cert=certificate,
        tls_client_key=key,
    )


def _on_this_machine(workers: int, security: Security, *, dashboard: bool) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host=LOCAL,
        protocol="tls://",
        security=security,
        dashboard_address=f"{LOCAL}:0" if dashboard else None,
        memory_limit=0,
        silence_logs=50,
    )
