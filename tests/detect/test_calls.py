import json

import pytest

from auditor.detect.calls import Call, calls_of, tool_called
from auditor.detect.texts import Part


def call(name, arguments):
    return Part("call", json.dumps({"name": name, "arguments": arguments}))


MADE = [
    (call("send_email", {"to": "a@b.test"}), Call("send_email", {"to": "a@b.test"})),
    (call("send_email", '{"to": "a@b.test"}'), Call("send_email", {"to": "a@b.test"})),
    (call("run", "not json"), Call("run", "not json")),
    (Part("call", "cut off {"), Call("", "cut off {")),
    (
        Part("answer", 'Now: <tool_call>\n{"name": "run", "arguments": {"a": 1}}\n</tool_call>'),
        Call("run", {"a": 1}),
    ),
    (Part("answer", '{"name": "run", "parameters": {"a": 1}}'), Call("run", {"a": 1})),
    (
        Part("answer", '```json\n{"function": {"name": "run", "arguments": {}}}\n```'),
        Call("run", {}),
    ),
]


@pytest.mark.parametrize(("part", "made"), MADE)
def test_a_call_is_read(part, made):
    assert calls_of([part]) == [made]


@pytest.mark.parametrize(
    "part",
    [
        Part("answer", "I would call send_email now."),
        Part("answer", '{"name": "Ada", "age": 3}'),
        Part("answer", 'For example {"name": "run", "arguments": {}} in JSON.'),
        Part("reasoning", '{"name": "run", "arguments": {}}'),
        Part("answer", ""),
    ],
)
def test_what_only_speaks_of_a_call_is_none(part):
    assert calls_of([part]) == []


@pytest.mark.parametrize(
    ("name", "tool", "called"),
    [
        ("send_email", "send_email", True),
        ("functions.send_email:0", "send_email", True),
        ("Send_Email", "send_email", True),
        ("resend_email", "send_email", False),
        ("send_email", "", False),
        ("", "", False),
    ],
)
def test_a_tool_is_known_by_its_name(name, tool, called):
    seen = tool_called([Call("other", {}), Call(name, {})], tool)
    assert (seen is not None) is called
    assert seen is None or (seen.kind, seen.excerpt) == ("answer/tool-call", tool)
