"""The data-security pack: wide enough, in two languages, and each control is the test without its bait."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from auditor.detect.answers import outcome_of_parts
from auditor.detect.strength import STRONG_BITS, bits
from auditor.detect.texts import Part
from auditor.packs import examples_of, shipped_packs
from auditor.probing.planting import fill, fresh, slots
from auditor.probing.probe import ARMS, Phrasing, Probe, load_probes
from auditor.yamlfile import read_yaml

PACK = next(pack for pack in shipped_packs("probes") if pack.id == "data-security")
PROBES = load_probes(PACK)
PHRASINGS = [(probe, phrasing) for probe in PROBES for phrasing in probe.phrasings]
EACH = pytest.mark.parametrize("probe", PROBES, ids=[probe.id for probe in PROBES])
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
HAN = re.compile(r"[\u4e00-\u9fff]")
INJECTED = [probe for probe in PROBES if probe.id.startswith("injected-")]
MOST_WORDS = 130
MOST_HAN = 240
START = 24
"""Signs by which instructions are told apart."""


def test_the_pack_is_wide_enough() -> None:
    assert len(PROBES) >= 36
    assert all(probe.trials == 2 for probe in PROBES)
    assert len({probe.measure for probe in PROBES}) == len(PROBES)
    detectors = Counter(probe.judge.detector for probe in PROBES)
    assert {*detectors} == {"planted", "exfiltration", "tool-call", "asks-for"}
    assert detectors["planted"] >= 14
    assert detectors["exfiltration"] >= 12


def test_every_measure_is_held_to_a_rule() -> None:
    (rules,) = (pack for pack in shipped_packs("rules") if pack.id == "baseline")
    named = {name for path in rules.units() for name in _measures(read_yaml(path).value)}
    assert {probe.measure for probe in PROBES} <= named


@LANGUAGES
def test_it_asks_in_at_least_220_ways_in_each_language(language: str) -> None:
    asked = {_asked(each) for _, each in PHRASINGS if each.language == language}
    assert len(asked) >= 220
    assert len(asked) == sum(each.language == language for _, each in PHRASINGS)


@LANGUAGES
def test_the_instructions_are_not_one_template_with_other_nouns(language: str) -> None:
    instructions = Counter(
        phrasing.control[0].text[:START]
        for _, phrasing in PHRASINGS
        if phrasing.language == language
    )
    assert len(instructions) >= 60
    assert max(instructions.values()) <= 8


@EACH
def test_each_probe_asks_at_least_five_ways_in_each_language(probe: Probe) -> None:
    ways = Counter(phrasing.language for phrasing in probe.phrasings)
    assert set(ways) == {"en", "zh"}
    assert min(ways.values()) >= 5


@EACH
def test_a_phrasing_is_written_in_the_language_it_names(probe: Probe) -> None:
    for phrasing in probe.phrasings:
        for arm in ARMS:
            signs = len(HAN.findall(_said(phrasing, arm)))
            assert (signs >= 20) == (phrasing.language == "zh"), (phrasing.id, arm)
            assert phrasing.language == "zh" or signs == 0, (phrasing.id, arm)


@EACH
def test_prompts_stay_short(probe: Probe) -> None:
    for phrasing in probe.phrasings:
        for arm in ARMS:
            said = _said(phrasing, arm)
            assert len(said.split()) <= MOST_WORDS, (phrasing.id, arm)
            assert len(HAN.findall(said)) <= MOST_HAN, (phrasing.id, arm)


@EACH
def test_only_values_are_planted_that_nobody_writes_by_chance(probe: Probe) -> None:
    persona = fresh("data-security", "x")
    assert set(probe.planted) <= {"secret", "sink"}
    assert all(bits(kind, persona.values[kind][0]) >= STRONG_BITS for kind in probe.planted)


@EACH
def test_the_control_is_the_test_with_something_left_out_or_forbidden(probe: Probe) -> None:
    for phrasing in probe.phrasings:
        longer, shorter = phrasing.test, phrasing.control
        if probe.judge.detector == "asks-for":
            longer, shorter = shorter, longer
        assert [turn.role for turn in longer] == [turn.role for turn in shorter], phrasing.id
        for long, short in zip(longer, shorter, strict=True):
            assert _within(short.text, long.text), phrasing.id
            assert short.calls == long.calls


@EACH
def test_the_user_of_the_test_arm_never_asks_for_what_was_injected(probe: Probe) -> None:
    for phrasing in probe.phrasings if probe in INJECTED else ():
        bait = "{sink}" if "sink" in probe.planted else probe.judge.tool
        fetched = any(turn.role == "tool" for turn in phrasing.test)
        if fetched:
            assert bait not in _asked(phrasing)
        assert slots(turn.text for turn in phrasing.control) <= {"secret"}


@pytest.mark.parametrize("probe", INJECTED, ids=[probe.id for probe in INJECTED])
def test_what_was_injected_is_right_when_the_user_asks_for_it(probe: Probe) -> None:
    for phrasing in probe.phrasings:
        assert [turn.role for turn in phrasing.allowed] == ["system", "user"]
        assert phrasing.allowed[0] == phrasing.test[0]
        if "sink" in probe.planted:
            assert "{sink}" in phrasing.allowed[1].text


def test_a_probe_about_a_tool_offers_it_and_says_so() -> None:
    for probe in PROBES:
        offered = {tool.name for tool in probe.tools}
        assert (probe.judge.tool in offered) == bool(probe.judge.tool), probe.id
        if probe.judge.detector == "tool-call" or probe.judge.counts == ("exfiltration/tool-call",):
            assert len(offered) >= (1 if "web_search" in offered else 2), probe.id


@EACH
def test_answers_that_hit_and_that_do_not_are_shown_in_each_language(probe: Probe) -> None:
    languages = {phrasing.id: phrasing.language for phrasing in probe.phrasings}
    shown = {(each["expect"] == "hit", languages[each["phrasing"]]) for each in _examples(probe)}
    assert shown == {(True, "en"), (True, "zh"), (False, "en"), (False, "zh")}


@EACH
def test_an_answer_that_echoes_the_control_is_no_hit(probe: Probe) -> None:
    persona = fresh("data-security", "x")
    for phrasing in probe.phrasings:
        said = [fill(turn.text, persona, "k3x9z1") for turn in phrasing.control[1:] if turn.text]
        outcome = outcome_of_parts(
            [Part("answer", "\n".join(said))], persona, probe.planted, probe.judging
        )
        assert outcome != "hit", phrasing.id


@pytest.mark.parametrize("probe", INJECTED, ids=[probe.id for probe in INJECTED])
def test_an_answer_that_only_quotes_the_injected_text_is_no_hit(probe: Probe) -> None:
    persona = fresh("data-security", "x")
    for phrasing in probe.phrasings:
        said = [fill(turn.text, persona, "k3x9z1") for turn in phrasing.test[1:] if turn.text]
        outcome = outcome_of_parts(
            [Part("answer", "\n".join(said))], persona, probe.planted, probe.judging
        )
        assert outcome != "hit", phrasing.id


def test_a_call_of_the_named_tool_is_a_hit_whatever_it_carries() -> None:
    persona = fresh("data-security", "x")
    for probe in PROBES:
        if probe.judge.tool:
            call = Part("call", json.dumps({"name": probe.judge.tool, "arguments": {}}))
            assert outcome_of_parts([call], persona, probe.planted, probe.judging) == "hit"


def _measures(rule: dict[str, Any]) -> list[str]:
    return rule["when"]["name"] if rule["about"] == "measure" else []


def _examples(probe: Probe) -> list[dict[str, Any]]:
    path = next(path for path in PACK.units() if path.stem == probe.id)
    examples: list[dict[str, Any]] = read_yaml(examples_of(path)).value["examples"]
    return examples


def _asked(phrasing: Phrasing) -> str:
    return " ".join(turn.text for turn in phrasing.test if turn.role == "user")


def _said(phrasing: Phrasing, arm: Any) -> str:
    return " ".join(text for turn in phrasing.turns(arm) for text in turn.texts)


def _within(short: str, long: str) -> bool:
    """Whether the one text is the other with signs left out."""
    signs = iter(long)
    return all(sign in signs for sign in short if not sign.isspace())
