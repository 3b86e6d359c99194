import pytest

from auditor.report.blocks import breakable, listed, pairs, section, some, text, texts


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a short one", "a short one"),
        ("x" * 40, f"{'x' * 18}\u200b{'x' * 18}\u200bxxxx"),
        ("a\u202eb\n", "a⟨U+202E⟩b↵"),
        ("a  b", "a  b"),
        ("", ""),
        ("long " + "y" * 1000, None),
    ],
)
def test_a_long_word_may_break_and_nothing_hides(said: str, shown: str | None) -> None:
    made = breakable(said)
    assert made == shown if shown is not None else made.endswith("… (5 more characters)")


def test_every_text_is_made_visible_wherever_it_stands() -> None:
    value = {"a": ["\x00", ("\x1b", 1)], "b": {"c": "\ud800", "d": 0.5}}
    assert texts(value) == {"a": ["⟨U+0000⟩", ["⟨U+001B⟩", 1]], "b": {"c": "⟨U+D800⟩", "d": 0.5}}


def test_rows_that_are_left_out_are_counted() -> None:
    table, more = some(["a"], [1], [["x"], ["y"]], 1002)
    assert (table["rows"], more) == ([["x"], ["y"]], text("1,000 more: see report.json."))
    assert list(some(["a"], [1], [], 0)) == [text("Nothing.")]


def test_a_section_holds_its_blocks() -> None:
    made = section("Title", listed(["a"]), pairs([("what", "value")]), level=2)
    assert (made["title"], made["level"]) == ("Title", 2)
    assert made["blocks"][0] == {"kind": "list", "items": ["a"]}
    assert made["blocks"][1]["rows"] == [["what", "value"]]
