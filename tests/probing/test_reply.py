import json
import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import AuditorError
from auditor.probing.dialect import find_dialect, known_dialects
from auditor.probing.reply import (
    MOST_CALLS,
    Part,
    Reply,
    error_message,
    is_streamed,
    read_reply,
    request_id,
)
from auditor.shipped import shipped
from tests.probing.fake import DONE, chunks_of, completion, sse

CHAT = find_dialect("openai-chat")


def whole(value: object) -> Reply:
    return read_reply(CHAT, json.dumps(value).encode(), streamed=False)


def stream(*events: object, end: bytes = DONE) -> Reply:
    return read_reply(CHAT, b"".join(sse(event) for event in events) + end, streamed=True)


def delta(text: object, index: object = 0, finish: object = None) -> dict[str, Any]:
    return {"choices": [{"index": index, "delta": {"content": text}, "finish_reason": finish}]}


def test_a_whole_answer_is_read() -> None:
    assert whole(completion("Hello.", reasoning_content="Think.")) == Reply(
        parts=(Part("answer", "Hello."), Part("reasoning", "Think.")),
        finish="stop",
        model="small-1",
        id="chatcmpl-1",
        tokens_in=40,
        tokens_out=10,
        tokens_reasoning=None,
        tokens_cached=None,
        whole=True,
    )


def test_a_streamed_answer_is_read() -> None:
    assert stream(*chunks_of(["Hel", "lo."]), *chunks_of(["Th", "ink."], "reasoning_content")) == (
        Reply(
            parts=(Part("answer", "Hello."), Part("reasoning", "Think.")),
            finish="stop",
            model="small-1",
            id="chatcmpl-1",
            tokens_in=40,
            tokens_out=10,
            tokens_reasoning=None,
            tokens_cached=None,
            whole=True,
        )
    )


@pytest.mark.parametrize(
    ("value", "parts", "finish"),
    [
        (completion("x", refusal="I can't."), {"answer": "x", "refusal": "I can't."}, "stop"),
        (completion(None, refusal="I can't."), {"refusal": "I can't."}, "stop"),
        (completion(""), {}, "stop"),
        (completion("\n\nx\n"), {"answer": "x"}, "stop"),
        ({"choices": [{"message": {"content": "x"}}]}, {"answer": "x"}, ""),
        ({"choices": [{"finish_reason": "content_filter"}]}, {"block": "content_filter"}, "content_filter"),
        (
            {"choices": [{"index": 0, "message": {"content": "a"}}, {"index": 1, "message": {"content": "b"}}]},
            {"answer": "a\n\nb"},
            "",
        ),
        ({"choices": [None, 3, "x", {"message": {"content": "a"}}]}, {"answer": "a"}, ""),
        ({"choices": [{"index": "0", "message": {"content": "a"}}]}, {"answer": "a"}, ""),
        ({"choices": [{"index": {}, "message": {"content": "a"}}]}, {"answer": "a"}, ""),
        ({"choices": [{"message": {"content": "\ud83d"}}]}, {"answer": "\ud83d"}, ""),
    ],
)  # fmt: skip
def test_what_stands_in_a_whole_answer(value: object, parts: dict[str, str], finish: str) -> None:
    reply = whole(value)
    assert (dict(reply.parts), reply.finish, reply.whole) == (parts, finish, True)


