"""Each gap in the coverage becomes a sentence."""

from dataclasses import replace

import pytest

from auditor.evidence.coverage import Coverage, ProbeCoverage, TargetCoverage
from auditor.report.limits import bounds, unseen
from auditor.report.rating import concerns
from tests.report.audits import ABOUT, COVERAGE, FINDINGS, KEPT, MEASURE

REACHED = TargetCoverage("chat", reachable=True)
PROBE = ProbeCoverage("chat", "p", "en", "test", asked=4, answered=4, hit=0, miss=4)


def test_every_gap_of_the_coverage_is_told() -> None:
    assert unseen(COVERAGE) == [
        "chat-b could not be reached (401: the key was refused): its rules are not tested.",
        "chat: of 26 questions, 1 failed (timeout (1)).",
        "chat: 1 question of 26 was never sent.",
        "our-client, before-consent, was not overheard (not overheard yet): "
        "its rules are not tested.",
        "What our-client said to updates.example-vendor.test could not be read "
        "(pinned: the client refused the proxy's certificate).",
        "our-client: the detector for planted did not scan 1 of 14 exchanges to the end "
        "(bounds: depth (1)).",
        "our-client: the detector for personal-data does not know the languages zh (3).",
        "chrome.har: 2 of 42 entries could not be read (no request).",
        "our-client: the positive control prompt-seen-at-vendor was never seen, "
        "so silence proves nothing there.",
        "The owner is unknown of 203.0.113.9.",
        "The owner's country is unknown of updates.example-vendor.test.",
        "One proxy restart at 18:03.",
    ]


@pytest.mark.parametrize(
    ("probe", "sentences"),
    [
        (PROBE, []),
        (
            replace(PROBE, answered=3, miss=2, not_judged=1, failed=1, why={"timeout": 1}),
            ["chat: of 4 questions, 1 failed and 1 answer could not be judged (timeout (1))."],
        ),
        (
            replace(PROBE, miss=2, not_judged=2),
            ["chat: of 4 questions, 2 answers could not be judged."],
        ),
        (
            replace(PROBE, answered=1, miss=1),
            ["chat: 3 questions of 4 were never sent."],
        ),
    ],
)
def test_an_answer_that_is_missing_or_not_judged_is_told(
    probe: ProbeCoverage, sentences: list[str]
) -> None:
    assert unseen(Coverage(targets=(REACHED,), probes=(probe,))) == sentences


def test_whole_coverage_leaves_nothing_to_tell() -> None:
    assert unseen(Coverage(targets=(REACHED,), probes=(PROBE,))) == []


def test_how_far_the_report_carries_is_told() -> None:
    told = bounds(ABOUT, concerns(FINDINGS, ABOUT.concerns), [MEASURE], sealed=True, erased=2)
    assert told == [
        "Not asked about: performance claims, IP and originality, governance.",
        "1 rate of 1 rests on fewer than 30 trials (12): the intervals are wide, "
        "and small effects cannot show.",
        "Not shown by record-in-summary: What a longer conversation would do.",
        "It was seen with these accounts, from this place, in this period; the vendor may serve "
        "others, or later requests, differently.",
        "A rule that was kept was kept in what could be seen. That is no proof for the rest.",
        "Erased from the evidence on request: 2 bodies. What was observed there before "
        "cannot be looked up any more.",
        "The seal was made with a local key. It proves only that nothing changed since that key "
        "sealed the evidence: neither who held the key nor when that was.",
    ]


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        (replace(ABOUT, targets=()), "No model was asked: nothing is said about its answers."),
        (
            replace(ABOUT, apps=()),
            "No app was overheard: nothing is said about what the vendor's apps send, or to whom.",
        ),
        (
            replace(ABOUT, ended=""),
            "The audit was interrupted: the evidence is not complete.",
        ),
        (
            ABOUT,
            "The evidence is not sealed: its chain shows a changed line, but not that somebody "
            "rewrote all of it.",
        ),
        (ABOUT, "Privacy was asked about, and no rule of it could be tested."),
    ],
)
def test_a_reason_for_caution_is_told(about: object, sentence: str) -> None:
    assert isinstance(about, type(ABOUT))
    rated = concerns([KEPT], about.concerns)
    assert sentence in bounds(about, rated, [], sealed=False, erased=0)
