"""Reading an audit folder back."""

from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.folder import Folder, is_audit
from tests.making import a_writer, an_exchange


def test_what_was_written_is_read_back_in_order(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        made = [an_exchange(writer), an_exchange(writer)]
        for exchange in made:
            writer.append(exchange)
    folder = Folder(writer.path)
    assert list(folder.exchanges()) == made
    assert [act.action for act in folder.custody()] == ["created"]
    assert not folder.sealed
    assert is_audit(writer.path)


def test_what_was_never_observed_says_how_to_observe_it(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        pass
    with pytest.raises(AuditorError, match=r"observations\.jsonl is missing") as told:
        Folder(writer.path).observations()
    assert told.value.hint == f"auditor judge {writer.path} --observe"


def test_a_folder_without_an_audit_is_none(tmp_path: Path) -> None:
    assert not is_audit(tmp_path)
    with pytest.raises(AuditorError, match=r"audit\.json is missing"):
        Folder(tmp_path)
