"""Anthropic's Messages."""

import json
from dataclasses import dataclass

from tests.probing.fake import Seen
from tests.probing.fakes.wire import (
    ANSWERED_BY,
    KEY,
    MODEL,
    REQUEST_ID,
    Json,
    Said,
    Wire,
    data,
    need,
)

_STOPPED = {"end": "end_turn", "length": "max_tokens", "call": "tool_use", "filter": "refusal"}
_KINDS = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    529: "overloaded_error",
}


@dataclass(frozen=True)
class Messages(Wire):
    def has_key(self, seen: Seen) -> bool:
        return super().has_key(seen) or seen.headers.get("authorization") == f"Bearer {KEY}"

    def check(self, seen: Seen) -> None:
        body = seen.body
        need(seen.path == f"{self.base}/messages", "no such route", 404)
        need(seen.headers.get("anthropic-version") == "2026-10-21", "anthropic-version: missing")
        need(body.get("model") == MODEL, f"model: {body.get('model')}", 404)
        need(isinstance(body.get("max_tokens"), int), "max_tokens: Field required")
        sampling = {"temperature", "top_p", "top_k"} & set(body)
        need(not sampling, f"{', '.join(sampling)}: Extra inputs are not permitted")
        need(isinstance(body.get("system", ""), str | list), "system: invalid")
        need(bool(body["messages"]), "messages: at least one message is required")
        unanswered: set[str] = set()
        for message in body["messages"]:
            need(message["role"] in ("user", "assistant"), f"messages: role {message['role']}")
            content = message["content"]
            blocks = content if isinstance(content, list) else []
            answered = {b["tool_use_id"] for b in blocks if b["type"] == "tool_result"}
            need(unanswered == answered, "tool_use ids without tool_result blocks right after")
            unanswered = {b["id"] for b in blocks if b["type"] == "tool_use"}
            for block in blocks:
                need(block["type"] != "text" or bool(block["text"]), "text must be non-empty")
                need(isinstance(block.get("input", {}), dict), "input must be an object")
        need(not unanswered, "tool_use ids without tool_result blocks right after")
        for tool in body.get("tools") or []:
            need(tool["input_schema"]["type"] == "object", "tools: input_schema")

    def system(self, seen: Seen) -> str:
        return seen.body["system"]

    def whole(self, said: Said) -> Json:
        return self._message(said) | {
            "content": [block for block, _ in self._blocks(said)],
            **_ended(said),
            "usage": self._usage(said, said.tokens[1]),
        }

    def _message(self, said: Said) -> Json:
        return {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": ANSWERED_BY,
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": self._usage(said, 1),
        }

    def _usage(self, said: Said, out: int) -> Json:
        cached = said.tokens[3]
        return {
            "input_tokens": said.tokens[0] - cached,
            "cache_creation_input_tokens": 0,
            "cache_read_input_tokens": cached,
            "output_tokens": out,
            "output_tokens_details": {"thinking_tokens": said.tokens[2]},
        }

    def _blocks(self, said: Said) -> list[tuple[Json, list[Json]]]:
        """Each whole block with its deltas."""
        blocks: list[tuple[Json, list[Json]]] = []
        if said.reasoning:
            block = {"type": "thinking", "thinking": said.whole_reasoning, "signature": "c2ln"}
            thoughts = [{"type": "thinking_delta", "thinking": each} for each in said.reasoning]
            blocks.append((block, [*thoughts, {"type": "signature_delta", "signature": "c2ln"}]))
        if said.text:
            deltas = [{"type": "text_delta", "text": piece} for piece in said.text]
            blocks.append(({"type": "text", "text": said.whole_text}, deltas))
        for n, (name, arguments) in enumerate(said.calls):
            text = json.dumps(arguments)
            parts = [
                {"type": "input_json_delta", "partial_json": p} for p in ("", text[:5], text[5:])
            ]
            blocks.append(
                ({"type": "tool_use", "id": f"toolu_{n}", "name": name, "input": arguments}, parts)
            )
        return blocks

    def chunks(self, said: Said) -> list[bytes]:
        events: list[Json] = [{"type": "message_start", "message": self._message(said)}]
        for n, (block, deltas) in enumerate(self._blocks(said)):
            empty = {"text": "", "thinking": "", "signature": "", "input": {}}
            start = {
                key: empty.get(key, value) if key != "type" else value
                for key, value in block.items()
            }
            events.append({"type": "content_block_start", "index": n, "content_block": start})
            events.append({"type": "ping"})
            events += [{"type": "content_block_delta", "index": n, "delta": d} for d in deltas]
            events.append({"type": "content_block_stop", "index": n})
        usage = {
            "output_tokens": said.tokens[1],
            "output_tokens_details": {"thinking_tokens": said.tokens[2]},
        }
        events.append({"type": "message_delta", "delta": _ended(said), "usage": usage})
        events.append({"type": "message_stop"})
        return [data(event, event["type"]) for event in events]

    def error(self, status: int, message: str) -> Json:
        kind = _KINDS.get(status, "invalid_request_error")
        return {
            "type": "error",
            "error": {"type": kind, "message": message},
            "request_id": REQUEST_ID,
        }


def _ended(said: Said) -> Json:
    details = {"type": "refusal", "category": "general_harms", "explanation": "No."}
    return {
        "stop_reason": _STOPPED[said.stopped],
        "stop_sequence": None,
        "stop_details": details if said.stopped == "filter" else None,
    }
