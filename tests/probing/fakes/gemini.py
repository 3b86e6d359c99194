"""Gemini's generateContent and streamGenerateContent."""

from dataclasses import dataclass

from tests.probing.fake import Seen
from tests.probing.fakes.wire import ANSWERED_BY, MODEL, Json, Said, Wire, data, need, only

_STOPPED = {"end": "STOP", "length": "MAX_TOKENS", "call": "STOP", "filter": "SAFETY"}
_KINDS = {
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


@dataclass(frozen=True)
class Gemini(Wire):
    def check(self, seen: Seen) -> None:
        body = seen.body
        whole = f"{self.base}/models/{MODEL}:generateContent"
        streamed = f"{self.base}/models/{MODEL}:streamGenerateContent?alt=sse"
        need(seen.path in (whole, streamed), "model is not found", 404)
        known = ("contents", "systemInstruction", "tools", "toolConfig", "generationConfig")
        only(body, *known, "safetySettings", "cachedContent")
        need(bool(body.get("contents")), "contents is not specified")
        called: list[str] = []
        for content in body["contents"]:
            need(content.get("role") in ("user", "model"), "valid role: user, model")
            answered = [
                p["functionResponse"]["name"] for p in content["parts"] if "functionResponse" in p
            ]
            need(answered == called, "function response parts must equal function call parts")
            called = [p["functionCall"]["name"] for p in content["parts"] if "functionCall" in p]
            for part in content["parts"]:
                need(bool(part), "a part must have one initialized field")
        if "systemInstruction" in body:
            need(all("text" in p for p in body["systemInstruction"]["parts"]), "systemInstruction")
        for tool in body.get("tools") or []:
            need(bool(tool["functionDeclarations"]), "tools")

    def is_streamed(self, seen: Seen) -> bool:
        return ":streamGenerateContent" in seen.path

    def system(self, seen: Seen) -> str:
        return "".join(part["text"] for part in seen.body["systemInstruction"]["parts"])

    def whole(self, said: Said) -> Json:
        parts: list[Json] = []
        if said.reasoning:
            parts.append({"text": said.whole_reasoning, "thought": True})
        if said.text:
            parts.append({"text": said.whole_text})
        parts += [{"functionCall": {"name": n, "args": a}} for n, a in said.calls]
        return self._response(said, parts, _STOPPED[said.stopped])

    def blocked(self, why: str) -> Json:
        """A prompt that a filter stopped: no candidates at all."""
        whole = self._response(Said(), [], "")
        return {
            "promptFeedback": {"blockReason": why},
            "usageMetadata": {"promptTokenCount": 40, "totalTokenCount": 40},
            "modelVersion": whole["modelVersion"],
            "responseId": whole["responseId"],
        }

    def _response(self, said: Said, parts: list[Json], finish: str) -> Json:
        in_, out, reasoning, cached = said.tokens
        candidate: Json = {"content": {"role": "model", "parts": parts}, "index": 0}
        if finish:
            candidate["finishReason"] = finish
        if finish == "SAFETY":
            rating = {
                "category": "HARM_CATEGORY_HARASSMENT",
                "probability": "HIGH",
                "blocked": True,
            }
            candidate["safetyRatings"] = [rating]
        return {
            "candidates": [candidate],
            "usageMetadata": {
                "promptTokenCount": in_,
                "candidatesTokenCount": out - reasoning,
                "thoughtsTokenCount": reasoning,
                "cachedContentTokenCount": cached,
                "totalTokenCount": in_ + out,
            },
            "modelVersion": ANSWERED_BY,
            "responseId": "resp-1",
        }

    def chunks(self, said: Said) -> list[bytes]:
        pieces: list[list[Json]] = [[{"text": each, "thought": True}] for each in said.reasoning]
        pieces += [[{"text": each}] for each in said.text]
        pieces += [[{"functionCall": {"name": n, "args": a}}] for n, a in said.calls]
        last = pieces.pop() if pieces else []
        events = [self._response(said, parts, "") for parts in pieces]
        events.append(self._response(said, last, _STOPPED[said.stopped]))
        return [data(event) for event in events]

    def error(self, status: int, message: str) -> Json:
        kind = _KINDS.get(status, "INVALID_ARGUMENT")
        return {"error": {"code": status, "message": message, "status": kind}}
