import pytest

from auditor.detect.gate import Gate

COMMON = frozenset({"the", "it", "open", "we"})


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("The heron stood still. It waited.", []),
        ("The heron stood still. Then Ada came. It waited.", ["Then Ada came. "]),
        ("We saw Ada. Ben left. Opened again. We ate.", ["We saw Ada. Ben left. "]),
        ("I know what I'm doing, I'd say", ["I know what I'm doing, I'd say"][:0]),
        ("Berlin is old", ["Berlin is old"]),
        ("first line\nSecond Ada line\nthird", ["Second Ada line\n"]),
        ("", []),
    ],
)
def test_only_sentences_that_can_hold_a_name_pass(text, passed):
    assert Gate(COMMON).passed(text) == passed
