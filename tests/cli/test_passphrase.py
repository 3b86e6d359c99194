"""The passphrase comes from a file or a variable named, or from the terminal."""

from io import StringIO
from pathlib import Path

import pytest

from auditor.cli.passphrase import passphrase
from auditor.errors import AuditorError, Unopened


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"correct horse", "correct horse"),
        (b"correct horse\n", "correct horse"),
        (b"correct horse\r\n", "correct horse"),
        (b" two\nlines \n", " two\nlines "),
        ("ключ\n".encode(), "ключ"),
    ],
)
def test_a_files_last_line_end_is_not_part_of_it(tmp_path: Path, content: bytes, text: str) -> None:
    (tmp_path / "words").write_bytes(content)
    assert passphrase(tmp_path / "words", "").text() == text


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff", b"x" * 4097])
def test_a_file_that_holds_none_is_the_users_to_mend(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "words").write_bytes(content)
    with pytest.raises(AuditorError, match="passphrase"):
        passphrase(tmp_path / "words", "").text()


def test_a_variable_holds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORDS", "correct horse")
    assert passphrase(None, "WORDS").text() == "correct horse"
    monkeypatch.delenv("WORDS")
    with pytest.raises(AuditorError, match="the variable WORDS holds no passphrase"):
        passphrase(None, "WORDS").text()


def test_two_sources_are_one_too_many_and_none_needs_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(AuditorError, match="together"):
        passphrase(Path("words"), "WORDS")
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(Unopened, match="nobody sits here to type it"):
        passphrase(None, "").text()
