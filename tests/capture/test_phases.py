import os
import time

import pytest

from auditor.capture.phases import Phases, ask, asked, why_not
from auditor.errors import AuditorError


def test_a_request_belongs_to_the_phase_in_which_it_began():
    phases = Phases("before-consent", ("after-consent",))
    before = time.time()
    time.sleep(0.01)
    phases.mark("after-consent")
    assert phases.at(before) == "before-consent"
    assert phases.at(time.time()) == phases.now == "after-consent"
    assert phases.begun == ("before-consent", "after-consent")


def test_phases_follow_each_other_as_planned_and_one_that_was_left_out_is_over():
    phases = Phases("a", ("a", "b", "c", "d"))
    assert phases.following == "b"
    phases.mark("c")
    assert phases.following == "d"
    phases.mark("something-else")
    phases.mark("d")
    phases.mark("d")
    assert (phases.following, phases.begun) == ("", ("a", "c", "something-else", "d"))


def test_a_mark_is_taken_once(tmp_path):
    phases = Phases("a")
    assert list(asked(tmp_path, None, phases)) == []
    ask(tmp_path, "private-mode")
    assert list(asked(tmp_path, None, phases)) == ["private-mode"]
    assert list(asked(tmp_path, None, phases)) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [(b"\n", ["b"]), (b"own name\n", ["own name"]), (b"x\x07y\n", []), (b"", [])],
)
def test_a_typed_line_is_a_phase_and_an_empty_one_the_next(tmp_path, typed, wanted):
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8") as keys, os.fdopen(writing, "wb", 0) as hand:
        hand.write(typed)
        assert list(asked(tmp_path, keys, Phases("a", ("b",)))) == wanted


@pytest.mark.parametrize(
    ("name", "fine"), [("after-consent", True), ("", False), ("a\nb", False), ("x" * 61, False)]
)
def test_a_phase_has_a_name_of_one_short_line(tmp_path, name, fine):
    assert (why_not(name) == "") is fine
    if not fine:
        with pytest.raises(AuditorError, match="no name of a phase"):
            ask(tmp_path, name)


def test_where_nothing_runs_nothing_is_marked(tmp_path):
    with pytest.raises(AuditorError, match="no capture runs here"):
        ask(tmp_path / "none", "after-consent")
