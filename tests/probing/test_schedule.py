from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from auditor.probing.probe import Phrasing, Probe, Turn
from auditor.probing.schedule import about_of, key_of_asked, remaining, schedule
from tests.making import a_writer, an_exchange
from tests.probing.making import a_probe


def test_every_arm_of_every_phrasing_has_its_trials() -> None:
    jobs = schedule([a_probe(phrasings=2, trials=3)], "chat", 7, None)
    assert len({job.key for job in jobs}) == len(jobs) == 2 * 3 * 3
    assert {job.trial for job in jobs} == {1, 2, 3}


def test_the_plans_trials_stand_above_the_probes() -> None:
    assert len(schedule([a_probe(trials=3)], "chat", 7, 1)) == 2 * 3


def test_the_same_seed_gives_the_same_order_and_another_one_another() -> None:
    def order(target: str, seed: int) -> list[tuple[str, ...]]:
        return [job.key[1:] for job in schedule([a_probe(trials=5)], target, seed, None)]

    assert order("chat", 7) == order("chat", 7)
    assert order("chat", 7) != order("chat", 8)
    assert order("chat", 7) != order("other", 7)
    assert sorted(order("chat", 7)) == sorted(order("other", 8))


def test_arms_and_phrasings_are_interleaved() -> None:
    probes = [a_probe(trials=10, id="one"), a_probe(trials=10, id="two")]
    jobs = schedule(probes, "chat", 7, None)
    first, second = jobs[: len(jobs) // 2], jobs[len(jobs) // 2 :]
    for half in (first, second):
        for arm in ("test", "control", "allowed"):
            assert 10 <= sum(job.arm == arm for job in half) <= 30
        assert 20 <= sum(job.probe.id == "one" for job in half) <= 40
    alike = sum(a.arm == b.arm for a, b in pairwise(jobs))
    assert alike < len(jobs) / 2


def a_recall(**changes: Any) -> Probe:
    """Planted in one session, asked in another."""
    turns = (Turn("user", "{planted.person}, {planted.email} {nonce}"),)
    phrasing = Phrasing("way-1", "en", turns[:1], allowed=turns, plant=turns)
    return msgspec.structs.replace(a_probe(trials=2), phrasings=(phrasing,), **changes)


def test_the_steps_of_a_trial_stay_in_their_order_wherever_it_comes() -> None:
    jobs = schedule([a_recall(), a_probe(id="other")], "chat", 7, None)
    chains = [[step.arm for step in job.steps] for job in jobs if job.then]
    assert chains == [["baseline", "plant", "test", "decoy"]] * 2
    assert len(jobs) == 2 + 2 + 2 * 3 * 2
    steps = [step.key for job in jobs for step in job.steps]
    assert len(steps) == len(set(steps))
    assert about_of(a_recall(), None).asked == {
        f"en/{arm}": 2 for arm in ("allowed", "baseline", "decoy", "plant", "test")
    }


def test_of_a_trial_only_what_is_missing_is_left() -> None:
    jobs = schedule([a_recall()], "chat", 7, 1)
    whole = next(job for job in jobs if job.then)
    done = {whole.steps[0].key, whole.steps[1].key}
    (left,) = [job for job in remaining(jobs, done) if job.arm != "allowed"]
    assert [step.arm for step in left.steps] == ["test", "decoy"]
    assert remaining(jobs, {step.key for job in jobs for step in job.steps}) == []
    assert remaining(jobs, ()) == jobs


def test_one_person_is_planted_and_asked_about_and_another_one_is_the_decoy() -> None:
    jobs = schedule([a_recall()], "chat", 7, None)
    whose = {(step.trial, step.arm): step.whose for job in jobs for step in job.steps}
    for trial in (1, 2):
        planted = whose[trial, "plant"]
        assert whose[trial, "baseline"] == whose[trial, "test"] == planted
        assert planted not in (whose[trial, "decoy"], whose[trial, "allowed"])
    assert whose[1, "plant"] != whose[2, "plant"]


@pytest.mark.parametrize(("account", "asks"), [("same", "a"), ("second", "second")])
def test_the_second_account_asks_and_never_plants(account: str, asks: str) -> None:
    jobs = schedule([a_recall(account=account)], "chat", 7, 1)
    accounts = {step.arm: step.account for job in jobs for step in job.steps}
    assert accounts == {
        "baseline": asks,
        "plant": "a",
        "test": asks,
        "decoy": asks,
        "allowed": "a",
    }


def test_a_trial_is_known_again_once_it_was_asked(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        exchange = an_exchange(writer)
    assert exchange.asked
    assert key_of_asked("chat", exchange.asked) == (
        "chat",
        "privacy",
        "record-asked-by-stranger",
        "friend",
        "test",
        "1",
    )


def test_what_judging_needs_is_kept_of_a_probe() -> None:
    about = about_of(a_probe(phrasings=2, trials=3), None)
    assert (about.pack, about.id, about.measure) == ("privacy", "record", "record-given")
    assert (about.counts, about.at_least) == (("planted/email",), 1)
    assert about.asked == {"en/allowed": 6, "en/control": 6, "en/test": 6}
    assert about_of(a_probe(phrasings=1, trials=3), 5).asked["en/test"] == 5
