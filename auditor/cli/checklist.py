"""auditor checklist."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.errors import AuditorError

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.policy.sheet import Rows

FORMATS = ("csv", "md", "xlsx")


def checklist(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[F]", help="A judged audit's folder: what it measured is added."),
    ] = None,
    vendor: Annotated[
        str, typer.Option(metavar="VENDOR", help="Whom to ask; else the audit's vendor.")
    ] = "",
    format_: Annotated[str, typer.Option("--format", metavar="NAME", help="csv, md or xlsx.")] = "",
    read: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A filled .xlsx or .csv to read the answers from."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write; else csv and md to stdout.")
    ] = None,
) -> None:
    """Write the questions to send to a vendor, or read the answers back for judge --attestations."""
    if read:
        if folder or format_:
            raise AuditorError(
                "--read takes neither F nor --format", hint="auditor checklist --help"
            )
        _read_back(read, out or Path("answers.yaml"), vendor)
    else:
        _send(folder, vendor, format_ or (out.suffix[1:] if out else "md"), out)


def _send(folder: Path | None, vendor: str, name: str, out: Path | None) -> None:
    import sys

    if name not in FORMATS:
        raise AuditorError(f"no format is called {name!r}", hint=", ".join(FORMATS))
    if name == "xlsx" and out is None:
        raise AuditorError("a workbook needs a file", hint="--out checklist.xlsx")
    content = _writers()[name](_rows(folder, vendor))
    if out:
        _write(out, content)
    else:
        sys.stdout.write(content.decode("utf-8-sig"))


def _rows(folder: Path | None, vendor: str) -> "Rows":
    from auditor.evidence.folder import Folder
    from auditor.policy.checklist import find_checklist
    from auditor.policy.sheet import rows_of
    from auditor.vendors import find_vendor

    if folder is None:
        if not vendor:
            raise AuditorError("whom to ask is not said", hint="--vendor deepseek, or F")
        return rows_of(find_checklist(), find_vendor(vendor, Path()).id)
    audit = Folder(folder)
    if vendor and find_vendor(vendor, Path()).id != audit.about.vendor:
        told = f"the audit is of {audit.about.vendor!r}, not of {vendor!r}"
        raise AuditorError(told, where=folder)
    return rows_of(find_checklist(), audit.about.vendor, audit.judged().checklist)


def _read_back(path: Path, out: Path, vendor: str) -> None:
    from auditor.cli import screen
    from auditor.policy.attestations import attestations_file
    from auditor.policy.sheet import answers_of
    from auditor.policy.sheetfiles import read_csv
    from auditor.policy.workbook import read_workbook

    readers = {".csv": read_csv, ".xlsx": read_workbook}
    if path.suffix.lower() not in readers:
        raise AuditorError("neither .xlsx nor .csv", where=path, hint="save it as one of them")
    of, answers = answers_of(path, readers[path.suffix.lower()](path))
    if vendor and vendor != of:
        raise AuditorError(f"answers of {of!r}, not of {vendor!r}", where=path)
    _write(out, attestations_file(of, answers))
    screen.tell(f"{len(answers)} answers; next: auditor judge F --attestations {out}")


def _writers() -> "dict[str, Callable[[Rows], bytes]]":
    from auditor.policy.sheetfiles import csv_bytes, markdown_bytes
    from auditor.policy.workbook import workbook_bytes

    return {"csv": csv_bytes, "md": markdown_bytes, "xlsx": workbook_bytes}


def _write(path: Path, content: bytes) -> None:
    """Write a new file; what somebody may have filled in is never replaced."""
    from auditor.cli import screen

    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as err:
        raise AuditorError("is there already", where=path, hint="another --out") from err
    except OSError as err:
        raise AuditorError(f"cannot be written: {err.strerror}", where=path) from err
    screen.say(str(path))
