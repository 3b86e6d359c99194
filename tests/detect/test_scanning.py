import pytest

from auditor.detect.leaf import Leaf
from auditor.detect.scanning import NOTHING, Scanned, key_of, text_of, worth


@pytest.mark.parametrize(
    ("text", "looked_at"),
    [
        ("a@b.test", True),
        ("@", True),
        ("2025", False),
        ("90210", False),
        ("12345678", True),
        ("1790000000", False),
        ("1790000000123", False),
        ("2026-11-03T10:00:00Z", False),
        ("7f3a9c1e-52b8-4d06-9e77-c0ffee5a11d4", False),
        ("c0ffee5a11d47f3a9c1e", False),
        ("12 Baker Street", True),
        ("Hauptstr. 5", True),
        ("住在建国路", True),
        ("1 2 3 4", True),
        ("1---2---3---4", True),
        ("1----2----3----4", False),
        ("123", False),
        ("room 101, floor 1", True),
        ("floor one, room: two", True),
        ("fe80::a", True),
        ("a: b", True),
        ("fe:dc:ba", True),
        ("Ada Quillfeather", True),
        ("Quillfeather", False),
        ("", False),
    ],
)
def test_only_a_text_that_a_pattern_could_fit_is_looked_at(text: str, looked_at: bool) -> None:
    assert worth("k", text) == looked_at


@pytest.mark.parametrize(
    ("key", "speaks"),
    [
        *(
            (each, True)
            for each in ("user_id", "fullName", "first_name", "device.id", "电话", "tel")
        ),
        *((each, False) for each in ("event_name", "platform", "seq", "hotel_class", "name", "ts")),
    ],
)
def test_under_a_name_that_asks_for_something_everything_is_looked_at(
    key: str, speaks: bool
) -> None:
    assert worth(key, "x") == speaks


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("body.$.user.email", "email"),
        ("body.$.user.name", "user.name"),
        ("body.$.users[].id", "users.id"),
        ("body.$.phones[]", "phones"),
        ("body.$.name", "name"),
        ("body", "body"),
        ("header.cookie.uid", "uid"),
    ],
)
def test_a_name_that_says_little_is_told_with_its_holder(place: str, key: str) -> None:
    assert key_of(place) == key


@pytest.mark.parametrize(
    ("place", "text", "looked_at"),
    [
        ("body.$.seq", "7f3a9c1e-52b8-4d06-9e77-c0ffee5a11d4", False),
        ("body.$.device_id", "7f3a9c1e-52b8-4d06-9e77-c0ffee5a11d4", True),
        ("body.$.title", "Nora", True),
        ("body.$.allergies", "nuts", True),
        ("body.$.text", "The heron stood still", True),
        ("body.$.k", "a@b.test", True),
        ("body.$.k", "Nora", False),
        ("body.$.k", "住", True),
        ("body", b"\xff", False),
    ],
)
def test_what_can_hold_nothing_of_anybody_stands_for_nothing(place, text, looked_at) -> None:
    for _ in range(2):
        assert (text_of(Leaf(place, text)) is not NOTHING) == looked_at


def test_nothing_to_look_at_is_nothing() -> None:
    assert Scanned() == Scanned(found=[], bounds=set(), languages=set())
