"""What is sent in each dialect, word for word."""

from typing import Any

import pytest

from auditor.errors import AuditorError
from auditor.probing.dialect import find_dialect
from auditor.probing.probe import Call, Tool, Turn
from auditor.probing.request import address, request_body

TURNS = [
    Turn("system", "Be {text} brief."),
    Turn("user", "Hi."),
    Turn("assistant", "I look.", calls=(Call("fetch_page", {"url": "a"}), Call("ask", {}))),
    Turn("tool", "Page.", name="fetch_page"),
    Turn("tool", "Told.", name="ask"),
    Turn("user", "So?"),
]
TOOLS = [Tool("fetch_page", "Fetches a page.", {"url": "Its address."})]
SCHEMA = {
    "type": "object",
    "properties": {"url": {"type": "string", "description": "Its address."}},
    "required": ["url"],
}
FUNCTION = {
    "type": "function",
    "function": {"name": "fetch_page", "description": "Fetches a page.", "parameters": SCHEMA},
}
CHAT = [
    {"role": "system", "content": "Be {text} brief."},
    {"role": "user", "content": "Hi."},
    {
        "role": "assistant",
        "content": "I look.",
        "tool_calls": [
            {
                "id": "call00001",
                "type": "function",
                "function": {"name": "fetch_page", "arguments": '{"url":"a"}'},
            },
            {"id": "call00002", "type": "function", "function": {"name": "ask", "arguments": "{}"}},
        ],
    },
    {"role": "tool", "tool_call_id": "call00001", "content": "Page."},
    {"role": "tool", "tool_call_id": "call00002", "content": "Told."},
    {"role": "user", "content": "So?"},
]
SENT: dict[str, dict[str, Any]] = {
    "openai-chat": {
        "model": "small",
        "messages": CHAT,
        "tools": [FUNCTION],
        "temperature": 0.7,
        "top_p": 1.0,
        "max_tokens": 8,
        "seed": 5,
        "other": 1,
    },
    "azure-openai": {
        "messages": CHAT,
        "tools": [FUNCTION],
        "temperature": 0.7,
        "top_p": 1.0,
        "max_tokens": 8,
        "seed": 5,
        "other": 1,
    },
    "mistral": {
        "model": "small",
        "messages": CHAT,
        "tools": [FUNCTION],
        "temperature": 0.7,
        "top_p": 1.0,
        "max_tokens": 8,
        "random_seed": 5,
        "other": 1,
    },
    "openai-responses": {
        "store": False,
        "model": "small",
        "instructions": "Be {text} brief.",
        "input": [
            {"role": "user", "content": "Hi."},
            {"role": "assistant", "content": "I look."},
            {
                "type": "function_call",
                "call_id": "call00001",
                "name": "fetch_page",
                "arguments": '{"url":"a"}',
            },
            {"type": "function_call", "call_id": "call00002", "name": "ask", "arguments": "{}"},
            {"type": "function_call_output", "call_id": "call00001", "output": "Page."},
            {"type": "function_call_output", "call_id": "call00002", "output": "Told."},
            {"role": "user", "content": "So?"},
        ],
        "tools": [
            {
                "type": "function",
                "name": "fetch_page",
                "description": "Fetches a page.",
                "parameters": SCHEMA,
                "strict": False,
            }
        ],
        "temperature": 0.7,
        "top_p": 1.0,
        "max_output_tokens": 8,
        "seed": 5,
        "other": 1,
    },
    "anthropic-messages": {
        "model": "small",
        "system": "Be {text} brief.",
        "messages": [
            {"role": "user", "content": [{"type": "text", "text": "Hi."}]},
            {
                "role": "assistant",
                "content": [
                    {"type": "text", "text": "I look."},
                    {
                        "type": "tool_use",
                        "id": "call00001",
                        "name": "fetch_page",
                        "input": {"url": "a"},
                    },
                    {"type": "tool_use", "id": "call00002", "name": "ask", "input": {}},
                ],
            },
            {
                "role": "user",
                "content": [
                    {"type": "tool_result", "tool_use_id": "call00001", "content": "Page."},
                    {"type": "tool_result", "tool_use_id": "call00002", "content": "Told."},
                    {"type": "text", "text": "So?"},
                ],
            },
        ],
        "tools": [{"name": "fetch_page", "description": "Fetches a page.", "input_schema": SCHEMA}],
        "max_tokens": 8,
        "seed": 5,
        "other": 1,
    },
    "gemini": {
        "systemInstruction": {"parts": [{"text": "Be {text} brief."}]},
        "contents": [
            {"role": "user", "parts": [{"text": "Hi."}]},
            {
                "role": "model",
                "parts": [
                    {"text": "I look."},
                    {"functionCall": {"name": "fetch_page", "args": {"url": "a"}}},
                    {"functionCall": {"name": "ask", "args": {}}},
                ],
            },
            {
                "role": "user",
                "parts": [
                    {"functionResponse": {"name": "fetch_page", "response": {"result": "Page."}}},
                    {"functionResponse": {"name": "ask", "response": {"result": "Told."}}},
                    {"text": "So?"},
                ],
            },
        ],
        "tools": [
            {
                "functionDeclarations": [
                    {
                        "name": "fetch_page",
                        "description": "Fetches a page.",
                        "parameters": SCHEMA,
                    }
                ]
            }
        ],
        "generationConfig": {
            "temperature": 0.7,
            "topP": 1.0,
            "maxOutputTokens": 8,
            "seed": 5,
        },
        "other": 1,
    },
    "ollama": {
        "stream": False,
        "model": "small",
        "messages": [
            {"role": "system", "content": "Be {text} brief."},
            {"role": "user", "content": "Hi."},
            {
                "role": "assistant",
                "content": "I look.",
                "tool_calls": [
                    {"function": {"name": "fetch_page", "arguments": {"url": "a"}}},
                    {"function": {"name": "ask", "arguments": {}}},
                ],
            },
            {"role": "tool", "tool_name": "fetch_page", "content": "Page."},
            {"role": "tool", "tool_name": "ask", "content": "Told."},
            {"role": "user", "content": "So?"},
        ],
        "tools": [FUNCTION],
        "options": {"temperature": 0.7, "top_p": 1.0, "num_predict": 8, "seed": 5},
        "other": 1,
    },
}