@pytest.mark.parametrize(
    ("body", "text", "complete"),
    [
        (sse(delta("a")) + sse(delta("b")) + DONE, "ab", True),
        (sse(delta("a")) + sse(delta("b")), "ab", False),
        (sse(delta("a")) + b"data: [DONE]", "a", True),
        (sse(delta("a")) + b"data: [DON", "a", False),
        (sse(delta("a")) + b'data: {"choices": [{"delta": {"cont', "a", False),
        (sse(delta("a")) + b"data: oops\n\n" + sse(delta("b")) + DONE, "ab", False),
        (b"\xef\xbb\xbf" + sse(delta("a")) + DONE, "a", True),
        (sse(delta("a")).replace(b"\n", b"\r\n") + DONE, "a", True),
        (sse(delta("a")).replace(b"\n", b"\r") + b"data: [DONE]\r\r", "a", True),
        (sse(delta("a")).replace(b"data: ", b"data:") + DONE, "a", True),
        (b": keep-alive\n\n" + sse(delta("a")) + b"data:\n\n" + DONE, "a", True),
        (b"event: x\nid: 7\nretry: 5\n" + sse(delta("a")) + DONE, "a", True),
        (b'data: {"choices": [\ndata: {"delta": {"content": "a"}}]}\n\n' + DONE, "a", True),
        (sse(delta("a")) + DONE + sse(delta("b")), "a", True),
        (sse(delta("a", 0)) + sse(delta("x", 1)) + sse(delta("b", 0)) + DONE, "ab\n\nx", True),
        (sse(delta("\ud83d")) + sse(delta("\ude00")) + DONE, "\ud83d\ude00", True),
        (sse(delta("a")) + sse({"error": {"message": "overloaded"}}), "a", False),
        (sse({"choices": [], "usage": None}) + sse(delta("a")) + DONE, "a", True),
    ],
)
def test_what_stands_in_a_stream(body: bytes, text: str, complete: bool) -> None:
    reply = read_reply(CHAT, body, streamed=True)
    assert (dict(reply.parts), reply.whole) == ({"answer": text}, complete)


@pytest.mark.parametrize(
    ("body", "streamed", "why"),
    [
        (b"", False, "no JSON in the answer"),
        (b"", True, "no JSON in the answer"),
        (b"null", False, "no JSON in the answer"),
        (b"<html>", False, "no JSON in the answer"),
        (b'{"choices": [{"mess', False, "no JSON in the answer"),
        (b"\xff\xfe\x00", False, "no JSON in the answer"),
        (b'{"choices": [{"message": {"content": "\xff"}}]}', False, "no JSON in the answer"),
        (b"[" * 200_000, False, "no JSON in the answer"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, False, "no JSON in the answer"),
        (b"data: [DONE]\n\n", True, "no JSON in the answer"),
        (b"data: " + b"[" * 200_000 + b"\n\n", True, "no JSON in the answer"),
        (b"{}", False, "no answer where this dialect has it"),
        (b"[]", False, "no answer where this dialect has it"),
        (b'"choices"', False, "no answer where this dialect has it"),
        (b'{"choices": {}}', False, "no answer where this dialect has it"),
        (b'{"choices": []}', False, "no answer where this dialect has it"),
        (b'{"choices": [{"message": []}]}', False, "no answer where this dialect has it"),
        (b'{"choices": [{"finish_reason": 3}]}', False, "no answer where this dialect has it"),
        (b'{"choices": [{"message": {"content": []}}]}', False, "an answer that is not text"),
        (b'{"choices": [{"message": {"content": 5}}]}', False, "an answer that is not text"),
        (b'data: {"choices": [{"delta": {"content": {}}}]}\n\n', True, "an answer that is not text"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_said_to_be_none(body: bytes, streamed: bool, why: str) -> None:
    with pytest.raises(AuditorError) as caught:
        read_reply(CHAT, body, streamed=streamed)
    assert caught.value.what == why


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        ({"prompt_tokens": 3, "completion_tokens": 4}, (3, 4)),
        ({"prompt_tokens": 0, "completion_tokens": 0}, (0, 0)),
        ({"prompt_tokens": -3, "completion_tokens": 10**9}, (None, None)),
        ({"prompt_tokens": "3", "completion_tokens": 4.5}, (None, None)),
        ({"prompt_tokens": True, "completion_tokens": [4]}, (None, None)),
        ([], (None, None)),
        (None, (None, None)),
    ],
)
def test_only_numbers_of_tokens_are_believed(
    usage: object, tokens: tuple[int | None, int | None]
) -> None:
    reply = whole({**completion("x"), "usage": usage})
    assert (reply.tokens_in, reply.tokens_out) == tokens


def test_the_last_usage_of_a_stream_counts() -> None:
    running = [
        {**delta("a"), "usage": {"prompt_tokens": 9, "completion_tokens": n}} for n in (1, 2)
    ]
    assert stream(*running).tokens_out == 2


HOSTILE: list[Any] = [
    None,
    True,
    7,
    "x",
    [],
    [[[]]],
    {"choices": 1, "candidates": "x", "output": {}, "content": 5, "message": []},
    {"choices": [{"message": {"tool_calls": [1, None, {"function": []}]}}]},
    {"content": [{"type": "tool_use", "name": 5, "input": "x"}], "stop_reason": ["x"]},
    {"candidates": [{"content": {"parts": [{"functionCall": 3}, 4, None]}}]},
    {"output": [{"type": "function_call", "name": None, "arguments": {"a": [1]}}]},
]


@pytest.mark.parametrize("name", known_dialects(shipped("probes", "dialects")))
@pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])
def test_json_of_any_shape_is_read_or_refused_in_every_dialect(name: str, streamed: bool) -> None:
    dialect = find_dialect(name)
    for value in HOSTILE:
        body = json.dumps(value).encode()
        stream = b"data: " + body + b"\n\n" + body + b"\n"
        try:
            reply = read_reply(dialect, stream if streamed else body, streamed=streamed)
        except AuditorError:
            continue
        assert all(part.channel and part.text for part in reply.parts)


