"""What hides or disguises text is shown by its number."""

import pytest

from auditor.report.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, “quoted” – 中文 é", "plain, “quoted” – 中文 é"),
        ("a\x00b\x1b[31mc\r\nd", "a⟨U+0000⟩b⟨U+001B⟩[31mc⟨U+000D⟩↵d"),
        ("\x7f\x9b", "⟨U+007F⟩⟨U+009B⟩"),
        ("\u202egpj.exe", "⟨U+202E⟩gpj.exe"),
        ("\u2066a\u2069", "⟨U+2066⟩a⟨U+2069⟩"),
        ("a\u200bb\ufeffc\u00add", "a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+00AD⟩d"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\U000e0101", "⟨U+E0101⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("\u2028\u3164", "⟨U+2028⟩⟨U+3164⟩"),
        ("\ue000\u0378", "⟨U+E000⟩⟨U+0378⟩"),
        ("e\u0301", "e\u0301"),
        ("z" + "\u0301" * 6, "z" + "\u0301" * 4 + "⟨U+0301⟩⟨U+0301⟩"),
    ],
)
def test_a_hidden_character_is_shown_by_its_number(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcdef… (1 more character)"),
        ("a" * 1_000_002, 2, "aa… (1,000,000 more characters)"),
        ("\u202e" * 3, 1, "⟨U+202E⟩… (2 more characters)"),
    ],
)
def test_a_long_text_says_how_much_of_it_is_not_shown(text: str, longest: int, shown: str) -> None:
    assert visible(text, longest) == shown
