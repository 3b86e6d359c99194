import pytest

from auditor.detect.scanning import BREAK, CHUNK, Scanned, Text, buffers


def together(*texts: tuple[str, str]) -> list[tuple[str, list[tuple[int, int]]]]:
    return list(buffers([Text(key, text, prose=False) for key, text in texts]))


@pytest.mark.parametrize(
    ("text", "looked_at"),
    [
        ("a@b.test", True),
        ("@", True),
        ("2025", True),
        ("1 2 3 4", True),
        ("1---2---3---4", True),
        ("1----2----3----4", False),
        ("123", False),
        ("room 101, floor 1", False),
        ("fe80::a", True),
        ("a: b", False),
        ("fe:dc:ba", True),
        ("Ada Quillfeather", False),
        ("", False),
    ],
)
def test_only_a_text_that_a_pattern_could_fit_is_looked_at(text: str, looked_at: bool) -> None:
    assert bool(together(("k", text))) == looked_at


def test_texts_stand_behind_their_keys_with_where_each_begins() -> None:
    found = together(("mail", "a@b.test"), ("name", "Ada"), ("year", "2025"))
    assert found == [("mail: a@b.test\n\x1f\nyear: 2025", [(0, 0), (17, 2)])]


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
