"""auditor trend."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli.options import Json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.trending import MeasureTrend, Trend


def trend(
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="F F…",
            help="Judged audits of one vendor, or folders of audits of several plans.",
        ),
    ],
    json: Json = False,
) -> None:
    """Put audits of one vendor in a row: which rates changed, which findings came and went."""
    import msgspec

    from auditor import trending
    from auditor.cli import screen

    several = [trending.trend(each) for each in trending.series(folders)]
    if json:
        value = msgspec.to_builtins(several)
        screen.show(value if len(value) > 1 else value[0])
        return
    head = ["what", "of", "course", "since", "p, adjusted", "series"]
    for made in several:
        name = f"{made.vendor}, " if len(several) > 1 else ""
        for note in made.notes:
            screen.tell(f"{name}on our side, {note}")
        if name:
            screen.say(f"{made.vendor}: {made.runs[-1].audit}")
        screen.table([head, *_rows(made)])


def _rows(made: "Trend") -> "Iterator[list[str]]":
    for one in made.measures:
        of = f"{one.target}, {one.language}"
        p = "" if one.p_adjusted is None else f"{one.p_adjusted:.3g}"
        yield [one.probe, of, one.course, one.since[:10], p, " → ".join(_counts(one))]
    for found in made.findings:
        if found.state != "not broken":
            series = " → ".join(each or "–" for each in found.verdicts)
            yield [found.rule, found.subject, found.state, "", "", series]


def _counts(one: "MeasureTrend") -> "Iterator[str]":
    for each in one.counts:
        yield f"{each[0]}/{each[1]}" if each else "–"
