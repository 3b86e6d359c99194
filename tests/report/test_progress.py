"""How far an audit has come is told by its evidence."""

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.evidence.about import ProbeAbout, TargetAbout
from auditor.evidence.exchange import Asked, Failure
from auditor.evidence.folder import Folder
from auditor.report.progress import progress_of
from tests.making import a_writer, an_exchange

PROBE = ProbeAbout("privacy", "p", "t", "m", "privacy", (), 1, {"en/test": 3, "zh/test": 2}, "", "")
TARGETS = tuple(TargetAbout(name, "openai-chat", "m", "https://a.test") for name in ("chat", "b"))
ASKED = Asked("privacy", "p", "a", "en", "test", 1, "n")


def test_it_counts_questions_and_says_how_long_it_will_take(tmp_path: Path) -> None:
    with a_writer(tmp_path, probes=(PROBE,), targets=TARGETS) as writer:
        for trial in (1, 2, 3):
            for turn in (1, 2):
                ended = f"2026-11-23T18:0{trial}:0{turn}.000Z"
                asked = replace(ASKED, trial=trial)
                writer.append(an_exchange(writer, id=f"x-{trial}{turn}", ended=ended, asked=asked))
        writer.append(
            an_exchange(writer, "capture", id="x-9", subject="app", error=Failure("timeout", ""))
        )
        seen = progress_of(Folder(writer.path))
        assert (seen.state, seen.exchanges, seen.failed) == ("running", 7, 1)
        assert (seen.asked, seen.planned) == (3, 10)
        assert (seen.per_minute, seen.minutes_left) == (1.0, 7.0)
        assert [(s.name, s.exchanges, s.failed) for s in seen.subjects] == [
            ("chat", 6, 0),
            ("app", 1, 1),
        ]
        assert [act.action for act in seen.acts] == ["created"]
    assert progress_of(Folder(writer.path)).state == "stopped"
    assert progress_of(Folder(writer.path)).minutes_left is None


@pytest.mark.parametrize("ended", ["", "soon", "2026-11-23T18:00:00.000Z"])
def test_times_that_tell_no_rate_tell_none(tmp_path: Path, ended: str) -> None:
    with a_writer(tmp_path, probes=(PROBE,), targets=TARGETS) as writer:
        for trial in (1, 2):
            asked = replace(ASKED, trial=trial)
            writer.append(an_exchange(writer, id=f"x-{trial}", ended=ended, asked=asked))
        seen = progress_of(Folder(writer.path))
        assert (seen.asked, seen.per_minute, seen.minutes_left) == (2, None, None)


def test_nothing_was_gathered_yet(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        writer.end()
    seen = progress_of(Folder(writer.path))
    assert (seen.state, seen.exchanges, seen.last) == ("ended", 0, "")
