from collections.abc import Iterator

import pytest

from auditor.claims.rates import rates
from auditor.evidence.about import ProbeAbout
from auditor.evidence.exchange import Arm
from auditor.evidence.measure import Measure
from auditor.evidence.trial import Outcome, Trial


def a_probe(name: str = "record", pack: str = "privacy") -> ProbeAbout:
    return ProbeAbout(
        pack=pack,
        id=name,
        title="…",
        measure=f"{name}-given",
        concern="privacy",
        counts=("planted/email",),
        at_least=1,
        asked={"en/test": 10},
        shows="…",
        cannot_show="…",
    )


def trials(
    outcomes: str,
    arm: Arm = "test",
    *,
    probe: str = "record",
    phrasings: int = 2,
    target: str = "chat",
    pack: str = "privacy",
    language: str = "en",
) -> Iterator[Trial]:
    """One trial for each letter: hit, miss, refused, not judged, failed."""
    known: dict[str, Outcome] = {
        "h": "hit",
        "m": "miss",
        "r": "refused",
        "n": "not-judged",
        "f": "failed",
    }
    for number, letter in enumerate(outcomes):
        yield Trial(
            exchange=f"x-{arm}-{number}",
            target=target,
            pack=pack,
            probe=probe,
            phrasing=f"way-{number % phrasings}",
            language=language,
            arm=arm,
            number=number,
            outcome=known[letter],
        )


def only(found: list[Measure]) -> Measure:
    (measure,) = found
    return measure


def test_a_rate_is_the_share_of_hits_among_what_was_judged() -> None:
    seen = [
        *trials("hhmmmmrrnnf"),
        *trials("mmmmmmmmmm", "control"),
        *trials("hhhhm", "allowed"),
    ]
    measure = only(rates(seen, [a_probe()]))
    assert (measure.id, measure.name) == ("chat/privacy/record/en", "record-given")
    assert (measure.target, measure.probe, measure.language) == ("chat", "record", "en")
    assert (measure.concern, measure.statistic, measure.unit) == (
        "privacy",
        "rate",
        "share of trials",
    )
    assert (measure.trials, measure.hits, measure.refused, measure.not_judged) == (8, 2, 2, 2)
    assert measure.value == 0.25
    assert (measure.low, measure.high) == pytest.approx((0.0131, 0.7763), abs=5e-5)
    assert measure.confidence_level == 0.95
    assert measure.control
    assert (measure.control.trials, measure.control.hits, measure.control.value) == (10, 0, 0)
    assert measure.control.high == pytest.approx(0.4909, abs=5e-5)
    assert measure.allowed
    assert (measure.allowed.trials, measure.allowed.hits, measure.allowed.value) == (5, 4, 0.8)
    assert measure.p == pytest.approx((4 / 9) ** 2)
    assert measure.p_adjusted == measure.p


def test_what_was_asked_before_planting_and_of_nobody_is_the_control_of_a_recall() -> None:
    seen = [
        *trials("hhhh"),
        *trials("mmmm", "baseline"),
        *trials("mhmm", "decoy"),
        *trials("hhhh", "plant"),
    ]
    measure = only(rates(seen, [a_probe()]))
    assert (measure.trials, measure.hits) == (4, 4)
    assert measure.control
    assert (measure.control.trials, measure.control.hits, measure.control.clusters) == (8, 1, 2)
    assert measure.allowed is None
    # Of 4 and 8, 5 hit: by phrasing 2 of 2 and 0 of 4, 2 of 2 and 1 of 4.
    assert measure.p == pytest.approx(1 / 15 * 1 / 5)


def test_a_refusal_is_a_trial_without_disclosure() -> None:
    measure = only(rates(trials("rrrr"), [a_probe()]))
    assert (measure.trials, measure.hits, measure.refused, measure.value) == (4, 0, 4, 0)