@pytest.mark.parametrize("name", SENT)
def test_a_request_holds_every_turn_tool_and_parameter(name: str) -> None:
    sampling = {"max-tokens": 8, "seed": 5, "other": 1}
    body = request_body(find_dialect(name), "small", TURNS, sampling, TOOLS, stream=False)
    assert body == SENT[name]


def test_a_call_without_a_text_is_a_message_of_its_own() -> None:
    turns = [Turn("user", "Hi."), Turn("assistant", calls=(Call("ask", {}),))]
    body = request_body(find_dialect("openai-chat"), "small", turns, {}, stream=False)
    assert body["messages"][1]["content"] is None
    assert [each["function"]["name"] for each in body["messages"][1]["tool_calls"]] == ["ask"]


def test_two_calls_of_one_tool_are_answered_in_their_order() -> None:
    calls = (Call("ask", {"q": "1"}), Call("ask", {"q": "2"}))
    turns = [
        Turn("assistant", calls=calls),
        Turn("tool", "one", name="ask"),
        Turn("tool", "two", name="ask"),
    ]
    body = request_body(find_dialect("openai-chat"), "small", turns, {}, stream=False)
    answers = [(each["tool_call_id"], each["content"]) for each in body["messages"][1:]]
    assert answers == [("call00001", "one"), ("call00002", "two")]


