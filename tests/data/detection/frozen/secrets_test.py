"""Secrets with a provider's true prefix and length and a random body. Prefixes are joined from pieces."""

import base64
import json
from random import Random

LOWER = "abcdefghijklmnopqrstuvwxyz"
ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LOWER + "0123456789"
URLSAFE = ALNUM + "-_"
HEX = "0123456789abcdef"


def pick(rng: Random, count: int, alphabet: str = ALNUM) -> str:
    return "".join(rng.choice(alphabet) for _ in range(count))


def b64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def jwt(rng: Random, claims: dict | None = None) -> str:
    claims = claims or {"sub": pick(rng, 12, HEX), "iat": 1_700_000_000 + rng.randint(0, 9_999_999)}
    head = {"alg": rng.choice(["HS256", "RS256"]), "typ": "JWT"}
    parts = [json.dumps(part, separators=(",", ":")).encode() for part in (head, claims)]
    return ".".join(b64url(part) for part in parts) + "." + pick(rng, 43, URLSAFE)


def private_key(rng: Random, lines: int = 4) -> str:
    name = rng.choice(["RSA ", "EC ", "", "OPENSSH "]) + "PRIVATE" + " KEY"
    rows = [pick(rng, 64, ALNUM + "+/") for _ in range(lines)] + [
        pick(rng, 42, ALNUM + "+/") + "=="
    ]
    return (
        "-----"
        + "BEGIN "
        + name
        + "-----\n"
        + "\n".join(rows)
        + "\n-----"
        + "END "
        + name
        + "-----"
    )


def connection_string(rng: Random) -> str:
    word = password(rng).replace("#", "-").replace("!", "_").replace("$", ".")
    host = rng.choice(
        ["db1.internal.test", "pg-main.prod.example", "10.20.4.17", "mongo0.cluster.example"]
    )
    return rng.choice(
        [
            f"postgres://svc_app:{word}@{host}:5432/ledger",
            f"mysql://root:{word}@{host}:3306/shop",
            f"mongodb+srv://writer:{word}@{host}/events?retryWrites=true",
            f"redis://default:{word}@{host}:6379/0",
            f"amqp://worker:{word}@{host}:5672/jobs",
            f"Server={host};Database=crm;User Id=sa;Password={word};",
        ]
    )


def password(rng: Random) -> str:
    base = rng.choice(["Harvest", "blueTiger", "Sommer", "Kitten", "w1nter", "Trombone", "zephyr"])
    return (
        base + rng.choice("!#$") + str(rng.randint(10, 9999)) + pick(rng, rng.randint(1, 3), LOWER)
    )


PROVIDERS = {
    "openai": lambda r: (
        "sk-" + "proj-" + pick(r, 74, URLSAFE) + "T3" + "BlbkFJ" + pick(r, 74, URLSAFE)
    ),
    "openai_old": lambda r: "sk-" + pick(r, 20) + "T3" + "BlbkFJ" + pick(r, 20),
    "anthropic": lambda r: "sk-" + "ant-" + "api03-" + pick(r, 93, URLSAFE) + "AA",
    "deepseek": lambda r: "sk-" + pick(r, 32, HEX),
    "aws_id": lambda r: "AK" + "IA" + pick(r, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    "github": lambda r: "gh" + "p_" + pick(r, 36),
    "github_fine": lambda r: "github" + "_pat_" + pick(r, 22) + "_" + pick(r, 59),
    "gitlab": lambda r: "gl" + "pat-" + pick(r, 20, URLSAFE),
    "slack": lambda r: (
        "xo" + "xb-" + pick(r, 12, "123456789") + "-" + pick(r, 13, "123456789") + "-" + pick(r, 24)
    ),
    "stripe": lambda r: "sk" + "_live_" + pick(r, 24),
    "google": lambda r: "AI" + "za" + pick(r, 35, URLSAFE),
    "sendgrid": lambda r: "SG" + "." + pick(r, 22, URLSAFE) + "." + pick(r, 43, URLSAFE),
    "npm": lambda r: "np" + "m_" + pick(r, 36),
    "huggingface": lambda r: "h" + "f_" + pick(r, 34),
    "telegram": lambda r: pick(r, 10, "123456789") + ":" + "AA" + pick(r, 33, URLSAFE),
    "digitalocean": lambda r: "dop" + "_v1_" + pick(r, 64, HEX),
    "shopify": lambda r: "shp" + "at_" + pick(r, 32, HEX),
    "databricks": lambda r: "da" + "pi" + pick(r, 32, HEX),
    "groq": lambda r: "gs" + "k_" + pick(r, 52),
    "aliyun": lambda r: "LT" + "AI" + pick(r, 20),
    "tencent": lambda r: "AK" + "ID" + pick(r, 32),
}


def api_key(rng: Random) -> str:
    return PROVIDERS[rng.choice(list(PROVIDERS))](rng)


def aws_secret(rng: Random) -> str:
    return pick(rng, 40, ALNUM + "+/")


SECRET_SLOTS = {
    "apikey": api_key,
    "jwt": jwt,
    "pem": private_key,
    "dsn": connection_string,
    "password": password,
    "awssecret": aws_secret,
    "hexkey": lambda r: pick(r, 40, HEX),
    **{f"key_{name}": make for name, make in PROVIDERS.items()},
}
