"""Chat Completions as OpenAI documents it, and as others serve it with differences."""

import json
from dataclasses import dataclass

from tests.probing.fake import Seen
from tests.probing.fakes.wire import ANSWERED_BY, MODEL, Json, Said, Wire, data, need

_STOPPED = {"end": "stop", "length": "length", "call": "tool_calls", "filter": "content_filter"}
_KINDS = {
    401: ("invalid_request_error", "invalid_api_key"),
    403: ("invalid_request_error", "unsupported_country_region_territory"),
    404: ("invalid_request_error", "model_not_found"),
    429: ("tokens", "rate_limit_exceeded"),
    500: ("server_error", None),
}


@dataclass(frozen=True)
class Chat(Wire):
    path: str = "/chat/completions"
    model_in_path: bool = False
    takes_usage: bool = True
    reasoning_field: str = "reasoning_content"
    extra: tuple[tuple[str, object], ...] = ()
    """Told besides, at the top of an answer and of the last event."""
    flat_usage: bool = False

    def check(self, seen: Seen) -> None:
        body = seen.body
        need(seen.path == self.base + self.path.replace("{model}", MODEL), "no such route", 404)
        need(self.model_in_path or body.get("model") == MODEL, "model not found", 404)
        need(isinstance(body.get("messages"), list) and body["messages"] != [], "no messages")
        need(self.takes_usage or "stream_options" not in body, "Extra inputs are not permitted")
        open_calls: set[str] = set()
        for message in body["messages"]:
            self._check_message(message, open_calls)
        need(
            not open_calls, "an assistant message with tool_calls must be answered by tool messages"
        )
        for tool in body.get("tools") or []:
            need(tool["type"] == "function" and tool["function"]["name"] != "", "invalid tool")

    def _check_message(self, message: Json, open_calls: set[str]) -> None:
        role, content = message.get("role"), message.get("content")
        need(role in ("system", "developer", "user", "assistant", "tool"), "invalid role")
        calls = message.get("tool_calls") or []
        need(isinstance(content, str | list) or bool(calls), "content must be a string or a list")
        if role == "tool":
            need(message.get("tool_call_id") in open_calls, "tool message answers no call")
            open_calls.discard(message["tool_call_id"])
        else:
            need(not open_calls, "tool messages must follow tool_calls")
        for call in calls:
            need(isinstance(call["function"]["arguments"], str), "arguments must be a string")
            need(call["type"] == "function", "invalid type of call")
            open_calls.add(call["id"])

    def system(self, seen: Seen) -> str:
        return "\n".join(m["content"] for m in seen.body["messages"] if m["role"] == "system")

    def whole(self, said: Said) -> Json:
        message: Json = {"role": "assistant", "content": said.whole_text or None}
        if said.reasoning:
            message[self.reasoning_field] = said.whole_reasoning
        if said.calls:
            message["tool_calls"] = [
                {
                    "id": f"call_{n}",
                    "type": "function",
                    "function": {"name": name, "arguments": _dumped(arguments)},
                }
                for n, (name, arguments) in enumerate(said.calls)
            ]
        choice = {
            "index": 0,
            "message": message,
            "logprobs": None,
            "finish_reason": _STOPPED[said.stopped],
        }
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": ANSWERED_BY,
            "choices": [choice],
            "usage": self.usage(said),
            **dict(self.extra),
        }

    def usage(self, said: Said) -> Json:
        in_, out, reasoning, cached = said.tokens
        usage: Json = {"prompt_tokens": in_, "completion_tokens": out, "total_tokens": in_ + out}
        if self.flat_usage:
            return usage | {"reasoning_tokens": reasoning, "search_context_size": "low"}
        return usage | {
            "prompt_tokens_details": {"cached_tokens": cached},
            "prompt_cache_hit_tokens": cached,
            "completion_tokens_details": {"reasoning_tokens": reasoning},
        }

    def chunks(self, said: Said) -> list[bytes]:
        deltas: list[Json] = [{"role": "assistant", "content": ""}]
        deltas += [{self.reasoning_field: piece} for piece in said.reasoning]
        deltas += [{"content": piece} for piece in said.text]
        for n, (name, arguments) in enumerate(said.calls):
            head = {"index": n, "id": f"call_{n}", "type": "function"}
            deltas.append({"tool_calls": [{**head, "function": {"name": name, "arguments": ""}}]})
            text = _dumped(arguments)
            deltas += [
                {"tool_calls": [{"index": n, "function": {"arguments": part}}]}
                for part in (text[:5], text[5:])
            ]
        events = [self._event(delta) for delta in deltas]
        events.append(self._event({}, _STOPPED[said.stopped]) | dict(self.extra))
        last = {**events[0], "choices": [], "usage": self.usage(said)}
        return [*(data(event) for event in [*events, last]), b"data: [DONE]\n\n"]

    def _event(self, delta: Json, finish: str | None = None) -> Json:
        return {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": ANSWERED_BY,
            "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}],
        }

    def error(self, status: int, message: str) -> Json:
        kind, code = _KINDS.get(status, ("invalid_request_error", None))
        return {"error": {"message": message, "type": kind, "param": None, "code": code}}


