"""An exchange as a line of evidence, and as its schema describes it."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from auditor.evidence.exchange import Exchange, Failure, Placeholder, Source
from auditor.evidence.jsonl import decode, encode
from auditor.schemas import problems, schema
from tests.making import ADA, a_writer, an_exchange


@pytest.fixture
def exchanges(tmp_path: Path) -> list[Exchange]:
    """Both planes, with every field that can be absent once absent and once there."""
    with a_writer(tmp_path) as writer:
        probe = an_exchange(writer, persona=ADA)
        capture = an_exchange(writer, "capture", source=Source("a.har", 1, "ab" * 32))
    failed = replace(
        probe,
        received=None,
        error=Failure("timeout", "no answer within 120 s"),
        retried=("timeout", "429"),
        connection=replace(probe.connection, visibility="error", address=None, server_tls=None),
    )
    pinned = replace(
        capture,
        sent=None,
        received=None,
        connection=replace(capture.connection, visibility="pinned"),
        placeholders=(Placeholder("cookie", "sent", "header.cookie", "0a1b2c3d4e", {"name": "a"}),),
    )
    return [probe, capture, failed, pinned]


def test_an_exchange_comes_back_as_it_was(exchanges: list[Exchange]) -> None:
    assert [decode(encode(each), Exchange) for each in exchanges] == exchanges


def test_an_exchange_is_valid_against_its_schema(exchanges: list[Exchange]) -> None:
    for exchange in exchanges:
        assert list(problems("exchange", msgspec.json.decode(encode(exchange)))) == []


def test_the_examples_of_the_schema_are_exchanges() -> None:
    examples = schema("exchange")["examples"]
    assert examples
    for example in examples:
        exchange = msgspec.convert(example, Exchange, strict=True)
        assert msgspec.json.decode(encode(exchange)) == example


@pytest.mark.parametrize(
    ("spot", "value"),
    [
        (("plane",), "import"),
        (("connection", "visibility"), "clear"),
        (("asked", "arm"), "treatment"),
        (("sent", "head"), None),
    ],
)
def test_schema_and_record_refuse_the_same(
    exchanges: list[Exchange], spot: tuple[str, ...], value: object
) -> None:
    raw = msgspec.json.decode(encode(exchanges[0]))
    inner = raw
    for key in spot[:-1]:
        inner = inner[key]
    inner[spot[-1]] = value
    assert list(problems("exchange", raw))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(raw, Exchange, strict=True)
