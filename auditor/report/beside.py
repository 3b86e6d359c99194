"""Draws a comparison: the rates of one question on one scale, and vendors by concern."""

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.report.comparison import Asked, Comparison, Rated, Side
from auditor.report.drawing import BAR, numbers
from auditor.report.wording import CONCERNS, short

LEFT = 150.0
"""Room for the names of the rows."""
COLUMN, LINE = 96, 30
MOST_RATES = 24
"""Targets in one drawing; the table has all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One rate with its interval; both ends and the dot as x."""

    rated: Rated
    name: str
    numbers: str
    x: float | None
    low: float
    high: float
    y: int


@dataclass(frozen=True, slots=True)
class Scale:
    """All rates of one question on an axis from 0 to 100%."""

    asked: Asked
    marks: tuple[Mark, ...]
    height: int
    more: int


@dataclass(frozen=True, slots=True)
class Field:
    """One vendor's rating of one concern."""

    letter: str
    rating: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Band:
    """One concern over all vendors."""

    concern: str
    fields: tuple[Field, ...]
    counts: tuple[str, ...]
    y: int


def scale(asked: Asked) -> Scale:
    """The drawing of one question."""
    shown = [_mark(rated, 20 + 22 * row) for row, rated in enumerate(asked.rates[:MOST_RATES])]
    return Scale(
        asked=asked,
        marks=tuple(shown),
        height=22 * len(shown) + 30,
        more=len(asked.rates) - len(shown),
    )


def bands(comparison: Comparison) -> tuple[Band, ...]:
    """Concerns downwards, vendors to the right."""
    return tuple(
        _band(comparison.sides, concern, 26 + LINE * row) for row, concern in enumerate(CONCERNS)
    )


def _band(sides: Sequence[Side], concern: str, y: int) -> Band:
    fields, counts = [], []
    for column, side in enumerate(sides):
        mine = next((each for each in side.concerns if each.id == concern), None)
        rating = mine.rating if mine else "not tested"
        told = {"none": "none found"}.get(rating, rating)
        fields.append(Field(side.letter, told, int(LEFT) + COLUMN * column, y))
        said = mine.counts if mine else None
        counts.append(
            f"{said.broken} broken, {said.inconclusive} inconclusive, {said.not_tested} not "
            f"tested, {said.waived} waived, {said.kept} kept"
            if said and said.total
            else "no rule applied"
        )
    return Band(CONCERNS[concern], tuple(fields), tuple(counts), y)


def _mark(rated: Rated, y: int) -> Mark:
    measure = rated.measure
    value = measure.value
    low, high = (value if end is None else end for end in (measure.low, measure.high))
    return Mark(
        rated=rated,
        name=f"{rated.side} · {short(measure.target, 20)}",
        numbers=numbers(measure),
        x=None if value is None else _on_axis(value),
        low=_on_axis(low or 0.0),
        high=_on_axis(1.0 if high is None else high),
        y=y,
    )


def _on_axis(value: float) -> float:
    return round(LEFT + BAR * min(max(value, 0.0), 1.0), 2)
