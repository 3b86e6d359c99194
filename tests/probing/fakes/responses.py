"""OpenAI's Responses, and Perplexity's Agent API in the same shape."""

import json
from dataclasses import dataclass

from tests.probing.fake import Seen
from tests.probing.fakes.wire import ANSWERED_BY, MODEL, Json, Said, Wire, data, need


@dataclass(frozen=True)
class Responses(Wire):
    path: str = "/responses"

    def check(self, seen: Seen) -> None:
        body = seen.body
        need(seen.path == self.base + self.path, "no such route", 404)
        need(body.get("model") == MODEL, "model not found", 404)
        given = body.get("input")
        need(isinstance(given, str | list) and bool(given), "no input")
        need(isinstance(body.get("instructions", ""), str), "instructions must be a string")
        open_calls: set[str] = set()
        for item in given if isinstance(given, list) else []:
            match item.get("type", "message"):
                case "message":
                    need(item["role"] in ("user", "assistant", "system", "developer"), "role")
                    need(isinstance(item["content"], str | list), "content")
                case "function_call":
                    need(isinstance(item["arguments"], str), "arguments must be a string")
                    open_calls.add(item["call_id"])
                case "function_call_output":
                    need(item["call_id"] in open_calls, "No tool call found for the output")
                    open_calls.discard(item["call_id"])
                case other:
                    need(False, f"unknown item {other}")
        need(not open_calls, "No tool output found for a function call")
        for tool in body.get("tools") or []:
            need(tool["type"] == "function" and bool(tool["name"]), "invalid tool")
            strict_fits = tool["parameters"].get("additionalProperties") is False
            need(tool.get("strict", True) is not True or strict_fits, "not a strict schema")

    def system(self, seen: Seen) -> str:
        return seen.body["instructions"]

    def whole(self, said: Said) -> Json:
        blocked, cut = said.stopped == "filter", said.stopped == "length"
        details = {"reason": "content_filter" if blocked else "max_output_tokens"}
        in_, out, reasoning, cached = said.tokens
        return {
            "id": "resp_1",
            "object": "response",
            "created_at": 1,
            "status": "incomplete" if blocked or cut else "completed",
            "error": None,
            "incomplete_details": details if blocked or cut else None,
            "instructions": None,
            "metadata": {},
            "model": ANSWERED_BY,
            "output": self._items(said),
            "parallel_tool_calls": True,
            "temperature": 0.7,
            "tool_choice": "auto",
            "tools": [],
            "top_p": 1.0,
            "usage": {
                "input_tokens": in_,
                "input_tokens_details": {"cached_tokens": cached, "cache_write_tokens": 0},
                "output_tokens": out,
                "output_tokens_details": {"reasoning_tokens": reasoning},
                "total_tokens": in_ + out,
            },
        }

    def _items(self, said: Said) -> list[Json]:
        items: list[Json] = []
        if said.reasoning:
            summary = [{"type": "summary_text", "text": said.whole_reasoning}]
            items.append({"id": "rs_1", "type": "reasoning", "summary": summary})
        if said.text:
            items.append(
                {
                    "id": "msg_1",
                    "type": "message",
                    "status": "completed",
                    "role": "assistant",
                    "content": [_text(said.whole_text)],
                }
            )
        items += [
            {
                "id": f"fc_{n}",
                "type": "function_call",
                "status": "completed",
                "call_id": f"call_{n}",
                "name": name,
                "arguments": json.dumps(arguments),
            }
            for n, (name, arguments) in enumerate(said.calls)
        ]
        return items

    def chunks(self, said: Said) -> list[bytes]:
        whole = self.whole(said)
        begun = whole | {"status": "in_progress", "output": [], "usage": None}
        events: list[Json] = [
            {"type": "response.created", "response": begun},
            {"type": "response.in_progress", "response": begun},
        ]
        for place, item in enumerate(whole["output"]):
            events += self._item_events(said, place, item)
        kind = "incomplete" if whole["status"] == "incomplete" else "completed"
        events.append({"type": f"response.{kind}", "response": whole})
        return [
            data({**event, "sequence_number": n}, event["type"]) for n, event in enumerate(events)
        ]

    def _item_events(self, said: Said, place: int, item: Json) -> list[Json]:
        at = {"item_id": item["id"], "output_index": place}
        match item["type"]:
            case "reasoning":
                empty = item | {"summary": []}
                middle = [
                    {
                        "type": "response.reasoning_summary_text.delta",
                        "summary_index": 0,
                        "delta": piece,
                        **at,
                    }
                    for piece in said.reasoning
                ]
                part = {"type": "summary_text", "text": ""}
                head = {"type": "response.reasoning_summary_part.added", "summary_index": 0}
                middle = [{**head, "part": part, **at}, *middle]
            case "message":
                empty = item | {"content": [], "status": "in_progress"}
                in_part = {**at, "content_index": 0}
                deltas = [
                    {
                        "type": "response.output_text.delta",
                        "delta": piece,
                        "logprobs": [],
                        **in_part,
                    }
                    for piece in said.text
                ]
                done = {"text": said.whole_text, "logprobs": []}
                middle = [
                    {"type": "response.content_part.added", "part": _text(""), **in_part},
                    *deltas,
                    {"type": "response.output_text.done", **done, **in_part},
                    {
                        "type": "response.content_part.done",
                        "part": _text(said.whole_text),
                        **in_part,
                    },
                ]
            case _:
                empty = item | {"arguments": "", "status": "in_progress"}
                text = item["arguments"]
                kind = "response.function_call_arguments"
                middle = [
                    {"type": f"{kind}.delta", "delta": part, **at} for part in (text[:5], text[5:])
                ]
                middle.append(
                    {"type": f"{kind}.done", "arguments": text, "name": item["name"], **at}
                )
        return [
            {"type": "response.output_item.added", "output_index": place, "item": empty},
            *middle,
            {"type": "response.output_item.done", "output_index": place, "item": item},
        ]

    def error(self, status: int, message: str) -> Json:
        kind, code = ("invalid_request_error", "model_not_found" if status == 404 else None)
        return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def _text(text: str) -> Json:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
