"""What was published is found when it is replayed."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.replays import replayed, replays

ALL = replays()
SHOWN = [each for each in ALL if "requests" in each]
KNOWN = [each for each in SHOWN if "once-known" in each]


def test_every_published_finding_is_there_once() -> None:
    assert [each["id"] for each in ALL] == list(range(1, 32))


@pytest.mark.parametrize("replay", ALL, ids=lambda each: str(each["id"]))
def test_a_finding_is_replayed_or_says_what_would_answer(replay: dict[str, Any]) -> None:
    shown = "requests" in replay or "live" in replay
    assert shown != ("not-observable" in replay)
    assert re.fullmatch(r"20\d\d(-\d\d){0,2}", str(replay["published"]))


@pytest.mark.parametrize("replay", SHOWN, ids=lambda each: str(each["id"]))
def test_a_replay_is_found(replay: dict[str, Any], tmp_path: Path) -> None:
    folder, findings = replayed(replay, tmp_path)
    expects = replay["expects"]
    became = {each.rule: each.verdict for each in findings if each.rule in expects["rules"]}
    assert became == expects["rules"]
    broken = {each.rule for each in findings if each.verdict == "broken"}
    assert not broken & set(expects.get("unbroken", ()))
    seen = {(each.kind, each.host) for each in folder.observations()}
    assert {(each["kind"], each["host"]) for each in expects["seen"]} <= seen


@pytest.mark.parametrize("replay", KNOWN, ids=lambda each: str(each["id"]))
def test_a_replay_breaks_a_rule_once_it_is_known_who_may_receive(
    replay: dict[str, Any], tmp_path: Path
) -> None:
    _, findings = replayed(replay, tmp_path, known=True)
    broken = {each.rule for each in findings if each.verdict == "broken"}
    assert set(replay["once-known"]) <= broken
