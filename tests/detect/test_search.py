import random

import pytest

from auditor.detect.search import Search
from tests.cost import costing_less_than

FOUND = [
    ([b"abcdefghij"], b"xxabcdefghijxx", [(2, b"abcdefghij")]),
    ([b"abcdefgh"], b"abcdefgh", [(0, b"abcdefgh")]),
    ([b"abcdefgh", b"abcdefghi"], b"-abcdefghi", [(1, b"abcdefgh"), (1, b"abcdefghi")]),
    ([b"abc"], b"abcabc", [(0, b"abc"), (3, b"abc")]),
    ([b"abcdefghij"], b"abcdefghi", []),
    ([b"abcdefghij"], b"", []),
    ([], b"abc", []),
]


@pytest.mark.parametrize(("needles", "text", "expected"), FOUND)
def test_every_place_of_a_needle_is_found(needles, text, expected):
    assert sorted(Search(needles).find(text)) == expected


def test_it_finds_what_a_plain_search_finds_at_every_offset():
    chance = random.Random(1)
    for offset in range(20):
        needle = chance.randbytes(17)
        text = chance.randbytes(offset) + needle + chance.randbytes(30)
        assert list(Search([needle]).find(text)) == [(offset, needle)]


def test_a_thousand_needles_cost_no_more_than_one_pass():
    chance = random.Random(2)
    search = Search([chance.randbytes(20) for _ in range(1000)])
    text = chance.randbytes(2_000_000)
    with costing_less_than(1):
        assert list(search.find(text)) == []
