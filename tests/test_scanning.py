import io
import json

import pytest

from auditor.detect.spans import Passage
from auditor.errors import AuditorError
from auditor.scanning import PIECE, batches, opened, passages


def read(text):
    return list(passages(io.StringIO(text), "notes.txt"))


def test_a_plain_text_is_one():
    assert read("a\nb") == [Passage("notes.txt", "a\nb")]
    assert read("") == [Passage("notes.txt", "")]


def test_json_lines_are_texts_with_ids_of_their_own():
    lines = [{"id": 1, "text": "a"}, {"id": "b", "text": "c", "more": 1}]
    assert read("\n".join(map(json.dumps, lines)) + "\n\n") == [
        Passage("1", "a"),
        Passage("b", "c"),
    ]


@pytest.mark.parametrize("line", ["{", "x", '{"id": 1}', '{"id": 1, "text": 2}', "[" * 100_000])
def test_a_line_that_is_not_like_the_first_is_named(line):
    with pytest.raises(AuditorError) as caught:
        read(json.dumps({"id": 1, "text": "a"}) + "\n" + line + "\n")
    assert caught.value.where == "notes.txt:2"


@pytest.mark.parametrize("unit", ["a line of words\n", "word ", "x", "{"])
def test_a_large_text_comes_in_pieces_that_cover_it_all(unit):
    text = unit * (3 * PIECE // len(unit))
    covered = 0
    for passage in read(text):
        assert len(passage.text) <= 2 * PIECE
        assert passage.text == text[passage.base : passage.base + len(passage.text)]
        assert passage.base <= covered
        covered = max(covered, passage.base + len(passage.text))
    assert covered == len(text)


def test_texts_are_looked_at_together_up_to_a_bound():
    found = [Passage(str(n), "x" * (PIECE // 2)) for n in range(5)]
    assert [len(batch) for batch in batches(iter(found))] == [2, 2, 1]


def test_a_folder_is_no_text(tmp_path):
    with pytest.raises(AuditorError, match="a folder, and no audit"):
        opened(tmp_path)