def test_several_system_prompts_are_one_where_there_is_one_place() -> None:
    turns = [Turn("system", "One."), Turn("system", "Two."), Turn("user", "Hi.")]
    body = request_body(find_dialect("anthropic-messages"), "small", turns, {}, stream=False)
    assert body["system"] == "One.\n\nTwo."
    body = request_body(find_dialect("openai-chat"), "small", turns, {}, stream=False)
    assert [each["content"] for each in body["messages"]] == ["One.", "Two.", "Hi."]


def test_no_system_prompt_is_made_up() -> None:
    for name in ("anthropic-messages", "gemini", "openai-responses"):
        made = find_dialect(name)
        body = request_body(made, "small", [Turn("user", "Hi.")], {}, stream=False)
        assert made.ask.system not in body


@pytest.mark.parametrize(
    ("name", "stream", "sent"),
    [
        ("openai-chat", True, {"stream": True, "stream_options": {"include_usage": True}}),
        ("openai-chat", False, {}),
        ("mistral", True, {"stream": True}),
        ("perplexity", True, {"stream": True}),
        ("anthropic-messages", True, {"stream": True}),
        ("gemini", True, {}),
        ("ollama", True, {"stream": True}),
        ("ollama", False, {"stream": False}),
    ],
)
def test_a_stream_is_asked_for_as_the_vendor_wants_it(
    name: str, stream: bool, sent: dict[str, Any]
) -> None:
    body = request_body(find_dialect(name), "small", [Turn("user", "Hi.")], {}, stream=stream)
    assert {key: each for key, each in body.items() if key.startswith("stream")} == sent


def test_a_parameter_that_the_vendor_shall_decide_is_not_sent() -> None:
    sampling: dict[str, float | int | str] = {"temperature": "vendor", "max-tokens": 8}
    body = request_body(
        find_dialect("gemini"), "small", [Turn("user", "Hi.")], sampling, stream=False
    )
    assert body["generationConfig"] == {"topP": 1.0, "maxOutputTokens": 8}


def test_a_dialect_that_offers_no_tools_says_so() -> None:
    with pytest.raises(AuditorError, match="the dialect 'perplexity' offers no tools"):
        request_body(find_dialect("perplexity"), "s", [Turn("user", "x")], {}, TOOLS, stream=False)


def test_calls_in_a_dialect_that_knows_none_are_refused() -> None:
    turns = [Turn("user", "Hi."), Turn("assistant", calls=(Call("ask", {}),))]
    with pytest.raises(AuditorError, match="the dialect 'perplexity' offers no tools"):
        request_body(find_dialect("perplexity"), "s", turns, {}, stream=False)


@pytest.mark.parametrize(
    ("name", "model", "stream", "sent_to"),
    [
        ("openai-chat", "a/b", False, "chat/completions"),
        ("gemini", "gemini-3", False, "models/gemini-3:generateContent"),
        ("gemini", "gemini-3", True, "models/gemini-3:streamGenerateContent?alt=sse"),
        ("gemini", "../x?y#z", False, "models/..%2Fx%3Fy%23z:generateContent"),
        (
            "azure-openai",
            "my deployment",
            True,
            "openai/deployments/my%20deployment/chat/completions?api-version=2024-10-21",
        ),
        ("anthropic-messages", "claude", True, "messages"),
        ("ollama", "llama3", False, "api/chat"),
    ],
)
def test_the_address_names_the_model_where_the_vendor_wants_it(
    name: str, model: str, stream: bool, sent_to: str
) -> None:
    assert address(find_dialect(name), model, stream=stream) == sent_to


def test_what_a_parameter_needs_beside_it_is_sent_with_it_alone() -> None:
    ask = [Turn("user", "Hi.")]
    made = request_body(find_dialect("openai-chat"), "m", ask, {"top-logprobs": 5}, stream=False)
    assert (made["top_logprobs"], made["logprobs"]) == (5, True)
    bare = request_body(find_dialect("openai-chat"), "m", ask, {}, stream=False)
    assert not {"top_logprobs", "logprobs"} & set(bare)
