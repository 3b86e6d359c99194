"""Scores that a standard harness measured, held against those that vendors published.

Reads the result files of lm-evaluation-harness (``results_*.json``) and the logs of Inspect in
their JSON form. A score counts against a published one only where benchmark, metric, shots and the
number of items are the same; else it is told, and nothing follows from it.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson

from auditor.claims.arithmetic import difference
from auditor.claims.outcome import LEVEL, OPEN, fairly
from auditor.claims.sheets import Figure
from auditor.claims.statistics import holm
from auditor.errors import AuditorError
from auditor.evidence.claim import Claim, ClaimVerdict

LARGEST = 64 * 2**20
"""Bytes of one file; logs of Inspect hold every sample."""
MOST = 500
"""Scores of one file."""
NARROW = 0.05
"""Half an interval, as a share, beyond which agreement says little."""
_SHOTS = re.compile(r"(\d+)-shot")
_SAME_METRIC = (
    {"em", "exact_match", "acc", "accuracy", "correct", "mean"},
    {"pass@1", "accuracy", "acc", "mean"},
    {"f1"},
)


@dataclass(frozen=True, slots=True)
class Scored:
    """One score of one task, as a share."""

    file: str
    model: str
    task: str
    metric: str
    value: float
    n: int | None
    shots: int | None = None


def read_results(path: Path) -> list[Scored]:
    """Every score in a file; AuditorError when it is of neither harness, or too large."""
    try:
        size = path.stat().st_size
    except OSError as err:
        raise AuditorError(f"cannot be read: {err.strerror}", where=path) from err
    if size > LARGEST:
        raise AuditorError(f"more than {LARGEST // 2**20} MB", where=path)
    try:
        value = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as err:
        hint = "inspect log convert --to json" if path.suffix == ".eval" else ""
        raise AuditorError("no JSON", where=path, hint=hint) from err
    read = _inspect if isinstance(_at(value, "eval"), dict) else _harness
    found: list[Scored] = []
    for scored in read(value, path.name):
        if len(found) == MOST:
            raise AuditorError(f"more than {MOST} scores", where=path)
        found.append(scored)
    if not found:
        raise AuditorError(
            "no score of lm-evaluation-harness or Inspect in it",
            where=path,
            hint="results_….json, or a finished log of Inspect as JSON",
        )
    return found


def _harness(value: Any, file: str) -> Iterator[Scored]:
    """The results of lm-evaluation-harness: task → ``metric,filter`` → share."""
    results = _at(value, "results")
    model = _text(_at(value, "model_name")) or _text(_at(value, "config", "model"))
    for task, metrics in results.items() if isinstance(results, dict) else ():
        for name, share in metrics.items() if isinstance(metrics, dict) else ():
            metric, comma, _ = name.partition(",")
            if not comma or metric.endswith("_stderr") or not _is_share(share):
                continue
            n, shots = (_at(value, *way) for way in _ways(task))
            yield Scored(file, model, _text(task), _text(metric), share, _count(n), _count(shots))


def _ways(task: str) -> tuple[tuple[str, ...], ...]:
    return ("n-samples", task, "effective"), ("n-shot", task)


def _inspect(value: Any, file: str) -> Iterator[Scored]:
    """The scores in a log of Inspect; none of one that did not come to its end."""
    if _at(value, "status") != "success":
        return
    model, task = (_text(_at(value, "eval", name)) for name in ("model", "task"))
    n = _count(_at(value, "results", "completed_samples"))
    scores = _at(value, "results", "scores")
    for score in scores if isinstance(scores, list) else ():
        metrics = _at(score, "metrics")
        for name, metric in metrics.items() if isinstance(metrics, dict) else ():
            share = _at(metric, "value")
            if name != "stderr" and _is_share(share):
                yield Scored(file, model, task, _text(name), share, n)


def held(
    scores: Sequence[Scored], published: Sequence[Figure], sizes: Mapping[str, int]
) -> list[Claim]:
    """Each score against what the model's vendor published of the same benchmark."""
    found = [
        _claim(scored, figure, sizes.get(figure.benchmark))
        for scored in scores
        for figure in published
        if _same(scored.model, figure.model) and _same(scored.task, figure.benchmark)
    ]
    adjusted = iter(holm([each.p for each in found if each.p is not None]))
    settled = [each if each.p is None else _settled(each, next(adjusted)) for each in found]
    return [
        replace(fairly(claim), id=f"results-{number}") for number, claim in enumerate(settled, 1)
    ]


def _claim(scored: Scored, figure: Figure, size: int | None) -> Claim:
    claim = Claim(
        id="",
        vendor=figure.vendor,
        concern="performance-claims",
        check="benchmark/accuracy",
        subject=figure.model,
        measure=figure.metric,
        verdict="unverifiable",
        because="",
        benchmark=figure.benchmark,
        conditions={"metric": scored.metric, "shots": str(scored.shots), "file": scored.file},
        stated=figure.value,
        unit="percentage points",
        source=f"{figure.source}, {figure.date}",
        measured=100 * scored.value,
        n=scored.n,
        method="difference of two independent binomial shares, adjusted by Holm",
        other_explanations=(
            "A condition that was not published differs.",
            "The served model is another version than the one measured.",
        ),
        fair_sentence="Measured again, the score was below the stated one, beyond chance.",
    )
    told = f"{100 * scored.value:.1f} measured, {figure.value:g} stated by {figure.by}"
    if why := _unmatched(scored, figure, size):
        return replace(claim, because=f"{told}; {why}")
    low, high, p = difference(scored.value, figure.value / 100, scored.n or 1)
    return replace(claim, low=100 * low, high=100 * high, p=p, because=told)


def _unmatched(scored: Scored, figure: Figure, size: int | None) -> str:
    """The condition that is not the same, or not known to be; empty when all are."""
    if not 0 <= figure.value <= 100:
        return "the stated figure is no share"
    metric = figure.metric.casefold()
    same = (scored.metric.casefold(), re.sub(r"^\d+-shot ", "", metric))
    if same[0] != same[1] and not any(set(same) <= each for each in _SAME_METRIC):
        return f"{scored.metric!r} was measured and {figure.metric!r} is stated"
    stated = _SHOTS.search(metric)
    if (scored.shots or 0) != (int(stated[1]) if stated else 0):
        return f"measured with {scored.shots or 0} shots, stated with {figure.metric!r}"
    if scored.n is None or size is None or scored.n != size:
        return f"{scored.n} items were measured of {size or 'a number that is not known'}"
    return ""


def _settled(claim: Claim, p: float) -> Claim:
    low, high = claim.low or 0.0, claim.high or 0.0
    verdict: ClaimVerdict = "not distinguishable"
    if p < LEVEL and high < 0:
        verdict = "contradicted"
    elif low > 0 or (p >= OPEN and (high - low) / 2 <= 100 * NARROW):
        verdict = "supported"
    return replace(claim, p_adjusted=p, verdict=verdict, because=f"{claim.because}, p {p:.2g}")


def _same(one: str, other: str) -> bool:
    """Whether two names differ in spelling only; whose a model is may stand before it."""
    plain = [re.sub(r"[^a-z0-9.]", "", each.rpartition("/")[2].casefold()) for each in (one, other)]
    return plain[0] == plain[1] != ""


def _at(value: Any, *way: str) -> Any:
    for key in way:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    return value[:200] if isinstance(value, str) else ""


def _is_share(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value) and 0 <= value <= 1


def _count(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value < 10**9 else None
