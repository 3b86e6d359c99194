"""What is redacted, and by whose word; that it verifies stands in test_verifying.py."""

from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.evidence.folder import Folder
from auditor.evidence.redaction import redact
from tests.making import ADA, a_writer, an_exchange


def test_a_persona_is_erased_with_every_value_it_planted(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        exchange = an_exchange(writer, persona=ADA)
        writer.append(exchange)
    persona = exchange.planted[0].persona
    assert redact(writer.path, {persona, "0" * 64}, "asked for by the person") == 1
    folder = Folder(writer.path)
    *_, act, done = folder.custody()
    assert (act.action, act.why) == ("redacted", "asked for by the person")
    assert act.detail == {"blobs": [persona]}
    assert (done.action, done.detail) == ("erased", {"blobs": 1})
    assert folder.blobs.entries[persona].erased == act.at
    assert list(folder.exchanges()) == [exchange]


def test_nothing_to_erase_leaves_no_act(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        writer.append(an_exchange(writer))
    assert redact(writer.path, {"0" * 64}, "asked for by the person") == 0
    assert [act.action for act in Folder(writer.path).custody()] == ["created"]


def test_what_is_no_audit_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match="not an audit folder"):
        redact(tmp_path, {"0" * 64}, "asked for by the person")
