import base64
import gzip
import json
import zlib
from urllib.parse import quote, urlencode

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.detect.budget import Budget
from auditor.detect.decoding import leaves
from auditor.detect.leaf import Leaf, Piece
from tests.cost import costing_less_than
from tests.detect.test_binary import field, frame

SECRET = "kestrel window eleven"


def in_base64(text: bytes) -> str:
    return base64.b64encode(text).decode()


def jwt(claims: dict[str, str]) -> str:
    parts = [json.dumps(part).encode() for part in ({"alg": "none"}, claims)]
    return ".".join([base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts] + [""])


ENCODED = [
    (json.dumps({"a": [{"b": SECRET}]}), "body.$.a[].b", ("json",)),
    (json.dumps({"a": json.dumps({"b": SECRET})}), "body.$.a.b", ("json", "json")),
    (json.dumps(json.dumps({"b": SECRET})), "body.$.b", ("json", "json")),
    (in_base64(SECRET.encode()), "body", ("base64",)),
    (
        base64.urlsafe_b64encode(SECRET.encode() + b"?>?>").decode().rstrip("="),
        "body",
        ("base64",),
    ),
    (SECRET.encode().hex(), "body", ("hex",)),
    (SECRET.replace(" ", "%20"), "body", ("url",)),
    (f"v=1;{in_base64(SECRET.encode())};x", "body", ("base64",)),
    (f"data:text/plain;base64,{in_base64(SECRET.encode())}", "body", ("base64",)),
    (f"a=1&b={SECRET.replace(' ', '+')}", "body.b", ("form", "url")),
    (f"https://a.test/x?b={SECRET.replace(' ', '%20')}", "body.query.b", ("url",)),
    (jwt({"b": SECRET}), "body.$.b", ("jwt", "json")),
    (in_base64(gzip.compress(SECRET.encode(), mtime=0)), "body", ("base64", "gzip")),
    (in_base64(zlib.compress(SECRET.encode())), "body", ("base64", "zlib")),
    (in_base64(zstandard.compress(SECRET.encode())), "body", ("base64", "zstd")),
    (gzip.compress(json.dumps({"b": SECRET}).encode(), mtime=0), "body.$.b", ("gzip", "json")),
    (
        json.dumps({"p": in_base64(json.dumps({"b": in_base64(SECRET.encode())}).encode())}),
        "body.$.p.b",
        ("json", "base64", "json", "base64"),
    ),
]


@pytest.mark.parametrize(("body", "place", "steps"), ENCODED)
def test_a_text_is_found_under_its_layers(body, place, steps):
    budget = Budget()
    found = [leaf for leaf in leaves([Piece("body", body)], budget) if SECRET in str(leaf.value)]
    assert [(leaf.place, leaf.steps) for leaf in found] == [(place, steps)]
    assert budget.hit == set()


def test_a_key_that_is_not_shown_is_itself_looked_at():
    assert leaves([Piece("body", '{"ada@example.test": 1}')], Budget()) == [
        Leaf("body.$.*", "ada@example.test", ("json",))
    ]


def test_long_numbers_are_texts_and_short_ones_and_truths_are_not():
    assert leaves([Piece("body", '{"a": 490154203237518, "b": 12, "c": false}')], Budget()) == [
        Leaf("body.$.a", "490154203237518", ("json",))
    ]


def test_bytes_that_are_no_text_stay_bytes():
    assert leaves([Piece("body", b"\xff\x00\x01")], Budget()) == [Leaf("body", b"\xff\x00\x01")]


def nested(times: int) -> str:
    text = SECRET
    for _ in range(times):
        text = in_base64(text.encode())
    return text


BOUNDS = [
    (gzip.compress(bytes(50_000_000), mtime=0), "size"),
    (zstandard.compress(bytes(50_000_000)), "size"),
    ("[" * 5000 + "]" * 5000, "depth"),
    ("[" * 500 + "1" + "]" * 500, "depth"),
    (nested(14), "depth"),
    (json.dumps([str(n) for n in range(30_000)]), "leaves"),
    ("&".join(f"a{n}=1" for n in range(3000)), "leaves"),
    ("x" * 9_000_000, "size"),
]


@pytest.mark.parametrize(("body", "bound"), BOUNDS, ids=range(len(BOUNDS)))
def test_a_bound_that_was_met_is_told(body, bound):
    budget = Budget()
    with costing_less_than(3):
        leaves([Piece("body", body)], budget)
        assert bound in budget.hit


