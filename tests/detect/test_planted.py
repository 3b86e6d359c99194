import base64
import hashlib

import pytest

from auditor.detect.leaf import Leaf
from auditor.detect.planted import found, needles
from auditor.detect.values import Value
from tests.cost import costing_less_than

EMAIL = "ada.q7x2m9kd@mail.example.test"
MAIL = Value("email", EMAIL, "p")
CITY = Value("location", "Thornfield", "p")
NAME = Value("person", "Ada", "p")
OTHER = Value("email", "ben.k3w8z5nq@mail.example.test", "q")


def hits(values, *texts):
    leaves = [Leaf(f"place{number}", text) for number, text in enumerate(texts)]
    return [(one.value.kind, one.place, one.steps) for one in found(leaves, needles(values))]


HASHED = [
    (name, made)
    for name in ("md5", "sha1", "sha256")
    for text in (EMAIL, EMAIL.upper())
    for made in [hashlib.new(name, text.encode())]
]


@pytest.mark.parametrize(("name", "made"), HASHED)
def test_a_hash_is_found_as_hex_and_as_base64(name, made):
    encoded = base64.b64encode(made.digest()).decode()
    assert hits([MAIL], f"u={made.hexdigest()}") == [("email", "place0", (name,))]
    assert hits([MAIL], encoded) == [("email", "place0", ("base64", name))]
    assert hits([MAIL], encoded.replace("+", "-").replace("/", "_").rstrip("=")) == [
        ("email", "place0", ("base64", name))
    ]


@pytest.mark.parametrize("text", [EMAIL, EMAIL.upper(), f"x{EMAIL}y", f"<{EMAIL}>"])
def test_the_plain_value_is_found_in_any_case(text):
    assert hits([MAIL], text) == [("email", "place0", ())]


def test_a_quoted_value_inside_a_longer_text_is_found():
    assert hits([MAIL], f"go {EMAIL.replace('@', '%40')} on") == [("email", "place0", ("url",))]


@pytest.mark.parametrize("before", ["", "a", "ab"])
@pytest.mark.parametrize("make", [base64.b64encode, base64.urlsafe_b64encode])
def test_base64_is_found_at_its_three_alignments(before, make):
    text = make(f"{before}{EMAIL}~~".encode()).decode()
    assert hits([MAIL], text) == [("email", "place0", ("base64",))]


def test_a_value_in_bytes_that_are_no_text_is_found():
    assert hits([MAIL], b"\xff\xfe" + EMAIL.encode() + b"\x00") == [("email", "place0", ())]


COMPANY = [
    ([CITY, NAME], ["a Thornfield b"], []),
    ([CITY, NAME], ["Thornfield", "Ada"], ["location", "person"]),
    ([CITY, NAME], ["Thornfields", "Adam"], []),
    ([CITY, OTHER], ["Thornfield", OTHER.text], ["email"]),
    ([CITY, MAIL], ["Thornfield", EMAIL], ["email", "location"]),
    ([NAME, MAIL], [EMAIL], ["email"]),
]


@pytest.mark.parametrize(("values", "texts", "expected"), COMPANY)
def test_a_weak_value_needs_another_of_the_same_persona(values, texts, expected):
    assert sorted(kind for kind, _, _ in hits(values, *texts)) == expected


def test_the_innermost_layer_is_told():
    outer = Leaf("body.$.p", base64.b64encode(f'{{"m":"{EMAIL}"}}'.encode()).decode(), ("json",))
    inner = Leaf("body.$.p.m", EMAIL, ("json", "base64", "json"))
    (hit,) = found([outer, inner], needles([MAIL]))
    assert (hit.place, hit.steps) == ("body.$.p.m", ("json", "base64", "json"))


def test_a_value_does_not_reach_over_two_leaves():
    assert hits([MAIL], EMAIL[:12], EMAIL[12:]) == []


def test_numbers_are_found_without_their_separators():
    iban = Value("iban", "DE89 3704 0044 0532 0130 00", "p")
    assert hits([iban], "DE89370400440532013000") == [("iban", "place0", ())]


def test_a_value_repeated_in_ten_thousand_places_stays_quick_and_bounded():
    with costing_less_than(2):
        assert len(hits([MAIL, CITY], *[f"{EMAIL} {n}" for n in range(10_000)])) == 50