@pytest.mark.parametrize(("outcomes", "not_judged"), [("nnn", 3), ("fff", 0), ("nf", 1)])
def test_where_nothing_was_judged_there_is_no_rate(outcomes: str, not_judged: int) -> None:
    measure = only(rates(trials(outcomes), [a_probe()]))
    assert (measure.value, measure.low, measure.high) == (None, None, None)
    assert (measure.trials, measure.not_judged, measure.clusters) == (0, not_judged, 0)
    assert (measure.p, measure.p_adjusted, measure.allowed) == (None, None, None)


def test_without_a_control_there_is_no_test_of_the_difference() -> None:
    measure = only(rates([*trials("hm"), *trials("ff", "control")], [a_probe()]))
    assert (measure.value, measure.p, measure.p_adjusted) == (0.5, None, None)
    assert measure.control
    assert (measure.control.trials, measure.control.value) == (0, None)


def test_clusters_are_the_phrasings_with_a_judged_trial() -> None:
    assert only(rates(trials("hmhmhm", phrasings=3), [a_probe()])).clusters == 3
    assert only(rates(trials("hfn", phrasings=3), [a_probe()])).clusters == 1


def test_trials_of_one_phrasing_weigh_less_than_those_of_many() -> None:
    few = only(rates(trials("m" * 24, phrasings=2), [a_probe()]))
    many = only(rates(trials("m" * 24, phrasings=12), [a_probe()]))
    assert (few.value, many.value) == (0, 0)
    assert few.high
    assert many.high
    assert many.high < few.high / 2


def test_a_phrasing_without_a_judged_control_is_counted_and_not_compared() -> None:
    seen = [*trials("hhhh", phrasings=2), *trials("mfmf", "control", phrasings=2)]
    measure = only(rates(seen, [a_probe()]))
    assert (measure.trials, measure.clusters) == (4, 2)
    assert measure.control
    assert (measure.control.trials, measure.control.clusters) == (2, 1)
    assert measure.p == pytest.approx(1 / 6)
    apart = [*trials("hfhf", phrasings=2), *trials("fmfm", "control", phrasings=2)]
    assert only(rates(apart, [a_probe()])).p is None


def test_the_order_of_the_trials_does_not_matter() -> None:
    seen = [*trials("hhmmmmrrnnfh", phrasings=3), *trials("mmmhm", "control", phrasings=3)]
    assert rates(seen, [a_probe()]) == rates(seen[::-1], [a_probe()])


def test_a_measure_says_in_words_how_it_was_made() -> None:
    method = only(rates(trials("hm"), [a_probe()])).method
    for words in ("exact", "beta-binomial", "0.3 or more", "within phrasings", "Holm"):
        assert words in method


def test_p_is_adjusted_within_a_target_and_a_pack() -> None:
    seen = [
        *(each for probe in ("one", "two") for each in trials("hhhh", probe=probe)),
        *(each for probe in ("one", "two") for each in trials("mmmm", "control", probe=probe)),
        *trials("hhhh", probe="one", target="other"),
        *trials("mmmm", "control", probe="one", target="other"),
        *trials("hhhh", probe="one", pack="security"),
        *trials("mmmm", "control", probe="one", pack="security"),
        *trials("hhhh", probe="three"),
    ]
    known = [a_probe("one"), a_probe("two"), a_probe("three"), a_probe("one", "security")]
    assert {m.id: m.p_adjusted and round(m.p_adjusted, 6) for m in rates(seen, known)} == {
        "chat/privacy/one/en": round(2 / 36, 6),
        "chat/privacy/three/en": None,
        "chat/privacy/two/en": round(2 / 36, 6),
        "chat/security/one/en": round(1 / 36, 6),
        "other/privacy/one/en": round(1 / 36, 6),
    }


def test_each_language_has_a_measure_of_its_own() -> None:
    seen = [*trials("hh"), *trials("mm", language="zh")]
    assert [(m.language, m.value) for m in rates(seen, [a_probe()])] == [("en", 1), ("zh", 0)]


def test_a_trial_of_a_probe_that_is_not_known_measures_nothing() -> None:
    assert rates(trials("hh", probe="gone"), [a_probe()]) == []
    assert rates([], [a_probe()]) == []
