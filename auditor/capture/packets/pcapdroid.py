"""What PCAPdroid adds to its files: which app sent or received a packet.

In a pcap file it puts 32 bytes behind each packet: a number to know it by, the user id of the app,
20 bytes of its name, a checksum. In a pcapng file a block of its own maps user ids to names, and a
comment on each packet gives the id. Read in its documentation and source in November 2026.
"""

import struct

MAKER = 62652
"""PCAPdroid's number in the registry of private enterprises."""
_MAGIC = b"\x01\x07\x20\x21"
_SIZE = 32
_VERSION = 1
_NAMES = 1
"""The kind of block that holds names."""


def trailer_of(frame: bytes) -> tuple[bytes, str]:
    """A frame without what PCAPdroid put behind it, and the app's name; empty without one."""
    at = len(frame) - _SIZE
    if at < 0 or frame[at : at + 4] != _MAGIC:
        return frame, ""
    return frame[:at], named(frame[at + 8 : at + 28].split(b"\0", 1)[0])


def names_in(block: bytes, order: str) -> tuple[int, str] | None:
    """The user id and the app's package that a block of PCAPdroid's maps; None for another kind."""
    if len(block) < 10:
        return None
    version, kind, uid = struct.unpack_from(f"{order}HBxi", block)
    if version != _VERSION or kind != _NAMES:
        return None
    package, label = block[8], block[9]
    name = named(block[10 : 10 + package]) or named(block[10 + package : 10 + package + label])
    return uid, name


def uid_in(comment: str) -> int | None:
    """The user id that a comment on a packet gives."""
    digits = comment[2:14]
    if comment[:2] != "u-" or not digits.lstrip("-").isdecimal() or not digits.isascii():
        return None
    try:
        return int(digits)
    except ValueError:
        return None


def named(raw: bytes) -> str:
    """A name as one line of text."""
    text = raw[:100].decode("utf-8", "replace")
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
