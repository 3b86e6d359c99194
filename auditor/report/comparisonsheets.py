"""A comparison as a workbook: one sheet for each of its tables, a column for each audit."""

from collections.abc import Iterable, Iterator

from auditor.report.comparison import Comparison, Row
from auditor.report.moment import moment_of
from auditor.report.wording import CONCERNS
from auditor.report.xlsx import Sheet, workbook_of

_MEASURES = (
    *("target", "trials", "hits", "refused", "not_judged", "value", "low", "high"),
    *("confidence_level", "method", "unit"),
)


def comparison_as_xlsx(told: Comparison) -> bytes:
    """Eight sheets; the same comparison gives the same bytes. AuditorError without openpyxl."""
    times = [text for side in told.sides for text in (side.ended, side.started)]
    return workbook_of(_sheets(told), moment_of(sorted(times, reverse=True)))


def _sheets(told: Comparison) -> Iterator[Sheet]:
    heads = ("letter", "vendor", "audit", "started", "ended", "judged as of", "languages")
    yield "sides", (*heads, "head of the chain", *CONCERNS.values()), _sides(told)
    yield (
        "not alike",
        ("in", "between", "namely, in that order"),
        ((each.what, " and ".join(each.sides), each.because) for each in told.marks),
    )
    measured = tuple(name.replace("_", " ") for name in _MEASURES)
    yield "measures", ("pack", "probe", "name", "language", "side", *measured), _measures(told)
    yield (
        "differences",
        (
            *("name", "probe", "language", "side", "other side", "target", "other target"),
            *("share", "other share", "p", "p adjusted", "more than chance", "not tested because"),
        ),
        _differences(told),
    )
    for title, rows in (
        ("rules", told.rules),
        ("data flows", told.flows),
        ("claims", told.claims),
        ("checklist", told.checklist),
    ):
        letters = (side.letter for side in told.sides)
        yield title, ("id", "title", "under", "differs", *letters), _cells(rows)


def _sides(told: Comparison) -> Iterator[tuple[object, ...]]:
    for side in told.sides:
        ratings = {each.id: each.rating for each in side.concerns}
        yield (
            *(side.letter, side.vendor, side.audit, side.started, side.ended or "not ended"),
            *(side.as_of, side.languages, side.head),
            *(ratings.get(concern, "not tested") for concern in CONCERNS),
        )


def _measures(told: Comparison) -> Iterator[tuple[object, ...]]:
    for asked in told.measures:
        for rated in asked.rates:
            numbers = (getattr(rated.measure, name) for name in _MEASURES)
            yield asked.pack, asked.probe, asked.name, asked.language, rated.side, *numbers


def _differences(told: Comparison) -> Iterator[tuple[object, ...]]:
    for each in told.differences:
        real = "not tested" if each.because else "yes" if each.real else "no"
        yield (
            *(each.name, each.probe, each.language, *each.sides, *each.targets, *each.shares),
            *(each.p, each.p_adjusted, real, each.because),
        )


def _cells(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        yield row.id, row.title, row.under, "yes" if row.differs else "no", *row.cells
