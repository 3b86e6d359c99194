from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.packs import Pack, read_pack
from auditor.policy.rule import MAX_CONDITIONS, asked_kinds, load_rules, rules_of
from tests.policy.cases import a_rule

PACK = """\
id: mine
kind: rules
version: 1.0.0
format: 1
title: Mine
description: A pack of one rule.
concerns: [privacy]
"""
RULE = """\
id: stays-home
title: It stays home
concern: privacy
about: observation
when: {plane: capture, kind: planted}
broken-if: {party: third}
needs: {capture: decrypted}
impact: 4
why: So that it stays home.
remedy: Keep it home.
fair-sentence: It left home.
other-explanations: [It was invited.]
maps: {gdpr: [art-5]}
source: https://gdpr-info.eu/art-5-gdpr/
may-not-conclude: That it was meant.
"""


def a_pack(folder: Path, rule: str = RULE) -> Pack:
    home = folder / "mine"
    home.mkdir()
    (home / "pack.yaml").write_text(PACK)
    (home / "stays-home.yaml").write_text(rule)
    return read_pack(home)


def test_a_rule_is_read_with_its_file(tmp_path: Path) -> None:
    [rule] = load_rules(a_pack(tmp_path))
    assert (rule.id, rule.broken_if, rule.needs.capture) == (
        "stays-home",
        {"party": "third"},
        "decrypted",
    )
    assert rule.path == tmp_path / "mine" / "stays-home.yaml"


@pytest.mark.parametrize(
    ("old", "new", "what", "line", "hint"),
    [
        ("kind: planted", "kind: plantd", "no detector yields the kind 'plantd'", 5, "'planted'"),
        (
            "kind: planted",
            "kind: {not: planted/emial}",
            "no detector yields the kind 'planted/emial'",
            5,
            "'planted/email'",
        ),
        (
            "{party: third}",
            "{any: [{kind: secret}, {kind: [planted, xyz]}]}",
            "no detector yields the kind 'xyz'",
            6,
            "known ones lie under",
        ),
        ("party: third", "partyy: third", "unknown key 'partyy'", 6, "'party'"),
        ("id: stays-home", "id: goes-out", "its file 'stays-home.yaml'", 1, ""),
        ("{party: third}", "[*a, *b]", "aliases are not allowed", 6, ""),
        ("impact: 4", "impact: 6", "6", 8, ""),
        (
            "{gdpr: [art-5]}",
            "{gdpr: [art-5, art-555]}",
            "gdpr has no control 'art-555'",
            13,
            "'art-5",
        ),
        ("{gdpr: [art-5]}", "{gdprr: [art-5]}", "no framework is called 'gdprr'", 13, "'gdpr'"),
        (
            "{party: third}",
            "{owner: {in: declared.recipient}}",
            "no vendor declares 'recipient'",
            6,
            "'recipients'",
        ),
        (
            "about: observation\nwhen: {plane: capture, kind: planted}\nbroken-if: {party: third}",
            "about: attestation\nwhen: {topic: pr-99}\nbroken-if: {state: not met}",
            "no topic is called 'pr-99'",
            5,
            "'pr-",
        ),
    ],
)
def test_a_wrong_rule_is_an_error_with_its_line(
    tmp_path: Path, old: str, new: str, what: str, line: int, hint: str
) -> None:
    pack = a_pack(tmp_path, RULE.replace(old, new))
    with pytest.raises(AuditorError, match=what) as raised:
        load_rules(pack)
    assert f"stays-home.yaml:{line}:" in raised.value.where
    assert hint in raised.value.hint


def test_two_packs_with_a_rule_of_one_name_are_refused(tmp_path: Path) -> None:
    mine = a_pack(tmp_path)
    (tmp_path / "theirs").mkdir()
    theirs = a_pack(tmp_path / "theirs")
    with pytest.raises(
        AuditorError, match="the packs 'mine' and 'mine' both have a rule 'stays-home'"
    ):
        rules_of([mine, theirs])
    assert [rule.id for rule in rules_of([mine])] == ["stays-home"]


def test_a_rule_that_asks_without_end_is_refused(tmp_path: Path) -> None:
    twenty = ", ".join(["{side: sent}"] * 20)
    many = ", ".join([f"{{any: [{twenty}]}}"] * 11)
    pack = a_pack(tmp_path, RULE.replace("{party: third}", f"{{all: [{many}]}}"))
    with pytest.raises(AuditorError, match=f"more than {MAX_CONDITIONS} conditions"):
        load_rules(pack)


def test_a_rule_nested_too_deep_is_refused(tmp_path: Path) -> None:
    deep = "{all: [" * 40 + "{side: sent}" + "]}" * 40
    with pytest.raises(AuditorError, match="nested deeper"):
        load_rules(a_pack(tmp_path, RULE.replace("{party: third}", deep)))


def test_a_file_of_ten_megabytes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match="larger than"):
        load_rules(a_pack(tmp_path, RULE + "#" * 10 * 2**20))


def test_a_rule_tells_every_kind_it_asks_about() -> None:
    rule = a_rule(
        when={"kind": ["secret", "planted/email"]},
        broken_if={"any": [{"kind": {"not": "transport/old-tls"}}, {"party": "third"}]},
        unless={"kind": {"in": ["personal-data"]}},
    )
    assert asked_kinds(rule) == ("personal-data", "planted/email", "secret", "transport/old-tls")
