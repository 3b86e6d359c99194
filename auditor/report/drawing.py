"""Works out where the marks of a drawing stand; the templates write them as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.evidence.finding import RISKS, Finding, Risk
from auditor.evidence.measure import Measure, Rate
from auditor.report.rating import Counts
from auditor.report.wording import share

BAR = 240.0
"""Width of a bar and of the axis from 0 to 100%, in units of the drawing."""
CELL = 34
LEFT = 70
"""Room for the names of an interval plot's rows."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One state's part of a stacked bar."""

    state: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    """One rate with its interval, as x of the dot and of both ends."""

    label: str
    numbers: str
    x: float
    low: float
    high: float
    y: int
    main: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """A measure beside its control and where disclosure is right."""

    measure: Measure
    dots: tuple[Dot, ...]
    height: int
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the risk matrix; ``risk`` is the gravest in it."""

    impact: int
    likelihood: int
    count: int
    risk: Risk | None
    x: int
    y: int


def stack(counts: Counts) -> tuple[Segment, ...]:
    """The parts of a bar that stands for all checks."""
    numbers = {
        "broken": counts.broken,
        "inconclusive": counts.inconclusive,
        "not tested": counts.not_tested,
        "waived": counts.waived,
        "kept": counts.kept,
    }
    segments, x = [], 0.0
    for state, count in numbers.items():
        if count:
            width = round(BAR * count / counts.total, 2)
            segments.append(Segment(state, count, round(x, 2), width))
            x += width
    return tuple(segments)


def plot(measure: Measure) -> Plot:
    """The dots of a measure that have a value."""
    rates: list[tuple[str, Measure | Rate | None]] = [
        ("asked", measure),
        ("control", measure.control),
        ("allowed", measure.allowed),
    ]
    dots = [
        _dot(label, rate, 22 + 22 * row)
        for row, (label, rate) in enumerate((lb, r) for lb, r in rates if r and r.value is not None)
    ]
    return Plot(
        measure=measure,
        dots=tuple(dots),
        height=22 * len(dots) + 32,
        words="; ".join(f"{dot.label}: {dot.numbers}" for dot in dots) or "no value",
    )


def matrix(findings: Sequence[Finding]) -> tuple[Cell, ...]:
    """Twenty-five fields, impact downwards from 5, likelihood to the right from 1."""
    broken = [finding for finding in findings if finding.verdict == "broken"]
    cells = []
    for impact in range(5, 0, -1):
        for likelihood in range(1, 6):
            here = [f for f in broken if (f.impact, f.likelihood) == (impact, likelihood)]
            risks = {finding.risk for finding in here}
            cells.append(
                Cell(
                    impact=impact,
                    likelihood=likelihood,
                    count=len(here),
                    risk=next((risk for risk in RISKS if risk in risks), None),
                    x=36 + CELL * (likelihood - 1),
                    y=8 + CELL * (5 - impact),
                )
            )
    return tuple(cells)


def numbers(rate: Measure | Rate) -> str:
    """Such as ``3 of 12, 25% (9% to 53%)``."""
    said = f"{rate.hits:,} of {rate.trials:,}"
    if rate.value is None:
        return said
    return f"{said}, {share(rate.value)} ({share(rate.low)} to {share(rate.high)})"


def _dot(label: str, rate: Measure | Rate, y: int) -> Dot:
    value = rate.value or 0.0
    low = value if rate.low is None else rate.low
    high = value if rate.high is None else rate.high
    return Dot(
        label=label,
        numbers=numbers(rate),
        x=_on_axis(value),
        low=_on_axis(low),
        high=_on_axis(high),
        y=y,
        main=label == "asked",
    )


def _on_axis(value: float) -> float:
    return round(LEFT + BAR * min(max(value, 0.0), 1.0), 2)
