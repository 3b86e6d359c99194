"""auditor scan."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.detect.sighting import Sighting
    from auditor.detect.sights import Sights
    from auditor.detect.spans import Spans
    from auditor.evidence.persona import Persona

STDIN = "-"
INCOMPLETE = 3


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
) -> None:
    """Find personal data, secrets and planted values; JSON lines on stdout."""
    from auditor.detect.models import installed_model
    from auditor.detect.personal import PersonalData
    from auditor.detect.sights import Sights
    from auditor.detect.spans import Spans
    from auditor.probing.planting import read_persona

    for name in files:
        if name != STDIN and not Path(name).exists():
            raise AuditorError("no such file", where=name)
    who = read_persona(persona) if persona else None
    if workers > 1 or manifest:
        gaps = _in_shards(files, who, workers, manifest, gate=gate, explain=explain)
        if gaps and require_complete:
            raise typer.Exit(INCOMPLETE)
        return
    personal = PersonalData(installed_model(), gated=gate)
    scan_ = _Scan(Spans(personal, who), Sights(personal, who), explain=explain)
    for name in files:
        scan_.file(name)
    if scan_.tell_gaps() and require_complete:
        raise typer.Exit(INCOMPLETE)


def _in_shards(
    files: list[str],
    who: "Persona | None",
    workers: int,
    manifest: Path | None,
    *,
    gate: bool,
    explain: bool,
) -> bool:
    """Scan in several processes; whether anything could not be looked at."""
    from auditor.cli import screen
    from auditor.evidence.folder import is_audit
    from auditor.sharding import AHEAD, Manifest, With, pool_of, scan

    for name in files:
        if name == STDIN or is_audit(Path(name)):
            told = "only files are scanned in shards, no audits and not stdin"
            raise AuditorError(told, where=name, hint="leave --workers and --manifest out")
    how, gaps, rejected = With(who, gate), _Gaps(), list[str]()
    with Manifest(manifest) as done, pool_of(workers, how) as pool:
        if done.altered:
            screen.tell(f"{manifest}: {done.altered} shards are not as written; scanned anew")
        for name in files:
            for result in scan(Path(name), how, pool, AHEAD * workers, done, rejected):
                gaps.bounds |= {*result.bounds}
                gaps.languages |= {*result.languages}
                for each in result.told:
                    _say(each, explain=explain)
    return gaps.tell(rejected)


@dataclass(slots=True)
class _Gaps:
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
        return _Gaps(bounds, languages).tell(self.rejected)

    def _text(self, source: IO[str], name: str) -> None:
        from auditor.scanning import batches, passages
        from auditor.sharding import of_span

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
        from auditor.sharding import of_sighting

        for each in seen:
            self._say(of_sighting(id_, each))

    def _say(self, told: dict[str, Any]) -> None:
        _say(told, explain=self.explain)


def _say(told: dict[str, Any], *, explain: bool) -> None:
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
