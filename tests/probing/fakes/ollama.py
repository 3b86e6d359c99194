"""Ollama's own chat API."""

import json
from dataclasses import dataclass
from typing import ClassVar

from tests.probing.fake import Seen
from tests.probing.fakes.wire import ANSWERED_BY, MODEL, Json, Said, Wire, need


@dataclass(frozen=True)
class Ollama(Wire):
    stream_type: ClassVar[str] = "application/x-ndjson"

    def check(self, seen: Seen) -> None:
        body = seen.body
        need(seen.path == f"{self.base}/api/chat", "404 page not found", 404)
        need(body.get("model") == MODEL, f'model "{body.get("model")}" not found', 404)
        for message in body["messages"]:
            need(message["role"] in ("system", "user", "assistant", "tool"), "invalid role")
            need(isinstance(message.get("content", ""), str), "content must be a string")
            for call in message.get("tool_calls") or []:
                need(isinstance(call["function"]["arguments"], dict), "arguments: an object")
        need(isinstance(body.get("options", {}), dict), "options must be an object")

    def is_streamed(self, seen: Seen) -> bool:
        return seen.body.get("stream", True)

    def system(self, seen: Seen) -> str:
        return "\n".join(m["content"] for m in seen.body["messages"] if m["role"] == "system")

    def _line(self, **message: object) -> Json:
        return {
            "model": ANSWERED_BY,
            "created_at": "2026-11-23T00:00:00Z",
            "message": {"role": "assistant", "content": "", **message},
            "done": False,
        }

    def whole(self, said: Said) -> Json:
        message: Json = {"content": said.whole_text}
        if said.reasoning:
            message["thinking"] = said.whole_reasoning
        if said.calls:
            message["tool_calls"] = _calls(said)
        return self._line(**message) | self._ended(said)

    def _ended(self, said: Said) -> Json:
        counts = {"prompt_eval_count": said.tokens[0], "eval_count": said.tokens[1]}
        reason = "length" if said.stopped == "length" else "stop"
        return {"done": True, "done_reason": reason, "total_duration": 1, **counts}

    def chunks(self, said: Said) -> list[bytes]:
        lines = [self._line(thinking=piece) for piece in said.reasoning]
        lines += [self._line(content=piece) for piece in said.text]
        lines += [self._line(tool_calls=[call]) for call in _calls(said)]
        lines.append(self._line() | self._ended(said))
        return [json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines]

    def error(self, _: int, message: str) -> Json:
        return {"error": message}


def _calls(said: Said) -> list[Json]:
    return [{"function": {"name": name, "arguments": given}} for name, given in said.calls]
