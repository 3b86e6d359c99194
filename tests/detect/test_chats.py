import pytest

from tests.detect.making import PROMPT, Audit

ID = "7f3a9c1e-52b8-4d06-9e77-c0ffee5a11d4"
WORDS = "Please rewrite my notice to the landlord"


def seen(audit):
    return [
        (one.kind, one.side, one.place, one.sureness)
        for one in audit.observed().observations
        if one.kind.startswith(("chat/", "planted/prompt"))
    ]


SENT = [
    (
        "https://api.openai.com/v1/chat/completions",
        {"model": "gpt-x", "messages": [{"role": "user", "content": WORDS}]},
        [("chat/prompt", "sent", "body.$.messages[].content", "likely")],
    ),
    (
        "https://gateway.test/v1/chat/completions",
        {"model": "m", "messages": [{"role": "user", "content": [{"type": "text", "text": WORDS}]}]},
        [("chat/prompt", "sent", "body.$.messages[].content[].text", "likely")],
    ),
    (
        "https://generativelanguage.googleapis.com/v1beta/models/gemini-x:generateContent",
        {"contents": [{"parts": [{"text": WORDS}]}]},
        [("chat/prompt", "sent", "body.$.contents[].parts[].text", "likely")],
    ),
    (
        "https://events.test/track",
        {"event": "sent", "props": {"user_prompt": WORDS, "bot_reply": "Here is a draft of it"}},
        [
            ("chat/answer", "sent", "body.$.props.bot_reply", "likely"),
            ("chat/prompt", "sent", "body.$.props.user_prompt", "likely"),
        ],
    ),
    (
        "https://events.test/track",
        {"conversationId": ID, "title": "Letter to landlord", "message": WORDS},
        [
            ("chat/chat-title", "sent", "body.$.title", "possible"),
            ("chat/conversation-id", "sent", "body.$.conversationId", "likely"),
            ("chat/prompt", "sent", "body.$.message", "possible"),
        ],
    ),
    (
        "https://events.test/track",
        {"dl": f"https://chat.vendor.test/c/{ID}"},
        [("chat/conversation-url", "sent", "body.$.dl", "likely")],
    ),
    ("https://events.test/track", {"prompt": "请帮我写一封信"}, [
        ("chat/prompt", "sent", "body.$.prompt", "likely"),
    ]),
    ("https://events.test/track", {"prompt": "login consent", "message": WORDS}, []),
    ("https://events.test/track", {"title": "Letter to landlord", "text": WORDS}, []),
    ("https://events.test/track", {"dl": "https://news.test/c/a-story-about-herons"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("url", "body", "expected"), SENT, ids=range(len(SENT)))
def test_what_of_a_chat_is_sent_is_told(tmp_path, url, body, expected):
    audit = Audit(tmp_path)
    audit.capture(body, url=url, planted=False)
    assert sorted(seen(audit)) == expected


def test_what_was_planted_is_told_as_that_alone(tmp_path):
    audit = Audit(tmp_path)
    audit.capture({"prompt": PROMPT})
    assert [each[0] for each in seen(audit)] == ["planted/prompt"]


def test_the_answer_of_a_models_api_is_told(tmp_path):
    audit = Audit(tmp_path)
    body = audit._keep({"choices": [{"message": {"role": "assistant", "content": "A draft."}}]})
    from auditor.evidence.exchange import Received

    received = Received(200, audit._json({"headers": []}), body, "application/json")
    audit.capture(
        {"model": "m", "messages": [{"role": "user", "content": WORDS}]},
        url="https://gateway.test/v1/chat/completions",
        planted=False,
        received=received,
    )
    assert ("chat/answer", "received", "body.$.choices[].message.content", "likely") in seen(audit)


def test_no_excerpt_shows_the_words(tmp_path):
    audit = Audit(tmp_path)
    audit.capture({"prompt": WORDS}, planted=False)
    (one,) = [each for each in audit.observed().observations if each.kind == "chat/prompt"]
    assert one.excerpt.startswith("prompt Aaaaaa aaaaaaa aa aaaaaa")
    assert "landlord" not in one.excerpt
