"""A passphrase opens what was encrypted, bound to its place, and nothing else does."""

from pathlib import Path

import pytest

from auditor.errors import AuditorError, EvidenceAltered, Unopened
from auditor.evidence.vault import PASSPHRASE, PLAIN, Passphrase, Vault, new_vault, vault_of

WORDS = "correct horse battery"


def opened(path: Path, words: str = WORDS) -> object:
    return Passphrase(lambda: words).open(path / "vault.json")


@pytest.mark.parametrize("content", [b"", b"x", b"a line\n", bytes(range(256)) * 400])
def test_a_body_and_a_line_come_back_at_their_own_place_only(content: bytes) -> None:
    vault = Vault(bytes(32))
    body, line = vault.put("a 1", content), vault.put_line("a 1", content)
    assert vault.get("a 1", body, "f") == content
    assert vault.get_line("a 1", line, "f") == content
    assert body != vault.put("a 1", content)
    assert line.count(b"\n") == 1
    for place in ("a 2", "b 1"):
        with pytest.raises(EvidenceAltered, match="f: not what was encrypted there"):
            vault.get(place, body, "f")
        with pytest.raises(EvidenceAltered, match="not what was encrypted there"):
            vault.get_line(place, line, "f")


def test_every_changed_byte_of_a_line_is_noticed() -> None:
    vault = Vault(bytes(32))
    line = vault.put_line("a 1", b"a line\n")
    for at in range(len(line)):
        for changed in (line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :], line[:at]):
            with pytest.raises(EvidenceAltered):
                vault.get_line("a 1", changed, "f")


def test_the_right_passphrase_opens_and_another_one_is_the_users_to_mend(tmp_path: Path) -> None:
    made = new_vault(tmp_path, WORDS, cost=10)
    assert (tmp_path / "vault.json").stat().st_mode & 0o777 == 0o600
    again = opened(tmp_path)
    assert isinstance(again, Vault)
    assert again.get("p", made.put("p", b"body"), "f") == b"body"
    with pytest.raises(Unopened, match="the passphrase does not open it") as told:
        opened(tmp_path, WORDS + " ")
    assert told.value.exit_code == 2


def test_two_folders_with_one_passphrase_have_two_keys(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first, second = (new_vault(tmp_path / name, WORDS, cost=10) for name in ("a", "b"))
    with pytest.raises(EvidenceAltered):
        second.get("p", first.put("p", b"body"), "f")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"cost":10', b'"cost":40'),
        (b'"cost":10', b'"cost":1'),
        (b"auditor-vault/1", b"auditor-vault/2"),
        (b'"key":"', b'"key":"00'),
        (b'"salt":"', b'"salt":"zz'),
        (b"}", b" }"),
    ],
)
def test_a_header_that_auditor_does_not_write_is_not_tried(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    new_vault(tmp_path, WORDS, cost=10)
    path = tmp_path / "vault.json"
    path.write_bytes(path.read_bytes().replace(before, after, 1))
    with pytest.raises(EvidenceAltered, match="not as auditor writes it"):
        opened(tmp_path)


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match="fewer than 8 characters"):
        new_vault(tmp_path, "seven77")
    assert not list(tmp_path.iterdir())


def test_the_passphrase_is_asked_for_once_and_only_when_it_is_needed(tmp_path: Path) -> None:
    asked: list[str] = []
    source = Passphrase(lambda: asked.append("once") or WORDS)  # type: ignore[func-returns-value]
    given = PASSPHRASE.set(source)
    try:
        assert vault_of(tmp_path) is PLAIN
        assert asked == []
        new_vault(tmp_path, WORDS, cost=10)
        assert vault_of(tmp_path) is vault_of(tmp_path)
        assert asked == ["once"]
    finally:
        PASSPHRASE.reset(given)


def test_without_a_passphrase_it_says_what_to_give(tmp_path: Path) -> None:
    new_vault(tmp_path, WORDS, cost=10)
    with pytest.raises(Unopened, match="the evidence is encrypted") as told:
        vault_of(tmp_path)
    assert told.value.hint == "auditor --passphrase-file FILE and the same command"
