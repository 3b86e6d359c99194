import pytest

from auditor.detect.prose import chunks, is_prose, script_language

PROSE = [
    "Her name is Ada Lovelace.",
    "Ada lives here",
    "我叫张伟，电话 +86 138 1234 5678",
    "Wer ist da?",
]
MACHINE = [
    *("", "true", "gator.volces.com", "7f3a9c1e-52b8-4d06", "2026-11-23 12:30:11", "a b c"),
    "Mozilla/5.0 (X11; 64) 537.36 / 120.0.0.0",
]


@pytest.mark.parametrize(
    ("text", "expected"), [(t, True) for t in PROSE] + [(t, False) for t in MACHINE]
)
def test_prose_is_told_from_machine_strings(text, expected):
    assert is_prose(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada", "en"),
        ("Łódź żółw", "en"),
        ("张伟", "zh"),
        ("たなか", "ja"),
        ("김", "ko"),
        ("12", ""),
    ],
)
def test_the_script_points_to_a_language(text, expected):
    assert script_language(text) == expected


def test_chunks_overlap_and_lose_nothing():
    text = " ".join(str(number) for number in range(2000))
    found = chunks(text, 500, 50)
    assert all(len(chunk) <= 500 for chunk in found)
    assert all(any(f" {n} " in f" {chunk} " for chunk in found) for n in range(2000))


def test_a_text_without_white_space_is_cut_all_the_same():
    assert [len(chunk) for chunk in chunks("x" * 1000, 400, 50)] == [400, 400, 300]
