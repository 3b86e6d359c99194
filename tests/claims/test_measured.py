from auditor.claims.measured import Gathered, measured
from tests.claims.answers import STATED, failed

EVERY = ["tokenizer", "service", "billing", "equality", "benchmark"]


def test_only_what_was_asked_for_is_said() -> None:
    asked = [failed(check) for check in EVERY]
    claims, measures = measured(STATED, Gathered(EVERY, asked, [], None, {}, 7))
    assert {each.verdict for each in claims} == {"not tested"}
    assert [each.check for each in claims] == [
        "provenance/tokenizer",
        "equality/echo",
        "service/parameters",
        "service/streaming",
        "billing/tokens",
        "billing/hidden-prompt",
        "billing/reasoning",
        "equality/reference",
        "benchmark/language-gap",
    ]
    assert measures == []
    assert measured(STATED, Gathered([], asked, [], None, {}, 7)) == ([], [])
