"""Forms of keys: each with one that is made up, and what only resembles one."""

import random
import string

import pytest

from auditor.evidence.hints import forms_in, issuer_of
from auditor.evidence.keyforms import FORMS
from auditor.evidence.kinds import KINDS

_HEX = string.hexdigits[:16]
_WORD = string.ascii_letters + string.digits


def made(signs: str, count: int) -> str:
    """Signs in a random order that is always the same; no key of anybody."""
    return "".join(random.Random(count).choices(signs, k=count))


KEYS = [
    ("Anthropic", f"sk-ant-api03-{made(_WORD, 95)}"),
    ("OpenRouter", f"sk-or-v1-{made(_HEX, 64)}"),
    ("OpenAI", f"sk-proj-{made(_WORD, 120)}"),
    ("OpenAI", f"sk-svcacct-{made(_WORD, 60)}"),
    ("OpenAI", f"sk-admin-{made(_WORD, 60)}"),
    ("OpenAI", f"sk-{made(_WORD, 20)}T3BlbkFJ{made(_WORD, 20)}"),
    ("an AI provider", f"sk-{made(_HEX, 32)}"),
    ("Perplexity", f"pplx-{made(_WORD, 48)}"),
    ("xAI", f"xai-{made(_WORD, 80)}"),
    ("Groq", f"gsk_{made(_WORD, 52)}"),
    ("Replicate", f"r8_{made(_WORD, 37)}"),
    ("Hugging Face", f"hf_{made(_WORD, 34)}"),
    ("Google", f"AIza{made(_WORD, 35)}"),
    ("Google", f"ya29.{made(_WORD, 60)}"),
    ("Google", f"GOCSPX-{made(_WORD, 28)}"),
    ("AWS", f"AKIA{made(string.ascii_uppercase, 16)}"),
    ("AWS", f"ASIA{made(string.ascii_uppercase, 16)}"),
    ("Azure", f"AccountKey={made(_WORD, 86)}=="),
    ("Azure", f"SharedAccessKey={made(_WORD, 43)}="),
    ("Azure", f"{made(_WORD, 3)}8Q~{made(_WORD, 34)}"),
    ("Slack", f"xapp-1-A{made(string.digits, 10)}-{made(string.digits, 13)}-{made(_HEX, 64)}"),
    ("Alibaba Cloud", f"LTAI{made(_WORD, 20)}"),
    ("Tencent Cloud", f"AKID{made(_WORD, 32)}"),
    ("Volcano Engine", f"AKLT{made(_WORD, 43)}"),
    ("GitHub", f"github_pat_{made(_WORD, 82)}"),
    ("GitHub", f"ghp_{made(_WORD, 36)}"),
    ("GitLab", f"glpat-{made(_WORD, 20)}"),
    ("GitLab", f"glrt-{made(_WORD, 20)}"),
    ("Slack", f"xoxb-{made(string.digits, 12)}-{made(_WORD, 24)}"),
    ("Slack", f"hooks.slack.com/services/T{made(_WORD, 9)}/B{made(_WORD, 10)}/{made(_WORD, 24)}"),
    ("Stripe", f"sk_live_{made(_WORD, 24)}"),
    ("Stripe", f"rk_test_{made(_WORD, 24)}"),
    ("Stripe", f"whsec_{made(_WORD, 32)}"),
    ("npm", f"npm_{made(_WORD, 36)}"),
    ("PyPI", f"pypi-AgE{made(_WORD, 160)}"),
    ("Telegram", f"{made(string.digits[1:], 9)}:AA{made(_WORD, 33)}"),
    ("SendGrid", f"SG.{made(_WORD, 22)}.{made(_WORD, 43)}"),
    ("Twilio", f"SK{made(_HEX, 32)}"),
    ("DigitalOcean", f"dop_v1_{made(_HEX, 64)}"),
    ("Databricks", f"dapi{made(_HEX, 32)}"),
    ("Shopify", f"shpat_{made(_HEX, 32)}"),
    ("", f"eyJ{made(_WORD, 20)}.eyJ{made(_WORD, 30)}.{made(_WORD, 43)}"),
    ("", f"-----BEGIN RSA PRIVATE KEY-----\n{made(_WORD, 64)}"),
]
NONE = [
    "sk-",
    "sk-short1",
    "task-abcdefghij0123456789",
    "AKIA0123456789ABCDEFG",
    "eyJhbGciOi.eyJhbGciOi",
    "ghp_short",
    "-----BEGIN CERTIFICATE-----abc",
    "1732380000:AAa",
    "DESK0123456789abcdef0123456789abcdef",
    "npm_config_registry",
    "hf_hub_download",
]


def seen(text: str) -> list[tuple[str, str]]:
    """Issuer and key of the first form that finds one."""
    found = (
        (form.issuer, key[0]) for form in forms_in(text) for key in form.pattern.finditer(text)
    )
    return list(found)[:1]


@pytest.mark.parametrize(("issuer", "key"), KEYS, ids=range(len(KEYS)))
def test_a_key_is_known_by_its_form_wherever_it_stands(issuer: str, key: str) -> None:
    for text in (key, f'{{"a": "{key}"}}', f"see {key}; 钥匙{key}。", f"x={key}&y=1"):
        assert seen(text) == [(issuer, key)]
    assert issuer_of(key) == issuer
    assert issuer_of(f"{key}, {key}") == ""


@pytest.mark.parametrize("text", NONE)
def test_what_only_resembles_a_key_is_none(text: str) -> None:
    assert seen(text) == []


def test_every_form_has_its_example_and_a_kind_that_an_observation_can_have() -> None:
    assert {issuer for issuer, _ in KEYS} == {form.issuer for form in FORMS}
    assert {f"secret/{form.kind}" for form in FORMS} <= set(KINDS)
