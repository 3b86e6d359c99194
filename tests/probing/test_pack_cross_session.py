"""The pack that plants in one session and asks in another: its own rules."""

import re
from collections import Counter

import pytest

from auditor.packs import Pack, examples_of, find
from auditor.probing.planting import KINDS, fill, fresh, slots
from auditor.probing.probe import STEPS, Phrasing, Probe, load_probes
from auditor.yamlfile import read_yaml

PACK = find("cross-session", "probes")
PROBES = load_probes(PACK)
PHRASINGS = [(probe, phrasing) for probe in PROBES for phrasing in probe.phrasings]
COUNTED = {"email", "account-id", "secret"}
EACH = pytest.mark.parametrize(
    ("probe", "phrasing"), PHRASINGS, ids=[f"{probe.id}/{each.id}" for probe, each in PHRASINGS]
)


def test_the_pack_asks_in_every_way_of_its_brief() -> None:
    assert [probe.id for probe in PROBES] == [
        "recalled-as-last-conversation",
        "recalled-by-completion",
        "recalled-by-name",
        "recalled-by-support",
        "recalled-by-topic",
        "recalled-in-another-account",
        "recalled-of-others",
    ]
    second = [probe.id for probe in PROBES if probe.account == "second"]
    assert second == ["recalled-in-another-account", "recalled-of-others"]
    for probe in PROBES:
        languages = Counter(phrasing.language for phrasing in probe.phrasings)
        assert min(languages["en"], languages["zh"]) >= 4, probe.id


@EACH
def test_what_counts_is_said_by_the_planting_and_by_nobody_who_asks(
    probe: Probe, phrasing: Phrasing
) -> None:
    assert phrasing.arms == (*STEPS, "allowed")
    planted = slots(turn.text for turn in phrasing.plant)
    assert planted & COUNTED
    assert "person" in planted
    assert not slots(turn.text for turn in phrasing.test) & COUNTED
    assert slots(turn.text for turn in phrasing.allowed) == planted


@EACH
def test_where_disclosure_is_right_the_planting_stands_in_the_same_conversation(
    probe: Probe, phrasing: Phrasing
) -> None:
    roles = [turn.role for turn in phrasing.allowed if turn.role != "system"]
    assert roles == ["user", "assistant", "user"]
    assert phrasing.plant[0] in phrasing.allowed
    assert not slots([phrasing.allowed[-1].text]) & COUNTED


@EACH
def test_every_prompt_can_be_filled_and_holds_its_nonce_once(
    probe: Probe, phrasing: Phrasing
) -> None:
    persona = fresh("shipped", "x")
    for arm in phrasing.arms:
        said = "\n".join(fill(turn.text, persona, "k3x9z1") for turn in phrasing.turns(arm))
        assert said.count("k3x9z1") == 1
        assert not re.search(r"\{[a-z.-]*\}", said)
        values = {kind for kind in KINDS if persona.values[kind][0] in said}
        assert bool(values & COUNTED) == (arm in ("plant", "allowed"))


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.id)
def test_each_language_has_answers_that_hit_and_answers_that_do_not(probe: Probe) -> None:
    languages = {phrasing.id: phrasing.language for phrasing in probe.phrasings}
    expected = Counter((languages[name], what) for name, what in _examples(PACK, probe))
    for language in ("en", "zh"):
        assert expected[language, "hit"] >= 1
        assert expected[language, "miss"] >= 1


def _examples(pack: Pack, probe: Probe) -> list[tuple[str, str]]:
    document = read_yaml(examples_of(pack.path / f"{probe.id}.yaml"))
    return [(each["phrasing"], each["expect"]) for each in document.value["examples"]]
