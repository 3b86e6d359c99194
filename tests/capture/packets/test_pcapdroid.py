import struct

import pytest

from auditor.capture.packets.pcapdroid import named, names_in, trailer_of, uid_in

TRAILER = struct.pack(">Ii20sI", 0x01072021, 10100, "Größer".encode(), 0)


@pytest.mark.parametrize(
    ("frame", "found"),
    [
        (b"abc" + TRAILER, (b"abc", "Größer")),
        (TRAILER, (b"", "Größer")),
        (b"abc", (b"abc", "")),
        (b"", (b"", "")),
        (b"x" * 40, (b"x" * 40, "")),
        (TRAILER[:-1], (TRAILER[:-1], "")),
    ],
)
def test_a_trailer_is_taken_off(frame, found):
    assert trailer_of(frame) == found


def mapped(uid=10100, package=b"com.vendor.chat", label=b"Chat", version=1, kind=1, order="<"):
    head = struct.pack(f"{order}HBxiBB", version, kind, uid, len(package), len(label))
    return head + package + label


@pytest.mark.parametrize(
    ("block", "order", "found"),
    [
        (mapped(), "<", (10100, "com.vendor.chat")),
        (mapped(order=">"), ">", (10100, "com.vendor.chat")),
        (mapped(uid=-1, package=b""), "<", (-1, "Chat")),
        (mapped(package=b"", label=b""), "<", (10100, "")),
        (mapped(version=2), "<", None),
        (mapped(kind=2), "<", None),
        (b"\1\0\1", "<", None),
        (mapped()[:12], "<", (10100, "co")),
    ],
)
def test_a_block_maps_a_user_id_to_a_package(block, order, found):
    assert names_in(block, order) == found


@pytest.mark.parametrize(
    ("comment", "uid"),
    [("u-10100", 10100), ("u--1", -1), ("u-", None), ("u-x", None), ("10100", None),
     ("u-1-1", None), ("u-²", None), ("", None)],
)  # fmt: skip
def test_a_comment_gives_the_user_id(comment, uid):
    assert uid_in(comment) == uid


def test_a_name_is_one_line_of_bounded_length():
    assert named(b" a\n\x1b[31m b\xff ") == "a [31m b\N{REPLACEMENT CHARACTER}"
    assert len(named(b"x" * 500)) == 100
