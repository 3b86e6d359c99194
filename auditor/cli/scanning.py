"""auditor scan."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from auditor.cli.sharded import By, Cut, Gaps, in_shards, say
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.detect.sighting import Sighting
    from auditor.detect.sights import Sights
    from auditor.detect.spans import Spans

STDIN = "-"
INCOMPLETE = 3

TlsFile = Annotated[Path | None, typer.Option(metavar="FILE", help="Of TLS to the scheduler, PEM.")]


def scan(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|-",
            help="Texts, JSON lines with id and text, HARs, mitmproxy dumps, audits.",
        ),
    ],
    persona: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Look for this made-up person's values too."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say in words what was found and why.")
    ] = False,
    gate: Annotated[
        bool,
        typer.Option("--gate", help="Pass over sentences without a capitalised word: faster."),
    ] = False,
    require_complete: Annotated[
        bool,
        typer.Option("--require-complete", help="Exit with 3 when anything was not fully scanned."),
    ] = False,
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, max=64, help="Processes that scan side by side.")
    ] = 1,
    manifest: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Remembers each shard that is done; the same FILE again goes on."
        ),
    ] = None,
    executor: Annotated[
        str, typer.Option(metavar="local|dask", help="Who scans shards; the result is the same.")
    ] = "local",
    scheduler: Annotated[
        str, typer.Option(metavar="tls://HOST:PORT", help="dask's, instead of workers here.")
    ] = "",
    tls_ca: TlsFile = None,
    tls_cert: TlsFile = None,
    tls_key: TlsFile = None,
    dashboard: Annotated[
        bool, typer.Option("--dashboard", help="Of dask's workers here; on this machine only.")
    ] = False,
    shard_mb: Annotated[
        int,
        typer.Option(metavar="N", min=0, max=256, help="Of a shard; 0 goes by the file's size."),
    ] = 0,
    endpoint: Annotated[
        str, typer.Option(metavar="URL", help="Of the object storage that s3:// names lie in.")
    ] = "",
) -> None:
    """Find personal data, secrets and planted values; JSON lines on stdout."""
    from auditor.detect.models import installed_model
    from auditor.detect.personal import PersonalData
    from auditor.detect.sights import Sights
    from auditor.detect.spans import Spans
    from auditor.probing.planting import read_persona
    from auditor.sharding.result import With
    from auditor.sharding.sources import STORAGE, in_shards_only

    for name in files:
        if name != STDIN and not name.startswith(STORAGE) and not Path(name).exists():
            raise AuditorError("no such file", where=name)
    who = read_persona(persona) if persona else None
    by = By(executor, workers, scheduler, (tls_ca, tls_cert, tls_key), dashboard)
    if by.asked or manifest or endpoint or any(map(in_shards_only, files)):
        cut = Cut(manifest, shard_mb * 2**20, endpoint)
        gaps = in_shards(files, With(who, gate), by, cut, explain=explain)
    else:
        personal = PersonalData(installed_model(), gated=gate)
        here = _Scan(Spans(personal, who), Sights(personal, who), explain=explain)
        for name in files:
            here.file(name)
        gaps = here.tell_gaps()
    if gaps and require_complete:
        raise typer.Exit(INCOMPLETE)


@dataclass(slots=True)
class _Scan:
    """One run over all files."""

    spans: "Spans"
    sights: "Sights"
    explain: bool
    rejected: list[str] = field(default_factory=list)

    def file(self, name: str) -> None:
        """Print what one file holds."""
        from auditor.evidence.folder import is_audit
        from auditor.scanning import is_capture, opened

        path = Path(name)
        if name == STDIN:
            sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
            self._text(sys.stdin, "stdin")
        elif is_audit(path):
            self._audit(path)
        elif is_capture(path):
            self._capture(path)
        else:
            with opened(path) as source:
                self._text(source, name)

    def tell_gaps(self) -> bool:
        """Say what could not be looked at; whether there is any."""
        bounds = self.spans.bounds | self.sights.bounds
        languages = self.spans.languages | self.sights.languages
        return Gaps(bounds, languages).tell(self.rejected)

    def _text(self, source: IO[str], name: str) -> None:
        from auditor.scanning import batches, passages
        from auditor.sharding.analysing import of_span

        for batch in batches(passages(source, name)):
            for span in self.spans.of(batch):
                self._say(of_span(span))

    def _capture(self, path: Path) -> None:
        from auditor.scanning import Capture

        capture = Capture(path)
        for exchange, memory in capture.exchanges():
            self._seen(exchange.id, self.sights.of(exchange, memory.read))
        for why, count in capture.rejected.items():
            self.rejected.append(f"{path}: {count} × {why}")

    def _audit(self, path: Path) -> None:
        from auditor.detect.people import People
        from auditor.evidence.folder import Folder

        audit = Folder(path)
        people = People(audit.body)
        for exchange in audit.exchanges():
            self._seen(exchange.id, self.sights.of(exchange, audit.body, people))

    def _seen(self, id_: str, seen: "Iterable[Sighting]") -> None:
        from auditor.sharding.analysing import of_sighting

        for each in seen:
            self._say(of_sighting(id_, each))

    def _say(self, told: dict[str, Any]) -> None:
        say(told, explain=self.explain)
