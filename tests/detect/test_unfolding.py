import base64
import zlib

import pytest

from auditor.detect.budget import Budget
from auditor.detect.unfolding import MAX_TOKENS, inflated, is_plain, text_in, unfolded

TEXT = b"kestrel window eleven"
CODED = base64.b64encode(TEXT).decode()


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (CODED, [("base64", TEXT)]),
        (TEXT.hex(), [("hex", TEXT)]),
        ("kestrel%20window", [("url", "kestrel window")]),
        (f"v=1;{CODED};{CODED[::-1]}", [("base64", TEXT)]),
        (f"data:text/plain;base64,{CODED}", [("base64", TEXT)]),
        ("7f3a9c1e52b84d069e77", []),
        ("notification_opened", []),
        ("a plain sentence about a heron", []),
    ],
)
def test_one_layer_is_undone(text, inside):
    assert list(unfolded(text, Budget())) == inside


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("short", True),
        ("7f3a9c1e-52b8-4d06-9e77-c0ffee5a11d4", True),
        ("2026-11-03T10:00:00.123Z", True),
        ("1790000000123", True),
        (CODED, False),
        ("a=b", False),
        ("%41", False),
        ('{"a":1}', False),
        ('"a"', False),
    ],
)
def test_what_nothing_can_be_folded_up_in_is_known_by_its_looks(text, plain):
    assert bool(is_plain(text)) == plain


def test_bytes_are_text_or_not():
    assert text_in(b"\xef\xbb\xbfheron") == "heron"
    assert text_in(b"\xff\xfe") is None
    assert text_in(b"a\x00b") is None


def test_what_unpacks_into_too_much_is_cut_and_told():
    budget = Budget(size=1000)
    step, content = inflated(zlib.compress(bytes(100_000)), budget)
    assert (step, len(content), budget.hit) == ("zlib", 1000, {"size"})


def test_more_encoded_runs_than_are_tried_are_told():
    budget = Budget()
    unfolded(f"{CODED} " * MAX_TOKENS, budget)
    assert not budget.hit
    assert len(unfolded(f"{CODED} " * (MAX_TOKENS + 1), budget)) == MAX_TOKENS
    assert budget.hit == {"leaves"}
