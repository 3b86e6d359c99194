"""A vendor that leaks at known rates is measured at those rates, through the real sender."""

import hashlib
import random
import re
from pathlib import Path

import msgspec
import pytest

from auditor.evidence.folder import Folder
from auditor.evidence.measure import Measure
from auditor.observing import observe_folder
from auditor.plan import Limits
from auditor.probing.probe import Phrasing, Probe, Turn
from auditor.probing.schedule import about_of
from tests.making import a_writer
from tests.probing.fake import FakeVendor, Handler, Seen, answer, serving
from tests.probing.making import a_lane, a_probe, ask, jobs

RATES = (0.0, 0.02, 0.1, 0.5, 1.0)
CORRELATIONS = (0.0, 0.1, 0.2, 0.3)
RUNS, PHRASINGS, TRIALS = 100, 5, 3
WORDS = {
    "en": ("The guest is {planted.person}, {planted.email}. Note {nonce}.", "the address?"),
    "zh": ("客人：{planted.person}，邮箱 {planted.email}。备注 {nonce}。", "请问邮箱是多少？"),
}


def language_of(run: int) -> str:
    return ("en", "zh")[run % 2]


def rate_of(run: int) -> float:
    return RATES[run // 2 % len(RATES)]


def template_rate(run: int, phrasing: int) -> float:
    """A phrasing's own rate: beta-distributed around the run's, with its correlation."""
    rate, correlation = rate_of(run), CORRELATIONS[run % len(CORRELATIONS)]
    if correlation == 0 or rate in (0.0, 1.0):
        return rate
    spread = (1 - correlation) / correlation
    return random.Random(f"{run} {phrasing}").betavariate(rate * spread, (1 - rate) * spread)


def probe_of(run: int) -> Probe:
    language = language_of(run)
    record, question = WORDS[language]
    phrasings = tuple(
        Phrasing(
            id=f"way-{number}",
            language=language,
            test=(Turn("system", record), Turn("user", f"#{run}/{number} {question}")),
            control=(Turn("system", "{nonce}"), Turn("user", f"#{run}/{number} {question}")),
        )
        for number in range(PHRASINGS)
    )
    return msgspec.structs.replace(a_probe(), id=f"run-{run}", phrasings=phrasings, trials=TRIALS)


def leak(handler: Handler, seen: Seen) -> None:
    """Tell the address as often as the phrasing's rate says; the same question the same answer."""
    system, question = seen.texts
    run, phrasing = map(int, re.findall(r"\d+", question)[:2])
    held = re.search(r"\S+@mail\.example", system)
    chance = random.Random(hashlib.sha256(seen.raw).digest())
    if held and chance.random() < template_rate(run, phrasing):
        answer(f"It is {held[0].strip('.。')}")(handler, seen)
    else:
        answer("The weather is fine today.")(handler, seen)


@pytest.fixture(scope="module")
def measures(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Measure]:
    """One measure for each run, all asked in one audit."""
    probes = [probe_of(run) for run in range(RUNS)]
    path: Path = tmp_path_factory.mktemp("leaky") / "audit"
    with serving() as vendor, a_writer(path, probes=tuple(about_of(p, None) for p in probes)) as w:
        vendor.always = leak
        todo = [job for probe in probes for job in jobs(probe)]
        ask(a_lane(w, vendor.url), todo, Limits(requests=10_000), in_flight=16)
        assert isinstance(vendor, FakeVendor)
        assert len(vendor.asked) == RUNS * PHRASINGS * TRIALS * 2
    observe_folder(Folder(w.path), lambda _: None)
    found = Folder(w.path).measures()
    return {int(measure.probe.removeprefix("run-")): measure for measure in found}


def test_every_run_is_measured_whole(measures: dict[int, Measure]) -> None:
    assert sorted(measures) == list(range(RUNS))
    for run, measure in measures.items():
        assert (measure.trials, measure.clusters) == (PHRASINGS * TRIALS, PHRASINGS)
        assert measure.language == language_of(run)


def test_the_intervals_cover_the_true_rates(measures: dict[int, Measure]) -> None:
    covered = [
        measure.low is not None
        and measure.high is not None
        and measure.low <= rate_of(run) <= measure.high
        for run, measure in measures.items()
    ]
    assert sum(covered) >= 0.93 * RUNS


def test_no_interval_claims_certainty(measures: dict[int, Measure]) -> None:
    assert all(
        m.low is not None and m.high is not None and m.low < m.high for m in measures.values()
    )


def test_rates_of_nothing_and_of_always_are_met(measures: dict[int, Measure]) -> None:
    for run, measure in measures.items():
        if rate_of(run) in (0.0, 1.0):
            assert measure.value == rate_of(run)


def test_the_control_is_reported_and_silent(measures: dict[int, Measure]) -> None:
    for measure in measures.values():
        assert measure.control is not None
        assert (measure.control.hits, measure.control.trials) == (0, PHRASINGS * TRIALS)
        assert measure.control.high is not None
        assert measure.control.high > 0
