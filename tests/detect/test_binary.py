import base64
import gzip
import struct

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.detect.binary import is_packed, unpacked
from auditor.detect.budget import Budget
from auditor.detect.decoding import leaves
from auditor.detect.leaf import Piece
from tests.cost import costing_less_than

SECRET = "kestrel window eleven"


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def field(number: int, value: bytes | str | int | float) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | 1) + struct.pack("<d", value)
    raw = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(raw)) + raw


def frame(message: bytes, flag: int = 0) -> bytes:
    return bytes([flag]) + len(message).to_bytes(4) + message


MESSAGE = field(1, 7) + field(3, field(2, SECRET) + field(4, 490154203237518))
PACKED = [
    (MESSAGE, "body.3.2", ("protobuf",)),
    (frame(MESSAGE), "body[].3.2", ("grpc", "protobuf")),
    (frame(b"\x08\x01") + frame(MESSAGE), "body[].3.2", ("grpc", "protobuf")),
    (frame(gzip.compress(MESSAGE, mtime=0), 1), "body[].3.2", ("grpc", "gzip", "protobuf")),
    (frame(b'{"b": "%s"}' % SECRET.encode(), 2), "body[].b", ("grpc", "json")),
    (msgspec.msgpack.encode({"a": [{"b": SECRET}]}), "body.a[].b", ("msgpack",)),
    (msgspec.msgpack.encode({b"a": SECRET.encode()}), "body.a", ("msgpack",)),
    (msgspec.msgpack.encode([1, msgspec.msgpack.Ext(5, SECRET.encode())]), "body[]", ("msgpack",)),
    (base64.b64encode(MESSAGE).decode(), "body.3.2", ("base64", "protobuf")),
    (base64.b64encode(frame(MESSAGE)).decode(), "body[].3.2", ("base64", "grpc", "protobuf")),
    (field(1, msgspec.msgpack.encode({"b": SECRET})), "body.1.b", ("protobuf", "msgpack")),
]


@pytest.mark.parametrize(("body", "place", "steps"), PACKED)
def test_a_text_is_found_in_what_is_packed(body, place, steps):
    budget = Budget()
    found = [leaf for leaf in leaves([Piece("body", body)], budget) if leaf.value == SECRET]
    assert [(leaf.place, leaf.steps) for leaf in found] == [(place, steps)]
    assert budget.hit == set()


def test_numbers_are_found_as_both_readings_of_a_fixed_field():
    body = MESSAGE + field(5, 52.520008)
    values = {leaf.value for leaf in leaves([Piece("body", body)], Budget())}
    assert {"490154203237518", "52.520008"} <= values


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 40,
        b"\x00\x00\x00\x00\x05cut",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        MESSAGE[:-1],
        b"\x07\x01",
        b"\xff" * 12,
        b"\x80",
        b"\xdd\xff\xff\xff\xff",
    ],
)
def test_what_is_not_packed_stays_as_it_is(body):
    budget = Budget()
    assert unpacked(body, budget) is None
    assert [leaf.value for leaf in leaves([Piece("body", body)], budget)] == [body][: len(body)]


def test_what_an_aborted_stream_had_of_its_last_message_is_read_as_far_as_it_came():
    step, held = unpacked(frame(b"\x08\x01") + frame(MESSAGE)[:-4], Budget())
    assert (step, len(held)) == ("grpc", 2)


@pytest.mark.parametrize(
    ("body", "packed"),
    [
        (MESSAGE, True),
        (b"\x08\x96\x01", False),
        (b"\x81\xa1a\x01", True),
        (b"\x93\x01\x02\x03", False),
    ],
)
def test_an_encoded_run_is_opened_only_when_it_is_no_chance(body, packed):
    assert is_packed(body) is packed


@pytest.mark.parametrize(
    ("body", "bound"),
    [
        (b"\x91" * 100_000 + b"\x01", "depth"),
        (frame(b"\x08\x01") * 3000, "leaves"),
        (b"\x08\x01" * 6000, "leaves"),
    ],
)
def test_a_bound_that_was_met_is_named(body, bound):
    budget = Budget()
    leaves([Piece("body", body)], budget)
    assert bound in budget.hit


def test_messages_within_messages_end_at_the_bound():
    body = SECRET.encode()
    for _ in range(200):
        body = field(1, body)
    budget = Budget()
    with costing_less_than(2):
        leaves([Piece("body", field(2, body))], budget)
    assert "depth" in budget.hit


@given(st.binary(max_size=2000))
@settings(max_examples=300, deadline=None)
def test_no_bytes_are_too_strange(body):
    leaves([Piece("body", body)], Budget())
