"""Vendors that stall, flood and reset: it ends, in bounds, and nothing of it counts as an answer."""

import resource
import time
from pathlib import Path

import pytest

from auditor.probing.outcomes import finished
from tests.making import a_writer
from tests.probing.fake import Act, Handler, Seen, endless, hang_up, serving
from tests.probing.making import QUICK, a_lane, a_probe, ask, asked, jobs

MEMORY = 400 * 1024
"""KiB that a flood may add: four answers in flight, cut at 16 MB each, with some copies."""


def stall(_to: Handler, _seen: Seen) -> None:
    time.sleep(1.5)


def flood(to: Handler, _: Seen) -> None:
    to.begin_stream("application/json")
    for _ in range(40):
        to.chunk(b" " * 2**20)


@pytest.mark.parametrize(
    ("act", "kinds"),
    [
        (stall, {"timeout"}),
        (endless(0.0), {"timeout", "too-large"}),
        (flood, {"timeout", "too-large"}),
        (hang_up, {"dropped"}),
    ],
    ids=["stalls", "drips fast", "floods", "resets"],
)
def test_a_bad_vendor_is_left_in_bounds(tmp_path: Path, act: Act, kinds: set[str]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    todo = jobs(a_probe(phrasings=1, trials=2))
    with serving() as vendor, a_writer(tmp_path) as writer:
        vendor.always = act
        lane = a_lane(writer, vendor.url)
        ask(lane, todo)
        seen = asked(writer)
        assert len(vendor.asked) <= len(todo) * QUICK.tries
    assert 0 < len(seen) <= len(todo)
    assert {each.error.kind if each.error else "" for each in seen} <= kinds
    assert finished(each for each in seen if not each.error) == set()
    assert lane.why_failed()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEMORY
