import json

import pytest

from auditor.detect.texts import texts_of
from auditor.evidence.exchange import Blob, Received, Sent

HEAD = {
    "url": "https://u.test/a/b%40c?q=x%20y&t=1",
    "headers": [["X-Id", "v"], ["Cookie", "s=1%202"]],
}


def sent(body=b"", kind="", head=HEAD, joined=None, **others):
    store = {"h": json.dumps(head).encode(), "b": body, "j": json.dumps(joined).encode()}
    message = Sent(
        method="POST",
        head=Blob("h", 1),
        body=Blob("b", 1),
        media_type=kind,
        joined=Blob("j", 1) if joined else None,
        **others,
    )
    return message, lambda blob: blob and store[blob.id]


def found(message, read):
    return [(leaf.place, leaf.value, leaf.steps) for leaf in texts_of(message, read).leaves]


def test_addresses_headers_and_cookies_are_texts():
    assert found(*sent()) == [
        ("url.host", "u.test", ()),
        ("url.path", "a", ()),
        ("url.path", "b@c", ("url",)),
        ("url.query.q", "x y", ("url",)),
        ("url.query.t", "1", ()),
        ("header.x-id", "v", ()),
        ("header.cookie.s", "1 2", ("url",)),
    ]


MULTIPART = (
    b'--xyz\r\nContent-Disposition: form-data; name="email"\r\n\r\nada@a.test\r\n'
    b'--xyz\r\nContent-Disposition: form-data; name="f"; filename="ada.txt"\r\n\r\n{"k":"v"}\r\n'
    b"--xyz--\r\n"
)
BODIES = [
    (b'{"a":"b"}', "application/json", [("body.$.a", "b", ("json",))]),
    (b'\xef\xbb\xbf{"a":"b"}', "application/json", [("body.$.a", "b", ("json",))]),
    (b'{"a":"b"}', "", [("body.$.a", "b", ("json",))]),
    (
        b"a=b&c=d",
        "application/x-www-form-urlencoded",
        [("body.form.a", "b", ("form",)), ("body.form.c", "d", ("form",))],
    ),
    (
        b'{"a":"b"}\n{"a":"c"}\n',
        "application/x-ndjson",
        [("body.lines.$.a", "b", ("json",)), ("body.lines.$.a", "c", ("json",))],
    ),
    (b'data: {"a":"b"}\n\n', "text/event-stream", [("body.stream.$.a", "b", ("sse", "json"))]),
    (
        MULTIPART,
        "multipart/form-data; boundary=xyz",
        [
            ("body.form.email", "ada@a.test", ("multipart",)),
            ("body.form.f.filename", "ada.txt", ("multipart",)),
            ("body.form.f.k", "v", ("multipart", "json")),
        ],
    ),
    (b"plain \xff text", "text/plain", [("body", "plain \ufffd text", ())]),
    (b"\xff\x00", "image/png", [("body", b"\xff\x00", ())]),
]


@pytest.mark.parametrize(("body", "kind", "expected"), BODIES)
def test_a_body_is_read_as_what_it_is(body, kind, expected):
    assert found(*sent(body, kind, head={})) == expected


def test_joined_parts_are_texts_by_their_channel():
    parts = [{"channel": "answer", "text": "Hi"}, {"channel": "reasoning", "text": "Hm"}]
    assert found(*sent(head={}, joined=parts)) == [
        ("joined.answer", "Hi", ("joined",)),
        ("joined.reasoning", "Hm", ("joined",)),
    ]


def test_what_was_joined_is_not_told_again_from_the_body():
    body = json.dumps({"choices": [{"text": "Hi there"}], "id": "c-1"}).encode()
    parts = [{"channel": "answer", "text": "Hi there"}]
    assert found(*sent(body, "application/json", head={}, joined=parts)) == [
        ("body.$.id", "c-1", ("json",)),
        ("joined.answer", "Hi there", ("joined",)),
    ]


def test_what_was_cut_or_erased_is_among_the_bounds():
    message, _ = sent(b"x", truncated="8 MB")
    assert texts_of(message, lambda _: None).bounds == {"8 MB", "redacted"}


def test_a_head_that_is_no_head_does_no_harm():
    read = {"h": b'{"url": 5, "headers": [["a"], 7, ["b", "c"]]}'}.get
    message = Received(status=200, head=Blob("h", 1))
    assert found(message, lambda blob: read(blob.id) if blob else None) == [("header.b", "c", ())]


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("gb18030", "\u5f20\u4f1f".encode("gb18030")),
        ("UTF-16", "\u5f20\u4f1f".encode("utf-16")),
        ("punycode", "\u5f20\u4f1f".encode()),
        ("utf-nothing", "\u5f20\u4f1f".encode()),
    ],
)
def test_a_text_is_read_in_the_signs_that_its_type_tells(charset, body):
    read = found(*sent(body, f"text/plain; charset={charset}"))
    assert ("body", "\u5f20\u4f1f", ()) in read
