"""What is erased, and what is left alone. ``tests/cli/test_evidence.py`` shows it end to end."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from auditor.collecting import PERSONA
from auditor.errors import AuditorError
from auditor.evidence.exchange import Exchange, Planted
from auditor.evidence.folder import Folder
from auditor.evidence.persona import Persona, persona_bytes
from auditor.evidence.verifying import messages_of, verify
from auditor.evidence.writer import Writer
from auditor.redacting import Redacted, redact
from tests.making import ADA, a_writer, an_exchange

BO = Persona("bo", "en", {"email": ("bo.w3k8m2@mail.example",), "location": ("Larkdale",)})
EMAIL = ADA.values["email"][0]


def saved(folder: Path, person: Persona = ADA, **values: str) -> Path:
    path = folder / f"{person.id}.json"
    told = values or {kind: list(some) for kind, some in person.values.items()}
    path.write_bytes(orjson.dumps({"id": person.id, "language": "en", "values": told}))
    return path


def said(writer: Writer, number: int, body: str, persona: Persona | None = None) -> Exchange:
    made = an_exchange(
        writer, "capture", sent=body.encode(), received=b'{"n":%d}' % number, persona=persona,
        url=f"https://api.example-vendor.test/{number}",
        headers=(("X-Number", str(number)),),
    )  # fmt: skip
    exchange = replace(made, id=f"x-{number}", ended=f"2026-11-{number:02}T10:00:00.000Z")
    writer.append(exchange)
    return exchange


def alive(folder: Folder, exchange: Exchange) -> bool:
    """Whether what was sent is still there."""
    assert exchange.sent
    return folder.body(exchange.sent.body) is not None


def erased(
    path: Path, *, persona: Path | None = None, exchanges: Sequence[str] = (), before: str = ""
) -> Redacted:
    done = redact(path, "a reason", persona=persona, exchanges=exchanges, before=before)
    verify(path)
    return done


@pytest.mark.parametrize(
    "body",
    [
        f'{{"to":"{EMAIL}"}}',
        f'{{"to":"{EMAIL.upper()}"}}',
        f"to={EMAIL.replace('@', '%40')}",
        f'{{"p":"{base64.b64encode(orjson.dumps({"to": EMAIL})).decode()}"}}',
        f'{{"p":"{EMAIL.encode().hex()}"}}',
    ],
    ids=["plain", "upper case", "form", "base64 of JSON", "hex"],
)
def test_what_holds_a_value_is_erased_and_the_rest_is_not(tmp_path: Path, body: str) -> None:
    with a_writer(tmp_path) as writer:
        hers, other = said(writer, 1, body), said(writer, 2, '{"to":"bo@mail.example"}')
    done = erased(writer.path, persona=saved(tmp_path))
    folder = Folder(writer.path)
    assert (alive(folder, hers), alive(folder, other)) == (False, True)
    assert {folder.body(blob) for blob in messages_of(hers)} == {None}
    assert done.half_searched == 0
    assert done.still_in == ()


def test_a_common_word_alone_erases_nothing(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        town = said(writer, 1, '{"weather":"Larkdale"}')
        both = said(writer, 2, '{"town":"Larkdale","to":"bo.w3k8m2@mail.example"}')
    erased(writer.path, persona=saved(tmp_path, BO))
    folder = Folder(writer.path)
    assert (alive(folder, town), alive(folder, both)) == (True, False)


def test_a_planted_person_goes_even_where_nothing_was_said_of_them(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        control = said(writer, 1, '{"q":"who?"}', ADA)
        other = said(writer, 2, '{"q":"who?"}', BO)
    assert erased(writer.path, persona=saved(tmp_path)).bodies == 1
    folder = Folder(writer.path)
    assert alive(folder, control)
    assert [persona_lives(folder, each) for each in (control, other)] == [False, True]


def persona_lives(folder: Folder, exchange: Exchange) -> bool:
    entry = folder.blobs.entries[exchange.planted[0].persona]
    return not entry.erased


def test_a_persona_goes_with_the_last_message_it_was_planted_in(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        first, second = said(writer, 1, '{"q":1}', ADA), said(writer, 2, '{"q":2}', ADA)
    erased(writer.path, exchanges=[first.id])
    assert persona_lives(Folder(writer.path), second)
    erased(writer.path, exchanges=[first.id, second.id])
    assert not persona_lives(Folder(writer.path), second)


def test_the_audits_own_person_goes_with_its_file_only_when_asked_for(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        blob = writer.keep(persona_bytes(ADA))
        writer.amend(persona=blob)
        (writer.path / PERSONA).write_bytes(persona_bytes(ADA))
        one = replace(said(writer, 1, '{"q":1}'), id="x-2", planted=(Planted("email", blob.id),))
        writer.append(one)
    erased(writer.path, before="2099-01-01")
    assert (writer.path / PERSONA).exists()
    done = erased(writer.path, persona=saved(tmp_path))
    assert done == Redacted(1, 0, ())
    assert not (writer.path / PERSONA).exists()


def test_a_period_ends_before_its_day(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        first, second = said(writer, 1, '{"q":1}'), said(writer, 2, '{"q":2}')
    erased(writer.path, before="2026-11-02")
    folder = Folder(writer.path)
    assert (alive(folder, first), alive(folder, second)) == (False, True)


def test_what_could_not_be_searched_to_its_end_is_counted(tmp_path: Path) -> None:
    deep = '{"a":' * 200 + f'"{EMAIL}"' + "}" * 200
    with a_writer(tmp_path) as writer:
        exchange = said(writer, 1, deep)
    done = erased(writer.path, persona=saved(tmp_path))
    assert alive(Folder(writer.path), exchange) is (done.half_searched == 1)


def test_a_value_that_stands_elsewhere_in_the_folder_is_named(tmp_path: Path) -> None:
    with a_writer(tmp_path, plan={"captures": [{"run": ["client", EMAIL]}]}) as writer:
        said(writer, 1, f'{{"to":"{EMAIL}"}}')
    assert erased(writer.path, persona=saved(tmp_path)).still_in == ("audit.json",)


@pytest.mark.parametrize(
    ("exchanges", "persona", "before", "what"),
    [
        (["x-1", "x-9"], None, "", "no exchange is called 'x-9'"),
        (["x-1"], None, "yesterday", "'yesterday' is not a date"),
        (["x-1"], Path("nobody.yaml"), "", "cannot be read"),
    ],
)
def test_what_is_not_clear_erases_nothing(
    tmp_path: Path, exchanges: list[str], persona: Path | None, before: str, what: str
) -> None:
    with a_writer(tmp_path) as writer:
        one = said(writer, 1, '{"q":1}')
    with pytest.raises(AuditorError, match=what):
        erased(writer.path, exchanges=exchanges, persona=persona, before=before)
    assert alive(Folder(writer.path), one)