KEYS = ("choices", "message", "delta", "content", "index", "finish_reason", "usage", "model")
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(values=st.lists(_JSON, max_size=4), streamed=st.booleans())
def test_json_of_any_shape_is_read_or_refused(values: list[object], streamed: bool) -> None:
    body = b"".join(map(sse, values)) + DONE if streamed else json.dumps(values).encode()
    try:
        reply = read_reply(CHAT, body, streamed=streamed)
    except AuditorError:
        return
    assert all(isinstance(part.text, str) and part.text for part in reply.parts)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(body=st.binary(max_size=200) | st.binary(max_size=100).map(lambda b: b"data:" + b))
def test_bytes_of_any_kind_are_refused_and_never_break_the_reader(body: bytes) -> None:
    for streamed in (True, False):
        with pytest.raises(AuditorError):
            read_reply(CHAT, body, streamed=streamed)
    assert error_message(CHAT, body) == ""


@pytest.mark.parametrize(
    "event",
    [sse(delta("x" * 20)), b"data: oops\n\n", b"data: x\n", b"\n", b"data:\r"],
    ids=["deltas", "no-json", "one-event", "empty-lines", "empty-data"],
)
def test_a_long_stream_is_read_in_linear_time(event: bytes) -> None:
    def seconds(size: int) -> float:
        body = event * (size // len(event)) + sse(delta("end")) + DONE
        begun = time.process_time()
        with suppress(AuditorError):
            read_reply(CHAT, body, streamed=True)
        return time.process_time() - begun

    assert seconds(2**21) < max(20 * seconds(2**18), 0.5)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"error": {"message": "model not found", "type": "x"}}', "model not found"),
        (b'{"error": "gone"}', ""),
        (b'{"error": {"message": ["x"]}}', ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_what_an_error_body_says(body: bytes, said: str) -> None:
    assert error_message(CHAT, body) == said


@pytest.mark.parametrize(
    ("pieces", "arguments"),
    [
        (['{"a":', " 1}"], {"a": 1}),
        (['{"a":'], '{"a":'),
        ([], {}),
        (["[1]"], "[1]"),
        (["null"], "null"),
    ],
)
def test_arguments_are_an_object_where_they_are_one_and_else_the_text(
    pieces: list[str], arguments: object
) -> None:
    events = [
        {"choices": [{"delta": {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}}]}
        for piece in pieces
    ]
    named = {"choices": [{"delta": {"tool_calls": [{"index": 0, "function": {"name": "f"}}]}}]}
    (part,) = stream(named, *events).parts
    assert part.channel == "call"
    assert json.loads(part.text) == {"name": "f", "arguments": arguments}


def test_half_a_sign_in_arguments_is_kept() -> None:
    call = {"function": {"name": "f", "arguments": "\ud83d"}}
    (part,) = whole({"choices": [{"message": {"tool_calls": [call]}}]}).parts
    assert json.loads(part.text) == {"name": "f", "arguments": "\ud83d"}


def test_calls_of_one_answer_are_told_apart_by_their_index() -> None:
    def piece(index: int, **function: str) -> dict[str, Any]:
        return {"choices": [{"delta": {"tool_calls": [{"index": index, "function": function}]}}]}

    reply = stream(
        piece(0, name="a", arguments="{"),
        piece(1, name="b", arguments='{"x"'),
        piece(0, arguments="}"),
        piece(1, arguments=": 2}"),
    )
    assert [json.loads(part.text) for part in reply.parts] == [
        {"name": "a", "arguments": {}},
        {"name": "b", "arguments": {"x": 2}},
    ]


def test_more_calls_than_anybody_makes_are_said_to_be_cut() -> None:
    call = {"function": {"name": "f", "arguments": "{}"}}
    reply = whole({"choices": [{"message": {"tool_calls": [call] * (MOST_CALLS + 1)}}]})
    assert (len(reply.parts), reply.whole) == (MOST_CALLS, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("deepseek", {"choices": [{"finish_reason": "insufficient_system_resource"}]}),
        ("mistral", {"choices": [{"finish_reason": "error"}]}),
        ("gemini", {"candidates": [{"finishReason": "MALFORMED_FUNCTION_CALL"}]}),
        ("openai-responses", {"output": [], "status": "failed"}),
    ],
)
def test_an_answer_that_the_vendor_gave_up_is_not_whole(name: str, value: object) -> None:
    reply = read_reply(find_dialect(name), json.dumps(value).encode(), streamed=False)
    assert not reply.whole


