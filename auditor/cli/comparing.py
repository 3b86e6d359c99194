"""auditor compare."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import Json
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.report.comparison import Comparison


def compare(
    folders: Annotated[
        list[Path], typer.Argument(metavar="F F…", help="Folders of two audits or more.")
    ],
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help="html, json, xlsx; separated by commas.")
    ] = "html,json",
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files go.")] = Path(
        "comparison"
    ),
    language: Annotated[str, typer.Option(metavar="WORD", help="Of the page: en or zh.")] = "en",
    json: Json = False,
) -> None:
    """Lay audits side by side, and say which differences are more than chance."""
    from auditor.cli import screen
    from auditor.comparing import compare as compared
    from auditor.evidence.folder import Folder
    from auditor.evidence.jsonl import encode
    from auditor.report.files import write_comparison
    from auditor.report.language import check_language
    from auditor.report.needs import check_needs
    from auditor.report.report import build

    check_language(language)
    check_needs(formats.split(","))
    if len({folder.resolve() for folder in folders}) < len(folders):
        raise AuditorError("the same folder twice", hint="the folders of different audits")
    audits = [Folder(folder) for folder in folders]
    told = compared([build(audit, audit.judged()) for audit in audits])
    if json:
        import orjson

        screen.show(orjson.loads(encode(told)))
        return
    for mark in told.marks:
        screen.tell(f"not alike, {' and '.join(mark.sides)}: {mark.what}: {mark.because}")
    screen.table(list(_rows(told)))
    for path in write_comparison(out, told, formats.split(","), language):
        screen.say(str(path))


def _rows(told: "Comparison") -> "Iterator[list[str]]":
    """Concerns by vendor, then what differs more than by chance."""
    yield ["", *(f"{side.letter}: {side.vendor}" for side in told.sides)]
    for number, concern in enumerate(told.sides[0].concerns):
        ratings = [side.concerns[number].rating for side in told.sides]
        yield [concern.id, *("none found" if each == "none" else each for each in ratings)]
    for each in told.differences:
        if each.real:
            cells = {
                side: f"{share:.0%}"
                for side, share in zip(each.sides, each.shares, strict=True)
                if share is not None
            }
            yield [
                f"{each.name}, {each.language} (p {each.p_adjusted:.2g})",
                *(cells.get(side.letter, "") for side in told.sides),
            ]
