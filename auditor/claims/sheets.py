"""What vendors published: scores, and sheets of statements to be held against arithmetic."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from auditor.errors import AuditorError
from auditor.packs import shaped
from auditor.schemas import check
from auditor.shipped import shipped
from auditor.yamlfile import read_bounded, read_yaml

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Figure(msgspec.Struct, frozen=True):
    """One published score, in per cent unless its metric says otherwise."""

    model: str
    vendor: str
    benchmark: str
    metric: str
    value: float
    by: str
    """Who measured and published it."""
    source: str
    date: str
    tier: str
    """A read, B in a copy, C off a chart."""


class Advantage(msgspec.Struct, frozen=True, rename="kebab"):
    """A lead over another model that is stated for some benchmarks."""

    model: str
    over: str
    benchmarks: tuple[str, ...]
    source: str
    read_on: str


class Compute(msgspec.Struct, frozen=True, rename="kebab"):
    """What a training is said to have taken."""

    model: str
    source: str
    read_on: str
    active_parameters: float | None = None
    tokens: float | None = None
    pretraining_hours: float | None = None
    """Of one device."""
    hours: float | None = None
    """In all."""
    usd: float | None = None
    usd_per_hour: float | None = None
    device: str = ""
    peak_flops: float | None = None
    """Operations a second of one device in that precision, dense."""
    precision: str = ""
    leaves_out: str = ""


class PriceRatio(msgspec.Struct, frozen=True, rename="kebab"):
    """A relation of prices that is stated; prices in USD per million tokens."""

    model: str
    over: str
    stated_ratio: float
    """Of the other's price to this one's."""
    kind: str
    price: float
    other_price: float
    source: str
    read_on: str


class Wording(msgspec.Struct, frozen=True, rename="kebab"):
    """Praise, and whether it came with figures."""

    model: str
    words: str
    figures: bool
    source: str
    read_on: str
    lacks: str = ""


class Sheet(msgspec.Struct, frozen=True):
    """What one vendor states."""

    id: str
    title: str
    vendor: str
    advantages: tuple[Advantage, ...] = ()
    compute: tuple[Compute, ...] = ()
    prices: tuple[PriceRatio, ...] = ()
    wording: tuple[Wording, ...] = ()


def sheets_of(vendor: str) -> list[Sheet]:
    """The shipped sheets about a vendor."""
    paths = sorted(shipped("probes", "claims").glob("*.yaml"))
    return [sheet for sheet in map(read_sheet, paths) if sheet.vendor == vendor]


def find_sheet(name: str, beside: Path) -> Sheet:
    """The sheet of a name, or at a path relative to the plan; AuditorError when it is none."""
    home = shipped("probes", "claims", f"{name}.yaml") if _NAME.fullmatch(name) else None
    path = home if home and home.is_file() else beside / Path(name).expanduser()
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in shipped("probes", "claims").glob("*.yaml")))
        raise AuditorError(f"no claim sheet is called {name!r}", hint=f"known ones: {known}")
    return read_sheet(path)


def read_sheet(path: Path) -> Sheet:
    """One file; AuditorError with file:line for the first thing wrong with it."""
    document = read_yaml(path)
    check("claims", document)
    return shaped(document, Sheet)


def figures() -> list[Figure]:
    """Every published score that is known."""
    path = shipped("probes", "claims", "figures.tsv")
    return [_figure(row, where) for row, where in _rows(path)]


def items() -> dict[str, int]:
    """Benchmark → how many items it has."""
    path = shipped("probes", "claims", "benchmarks.tsv")
    return {row["benchmark"]: int(row["items"]) for row, _ in _rows(path)}


def _figure(row: dict[str, str], where: str) -> Figure:
    try:
        return msgspec.convert(row, Figure, strict=False)
    except msgspec.ValidationError as err:
        raise AuditorError(str(err), where=where) from err


def _rows(path: Path) -> Iterator[tuple[dict[str, str], str]]:
    """The rows of a table of ours, without its comments, each with its line."""
    lines = read_bounded(path).decode().splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if not line.startswith("#")]
    reader = csv.DictReader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    for (number, _), row in zip(numbered[1:], reader, strict=True):
        yield row, f"{path}:{number}"