@pytest.mark.parametrize(
    ("media_type", "body", "is_one"),
    [
        ("text/event-stream", b"", True),
        ("application/x-ndjson", b"{}", True),
        ("application/jsonl", b"{}", True),
        ("text/plain", b"data: {}\n\n", True),
        ("", b"\n\nevent: x\ndata: {}\n\n", True),
        ("application/json", b'{"data": 1}', False),
        ("application/json", b"", False),
        ("text/html", b"<html>", False),
    ],
)
def test_a_stream_is_known_by_its_type_or_its_beginning(
    media_type: str, body: bytes, is_one: bool
) -> None:
    assert is_streamed(media_type, body) is is_one


def test_the_request_is_known_by_the_first_header_that_the_dialect_names() -> None:
    azure = find_dialect("azure-openai")
    assert request_id(azure, [("X-Request-Id", "b"), ("apim-request-id", "a")]) == "a"
    assert request_id(azure, [("X-Request-Id", "b")]) == "b"
    assert request_id(azure, [("other", "b")]) == ""


def test_what_is_nested_deeply_is_looked_at_too() -> None:
    deep = b"[" * 900 + b'"inside"' + b"]" * 900
    body = b'{"content": [{"type": "odd", "in": ' + deep + b'}], "stop_reason": "end_turn"}'
    reply = read_reply(find_dialect("anthropic-messages"), body, streamed=False)
    assert '"inside"' in reply.parts[0].text


def test_several_answers_are_counted_and_their_likeliest_tokens_read() -> None:
    tops = [{"token": " a", "logprob": -0.5}, {"token": " b", "logprob": -2}, {"token": 3}]
    content = [{"token": " a", "logprob": -0.5, "top_logprobs": tops}]
    first = {"index": 0, "message": {"content": "One."}, "logprobs": {"content": content}}
    second = {"index": 1, "message": {"content": "Two."}, "finish_reason": "stop"}
    read = whole({"choices": [first, second]})
    assert read.choices == 2
    assert read.tops == ((" a", -0.5), (" b", -2.0))
    assert whole(completion("Hello.")).choices == 1
    assert stream(delta("a"), delta("b", 1)).choices == 2


@pytest.mark.parametrize("tops", [None, "x", [None], [{"token": " a", "logprob": "x"}], [[]]])
def test_likeliest_tokens_that_are_none_are_passed_over(tops: object) -> None:
    content = [{"top_logprobs": tops}]
    choice = {"index": 0, "message": {"content": "One."}, "logprobs": {"content": content}}
    assert whole({"choices": [choice]}).tops == ()
