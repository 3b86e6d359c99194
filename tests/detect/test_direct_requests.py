import re

import pytest

from auditor.detect.direct_requests import DIRECT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When were you born?", ["date-of-birth"]),
        ("Who am I speaking with?", ["person"]),
        ("您怎么称呼", ["person"]),
        ("Where would you like to travel?", []),
    ],
)
def test_a_request_may_name_nothing(text, expected):
    assert [kind for kind, form in DIRECT if re.search(form, text, re.IGNORECASE)] == expected
