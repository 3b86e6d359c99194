"""A run that is killed in its middle, and run again."""

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from auditor.evidence.custody import cut_short
from auditor.evidence.folder import Folder
from auditor.evidence.intents import Intents
from auditor.evidence.verifying import verify
from auditor.probing.outcomes import finished
from tests.probing.child import TRIALS
from tests.probing.fake import FakeVendor, answer, slowly, streamed
from tests.probing.making import asked

IN_FLIGHT = 4
REPOSITORY = Path(__file__).parents[2]


def start(folder: Path, url: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.probing.child", str(folder), url]
    return subprocess.Popen(command, cwd=REPOSITORY)


def wait_until_asked(vendor: FakeVendor, count: int) -> None:
    end = time.monotonic() + 20
    while len(vendor.asked) < count:
        assert time.monotonic() < end, "the child asks nothing"
        time.sleep(0.002)


@pytest.mark.parametrize("after", [1, 40])
def test_a_killed_run_loses_nothing_and_asks_no_finished_trial_again(
    tmp_path: Path, fake_vendor: FakeVendor, after: int
) -> None:
    fake_vendor.always = slowly(0.02, answer("x"))
    child = start(tmp_path, fake_vendor.url)
    try:
        wait_until_asked(fake_vendor, after)
    finally:
        child.kill()
        assert child.wait() == -9
    folder = Folder(tmp_path / "audit")
    before = finished(folder.exchanges())
    kept = asked(folder)
    paid = [folder.body(each.sent.body) for each in kept if each.sent]
    assert after - IN_FLIGHT <= len(before) == len(kept) < len(TRIALS)
    # The vendor may not have seen the last that were about to be sent.
    on_their_way = {*Intents(folder.evidence).left()} - {each.id for each in kept}
    assert len(fake_vendor.asked) - len(kept) <= len(on_their_way) <= IN_FLIGHT

    again = start(tmp_path, fake_vendor.url)
    assert again.wait(30) == 0
    folder = Folder(tmp_path / "audit")
    assert asked(folder)[: len(kept)] == kept
    assert finished(folder.exchanges()) == {job.key for job in TRIALS}
    assert verify(folder.path).exchanges == len(TRIALS)
    assert cut_short(folder.custody()) == on_their_way
    times = Counter(seen.raw for seen in fake_vendor.asked)
    assert len(times) == len(TRIALS)
    assert [times[body] for body in paid] == [1] * len(paid)
    assert max(times.values()) <= 2
    assert sum(times.values()) - len(TRIALS) <= IN_FLIGHT


def test_a_run_that_is_killed_again_and_again_comes_to_its_end(
    tmp_path: Path, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = streamed(["a", "b"], pause=0.005)
    kills = 2
    for _ in range(kills):
        child = start(tmp_path, fake_vendor.url)
        try:
            wait_until_asked(fake_vendor, len(fake_vendor.asked) + 9)
        finally:
            child.kill()
            child.wait()
    assert start(tmp_path, fake_vendor.url).wait(30) == 0
    folder = Folder(tmp_path / "audit")
    assert finished(folder.exchanges()) == {job.key for job in TRIALS}
    assert verify(folder.path).exchanges == len(TRIALS)
    assert len(fake_vendor.asked) <= len(TRIALS) + kills * IN_FLIGHT
