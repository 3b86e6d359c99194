"""Each body gets a name of its own, and less room."""

import random

import pytest

from auditor.evidence.blobs import commitment
from auditor.evidence.packing import SMALL, Packing


@pytest.mark.parametrize("size", [0, 1, SMALL, SMALL + 1, 100_000])
def test_a_body_is_packed_under_a_salted_name(size: int) -> None:
    body = b"abc def " * (size // 8) + b"x" * (size % 8)
    packed = Packing().pack(body, "tag")
    assert packed.blob.id == commitment(packed.salt, body)
    assert (packed.blob.size, packed.tag) == (size, "tag")
    assert len(packed.content) < max(size / 2, 20)
    entry = packed.at("00003.seg", 7)
    assert (entry.segment, entry.offset, entry.stored) == ("00003.seg", 7, len(packed.content))


def test_no_salt_comes_twice() -> None:
    packing, body = Packing(), random.Random(1).randbytes(9)
    assert len({packing.pack(body, "tag").salt for _ in range(600)}) == 600
