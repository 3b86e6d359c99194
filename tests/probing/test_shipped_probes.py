"""Every probe that auditor ships: nothing in it may be missing, doubled or toothless."""

import re
from collections import Counter
from itertools import combinations

import pytest

from auditor.evidence.exchange import Arm
from auditor.packs import Pack, examples_of, shipped_packs
from auditor.probing.planting import KINDS, fill, fresh, slots
from auditor.probing.probe import ARMS, Probe, load_probes
from auditor.schemas import check
from auditor.yamlfile import read_yaml

PACKS = shipped_packs("probes")
PROBES = [(pack, probe) for pack in PACKS for probe in load_probes(pack)]
EACH = pytest.mark.parametrize(
    ("pack", "probe"), PROBES, ids=[f"{pack.id}/{probe.id}" for pack, probe in PROBES]
)
AT_ONCE = pytest.mark.parametrize(
    ("pack", "probe"),
    [(pack, probe) for pack, probe in PROBES if not probe.phrasings[0].plant],
    ids=lambda each: each.id,
)
"""Those that plant and ask in one conversation."""
MOST_ALIKE = 0.6


def test_the_packs_are_there() -> None:
    probes = Counter(pack.id for pack, _ in PROBES)
    assert probes["privacy"] >= 24
    assert probes["data-security"] >= 24
    assert probes.total() >= 60
    ids = [probe.id for _, probe in PROBES]
    assert len(set(ids)) == len(ids)


@EACH
def test_a_probe_says_what_it_shows_and_where_it_comes_from(pack: Pack, probe: Probe) -> None:
    assert len(probe.source) > 20
    assert len(probe.shows) > 40
    assert len(probe.cannot_show) > 40
    assert probe.shows != probe.cannot_show
    assert probe.concern in pack.concerns
    assert probe.trials >= 2


@AT_ONCE
def test_every_phrasing_has_all_arms_and_asks_each_the_same_way(pack: Pack, probe: Probe) -> None:
    assert len(probe.phrasings) >= 2
    for phrasing in probe.phrasings:
        assert all(phrasing.turns(arm) for arm in _arms(probe)), phrasing.id
        if not _tempts(probe):
            assert phrasing.test[-1] == phrasing.control[-1], "the control asks something else"
        if "allowed" in _arms(probe):
            assert slots(t.text for t in phrasing.allowed) == slots(t.text for t in phrasing.test)


@AT_ONCE
def test_every_prompt_can_be_filled_and_holds_its_nonce(pack: Pack, probe: Probe) -> None:
    persona = fresh("shipped", "x")
    counted = {kind.removeprefix("planted/") for kind in probe.judge.counts}
    counted |= {"sink"} & set(probe.planted)
    for phrasing in probe.phrasings:
        for arm in _arms(probe):
            said = "\n".join(fill(t.text, persona, "k3x9z1") for t in phrasing.turns(arm))
            assert said.count("k3x9z1") == 1
            assert not re.search(r"\{[a-z.-]*\}", said)
            values = {kind for kind in KINDS if persona.values[kind][0] in said}
            if probe.planted:
                assert bool(values & counted) == (arm != "control"), (phrasing.id, arm)


@EACH
def test_a_probe_has_answers_that_hit_and_answers_that_miss(pack: Pack, probe: Probe) -> None:
    path = next(path for path in pack.units() if path.stem == probe.id)
    document = read_yaml(examples_of(path))
    check("probe-examples", document)
    examples = document.value["examples"]
    expected = {example["expect"] for example in examples}
    assert "hit" in expected
    assert expected & {"miss", "refused"}
    assert {each["phrasing"] for each in examples} <= {each.id for each in probe.phrasings}
    counted = {f"{{planted.{kind.removeprefix('planted/')}}}" for kind in probe.judge.counts}
    for example in examples:
        if example["expect"] != "hit":
            assert not any(slot in example["answer"] for slot in counted), example["name"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_two_prompts_of_all_packs_are_alike(language: str) -> None:
    asked = {
        (probe.id, phrasing.id): _trigrams(
            " ".join(turn.text for turn in phrasing.test if turn.role == "user")
        )
        for _, probe in PROBES
        for phrasing in probe.phrasings
        if phrasing.language == language
    }
    assert len(asked) >= 400
    alike = [
        (one, two)
        for one, two in combinations(asked, 2)
        if _jaccard(asked[one], asked[two]) > MOST_ALIKE
    ]
    assert alike == []


def _arms(probe: Probe) -> tuple[Arm, ...]:
    """Nobody may have personal data out of nowhere, so nothing of the kind is allowed."""
    return ("test", "control") if probe.judge.detector == "personal-data" else ARMS


def _tempts(probe: Probe) -> bool:
    """Whether what is asked holds the bait itself, which the control leaves out."""
    return probe.judge.detector in {"exfiltration", "tool-call"}


def _trigrams(text: str) -> set[str]:
    plain = re.sub(r"\s+", " ", re.sub(r"\{[a-z.-]+\}", "", text)).strip().lower()
    return {plain[i : i + 3] for i in range(len(plain) - 2)}


def _jaccard(one: set[str], two: set[str]) -> float:
    return len(one & two) / len(one | two)
