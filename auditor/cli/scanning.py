"""auditor scan."""

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.detect.spans import Span, Spans

STDIN = "-"


def scan(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE|-", help="Texts, plain or JSON lines with id and text."),
    ],
    persona: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Look for this made-up person's values too."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say in words what was found and why.")
    ] = False,
) -> None:
    """Find personal data, secrets and planted values in texts; JSON lines on stdout."""
    from auditor.cli import screen
    from auditor.detect.models import installed_model
    from auditor.detect.personal import PersonalData
    from auditor.detect.spans import Spans
    from auditor.probing.planting import read_persona
    from auditor.scanning import opened

    for name in files:
        if name != STDIN and not Path(name).exists():
            raise AuditorError("no such file", where=name)
    who = read_persona(persona) if persona else None
    model = installed_model()
    spans = Spans(PersonalData(model), who)
    for name in files:
        if name == STDIN:
            sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
            _scan(sys.stdin, "stdin", spans, explain=explain)
        else:
            with opened(Path(name)) as source:
                _scan(source, name, spans, explain=explain)
    if spans.bounds:
        screen.tell(f"not fully scanned: {', '.join(sorted(spans.bounds))}")
    if spans.languages:
        told = ", ".join(sorted(spans.languages))
        screen.tell(f"names and places were not looked for in prose of these languages: {told}")


def _scan(source: IO[str], name: str, spans: "Spans", *, explain: bool) -> None:
    from auditor.cli import screen
    from auditor.scanning import batches, passages

    for batch in batches(passages(source, name)):
        for span in spans.of(batch):
            screen.say(_explained(span) if explain else _line(span))


def _line(span: "Span") -> str:
    import msgspec

    told = {name: getattr(span, name) for name in span.__slots__}
    if not span.decoded:
        del told["decoded"]
    return msgspec.json.encode(told).decode()


def _explained(span: "Span") -> str:
    from auditor.evidence.kinds import KINDS

    place = "decoded" if span.start is None else f"{span.start}-{span.end}"
    return f"{span.id} {place}: {KINDS.get(span.kind, span.kind)}, {span.sureness}: {span.because}"
