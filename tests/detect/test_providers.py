import pytest

from auditor.evidence.exchange import Placeholder
from tests.detect.making import Audit

CHAT = {"model": "gpt-4.1", "messages": [{"role": "user", "content": "hello there"}]}
MESSAGES = CHAT | {"model": "claude-opus-5", "max_tokens": 10000}
GEMINI = {"contents": [{"role": "user", "parts": [{"text": "hello there"}]}]}
VERSION = (("anthropic-version", "2026-10-21"),)
OWN = "https://api.example-vendor.test"
# URL, body, headers → kind, sureness, owner, party, excerpt
CALLS = [
    (
        "https://api.openai.com/v1/chat/completions",
        CHAT,
        (),
        ("ai-api/openai", "certain", "OpenAI", "third", "the model gpt-4.1 (openai-chat)"),
    ),
    (
        "https://api.openai.com/v1/realtime?model=x",
        b"",
        (),
        ("ai-api/openai", "certain", "OpenAI", "third", "a model that it does not name"),
    ),
    (
        "https://api.anthropic.com/v1/messages",
        MESSAGES,
        VERSION,
        (
            "ai-api/anthropic",
            "certain",
            "Anthropic",
            "third",
            "the model claude-opus-5 (anthropic-messages)",
        ),
    ),
    (
        f"{OWN}/llm/v1/chat/completions",
        CHAT,
        (),
        ("ai-api/openai", "likely", "OpenAI", "third", "the model gpt-4.1 (openai-chat)"),
    ),
    (
        f"{OWN}/llm/v1/messages",
        MESSAGES,
        VERSION,
        (
            "ai-api/anthropic",
            "likely",
            "Anthropic",
            "third",
            "the model claude-opus-5 (anthropic-messages)",
        ),
    ),
    (
        f"{OWN}/g/v1beta/models/gemini-2.5-pro:generateContent",
        GEMINI,
        (),
        ("ai-api/google", "likely", "Google", "third", "the model gemini-2.5-pro (gemini)"),
    ),
    (
        f"{OWN}/v1/chat/completions",
        CHAT | {"model": "qwen-plus"},
        (),
        ("ai-api/alibaba-qwen", "likely", None, "vendor", "the model qwen-plus (openai-chat)"),
    ),
    (
        f"{OWN}/v1/chat/completions",
        CHAT | {"model": "house-model-2"},
        (),
        ("ai-api/other", "likely", None, "vendor", "the model house-model-2 (openai-chat)"),
    ),
    (
        f"{OWN}/v1/chat/completions",
        CHAT | {"model": "gpt-oss-120b"},
        (),
        ("ai-api/other", "likely", None, "vendor", "the model gpt-oss-120b (openai-chat)"),
    ),
]
NONE = [
    (f"{OWN}/v1/messages", {"messages": [{"text": "hello"}]}, ()),
    (f"{OWN}/v1/messages", MESSAGES, ()),
    (f"{OWN}/chat", CHAT, ()),
    (f"{OWN}/v1/responses", {"input": "a form", "name": "made up"}, ()),
    ("https://www.openai.com/pricing", b"", ()),
    (f"{OWN}/v1/models/7:generateContent", {"text": "hello"}, ()),
]


def seen_in(tmp_path, url, body, headers, *placeholders, kind="ai-api/"):
    audit = Audit(tmp_path)
    audit.capture(body, url=url, headers=headers, planted=False, placeholders=placeholders)
    return [one for one in audit.observed().observations if one.kind.startswith(kind)]


@pytest.mark.parametrize(("url", "body", "headers", "expected"), CALLS)
def test_a_call_to_a_models_api_is_told(tmp_path, url, body, headers, expected):
    (one,) = seen_in(tmp_path, url, body, headers)
    assert (one.kind, one.sureness, one.owner, one.party, one.excerpt) == expected


@pytest.mark.parametrize(("url", "body", "headers"), NONE)
def test_what_only_looks_alike_is_no_call(tmp_path, url, body, headers):
    assert seen_in(tmp_path, url, body, headers) == []


def placeholder(kind="bearer-token", side="sent", place="header.authorization", **attributes):
    return Placeholder(kind, side, place, "t4g", attributes)


API = "https://api.openai.com/v1/chat/completions"
KEYS = [
    (f"{OWN}/v1/chat", placeholder(issuer="Anthropic"), ["certain"]),
    (API, placeholder(issuer="OpenAI"), ["certain"]),
    (API, placeholder(issuer="an AI provider"), ["likely"]),
    (API, placeholder("api-key", place="header.api-key"), ["likely"]),
    (API, placeholder(), ["possible"]),
    (API, placeholder("cookie", place="header.cookie"), []),
    (f"{OWN}/v1/chat/completions", placeholder(), []),
    (f"{OWN}/config", placeholder("api-key", "received", "body", issuer="Anthropic"), ["likely"]),
    (f"{OWN}/config", placeholder("api-key", "received", "body", issuer="an AI provider"), []),
    (f"{OWN}/config", placeholder("api-key", "received", "body", issuer="Google"), []),
]


@pytest.mark.parametrize(("url", "held", "sureness"), KEYS)
def test_a_providers_key_in_the_client_is_told(tmp_path, url, held, sureness):
    found = seen_in(tmp_path, url, CHAT, (), held, kind="secret/provider-key-in-client")
    assert [one.sureness for one in found] == sureness
