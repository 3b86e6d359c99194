"""Tells bytes that look random from compressed ones, media and everything else that has a form."""

import math
import zlib
from collections import Counter

LEAST = 256
"""Bytes; of fewer nothing can be said."""
MOST = 2**20
"""Bytes looked at of one value."""
MOST_CHI2 = 255 + 5 * math.sqrt(2 * 255)
"""Chi-squared of byte counts that random bytes stay below in all but one of a million."""
BLOCKS = {16: 12, 8: 7}
"""Sizes of cipher blocks → different bytes in a block that is no filling."""
_HEAD = 64

_STARTS = (
    *(b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\x01\0"),
    *(
        b"OggS",
        b"fLaC",
        b"ID3",
        b"\xff\xfb",
        b"\xff\xf3",
        b"\xff\xf1",
        b"\xff\xf9",
        b"\x1aE\xdf\xa3",
    ),
    *(b"PK\x03\x04", b"PK\x05\x06", b"%PDF", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ"),
    *(b"wOFF", b"wOF2", b"\0asm", b"FLV", b"\x04\x22\x4d\x18", b"\xffj\xc7"),
)
_WITHIN = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"ftyp", b"WEBP", b"WAVE", b"AVI ")
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def looks_random(data: bytes) -> bool:
    """Whether bytes are spread as random ones are, and are in no format that is known here."""
    data = data[:MOST]
    return len(data) >= LEAST and chi_squared(data) <= MOST_CHI2 and not _is_known(data)


def chi_squared(data: bytes) -> float:
    """How far the counts of byte values are from equal ones."""
    expected = len(data) / 256
    counts = Counter(data)
    return sum(count * count for count in counts.values()) / expected - len(data)


def entropy(data: bytes) -> float:
    """Bits for each byte, as its counts have them."""
    total = len(data)
    return -sum(n / total * math.log2(n / total) for n in Counter(data).values())


def repeated_block(data: bytes) -> int:
    """The size of cipher blocks of which one comes again, though all else looks random; or 0.

    That is what encrypting each block by itself (ECB) leaves behind.
    """
    data = data[:MOST]
    for size, different in BLOCKS.items():
        blocks = [data[at : at + size] for at in range(0, len(data) - size + 1, size)]
        once = list(dict.fromkeys(blocks))
        again = [block for block, n in Counter(blocks).items() if n > 1]
        if any(len(set(block)) >= different for block in again) and _spread(b"".join(once)):
            return 0 if _is_known(data) else size
    return 0


def _spread(data: bytes) -> bool:
    return len(data) >= LEAST // 2 and chi_squared(data) <= MOST_CHI2


def _is_known(data: bytes) -> bool:
    head = data[:_HEAD]
    if data.startswith(_STARTS) or any(mark in head for mark in _WITHIN):
        return True
    return _inflates(data, 15) if data[:2] in _ZLIB else _inflates(data, -15)


def _inflates(data: bytes, bits: int) -> bool:
    """Whether it is deflated, as far as it goes."""
    engine = zlib.decompressobj(wbits=bits)
    try:
        content = engine.decompress(data, MOST)
    except zlib.error:
        return False
    return (engine.eof and not engine.unused_data) or len(content) > 2 * len(data)
