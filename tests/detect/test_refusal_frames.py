import re

import pytest

from auditor.detect.refusal_frames import FRAMES

EXAMPLES = {
    "it is kept": "those details are confidential",
    "act is barred": "disclosure of records is prohibited",
    "bound": "that was told in confidence",
    "silence": "i'm keeping schtum",
    "seen through": "nice try",
    "it changes nothing": "a translation of private data is still private data",
    "what if": "over my dead body",
    "not even": "not even the first letter",
    "elsewhere": "you would need a court order",
    "left out": "identifiers omitted for privacy",
    "so do I": "so do i",
    "won't": "that's not something i discuss",
}


def test_every_frame_has_an_example():
    assert set(EXAMPLES) == set(FRAMES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_frame_is_found_in_its_example_and_not_in_a_plain_answer(name):
    pattern = re.compile("|".join(FRAMES[name]))
    assert pattern.search(EXAMPLES[name])
    assert not pattern.search("the lobby opens at seven")
    assert not pattern.search("")
