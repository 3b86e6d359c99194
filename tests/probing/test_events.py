import pytest

from auditor.probing.dialect import find_dialect
from auditor.probing.events import Read, events, json_of

CHAT, OLLAMA = find_dialect("openai-chat").stream, find_dialect("ollama").stream


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b'{"a": 1}\n{"done": true}\n', Read([{"a": 1}, {"done": True}], whole=True)),
        (b'{"a": 1}\r\n\r\n{"done": true}', Read([{"a": 1}, {"done": True}], whole=True)),
        (b'{"a": 1}\n{"done": false}\n', Read([{"a": 1}, {"done": False}], whole=False)),
        (b'{"a": 1}\n{"do', Read([{"a": 1}, None], whole=False)),
        (b'oops\n{"done": true}\n', Read([None, {"done": True}], whole=False)),
        (b'\xef\xbb\xbf{"done": true}', Read([{"done": True}], whole=True)),
        (b"", Read([], whole=False)),
    ],
)
def test_lines_are_read_up_to_the_end(body: bytes, read: Read) -> None:
    assert events(body, OLLAMA) == read


def test_what_follows_the_word_that_ends_a_stream_is_not_read() -> None:
    assert events(b"data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", CHAT) == Read([1], whole=True)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b'"\\ud83d"', "\ud83d"),
        (b"oops", None),
        (b"", None),
        (b"[" * 100_000, None),
        (b'["\\u0041"' + b"[" * 100_000, None),
        (b"\xff", None),
    ],
)
def test_json_is_read_or_is_none(raw: bytes, value: object) -> None:
    assert json_of(raw) == value
