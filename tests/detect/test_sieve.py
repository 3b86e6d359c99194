import random

import numpy as np
import pytest

from auditor.detect.sieve import BLOCK, Sieve, words_at


def heads(*some: bytes) -> np.ndarray:
    return np.frombuffer(b"".join(some), "<u8").reshape(len(some), -1)


@pytest.mark.parametrize(("width", "size"), [(5, 8), (8, 16)])
@pytest.mark.parametrize("base", [0, 8 * BLOCK - 9])
def test_no_place_where_a_needle_begins_is_left_out(width, size, base):
    chance = random.Random(size)
    some = [chance.randbytes(size) for _ in range(200)]
    sieve = Sieve(heads(*some), width)
    for offset in range(12):
        text = bytes(base + offset) + some[offset] + bytes(offset) + bytes(16)
        assert base + offset in np.concatenate([*sieve.candidates(text)]).tolist()


def test_most_of_what_begins_no_needle_is_left_out():
    chance = random.Random(3)
    sieve = Sieve(heads(*(chance.randbytes(16) for _ in range(2000))), 8)
    text = chance.randbytes(1_000_000)
    assert sum(map(len, sieve.candidates(text))) < 10_000


def test_without_needles_and_without_text_there_is_nothing():
    assert list(Sieve(np.empty((0, 2), "<u8"), 8).candidates(b"heron" * 100)) == []
    assert list(Sieve(heads(b"abcdefgh"), 5).candidates(bytes(16))) == []


def test_a_word_is_read_at_every_place():
    text = bytes(range(20))
    assert words_at(text, np.array([0, 3, 12])).tobytes() == text[:8] + text[3:11] + text[12:20]
