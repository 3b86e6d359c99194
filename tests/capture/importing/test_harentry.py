import base64
import gzip

import pytest

from auditor.capture.importing.entry import NO_TIME, Entry, Passed, Rejected
from auditor.capture.importing.harentry import entry_of
from auditor.evidence.exchange import Connection, Failure
from tests.capture.importing.hars import an_item, request, response

PACKED = gzip.compress(b'{"event":"seen"}')


def test_an_ordinary_entry_is_read_whole():
    found = entry_of(an_item())
    assert isinstance(found, Entry)
    assert found.connection == Connection(
        "https", "api.vendor.test", 8443, "decrypted", address="2001:db8::1"
    )
    assert (found.started, found.ended) == (1793527200.0, 1793527200.25)
    assert (found.method, found.url, found.status) == (
        "POST", "https://api.vendor.test:8443/v1/chat", 200,
    )  # fmt: skip
    assert found.sent.content.body == b'{"prompt":"hello"}'
    assert (found.received.content.body, found.received.content.encoding) == (
        b'{"answer":"hi"}', "br",
    )  # fmt: skip
    assert found.received.media_type == "application/json"
    assert found.failure is None


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (7, Rejected("no request")),
        ({}, Rejected("no request")),
        ({"request": {}}, Rejected("no address, or one of more than a megabyte")),
        (an_item(request=request(url="https://")), Rejected("an address without a host")),
        (an_item(request=request(url="https://[::1/")), Rejected("an address without a host")),
        (an_item(request=request(url="https://a.test:99999/")),
         Rejected("an address without a host")),
        (an_item(request=request(url="data:text/plain,hello")), Passed("data: is no network")),
        (an_item(request=request(url="/relative")), Passed("no network")),
        (an_item(_fromCache="memory"), Passed("answered by the browser's cache")),
    ],
)  # fmt: skip
def test_what_is_no_request_over_a_network_is_named(item, found):
    assert entry_of(item) == found


@pytest.mark.parametrize(
    ("data", "body", "truncated"),
    [
        ({"mimeType": "application/x-www-form-urlencoded",
          "params": [{"name": "mail", "value": "ada@mail.example"}, {"name": "q"}]},
         b"mail=ada%40mail.example&q=", ""),
        ({"mimeType": "multipart/form-data", "params": [{"name": "a", "value": "b"}]},
         b'name="a"\r\n\r\nb', ""),
        ({"mimeType": "application/json", "params": [{"name": "a", "value": "b"}]},
         b'{"a": "b"}', ""),
        ({"text": base64.b64encode(b"\x00\xff").decode(), "encoding": "base64"}, b"\x00\xff", ""),
        ({"text": "!", "encoding": "base64"}, b"!", "undecodable"),
        ({"text": "caf\ud800"}, b"caf?", ""),
        ({"params": 3}, b"", ""),
        ({}, b"", ""),
    ],
)  # fmt: skip
def test_a_request_body_is_read_as_far_as_it_stands_there(data, body, truncated):
    content = entry_of(an_item(request=request(postData=data))).sent.content
    assert (content.body, content.truncated) == (body, truncated)


@pytest.mark.parametrize(
    ("changes", "truncated"),
    [
        ({"bodySize": 900}, "not-recorded"),
        ({"headers": [{"name": "Content-Length", "value": "900"}]}, "not-recorded"),
        ({"bodySize": -1}, ""),
        ({"bodySize": 0, "headers": [{"name": "Content-Length", "value": "many"}]}, ""),
    ],
)
def test_a_body_that_the_file_leaves_out_is_no_empty_one(changes, truncated):
    sent = entry_of(an_item(request={"url": "http://a.test/", **changes})).sent
    assert (sent.content.body, sent.content.truncated) == (b"", truncated)


