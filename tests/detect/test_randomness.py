import gzip
import hashlib
import json
import zlib

import brotli
import pytest
import zstandard

from auditor.detect.randomness import chi_squared, entropy, looks_random, repeated_block
from tests.cost import costing_less_than


def noise(size, seed=b"n"):
    """The same bytes in every run, spread as random ones."""
    parts = (hashlib.sha256(seed + str(n).encode()).digest() for n in range(size // 32 + 1))
    return b"".join(parts)[:size]


TEXT = json.dumps([{"name": f"entry {n}", "value": n * n} for n in range(400)]).encode()
RAW = zlib.compressobj(wbits=-15)
DEFLATED = RAW.compress(TEXT) + RAW.flush()
BLOCK = noise(16, b"block")
ORDINARY = {
    "short": noise(255),
    "text": TEXT,
    "base64": noise(900).hex().encode(),
    "gzip": gzip.compress(TEXT),
    "zlib": zlib.compress(TEXT),
    "deflate": DEFLATED,
    "zstd": zstandard.ZstdCompressor().compress(noise(900)),
    "jpeg": b"\xff\xd8\xff\xe0" + noise(2000),
    "png": b"\x89PNG\r\n\x1a\n" + noise(2000),
    "webp": b"RIFF\x10\x10\0\0WEBPVP8 " + noise(2000),
    "mp4": b"\0\0\0\x20ftypisom" + noise(2000),
    "ogg": b"OggS" + noise(2000),
    "woff2": b"wOF2" + noise(2000),
    "grpc": b"\x01\0\0\x01\0" + gzip.compress(TEXT),
    "protobuf": b"".join(b"\x0a\x08" + noise(8, str(n).encode()) for n in range(100)),
    "zeros": b"\0" * 4096,
    "bitmap": bytes(range(64)) * 40,
}


@pytest.mark.parametrize("name", ORDINARY)
def test_what_has_a_form_does_not_look_random(name):
    assert looks_random(ORDINARY[name]) is False
    assert repeated_block(ORDINARY[name]) == 0


@pytest.mark.parametrize("size", [256, 300, 1000, 5000, 100_000])
@pytest.mark.parametrize("seed", [b"a", b"b", b"c"])
def test_random_bytes_look_random(size, seed):
    assert looks_random(noise(size, seed)) is True
    assert repeated_block(noise(size, seed)) == 0


def test_brotli_has_no_mark_and_cannot_be_told_from_random_bytes():
    # Known miss: which is why no rule speaks of a body that only looks random inside TLS.
    assert looks_random(brotli.compress(noise(3000))) is True


REPEATS = [
    (noise(160) + BLOCK + noise(320, b"x") + BLOCK, 16),
    (noise(8, b"p") + BLOCK[:8] + noise(400, b"q") + BLOCK[:8], 8),
    (noise(160) + b"\0" * 16 + noise(320, b"x") + b"\0" * 16, 0),
    (noise(160) + BLOCK + noise(327, b"x") + BLOCK, 0),
    (b"\xff\xd8\xff\xe0" + noise(12) + BLOCK + noise(320, b"x") + BLOCK, 0),
    (BLOCK + BLOCK, 0),
]


@pytest.mark.parametrize(("data", "size"), REPEATS)
def test_a_block_that_comes_again_is_seen(data, size):
    assert repeated_block(data) == size


def test_entropy_and_chi_squared_of_known_bytes():
    assert entropy(bytes(range(256))) == 8.0
    assert entropy(b"\0" * 9) == 0.0
    assert chi_squared(bytes(range(256)) * 2) == 0.0
    assert chi_squared(b"\0" * 256) == 256 * 255


def test_large_bodies_cost_little():
    with costing_less_than(5):
        assert looks_random(noise(2**20) * 8)
        assert repeated_block(b"ab" * 2**22) == 0
