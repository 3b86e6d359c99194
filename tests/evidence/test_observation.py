"""An observation as a line holds it."""

import pytest

from auditor.errors import AuditorError
from auditor.evidence.jsonl import decode, encode
from auditor.evidence.observation import Observation
from tests.making import an_observation


def test_it_comes_back_as_it_was() -> None:
    for seen in (an_observation(), an_observation(owner=None, decoded=(), party="unknown")):
        assert decode(encode(seen), Observation) == seen


@pytest.mark.parametrize("changes", [{"party": "own"}, {"sureness": "sure"}, {"side": "left"}])
def test_no_other_word_is_read(changes: dict[str, str]) -> None:
    with pytest.raises(AuditorError):
        decode(encode(an_observation(**changes)), Observation)
