"""Forms of keys and tokens by which their issuers, and scanners of secrets, know them.

Each form was taken from what its issuer documents or prints; a form says who issued a key, never
that it still works. Nothing is ever tried out.
"""

import re
from dataclasses import dataclass

SHORTEST = 15
"""Characters that every form has at least."""


@dataclass(frozen=True, slots=True)
class KeyForm:
    """One form; one of ``literals`` stands in every key of it: texts without are not searched."""

    issuer: str
    kind: str
    literals: tuple[str, ...]
    pattern: re.Pattern[str]


def _form(
    issuer: str, literal: str | tuple[str, ...], pattern: str, kind: str = "api-key"
) -> KeyForm:
    # Repeats are possessive and bounded: no text takes more than linear time.
    whole = re.compile(rf"(?<![A-Za-z0-9_-])(?:{pattern})(?![A-Za-z0-9_])", re.ASCII)
    return KeyForm(issuer, kind, (literal,) if isinstance(literal, str) else literal, whole)


_WORD = r"[A-Za-z0-9]"
_HEX = "0123456789abcdef"

FORMS = (
    _form("", "eyJ", r"eyJ[\w-]{8,8192}+\.eyJ[\w-]{8,8192}+\.[\w-]{10,8192}+", "bearer-token"),
    KeyForm(
        "",
        "credentials",
        ("PRIVATE KEY-----", "PRIVATE KEY BLOCK-----"),
        re.compile(
            r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----[\w+/=\s\\:,.]{1,16384}+", re.ASCII
        ),
    ),
    _form("Anthropic", "sk-ant-", r"sk-ant-[\w-]{20,256}+"),
    _form("OpenRouter", "sk-or-", r"sk-or-v1-[0-9a-f]{64}"),
    _form("OpenAI", "sk-proj-", r"sk-proj-[\w-]{20,256}+"),
    _form("OpenAI", "sk-svcacct-", r"sk-svcacct-[\w-]{20,256}+"),
    _form("OpenAI", "sk-admin-", r"sk-admin-[\w-]{20,256}+"),
    _form("OpenAI", "T3BlbkFJ", rf"sk-{_WORD}{{20}}T3BlbkFJ{_WORD}{{20}}"),
    # Alibaba, DeepSeek, Moonshot and others write theirs so: the form does not say whose it is.
    _form("an AI provider", "sk-", r"sk-(?=[A-Za-z_-]{0,64}+[0-9])[\w-]{20,256}+"),
    _form("Perplexity", "pplx-", rf"pplx-{_WORD}{{40,64}}+"),
    _form("xAI", "xai-", rf"xai-{_WORD}{{70,90}}+"),
    _form("Groq", "gsk_", rf"gsk_{_WORD}{{50,60}}+"),
    _form("Replicate", "r8_", rf"r8_{_WORD}{{37}}"),
    _form("Hugging Face", "hf_", rf"hf_{_WORD}{{30,60}}+"),
    _form("Google", "AIza", r"AIza[\w-]{35}"),
    _form("Google", "ya29.", r"ya29\.[\w-]{30,2048}+", "bearer-token"),
    _form("Google", "GOCSPX-", r"GOCSPX-[\w-]{28}", "credentials"),
    _form("AWS", "AKIA", r"AKIA[0-9A-Z]{16}"),
    _form("AWS", "ASIA", r"ASIA[0-9A-Z]{16}"),
    _form("Azure", "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{86}==", "credentials"),
    _form("Azure", "SharedAccessKey=", r"SharedAccessKey=[A-Za-z0-9+/]{43}=", "credentials"),
    _form("Azure", "8Q~", r"[A-Za-z0-9_~.]{3}8Q~[A-Za-z0-9_~.-]{31,34}+", "credentials"),
    _form("Alibaba Cloud", "LTAI", rf"LTAI{_WORD}{{12,26}}+"),
    _form("Tencent Cloud", "AKID", rf"AKID{_WORD}{{32}}"),
    _form("Volcano Engine", "AKLT", rf"AKLT{_WORD}{{30,60}}+"),
    _form("GitHub", "github_pat_", r"github_pat_\w{60,100}+"),
    _form("GitHub", tuple(f"gh{each}_" for each in "pousr"), rf"gh[pousr]_{_WORD}{{36,255}}+"),
    _form("GitLab", "glpat-", r"glpat-[\w-]{20,64}+"),
    _form(
        "GitLab",
        tuple(f"gl{each}-" for each in ("dt", "rt", "ptt", "cbt", "imt", "agent", "oas")),
        r"gl(?:dt|rt|ptt|cbt|imt|agent|oas)-[\w-]{20,64}+",
    ),
    _form(
        "Slack",
        tuple(f"xox{each}-" for each in "abeprs"),
        rf"xox[abeprs]-[{_WORD[1:-1]}-]{{10,250}}+",
    ),
    _form("Slack", "xapp-", r"xapp-[0-9]-[A-Z0-9]{8,14}-[0-9]{10,16}-[0-9a-f]{40,80}+"),
    _form("Slack", "hooks.slack.com", r"hooks\.slack\.com/services/T\w{6,14}/B\w{6,14}/\w{16,32}"),
    # What begins with pk_ is public: pages carry it.
    _form("Stripe", "_live_", rf"[sr]k_live_{_WORD}{{16,250}}+"),
    _form("Stripe", "_test_", rf"[sr]k_test_{_WORD}{{16,250}}+"),
    _form("Stripe", "whsec_", rf"whsec_[{_WORD[1:-1]}+/]{{24,80}}+=*+", "credentials"),
    _form("npm", "npm_", rf"npm_{_WORD}{{36}}"),
    _form("PyPI", "pypi-AgE", r"pypi-AgE[\w-]{50,400}+"),
    _form("Telegram", ":AA", r"[0-9]{8,10}:AA[\w-]{33}"),
    _form("SendGrid", "SG.", r"SG\.[\w-]{22}\.[\w-]{43}"),
    _form("Twilio", tuple(f"SK{each}" for each in _HEX), r"SK[0-9a-f]{32}"),
    _form("DigitalOcean", tuple(f"do{each}_v1_" for each in "opr"), r"do[opr]_v1_[0-9a-f]{64}"),
    _form("Databricks", tuple(f"dapi{each}" for each in _HEX), r"dapi[0-9a-f]{32}(?:-[0-9])?"),
    _form(
        "Shopify",
        tuple(f"shp{each}_" for each in ("at", "ca", "pa", "ss")),
        r"shp(?:at|ca|pa|ss)_[0-9a-f]{32}",
    ),
)