HOSTILE = [
    "[" * 50_000,
    '{"a":' * 20_000,
    "%25" * 33_000,
    "eyJ" * 33_000,
    "A" * 100_000,
    "=&" * 50_000,
    "?" * 100_000,
    in_base64(b"A" * 75_000),
    json.dumps(["a"] * 20_000),
    json.dumps({str(n): "b" for n in range(8000)}),
    ("A" * 24 + " ") * 4000,
    "00" * 50_000,
    '"' + "\\u0041" * 16_000 + '"',
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_body_costs_less_than_a_second(body):
    with costing_less_than(1):
        leaves([Piece("body", body)], Budget())


def test_as_many_layers_as_the_budget_has_are_opened():
    packed = nested(10)
    assert SECRET in {leaf.value for leaf in leaves([Piece("body", packed)], Budget(depth=10))}
    budget = Budget(depth=9)
    assert SECRET not in {leaf.value for leaf in leaves([Piece("body", packed)], budget)}
    assert budget.hit == {"depth"}


def test_time_is_a_bound_of_its_own():
    budget = Budget(seconds=-1.0)
    assert leaves([Piece("body", "some text")], budget) == []
    assert budget.hit == {"time"}


def raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


LAYERS = {
    "base64": lambda text: in_base64(raw(text)),
    "base64 in words": lambda text: f"v=1;{in_base64(raw(text))};x",
    "base64url": lambda text: base64.urlsafe_b64encode(raw(text)).decode().rstrip("="),
    "data uri": lambda text: f"data:text/plain;base64,{in_base64(raw(text))}",
    "hex": lambda text: raw(text).hex(),
    "hex in capitals": lambda text: raw(text).hex().upper(),
    "json": lambda text: json.dumps({"k": text}),
    "list": lambda text: json.dumps([text], ensure_ascii=False),
    "quoted": json.dumps,
    "form": lambda text: urlencode({"a": "1", "k": text}),
    "address": lambda text: f"https://a.test/b?{urlencode({'k': text}, quote_via=quote)}",
    "jwt": lambda text: jwt({"k": text}),
    "gzip": lambda text: in_base64(gzip.compress(raw(text), mtime=0)),
    "zlib": lambda text: in_base64(zlib.compress(raw(text))),
    "zstd": lambda text: in_base64(zstandard.compress(raw(text))),
    "msgpack": lambda text: in_base64(msgspec.msgpack.encode({"k": text})),
    "protobuf": lambda text: in_base64(field(1, raw(text))),
    "grpc": lambda text: in_base64(frame(field(1, raw(text)))),
}


@settings(max_examples=250, deadline=None, derandomize=True, database=None)
@given(
    st.text(st.characters(categories=("L", "N", "Zs"), max_codepoint=0x2FFF), max_size=60),
    st.lists(st.sampled_from(sorted(LAYERS)), max_size=4),
)
def test_what_was_encoded_is_decoded_again(text, layers):
    text = f"note to the keeper {text} end"
    packed = text
    for layer in layers:
        packed = LAYERS[layer](packed)
    budget = Budget()
    found = {leaf.value for leaf in leaves([Piece("body", packed)], budget)}
    assert text in found or budget.hit


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)
SENT = st.one_of(
    st.text(),
    st.binary(),
    TREES,
    st.text('{}[]",:\\ea%25=&?u0A', max_size=300),
    st.text("AZaz09+/=-_. ", max_size=300),
    st.binary().map(zlib.compress),
)


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(
    SENT,
    st.integers(0, 5),
    st.integers(0, 6),
    st.integers(0, 5000),
    st.integers(0, 40),
)
def test_nothing_that_is_sent_can_make_decoding_fail_or_exceed_its_budget(
    body, depth, nesting, size, count
):
    budget = Budget(depth=depth, nesting=nesting, size=size, leaves=count)
    found = leaves([Piece("body", body)], budget)
    assert budget.size >= 0
    assert budget.leaves >= 0
    assert len(found) <= count
    assert sum(len(leaf.value) for leaf in found) <= size
    assert all(len(leaf.steps) <= depth for leaf in found)
    assert budget.hit <= {"depth", "size", "leaves", "time"}
