"""What every fake vendor has in common: a key, one model, something to say, and bad days."""

import json
from dataclasses import dataclass, field
from typing import Any, ClassVar

from tests.probing.fake import Act, Handler, Seen

KEY = "key-5f3d9c1b7a2e4d6f8a0b/+tail"
MODEL = "small-1"
ANSWERED_BY = "small-1-2026-11"
REQUEST_ID = "req-7f3a"

type Json = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What the model says, in the pieces in which a stream brings it."""

    text: tuple[str, ...] = ("Good ", "day, ", "天气.")
    reasoning: tuple[str, ...] = ()
    calls: tuple[tuple[str, Json], ...] = ()
    stopped: str = "end"
    """end, length, call, filter."""
    tokens: tuple[int, int, int, int] = (40, 12, 5, 7)
    """In, out, of those out for reasoning, of those in from a cache."""

    @property
    def whole_text(self) -> str:
        return "".join(self.text)

    @property
    def whole_reasoning(self) -> str:
        return "".join(self.reasoning)


@dataclass
class Refused(Exception):
    """A request that the vendor would not take."""

    status: int
    message: str


@dataclass(frozen=True)
class Wire:
    """One vendor's wire format; subclasses say it."""

    dialect: str
    base: str
    """What a base-url has behind the host."""
    key_header: str = "authorization"
    key_prefix: str = "Bearer "
    id_header: str = ""
    stream_type: ClassVar[str] = "text/event-stream; charset=utf-8"
    options: Json = field(default_factory=dict)

    def check(self, seen: Seen) -> None:
        """Raise Refused for a request that the vendor's documentation does not allow."""
        raise NotImplementedError

    def has_key(self, seen: Seen) -> bool:
        return seen.headers.get(self.key_header) == self.key_prefix + KEY

    def is_streamed(self, seen: Seen) -> bool:
        return seen.body.get("stream") is True

    def system(self, seen: Seen) -> str:
        """The system prompt as it arrived."""
        raise NotImplementedError

    def whole(self, said: Said) -> Json:
        raise NotImplementedError

    def chunks(self, said: Said) -> list[bytes]:
        """The pieces of a stream, its end last."""
        raise NotImplementedError

    def error(self, status: int, message: str) -> Json:
        raise NotImplementedError

    def headers(self) -> dict[str, str]:
        return {self.id_header: REQUEST_ID} if self.id_header else {}

    def refuse(self, status: int, message: str = "no", **headers: str) -> Act:
        named = {name.replace("_", "-"): text for name, text in headers.items()} | self.headers()

        def act(to: Handler, _: Seen) -> None:
            content = json.dumps(self.error(status, message)).encode()
            to.whole(status, content, "application/json", named)

        return act

    def answer(self, said: Said | None = None) -> Act:
        """Check the request; then say it as it was asked for, whole or streamed."""
        what = said or Said()

        def act(to: Handler, seen: Seen) -> None:
            try:
                need(self.has_key(seen), "Incorrect API key provided", 401)
                self.check(seen)
            except Refused as why:
                self.refuse(why.status, why.message)(to, seen)
                return
            if self.is_streamed(seen):
                self.stream(self.chunks(what))(to, seen)
            else:
                content = json.dumps(self.whole(what), ensure_ascii=False).encode()
                to.whole(200, content, "application/json; charset=utf-8", self.headers())

        return act

    def stream(self, chunks: list[bytes], drop: bool = False) -> Act:
        """These pieces; and then the connection breaks when told."""

        def act(to: Handler, _: Seen) -> None:
            to.begin_stream(self.stream_type, self.headers())
            for chunk in chunks:
                to.chunk(chunk)
            if drop:
                to.break_off()
            else:
                to.chunk(b"")

        return act


def need(holds: bool, message: str, status: int = 400) -> None:
    if not holds:
        raise Refused(status, message)


def only(value: Json, *names: str) -> None:
    """A vendor that is strict refuses what it does not know."""
    unknown = sorted(set(value) - set(names))
    need(not unknown, f"Unknown parameter: {', '.join(unknown)}")


def data(value: object, event: str = "") -> bytes:
    head = f"event: {event}\n".encode() if event else b""
    return head + b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"
