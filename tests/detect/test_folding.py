import pytest

from auditor.detect.folding import fold, joined


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Ada  Quill\n", "ada quill"), ("", ""), ("\u00c9\u2003B", "\u00e9 b")],
)
def test_a_text_is_folded(text, folded):
    assert fold(text) == folded


TEXTS = ["Heron", b"\xffRAW", "a  b", "", "\u00c9tude", "Plain", "tab\tbed", b"bytes"]


def test_texts_of_all_sorts_are_put_together_and_told_apart():
    whole = joined(TEXTS)
    found = {
        part: whole.number(whole.text.index(part))
        for part in (b"heron", b"\xffraw", b"a b", "étude".encode(), b"plain", b"tab bed", b"bytes")
    }
    assert [*found.values()] == [0, 1, 2, 4, 5, 6, 7]


def test_no_needle_reaches_from_one_text_into_the_next():
    assert b"\0" * 8 in joined(["ab", "cd"]).text
    assert joined([]).text == b""
