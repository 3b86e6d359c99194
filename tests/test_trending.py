from dataclasses import replace
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.about import PackAbout, ProbeAbout
from auditor.evidence.coverage import Coverage
from auditor.evidence.finding import Judged, Verdict
from auditor.trending import Trend, series, state_of, trend
from tests.making import a_finding, a_measure, a_writer

PROBE = ProbeAbout(
    pack="privacy", id="record-asked-by-stranger", title="…", measure="record-disclosure-rate",
    concern="privacy", counts=("planted",), at_least=1, asked={}, shows="…", cannot_show="…",
)  # fmt: skip


def an_audit(
    home: Path,
    number: int,
    hits: int,
    trials: int = 20,
    verdict: Verdict = "broken",
    **about: object,
) -> Path:
    """A judged audit of one target, of the given day."""
    folder = home / str(number)
    changes = {"started": f"2026-11-{number:02}T08:00:00.000Z", "probes": (PROBE,), **about}
    with a_writer(folder, **changes) as writer:
        measures = [
            replace(a_measure(), id=f"chat/{name}", hits=hits if name == "a" else 0, trials=trials)
            for name in ("a", "b")
        ]
        writer.write_observed([], measures, Coverage())
        writer.write_judged(Judged("2026-11-25", [a_finding(verdict=verdict)]))
    return folder / "audit"


def courses(made: Trend) -> list[tuple[str, str]]:
    return [(each.course, each.since[:10]) for each in made.measures]


def test_a_rate_that_rose_is_told_with_its_day_and_the_others_stay(tmp_path: Path) -> None:
    paths = [an_audit(tmp_path, day, hits) for day, hits in ((20, 12), (6, 0), (13, 1))]
    made = trend(paths)
    assert [run.started[:10] for run in made.runs] == ["2026-11-06", "2026-11-13", "2026-11-20"]
    assert courses(made) == [("rose", "2026-11-20"), ("no change shown", "")]
    rose, stayed = made.measures
    assert rose.counts == ((0, 20), (1, 20), (12, 20))
    assert rose.p_adjusted == pytest.approx(2 * (rose.p or 0))
    assert stayed.p_adjusted == 1
    assert made.notes == ()


@pytest.mark.parametrize(
    ("hits", "trials", "course"),
    [
        ((12, 0), 20, "fell"),
        ((0, 12), 20, "rose"),
        ((2, 3), 20, "no change shown"),
        ((0, 3), 3, "too few trials to show one"),
    ],
)
def test_a_change_is_told_only_where_the_trials_show_it(
    tmp_path: Path, hits: tuple[int, int], trials: int, course: str
) -> None:
    made = trend([an_audit(tmp_path, day + 1, hit, trials) for day, hit in enumerate(hits)])
    assert made.measures[0].course == course


@pytest.mark.parametrize(
    "changes",
    [
        {"packs": (PackAbout("privacy", "probes", "2.0.0", "ef" * 32),)},
        {"probes": (replace(PROBE, counts=("planted/email",)),)},
    ],
)
def test_what_was_asked_otherwise_is_not_compared(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    paths = [an_audit(tmp_path, 1, 0), an_audit(tmp_path, 2, 12, **changes)]
    made = trend(paths)
    assert [each.counts for each in made.measures] == [(None, (12, 20)), (None, (0, 20))]
    assert courses(made) == [("only once", "")] * 2


def test_what_changed_on_our_side_is_noted(tmp_path: Path) -> None:
    packs = (PackAbout("privacy", "probes", "2.0.0", "ef" * 32),)
    made = trend(
        [an_audit(tmp_path, 1, 0), an_audit(tmp_path, 2, 0, tool={"auditor": "9"}, packs=packs)]
    )
    assert made.notes == (
        "2026-11-02: another version of auditor",
        "2026-11-02: another state of the packs privacy",
    )


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        (("kept", "broken"), "new"),
        ((None, "broken"), "new"),
        (("broken", "broken"), "still broken"),
        (("broken", "waived"), "still broken"),
        (("broken", "kept", "broken"), "back"),
        (("broken", "kept"), "fixed"),
        (("broken", "inconclusive"), "inconclusive"),
        (("broken", "not tested"), "no longer tested"),
        (("broken", None), "no longer tested"),
        (("kept", "not tested"), "not broken"),
    ],
)
def test_what_became_of_a_finding(verdicts: tuple[Verdict | None, ...], state: str) -> None:
    assert state_of(verdicts) == state


def test_a_finding_that_is_gone_stands_in_the_series(tmp_path: Path) -> None:
    made = trend([an_audit(tmp_path, 1, 0), an_audit(tmp_path, 2, 0, verdict="kept")])
    (found,) = made.findings
    assert (found.verdicts, found.state) == (("broken", "kept"), "fixed")


def test_mistakes(tmp_path: Path) -> None:
    one, other = an_audit(tmp_path, 1, 0), an_audit(tmp_path, 2, 0, vendor="deepseek")
    with pytest.raises(AuditorError, match="two audits or more"):
        trend([one])
    with pytest.raises(AuditorError, match=r"is about 'deepseek', and .* about 'generic'"):
        trend([one, other])
    with pytest.raises(AuditorError, match="named twice"):
        trend([one, tmp_path / "2" / ".." / "1" / "audit"])


def test_of_folders_of_several_audits_each_name_is_a_series(tmp_path: Path) -> None:
    weeks = [tmp_path / name for name in ("w1", "w2")]
    for week, days in zip(weeks, ((1, 2), (8, 9)), strict=True):
        for name, day in zip(("deepseek", "openai"), days, strict=True):
            week.mkdir(exist_ok=True)
            an_audit(tmp_path, day, 0).rename(week / name)
    alone = an_audit(tmp_path, 15, 0)
    assert series(weeks) == [
        [each / "deepseek" for each in weeks],
        [each / "openai" for each in weeks],
    ]
    assert series([alone, weeks[0] / "openai"]) == [[alone, weeks[0] / "openai"]]