def test_a_body_that_is_still_packed_is_unpacked():
    headers = [{"name": "content-encoding", "value": "gzip"}]
    as_text = {"text": PACKED.decode("latin-1")}
    found = entry_of(an_item(request=request(headers=headers, postData=as_text)))
    assert found.sent.content.body == b'{"event":"seen"}'
    content = {"text": base64.b64encode(PACKED).decode(), "encoding": "base64"}
    found = entry_of(an_item(response=response(headers=headers, content=content)))
    assert found.received.content.body == b'{"event":"seen"}'


def test_an_unknown_encoding_leaves_the_text_as_it_is():
    headers = [{"name": "content-encoding", "value": "dcb"}]
    found = entry_of(an_item(response=response(headers=headers)))
    assert found.received.content.body == b'{"answer":"hi"}'
    assert found.received.content.encoding == "dcb"


@pytest.mark.parametrize(
    ("item", "failure", "visibility"),
    [
        ({"response": {"status": 0, "_error": "net::ERR_BLOCKED_BY_CLIENT"}},
         Failure("unreachable", "the request never left, says the file"), "error"),
        ({"response": None}, Failure("dropped", "the file holds no answer"), "decrypted"),
        ({"response": {"status": 0}}, Failure("dropped", "the file holds no answer"), "decrypted"),
    ],
)  # fmt: skip
def test_a_request_without_an_answer(item, failure, visibility):
    found = entry_of(an_item(**item))
    assert (found.failure, found.connection.visibility) == (failure, visibility)
    assert (found.sent is None) == (failure.kind == "unreachable")
    assert found.received is None


@pytest.mark.parametrize(
    ("changes", "started", "ended"),
    [
        ({"time": None}, 1793527200.0, 1793527200.0),
        ({"time": "soon"}, 1793527200.0, 1793527200.0),
        ({"time": -5}, 1793527200.0, 1793527200.0),
        ({"startedDateTime": "2026-11-01T11:00:00.1234567+01:00"}, 1793527200.123456,
         1793527200.373456),
        ({"startedDateTime": "2026-11-01T10:00:00"}, 1793527200.0, 1793527200.25),
        ({"startedDateTime": "yesterday"}, NO_TIME, 0.25),
        ({"startedDateTime": None}, NO_TIME, 0.25),
    ],
)  # fmt: skip
def test_times_of_all_kinds(changes, started, ended):
    found = entry_of(an_item(**changes))
    assert (found.started, found.ended) == (started, ended)


def test_the_messages_of_a_websocket_go_to_their_sides():
    messages = [
        {"type": "send", "time": 1793527200.5, "opcode": 1, "data": "hello"},
        {"type": "receive", "time": 1793527201, "opcode": 2, "data": "AAE="},
        "no message",
    ]
    item = an_item(request=request(url="wss://a.test/chat"), _webSocketMessages=messages)
    found = entry_of(item)
    assert (found.connection.scheme, found.url) == ("https", "https://a.test/chat")
    assert (found.sent.messages, found.sent.times) == ([(b"hello", True)], (0.5,))
    assert (found.received.messages, found.received.times) == ([(b"\x00\x01", False)], (1.0,))
    assert found.sent.messages_cut


@pytest.mark.parametrize(
    ("cookies", "headers"),
    [
        ([{"name": "sid", "value": "1", "httpOnly": True, "secure": False}],
         [("set-cookie", "sid=1; HttpOnly")]),
        ([{"name": "sid", "value": "1"}], []),  # whether it is secure is not said
        ("none", []),
    ],
)  # fmt: skip
def test_cookies_that_stand_in_no_header(cookies, headers):
    answer = {"status": 200, "headers": [], "cookies": cookies}
    assert entry_of(an_item(response=answer)).received.headers == headers


def test_headers_as_an_object_and_cookies_of_a_request():
    asked = {"url": "http://a.test", "headers": {"A": "b", "n": 1},
             "cookies": [{"name": "sid", "value": "1"}, {"name": "t", "value": "2"}]}  # fmt: skip
    found = entry_of({"request": asked})
    assert found.sent.headers == [("A", "b"), ("n", "1"), ("cookie", "sid=1; t=2")]
    assert found.connection == Connection("http", "a.test", 80, "cleartext")