@dataclass(frozen=True)
class Mistral(Chat):
    """Reasoning stands in chunks of the content; errors stand at the top."""

    def whole(self, said: Said) -> Json:
        made = super().whole(said)
        made["choices"][0].pop("logprobs")
        message = made["choices"][0]["message"]
        message.pop(self.reasoning_field, None)
        if said.reasoning:
            message["content"] = [
                _thought(said.whole_reasoning),
                {"type": "text", "text": said.whole_text},
            ]
        return made

    def chunks(self, said: Said) -> list[bytes]:
        thoughts = [data(self._event({"content": [_thought(piece)]})) for piece in said.reasoning]
        plain = Said(said.text, (), said.calls, said.stopped, said.tokens)
        first, *rest = super().chunks(plain)
        return [first, *thoughts, *rest]

    def error(self, _: int, message: str) -> Json:
        return {"object": "error", "message": message, "type": "invalid_model", "code": "1500"}


@dataclass(frozen=True)
class Vllm(Chat):
    """Takes parameters of its own, and tells errors with the status as their code."""

    def check(self, seen: Seen) -> None:
        super().check(seen)
        need(seen.body.get("top_k", -1) != 0, "top_k must be -1 (disable), or at least 1")

    def error(self, status: int, message: str) -> Json:
        kind = {404: "NotFoundError", 500: "InternalServerError"}.get(status, "BadRequestError")
        return {"error": {"message": message, "type": kind, "param": None, "code": status}}


@dataclass(frozen=True)
class LlamaCpp(Chat):
    """Tells what came from its cache among the timings."""

    def whole(self, said: Said) -> Json:
        return super().whole(said) | self._timings(said)

    def usage(self, said: Said) -> Json:
        in_, out, *_ = said.tokens
        return {"prompt_tokens": in_, "completion_tokens": out, "total_tokens": in_ + out}

    def chunks(self, said: Said) -> list[bytes]:
        *events, end = super().chunks(said)
        last = json.loads(events[-1].removeprefix(b"data: ")) | self._timings(said)
        return [*events[:-1], data(last), end]

    def error(self, status: int, message: str) -> Json:
        kinds = {401: "authentication_error", 404: "not_found_error", 500: "server_error"}
        kind = kinds.get(status, "invalid_request_error")
        return {"error": {"code": status, "message": message, "type": kind}}

    def _timings(self, said: Said) -> Json:
        in_, out, _, cached = said.tokens
        return {"timings": {"cache_n": cached, "prompt_n": in_ - cached, "predicted_n": out}}


@dataclass(frozen=True)
class DashScope(Chat):
    def error(self, status: int, message: str) -> Json:
        return super().error(status, message) | {"request_id": "0a-1"}


def _thought(text: str) -> Json:
    return {"type": "thinking", "thinking": [{"type": "text", "text": text}]}


def _dumped(arguments: Json) -> str:
    return json.dumps(arguments, ensure_ascii=False)
