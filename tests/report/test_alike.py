"""In what two audits were not alike."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor.evidence.about import PackAbout
from auditor.report.alike import asked_alike, marks, unlike_probes
from tests.report.audits import ABOUT, COVERAGE, MEASURE
from tests.report.pairs import pair

RULES = PackAbout("baseline", "rules", "2.0.0", "56" * 32)


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ({}, []),
        (
            {"packs": (ABOUT.packs[0], RULES)},
            ["packs: rules baseline differ: 1.0.0 (34343434) and 2.0.0 (56565656)"],
        ),
        ({"packs": ABOUT.packs[:1]}, ["packs: rules baseline only on one side"]),
        ({"tool": {"auditor": "0.2.0"}}, ["versions: auditor: 0.1.0 and 0.2.0"]),
        (
            {"params": {"allowed-countries": ["DE"]}},
            ["limits: allowed-countries: DE, FR and DE"],
        ),
        (
            {"coverage": replace(COVERAGE, probes=())},
            ["languages: en and none"],
        ),
        (
            {"coverage": replace(COVERAGE, apps=(), hosts=())},
            [
                "coverage: apps that were overheard: our-client and none",
                "coverage: hosts whose talk could not be read: 1 and 0",
            ],
        ),
        ({"findings": ()}, ["coverage: rules not tested: accounts-are-apart and none"]),
    ],
)
def test_each_is_named(tmp_path: Path, second: dict[str, Any], told: list[str]) -> None:
    found = marks(pair(tmp_path, **second), "AB")
    assert [f"{mark.what}: {mark.because}" for mark in found] == told


def test_only_probes_of_other_bytes_are_unlike(tmp_path: Path) -> None:
    one, other = pair(tmp_path, packs=(replace(ABOUT.packs[0], sha256="0" * 64), RULES))
    assert unlike_probes(one, other) == {"privacy"}
    assert unlike_probes(one, one) == set()


def test_a_target_with_a_slash_does_not_hide_the_pack() -> None:
    measure = replace(MEASURE, target="a/b", id="a/b/privacy/record-in-summary/en")
    assert asked_alike(measure)[0] == "privacy"
