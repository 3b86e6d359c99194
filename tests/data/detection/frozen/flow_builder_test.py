"""One HTTP message under construction: fills slots and notes a label for each value it hands out."""

import base64
import zlib
from random import Random
from urllib.parse import urlencode

import secrets_test as secrets
import values_test as values
from codecs_test import b64, dumps
from texts_test import Filler

AGENTS = (
    "okhttp/4.12.0",
    "Dalvik/2.1.0 (Linux; U; Android 14; SM-A546B)",
    "Shop/8.3.1 (iPhone; iOS 17.5; Scale/3.00)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36",
    "python-requests/2.32.3",
)


class Flow:
    def __init__(self, rng: Random, language: str = "en"):
        self.rng, self.labels = rng, []
        self.fillers = {language: Filler(rng, language)}
        self.language = language

    def speak(self, language: str) -> None:
        self.language = language
        self.fillers.setdefault(language, Filler(self.rng, language))

    @property
    def filler(self) -> Filler:
        return self.fillers[self.language]

    def mark(self, kind: str, value: str, **extra) -> str:
        label = {"kind": kind, "value": value, **extra}
        if label not in self.labels:
            self.labels.append(label)
        return value

    def v(self, token: str) -> str:
        """The value of a slot; labelled when the slot is personal or secret."""
        kind, value = self.filler.value(token)
        return self.mark(kind, value) if kind else value

    def many(self, *tokens: str) -> dict[str, str]:
        return {token: self.v(token) for token in tokens}

    def prose(self, template: str) -> str:
        text = ""
        for kind, piece in self.filler.pieces(template):
            text += self.mark(kind, piece) if kind else piece
        return text

    def place(self) -> tuple[float, float]:
        """Latitude and longitude as JSON numbers; one label, 'lat,lon', with both parts."""
        lat, lon = float(values.latitude(self.rng)), float(values.longitude(self.rng))
        self.mark("geo-coordinates", f"{lat},{lon}", parts=[str(lat), str(lon)])
        return lat, lon

    def token(self, **claims) -> str:
        return self.mark("secret", secrets.jwt(self.rng, claims or None))

    def hex(self, length: int) -> str:
        return values.hex_string(self.rng, length)

    def number(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)

    def message(
        self,
        method: str,
        url: str,
        kind: str = "",
        body: bytes = b"",
        headers: dict | None = None,
        **extra,
    ) -> dict:
        base = {
            "host": url.split("/")[2],
            "user-agent": self.rng.choice(AGENTS),
            "x-request-id": values.make_uuid(self.rng),
        }
        if kind:
            base["content-type"] = kind
        return {
            "url": url,
            "method": method,
            "direction": "request",
            "headers": {**base, **(headers or {})},
            "content_type": kind,
            "body_b64": base64.b64encode(body).decode(),
            "labels": self.labels,
            **extra,
        }

    def get(self, url: str, query: dict | None = None, headers: dict | None = None) -> dict:
        return self.message("GET", url + ("?" + urlencode(query) if query else ""), headers=headers)

    def json(
        self,
        url: str,
        value,
        method: str = "POST",
        headers: dict | None = None,
        ascii_only: bool = False,
    ) -> dict:
        return self.message(
            method, url, "application/json", dumps(value, ascii_only).encode(), headers
        )

    def form(
        self, url: str, pairs: dict, headers: dict | None = None, encoding: str = "utf-8"
    ) -> dict:
        kind = "application/x-www-form-urlencoded" + (
            "" if encoding == "utf-8" else f"; charset={encoding}"
        )
        return self.message(
            "POST", url, kind, urlencode(pairs, encoding=encoding).encode(), headers
        )

    def packed(self, url: str, value, coding: str, kind: str = "application/json") -> dict:
        data = (value if isinstance(value, str) else dumps(value)).encode()
        packer = zlib.compressobj(6, zlib.DEFLATED, 31 if coding == "gzip" else 15)
        body = packer.compress(data) + packer.flush()
        return self.message("POST", url, kind, body, {"content-encoding": coding})

    def answer(
        self,
        url: str,
        kind: str,
        body: bytes | str,
        method: str = "GET",
        status: int = 200,
        headers: dict | None = None,
    ) -> dict:
        data = body.encode() if isinstance(body, str) else body
        return self.message(method, url, kind, data, headers, direction="response", status=status)

    def frame(self, url: str, text: str, direction: str = "request") -> dict:
        return self.message("WEBSOCKET", url, "text/plain", text.encode(), direction=direction)


def basic(user: str, word: str) -> str:
    return "Basic " + b64(f"{user}:{word}")
