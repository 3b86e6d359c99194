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
    from auditor.detect.spans import Span, Spans

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
    personal = PersonalData(installed_model(), gated=gate)
    scan_ = _Scan(Spans(personal, who), Sights(personal, who), explain=explain)
    for name in files:
        scan_.file(name)
    if scan_.tell_gaps() and require_complete:
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
        from auditor.cli import screen

        bounds = self.spans.bounds | self.sights.bounds
        languages = self.spans.languages | self.sights.languages
        if bounds:
            screen.tell(f"not fully scanned: {', '.join(sorted(bounds))}")
        for each in self.rejected:
            screen.tell(f"not scanned: {each}")
        if languages:
            told = ", ".join(sorted(languages))
            screen.tell(f"names and places were not looked for in prose of these languages: {told}")
        return bool(bounds or languages or self.rejected)

    def _text(self, source: IO[str], name: str) -> None:
        from auditor.scanning import batches, passages

        for batch in batches(passages(source, name)):
            for span in self.spans.of(batch):
                self._say(_of_span(span))

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
        for each in seen:
            self._say(_of_sighting(id_, each))

    def _say(self, told: dict[str, Any]) -> None:
        import msgspec

        from auditor.cli import screen

        screen.say(_explained(told) if self.explain else msgspec.json.encode(told).decode())


def _of_span(span: "Span") -> dict[str, Any]:
    told = {name: getattr(span, name) for name in span.__slots__}
    if not span.decoded:
        del told["decoded"]
    return told


def _of_sighting(id_: str, seen: "Sighting") -> dict[str, Any]:
    told: dict[str, Any] = {"id": id_, "kind": seen.kind, "side": seen.side, "place": seen.place}
    told |= {"decoded": seen.steps} if seen.steps else {}
    return told | {"sureness": seen.sureness, "because": seen.because}


def _explained(told: dict[str, Any]) -> str:
    from auditor.evidence.kinds import KINDS

    where = (
        f"{told['side']} {told['place']}" if "place" in told else f"{told['start']}-{told['end']}"
    )
    where = "decoded" if told.get("start", "") is None else where
    steps = f" (in {', in '.join(told['decoded'])})" if told.get("decoded") else ""
    kind = KINDS.get(told["kind"], told["kind"])
    return f"{told['id']} {where}{steps}: {kind}, {told['sureness']}: {told['because']}"
