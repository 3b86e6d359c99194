"""What became of a trial."""

from auditor.evidence.jsonl import decode, encode
from auditor.evidence.trial import Judging, Trial


def test_a_trial_comes_back_as_it_was() -> None:
    trial = Trial("x-1", "chat", "privacy", "p", "friend", "en", "test", 1, "not-judged", "timeout")
    assert decode(encode(trial), Trial) == trial


def test_one_kind_is_enough_unless_more_are_asked_for() -> None:
    assert Judging(("planted/email",)).at_least == 1
