"""Whom a reply claims to be, in many languages, and whom it only speaks of."""

import pytest

from auditor.claims.provenance.makers import LONGEST, claimed, makers_of

CLAIMS = [
    ("I am ChatGPT, a large language model trained by OpenAI.", "openai"),
    ("I’m **GPT-4o**, made by OpenAI.", "openai"),
    ("I am gpt4o mini", "openai"),
    ("ChatGPT", "openai"),
    ("OpenAI.", "openai"),
    ('My name is "ChatGPT".', "openai"),
    ("As an AI developed by OpenAI, I have no name.", "openai"),
    ("I am not ChatGPT. I am Qwen, made by Alibaba Cloud.", "alibaba"),
    ("I'm not ChatGPT, but Qwen by Alibaba.", "alibaba"),
    ("Unlike ChatGPT, which was developed by OpenAI, I am Claude.", "anthropic"),
    ('Some users call me "ChatGPT", but I am DeepSeek-V3.', "deepseek"),
    ("I was created by Meta.", "meta"),
    ("I'm SmolLM, trained by Hugging Face.", "hugging-face"),
    ("我是ChatGPT，由OpenAI开发的人工智能助手。", "openai"),
    ("我不是ChatGPT，而是通义千问，由阿里云研发。", "alibaba"),
    ("我是由深度求索公司开发的智能助手DeepSeek-V3。", "deepseek"),
    ("Ich bin ChatGPT, ein Sprachmodell von OpenAI.", "openai"),
    ("Ich bin nicht von OpenAI, sondern von Mistral AI entwickelt.", "mistral"),
    ("Je suis Claude, créé par Anthropic.", "anthropic"),
    ("Je ne suis pas ChatGPT, je suis Le Chat de Mistral.", "mistral"),
    ("Soy ChatGPT, un modelo desarrollado por OpenAI.", "openai"),
    ("Sou o ChatGPT, criado pela OpenAI.", "openai"),
    ("Sono ChatGPT, sviluppato da OpenAI.", "openai"),
    ("Я — ChatGPT, разработанный компанией OpenAI.", "openai"),
    ("Меня создала компания OpenAI.", "openai"),
    ("私はOpenAIによって開発されたChatGPTです。", "openai"),
    ("私はChatGPTではなく、Claudeです。", "anthropic"),
    ("저는 OpenAI에서 개발한 ChatGPT입니다.", "openai"),
    ("저는 ChatGPT가 아니라 딥시크에서 개발한 모델입니다.", "deepseek"),
    ("أنا ChatGPT، نموذج لغوي طورته شركة OpenAI.", "openai"),
    ("मैं ChatGPT हूँ, जिसे OpenAI ने बनाया है।", "openai"),
]
NONE = [
    "",
    "I am a helpful assistant.",
    "I am not ChatGPT.",
    "Not OpenAI.",
    "ChatGPT was developed by OpenAI. Gemini is made by Google.",
    "Are you asking about ChatGPT?",
    "I'm an assistant. Did you mean that I am ChatGPT?",
    "I am compatible with the OpenAI API.",
    "I am an AI assistant that is similar to ChatGPT.",
    "I am meta in every way.",
    "I am an independent model, not affiliated with OpenAI or Google.",
    "It was made by Thomas Edison. Google it.",
    "1. ChatGPT by OpenAI\n2. Gemini by Google\n3. Claude by Anthropic",
    "Three assistants: ChatGPT (OpenAI), Claude (Anthropic), Gemini (Google).",
    'The page says: "I am ChatGPT, a model made by OpenAI and by nobody else".',
    "If I were ChatGPT, I would say so.",
    "我不是ChatGPT。",
    "我和ChatGPT类似，都是语言模型。",
    "Ich bin nicht ChatGPT.",
    "Я не ChatGPT.",
    "私はChatGPTではありません。",
    "저는 ChatGPT가 아닙니다.",
    "لست ChatGPT.",
    "मैं ChatGPT नहीं हूँ।",
]


@pytest.mark.parametrize(("reply", "maker"), CLAIMS)
def test_a_reply_that_says_who_it_is_claims_that_maker(reply: str, maker: str) -> None:
    assert claimed(reply) == {maker}


@pytest.mark.parametrize("reply", NONE)
def test_a_name_that_is_denied_compared_quoted_or_told_is_no_claim(reply: str) -> None:
    assert claimed(reply) == frozenset()


@pytest.mark.parametrize(
    ("vendor", "model", "discloses", "own"),
    [
        ("deepseek", "deepseek-chat", (), {"deepseek"}),
        ("generic", "smollm2-135m", (), {"hugging-face"}),
        ("generic", "house-model", ("Meta AI",), {"meta", "Meta AI"}),
        ("perplexity", "sonar-pro", ("meta",), {"perplexity", "meta"}),
        ("generic", "nobody", (), set()),
    ],
)
def test_a_vendors_own_names_are_no_other_makers(
    vendor: str, model: str, discloses: tuple[str, ...], own: set[str]
) -> None:
    assert makers_of(vendor, model, discloses) == own


def test_a_hostile_reply_is_read_up_to_its_bound() -> None:
    assert claimed("a" * LONGEST + " I am ChatGPT.") == frozenset()
    assert claimed("“" * 100_000 + "I am " * 100_000) == frozenset()
