"""A request under construction: what is put into it with a kind becomes a label."""

import base64
import gzip
import json
import random
import struct
import zlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import msgspec
import zstandard

from tests.data.detection.dev import values as v

JSON = "application/json"


@dataclass
class Request:
    """One flow; ``chance`` draws its values."""

    chance: random.Random
    labels: dict[tuple[str, str], None] = field(default_factory=dict)
    method: str = "POST"
    url: str = "https://api.app.example/v1"
    headers: list[tuple[str, str]] = field(default_factory=list)
    content_type: str = ""
    body: bytes = b""

    def put(self, kind: str, value: str) -> str:
        """Label a value, and give it back."""
        self.labels[kind, value] = None
        return value

    def get(self, host: str, path: str, query: dict[str, Any] | None = None) -> None:
        self.method, self.url = "GET", f"https://{host}{path}"
        if query:
            self.url += "?" + urlencode(query)

    def post(self, host: str, path: str, content_type: str, body: bytes | str) -> None:
        self.url, self.content_type = f"https://{host}{path}", content_type
        self.body = body.encode() if isinstance(body, str) else body

    def json(self, host: str, path: str, value: Any) -> None:
        self.post(host, path, JSON, dumped(value))

    def form(self, host: str, path: str, value: dict[str, Any]) -> None:
        self.post(host, path, "application/x-www-form-urlencoded", urlencode(value))

    def compress(self, how: str) -> None:
        """With the header that says so."""
        packed = {"gzip": packed_gzip, "deflate": zlib.compress, "zstd": zstandard.compress}
        self.body = packed[how](self.body)
        self.headers.append(("Content-Encoding", how))

    def told(self, id_: str, template: str) -> dict[str, Any]:
        kind = [("Content-Type", self.content_type)] if self.content_type else []
        agent = [("User-Agent", "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36")]
        return {
            "id": id_,
            "template": template,
            "url": self.url,
            "method": self.method,
            "headers": [*agent, ("Accept-Language", "en-US,en;q=0.9"), *kind, *self.headers],
            "content_type": self.content_type,
            "body_b64": base64.b64encode(self.body).decode(),
            "labels": [{"kind": kind, "value": value} for kind, value in self.labels],
        }


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def packed_gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def based(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def packed_msgpack(value: Any) -> bytes:
    return msgspec.msgpack.encode(value)


def protobuf(fields: list[tuple[int, Any]]) -> bytes:
    """Texts and messages as bytes, whole numbers as varints, others as doubles."""
    return b"".join(_field(number, value) for number, value in fields)


def _field(number: int, value: Any) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    if isinstance(value, float):
        return _varint(number << 3 | 1) + struct.pack("<d", value)
    held = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(held)) + held


def _varint(value: int) -> bytes:
    found = b""
    while value > 127:
        found, value = found + bytes([value & 127 | 128]), value >> 7
    return found + bytes([value])


def multipart(parts: dict[str, str], boundary: str) -> str:
    rows = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts.items()
    ]
    return "".join(rows) + f"--{boundary}--\r\n"


def jwt(claims: dict[str, Any], chance: random.Random) -> str:
    parts = [dumped({"alg": "HS256", "typ": "JWT"}), dumped(claims)]
    sealed = [base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts]
    return ".".join([*sealed, v.signs(chance, 43)])


def noise(chance: random.Random, count: int = 12) -> dict[str, Any]:
    """Properties as kits send them, of nobody."""
    made = {
        "event_id": v.uuid(chance),
        "screen": chance.choice(["Home", "Settings", "ChatList", "Paywall"]),
        "ts": 1764000000000 + chance.randint(0, 10**9),
        "app_version": f"{chance.randint(1, 9)}.{chance.randint(0, 30)}.{chance.randint(0, 9)}",
        "os": "Android",
        "os_version": chance.choice(["13", "14", "15"]),
        "model": chance.choice(["Pixel 8", "SM-S911B", "iPhone15,2"]),
        "locale": chance.choice(["en-US", "de-DE", "zh-CN"]),
        "tz": chance.choice(["Europe/Berlin", "America/New_York", "Asia/Shanghai"]),
        "carrier": chance.choice(["Vodafone", "T-Mobile", "CMCC"]),
        "network": chance.choice(["wifi", "cellular"]),
        "width": 1080,
        "height": 2400,
        "density": 2.625,
        "duration": round(chance.uniform(0.01, 40), 6),
        "build": v.digits(chance, 9),
        "sha": v.hexes(chance, 40),
        "experiment": "variant_" + chance.choice("abc"),
        "seq": chance.randint(1, 10**6),
        "first_open": chance.random() < 0.5,
        "page": f"https://app.example/chat/{v.uuid(chance)}?ref=home&utm_source=mail&v={chance.randint(1, 99)}",
        "ua": f"Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UD1A.{v.digits(chance, 6)}.012; wv) AppleWebKit/537.36"
        " (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36",
        "lib": f"com.example.kit.analytics/{chance.randint(1, 9)}.4.{chance.randint(0, 9)} (android; gradle; minified)",
        "class": "com.example.app.feature.chat.ui.ConversationListFragment$onViewCreated$1",
        "traceparent": f"00-{v.hexes(chance, 32)}-{v.hexes(chance, 16)}-01",
    }
    told = dict(chance.sample([*made.items()], min(count, len(made))))
    if count >= 10:
        told["crumbs"] = [noise(chance, 7) for _ in range(chance.randint(2, 10))]
    return told
