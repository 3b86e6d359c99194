import pytest

from auditor.detect.scanning import CHUNK, Scanned, buffers, key_of, worth
from auditor.detect.shape import BREAK


def together(*texts: tuple[str, str]) -> list[tuple[str, list[tuple[int, int]]]]:
    return list(buffers((number, *each) for number, each in enumerate(texts)))


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
        ("floor one, room: two", False),
        ("fe80::a", True),
        ("a: b", False),
        ("fe:dc:ba", True),
        ("Ada Quillfeather", False),
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


def test_texts_stand_behind_their_keys_with_where_each_begins() -> None:
    found = together(("mail", "a@b.test"), ("year", "2025"))
    assert found == [("mail: a@b.test\n\x1f\nyear: 2025", [(0, 0), (17, 1)])]


def test_what_does_not_fit_into_a_chunk_goes_into_the_next() -> None:
    half = "@" * (CHUNK // 2)
    found = together(("a", half), ("b", half), ("c", half))
    assert [whole for whole, _ in found] == [f"a: {half}", f"b: {half}", f"c: {half}"]
    assert [spans for _, spans in found] == [[(0, 0)], [(0, 1)], [(0, 2)]]


@pytest.mark.parametrize("before", [CHUNK - 130, CHUNK - 60, CHUNK - 10, CHUNK])
def test_what_stands_on_the_cut_of_a_long_text_is_whole_in_one_piece(before: int) -> None:
    mail = "ada.k7m2q9@mail.example"
    for filler in ("x", "x "):
        text = (filler * CHUNK)[:before] + mail + (filler * CHUNK)[:CHUNK]
        found = together(("k", text))
        assert any(mail in whole for whole, _ in found)
        assert [spans for _, spans in found] == [[(0, 0)]] * 3
        assert all(len(whole) <= len("k: ") + CHUNK for whole, _ in found)


def test_every_begin_points_at_the_key_of_its_text() -> None:
    texts = [(f"key{number}", "@" * (number * 97 % 900)) for number in range(1, 200)]
    for whole, spans in together(*texts):
        for begin, number in spans:
            assert whole[begin:].startswith(f"{texts[number][0]}: {texts[number][1]}")
        assert whole.count(BREAK) == len(spans) - 1


def test_nothing_to_look_at_is_nothing() -> None:
    assert together() == []
    assert Scanned() == Scanned(found=[], bounds=set(), languages=set())
