from pathlib import Path

import msgspec
import pytest

from auditor.claims.recall.references import (
    FORMAT,
    Text,
    encoded,
    grams,
    grams_of,
    hashed,
    read_documents,
    read_references,
    shipped_notices,
    shipped_texts,
    words,
    write_references,
)
from auditor.errors import AuditorError

SECRET = "the purple otter signs every ledger with a borrowed feather"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't STOP, here!", ["don't", "stop", "here"]),
        ("床前明月光", ["床", "前", "明", "月", "光"]),
        ("ＡＢＣ １２", ["abc", "12"]),
        ("snake_case", ["snake", "case"]),
        ("…", []),
    ],
)
def test_words_are_read_without_case_and_punctuation(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_file_holds_no_word_and_is_read_again(tmp_path: Path) -> None:
    made = hashed([Text("t", "t.txt", "protected", SECRET)])
    path = tmp_path / "references.json"
    write_references(made, path)
    assert path.stat().st_mode & 0o777 == 0o600
    content = path.read_bytes()
    assert not [word for word in SECRET.split() if len(word) > 4 and word.encode() in content[60:]]
    assert read_references(path) == made
    assert made.documents[0].words == 10
    assert grams_of(made.documents[0]) == set(grams(words(SECRET), made.salt))


def test_the_same_words_have_other_hashes_under_another_salt() -> None:
    text = Text("otter", "otter", "protected", SECRET)
    one, other = (hashed([text], salt).documents[0] for salt in (b"a" * 16, b"b" * 16))
    assert not grams_of(one) & grams_of(other)


def test_shipped_texts_are_free_or_controls() -> None:
    roles = [each.role for each in shipped_texts()]
    assert (roles.count("free"), roles.count("control")) == (10, 8)
    assert {"MIT", "GPL-3.0"} <= {each.id for each in shipped_notices()}


def test_a_document_too_short_or_no_text_is_a_line(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match="fewer than 5 words"):
        hashed([Text("a", "a.txt", "protected", "only three words")])
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")
    for name, told in (("b.txt", "not UTF-8"), ("none.txt", "cannot be read")):
        with pytest.raises(AuditorError, match=told):
            list(read_documents([tmp_path / name], "protected"))
    (tmp_path / "c.txt").write_text(SECRET)
    assert [each.title for each in read_documents([tmp_path / "c.txt"], "control")] == ["c.txt"]


def _wrong(**changes: object) -> bytes:
    made = msgspec.to_builtins(hashed([Text("a", "a", "protected", SECRET)]))
    return msgspec.json.encode({**made, **changes})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        _wrong(format="other/1"),
        _wrong(salt="AA=="),
        _wrong(
            documents=[{"id": "a", "title": "a", "role": "protected", "words": 9, "hashes": "AA=="}]
        ),
        _wrong(
            documents=[{"id": "a", "title": "a", "role": "stolen", "words": 9, "hashes": "AA=="}]
        ),
    ],
)
def test_what_is_no_file_of_references_is_a_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(content)
    with pytest.raises(AuditorError, match="no file of references"):
        read_references(path)


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    made = hashed([Text("a", "a", "protected", SECRET)])
    path = tmp_path / "r.json"
    path.write_bytes(encoded(made))
    assert made.format == FORMAT
    with pytest.raises(AuditorError, match="cannot be written"):
        write_references(made, path)
