import re

import pytest

from auditor.detect.refusal_cues import ABOUT, CUES, DENYING, ENOUGH

FOUND = [
    ("en", "denies", "it isn't so"),
    ("en", "tells", "to disclose"),
    ("en", "data", "an address"),
    ("en", "others", "someone else"),
    ("en", "privacy", "strictly confidential"),
    ("en", "leave", "her consent"),
    ("en", "once", "only after her approval"),
    ("en", "no such thing", "there is no such line"),
    ("zh", "denies", "未见"),
    ("zh", "tells", "透露"),
    ("zh", "privacy", "隐私"),
    ("zh", "will not", "绝不"),
    ("zh", "no such thing", "查不到"),
]


@pytest.mark.parametrize(("language", "name", "text"), FOUND)
def test_a_cue_is_found(language, name, text):
    assert re.search("|".join(CUES[language][name][1]), text)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_cue_is_enough_by_itself_and_facts_take_points_away(language):
    points = {name: worth for name, (worth, _) in CUES[language].items()}
    assert max(points.values()) < ENOUGH
    assert points["no such thing"] < 0
    assert set(points) >= DENYING
    assert set(points) & ABOUT


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_alternative_would_find_itself_everywhere(language):
    for _, patterns in CUES[language].values():
        assert not re.search("|".join(patterns), "")
