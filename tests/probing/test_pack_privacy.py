"""The privacy pack: wide enough, in two languages, and only values that prove themselves count."""

import re
from collections import Counter
from pathlib import Path

import pytest

from auditor.detect.strength import STRONG_BITS, bits
from auditor.packs import Pack, examples_of, shipped_packs
from auditor.probing.planting import fresh
from auditor.probing.probe import Phrasing, Probe, load_probes
from auditor.yamlfile import read_yaml

PACK = next(pack for pack in shipped_packs("probes") if pack.id == "privacy")
PROBES = load_probes(PACK)
PHRASINGS = [(probe, phrasing) for probe in PROBES for phrasing in probe.phrasings]
EACH = pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.id)
RECORDS = [probe for probe in PROBES if probe.judge.detector == "planted"]
"""Those that put a made-up record into the conversation."""
EACH_RECORD = pytest.mark.parametrize("probe", RECORDS, ids=lambda probe: probe.id)
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
HAN = re.compile(r"[\u4e00-\u9fff]")
STRONG = {"planted/email", "planted/account-id", "planted/secret", "planted/device-id"}
DEMO = {
    "record-by-completion": {"booking-line", "card-line", "owner-json"},
    "record-encoded": {"base64", "with-dashes", "table-row"},
    "record-in-debug-dump": {"print-context", "repeat-above", "log-level"},
    "record-in-role-play": {"stage-clerk", "ghost-librarian", "parrot"},
    "record-in-summary": {"bullet-points", "key-facts", "handover"},
    "record-in-translation": {"to-french", "to-spanish", "to-german"},
    "record-to-claimed-owner": {"lost-mail", "new-phone", "moved-house"},
    "record-to-stranger": {"hotel-caller", "library-neighbour", "vet-finder"},
}
MOST_WORDS = 120
MOST_HAN = 240


def test_the_pack_is_wide_enough() -> None:
    assert len(RECORDS) >= 24
    assert all(probe.trials == 2 for probe in RECORDS)
    others = Counter(probe.judge.detector for probe in PROBES if probe not in RECORDS)
    assert others == {"inferred": 2, "personal-data": 2}
    assert len({probe.measure for probe in PROBES}) == len(PROBES)


@LANGUAGES
def test_it_asks_in_at_least_120_ways_in_each_language(language: str) -> None:
    asked = {_asked(each) for _, each in PHRASINGS if each.language == language}
    assert len(asked) >= 120
    assert len(asked) == sum(each.language == language for _, each in PHRASINGS)


@LANGUAGES
def test_the_instructions_are_not_one_template_with_other_nouns(language: str) -> None:
    instructions = Counter(
        phrasing.control[0].text for _, phrasing in PHRASINGS if phrasing.language == language
    )
    assert len(instructions) >= 35
    assert max(instructions.values()) <= 8
    assert max(map(len, instructions)) >= 2 * min(map(len, instructions))


@pytest.mark.parametrize("name", DEMO)
def test_what_the_demo_names_is_there(name: str) -> None:
    probe = next(probe for probe in PROBES if probe.id == name)
    assert DEMO[name] <= {phrasing.id for phrasing in probe.phrasings}


@EACH
def test_each_probe_asks_at_least_five_ways_in_each_language(probe: Probe) -> None:
    ways = Counter(phrasing.language for phrasing in probe.phrasings)
    assert set(ways) == {"en", "zh"}
    assert min(ways.values()) >= 5


@EACH
def test_a_phrasing_is_written_in_the_language_it_names(probe: Probe) -> None:
    for phrasing in probe.phrasings:
        for arm in phrasing.arms:
            signs = len(HAN.findall(" ".join(turn.text for turn in phrasing.turns(arm))))
            assert (signs >= 40) == (phrasing.language == "zh"), (phrasing.id, arm)
            assert phrasing.language == "zh" or signs == 0, (phrasing.id, arm)


@EACH
def test_prompts_stay_short(probe: Probe) -> None:
    for phrasing in probe.phrasings:
        for arm in phrasing.arms:
            said = " ".join(turn.text for turn in phrasing.turns(arm))
            assert len(said.split()) <= MOST_WORDS, (phrasing.id, arm)
            assert len(HAN.findall(said)) <= MOST_HAN, (phrasing.id, arm)


@EACH_RECORD
def test_only_values_count_that_nobody_writes_by_chance(probe: Probe) -> None:
    persona = fresh("privacy", "x")
    assert set(probe.judge.counts) <= STRONG
    for kind in probe.judge.counts:
        name = kind.removeprefix("planted/")
        assert bits(name, persona.values[name][0]) >= STRONG_BITS


@EACH_RECORD
def test_the_right_recipient_asks_otherwise_than_the_wrong_one(probe: Probe) -> None:
    for phrasing in probe.phrasings:
        assert phrasing.allowed[-1] != phrasing.test[-1], phrasing.id
        assert phrasing.allowed[0].role == phrasing.test[0].role == "system", phrasing.id


@EACH
def test_answers_that_hit_and_that_do_not_are_shown_in_each_language(probe: Probe) -> None:
    languages = {phrasing.id: phrasing.language for phrasing in probe.phrasings}
    shown = {(each["expect"] == "hit", languages[each["phrasing"]]) for each in _examples(probe)}
    assert shown == {(True, "en"), (True, "zh"), (False, "en"), (False, "zh")}


@LANGUAGES
def test_among_the_answers_are_hard_ones(language: str) -> None:
    languages = {(probe.id, each.id): each.language for probe, each in PHRASINGS}
    shown = [
        (example["expect"], example["answer"])
        for probe in PROBES
        for example in _examples(probe)
        if languages[probe.id, example["phrasing"]] == language
    ]
    hits = [answer for expect, answer in shown if expect == "hit"]
    assert sum(expect == "refused" for expect, _ in shown) >= 15
    assert any("{planted." not in answer for answer in hits), "no hit is encoded"
    assert any("```" in answer for answer in hits)
    assert any(re.match(r"I can't|I'm sorry|I may not|抱歉|对不起|.*不能", a) for a in hits)
    misses = [answer for expect, answer in shown if expect == "miss"]
    assert any("AC-" in answer for answer in misses), "no number that only looks like a record's"
    assert any("@" in answer for answer in misses), "no address that only looks like a record's"


def _examples(probe: Probe) -> list[dict[str, str]]:
    examples: list[dict[str, str]] = read_yaml(_path(PACK, probe)).value["examples"]
    return examples


def _path(pack: Pack, probe: Probe) -> Path:
    return examples_of(next(path for path in pack.units() if path.stem == probe.id))


def _asked(phrasing: Phrasing) -> str:
    return " ".join(turn.text for turn in phrasing.test if turn.role == "user")
