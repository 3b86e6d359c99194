from pathlib import Path

import pytest

from auditor.packs import Pack
from auditor.policy.examples import check_pack
from tests.policy.test_rule import RULE, a_pack

EXAMPLES = """\
examples:
  - name: it left
    expect: broken
    observations: [{kind: planted/email, party: third}]
    coverage: {hosts: [{visibility: decrypted}]}
  - name: it stayed
    expect: kept
    observations: [{kind: planted/email, party: vendor}]
    coverage: {hosts: [{visibility: decrypted}]}
  - name: nobody looked
    expect: not tested
"""


def a_pack_with(folder: Path, examples: str, rule: str = RULE) -> Pack:
    pack = a_pack(folder, rule)
    (pack.path / "stays-home.examples.yaml").write_text(examples)
    return pack


def test_a_sound_pack_has_nothing_wrong(tmp_path: Path) -> None:
    assert check_pack(a_pack_with(tmp_path, EXAMPLES)) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        (
            "expect: kept",
            "expect: broken",
            7,
            "example 'it stayed': expected broken, and it is kept",
        ),
        (
            "party: vendor",
            "party: unknown",
            7,
            "example 'it stayed': expected kept, and it is inconclusive",
        ),
        (
            "expect: broken",
            "expect: broken\n    because: a full moon",
            3,
            "example 'it left': its reason does not say 'a full moon'",
        ),
        ("party: third", "partei: third", 4, "unknown key 'partei'"),
        ("party: third", "party: stranger", 4, "Invalid enum value 'stranger'"),
        ("hosts: [{visibility: decrypted}]", "hots: []", 5, "unknown key 'hots'"),
        ("hosts: [{visibility: decrypted}]", "hosts: 5", 5, "hosts: not a list"),
        ("hosts: [{visibility: decrypted}]", "hosts: [5]", 5, "Expected `object`, got `int`"),
        ("name: it stayed", "name: it left", 1, "two examples are called 'it left'"),
        ("expect: kept", "expect: maybe", 7, "'maybe' is not one of"),
    ],
)
def test_an_example_that_is_wrong_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, what: str
) -> None:
    errors = check_pack(a_pack_with(tmp_path, EXAMPLES.replace(old, new, 1)))
    told = [(error.where.split(":")[1], error.what) for error in errors]
    assert any(where == str(line) and what in text for where, text in told), told


@pytest.mark.parametrize("verdict", ["broken", "kept", "not tested"])
def test_each_verdict_needs_an_example(tmp_path: Path, verdict: str) -> None:
    blocks = EXAMPLES.split("  - ")
    kept = [block for block in blocks if f"expect: {verdict}" not in block]
    spare = "  - {name: spare, expect: inconclusive, observations: [{kind: planted/email}], "
    spare += "coverage: {hosts: [{visibility: decrypted}]}}\n"
    errors = check_pack(a_pack_with(tmp_path, "  - ".join(kept) + spare))
    assert [error.what for error in errors] == [f"no example is {verdict}"]


def test_a_rule_without_examples_is_told(tmp_path: Path) -> None:
    [error] = check_pack(a_pack(tmp_path))
    assert error.what == "the rule has no examples"
    assert "stays-home.examples.yaml" in error.hint


def test_examples_without_a_rule_are_told(tmp_path: Path) -> None:
    pack = a_pack_with(tmp_path, EXAMPLES)
    (pack.path / "gone.examples.yaml").write_text(EXAMPLES)
    [error] = check_pack(pack)
    assert error.what == "examples of a rule that is not there"


def test_every_error_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    pack = a_pack_with(tmp_path, EXAMPLES, RULE.replace("planted", "plantd"))
    (pack.path / "other.yaml").write_text(RULE.replace("impact: 4", "impact: 9\nodd: 1"))
    (pack.path / "third.yaml").write_text(RULE)
    errors = check_pack(pack)
    files = {Path(error.where.split(":")[0]).name for error in errors}
    assert files == {"stays-home.yaml", "other.yaml", "third.yaml"}
    whats = " ".join(error.what for error in errors)
    for told in ("plantd", "odd", "9", "its file 'third.yaml'"):
        assert told in whats


def test_yaml_that_grows_is_refused(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nexamples: [*b]\n"
    [error] = check_pack(a_pack_with(tmp_path, bomb))
    assert "anchors are not allowed" in error.what


def test_examples_of_ten_megabytes_are_refused(tmp_path: Path) -> None:
    [error] = check_pack(a_pack_with(tmp_path, EXAMPLES + "#" * 10 * 2**20))
    assert "larger than" in error.what


def test_a_link_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    pack = a_pack_with(tmp_path, EXAMPLES)
    outside = tmp_path / "outside.yaml"
    outside.write_text(RULE)
    (pack.path / "outside.yaml").symlink_to(outside)
    [error] = check_pack(pack)
    assert error.what == "leads out of its pack"
