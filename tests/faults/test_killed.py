"""An audit that is killed at random points, moved, and run again: nothing is lost, nothing changes."""

import random
import shutil
import time
from collections import Counter
from pathlib import Path

from auditor.evidence.custody import cut_short
from auditor.evidence.folder import Folder, is_audit
from auditor.evidence.verifying import verify
from auditor.probing.outcomes import finished
from tests.cli.running import a_plan, parrot, trials
from tests.faults.running import SOAK, begin, finish, printed, until, verdicts
from tests.probing.fake import FakeVendor, serving, slowly

KILLS, TRIALS = (50, 12) if SOAK else (8, 2)
IN_FLIGHT = 4
LOOKING = "looking at what was seen"


def _asked(audit: Path) -> list[str]:
    """Ids of what was asked, in order; the folder must be sound."""
    if not is_audit(audit):
        return []
    verify(audit)
    return [each.id for each in Folder(audit).exchanges() if each.asked]


def _kill(home: Path, plan: Path, vendor: FakeVendor, chance: random.Random, number: int) -> int:
    """Kill a run: the first as it begins, two while it looks at what was seen, else as it asks.

    Returns how it ended: one that only looks may come to its end before.
    """
    looked = printed(home).count(LOOKING)
    run = begin(home, "audit", plan, "--yes", "--out", "audit")
    if number == 0:
        time.sleep(chance.uniform(0, 0.1))
    elif number >= KILLS - 2:
        until(lambda: printed(home).count(LOOKING) > looked, run)
        time.sleep(chance.uniform(0, 0.5))
    else:
        left = trials(plan) - len(_asked(home / "audit"))
        wanted = len(vendor.asked) + chance.randint(1, max(1, 2 * left // (KILLS - number)))
        until(lambda: len(vendor.asked) >= wanted, run)
        time.sleep(chance.uniform(0, 0.02))
    run.kill()
    return finish(run)


def test_an_audit_killed_at_random_points_loses_nothing_and_finds_the_same(tmp_path: Path) -> None:
    chance = random.Random(20261125)
    quiet, home = tmp_path / "quiet", tmp_path / "home"
    quiet.mkdir()
    home.mkdir()
    with serving() as vendor:
        vendor.always = slowly(0.005, parrot)
        limits = {"trials": TRIALS, "in-flight": IN_FLIGHT}
        undisturbed = finish(
            begin(
                quiet, "audit", a_plan(quiet, vendor.url, limits=limits), "--yes", "--out", "audit"
            )
        )
        before = len(vendor.asked)
        plan = a_plan(home, vendor.url, limits=limits)
        kept: list[str] = []
        for number in range(KILLS):
            ended = _kill(home, plan, vendor, chance, number)
            assert ended == -9 or (number >= KILLS - 2 and ended == undisturbed)
            now = _asked(home / "audit")
            assert now[: len(kept)] == kept
            kept = now
        shutil.move(home / "audit", home / "moved")
        assert finish(begin(home, "audit", plan, "--yes", "--out", "moved")) == undisturbed
        asked = vendor.asked[before:]
    moved = Folder(home / "moved")
    assert len(finished(moved.exchanges())) == trials(plan)
    assert max(Counter(seen.raw for seen in asked).values()) <= KILLS
    told = len(cut_short(moved.custody()))
    assert len(asked) - trials(plan) <= told <= KILLS * IN_FLIGHT
    noted = [each for each in moved.coverage().notes if "may have been billed twice" in each]
    assert len(noted) == bool(told)
    assert verify(moved.path).notes == ()
    assert verdicts(moved.path) == verdicts(quiet / "audit")
    assert "Traceback" not in printed(home)


def test_a_second_audit_in_one_folder_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    with serving() as vendor:
        vendor.always = slowly(0.2, parrot)
        plan = a_plan(tmp_path, vendor.url, limits={"trials": 1, "in-flight": 1})
        args = ("audit", plan, "--yes", "--out", "audit")
        first = begin(tmp_path, *args)
        until(lambda: len(vendor.asked) > 2, first)
        assert finish(begin(tmp_path, *args)) == 2
        assert first.is_alive()
        first.kill()
        assert finish(first) == -9
    told = "Error: audit: another run is writing here\ntry: wait for it, or choose another --out"
    assert told in printed(tmp_path)
    assert len(_asked(tmp_path / "audit")) > 2
