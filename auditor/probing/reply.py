"""Reads what a vendor sent back, as its dialect says where."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import orjson

from auditor.errors import AuditorError
from auditor.probing.dialect import Answer, Calls, Dialect, Paths, Tops
from auditor.probing.events import Read, events, json_of
from auditor.probing.paths import Key, pick, pick_keyed

MOST_TOKENS = 10**9
"""In one answer; a vendor that counts more is not believed."""
MOST_TOPS = 1000
MOST_CALLS = 1000
"""In one answer; further ones are left out, and the answer is said to be cut."""


class Part(NamedTuple):
    """One part of an answer: answer, reasoning, refusal, call or block."""

    channel: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer says, whole or streamed."""

    parts: tuple[Part, ...]
    finish: str
    model: str
    """As the vendor names the one that answered."""
    id: str
    tokens_in: int | None
    tokens_out: int | None
    tokens_reasoning: int | None
    """Of those out."""
    tokens_cached: int | None
    """Of those in."""
    whole: bool
    """False when a stream broke off, or the vendor gave up, before the end."""
    choices: int = 1
    """Answers to the one question."""
    tops: tuple[tuple[str, float], ...] = ()
    """Likeliest tokens and the logarithms of their probabilities, as far as they were asked for."""


def read_reply(dialect: Dialect, body: bytes, *, streamed: bool) -> Reply:
    """What a 2xx body says; AuditorError when it is not of this dialect."""
    at = dialect.stream if streamed else dialect.answer
    read = events(body, at) if streamed else Read([json_of(body)], whole=True)
    values = [value for value in read.values if value is not None]
    if not values:
        raise AuditorError("no JSON in the answer")
    finish = _last(values, at.finish)
    inner = _inner(*at.text, *at.reasoning, *at.refusal, *at.other)
    calls = list(_calls(values, at.calls))
    parts = [
        Part("answer", _joined(values, at.text, inner) + _others(values, at.other)),
        Part("reasoning", _joined(values, at.reasoning, inner)),
        Part("refusal", _joined(values, at.refusal, inner)),
        *(Part("call", call) for call in calls[:MOST_CALLS]),
        Part("block", _block(values, at, finish)),
    ]
    if not any(part.text for part in parts) and not finish:
        raise AuditorError("no answer where this dialect has it")
    usage = at.usage
    return Reply(
        parts=tuple(part for part in parts if part.text),
        finish=finish,
        model=_last(values, at.model),
        id=_last(values, at.id),
        tokens_in=_count(values, usage.tokens_in),
        tokens_out=_count(values, usage.tokens_out),
        tokens_reasoning=_count(values, usage.reasoning),
        tokens_cached=_count(values, usage.cached),
        whole=read.whole and len(calls) <= MOST_CALLS and finish not in at.cut_by,
        choices=max(1, len({k for v in values for p in at.text for k, _ in pick_keyed(v, p)})),
        tops=tuple(_tops(values, at.tops))[:MOST_TOPS] if at.tops else (),
    )


def _tops(values: list[Any], at: Tops) -> Iterator[tuple[str, float]]:
    for value in values:
        for each in pick(value, at.each):
            token, logprob = ((pick(each, way) or [None])[0] for way in (at.token, at.logprob))
            fine = type(logprob) in (int, float) and math.isfinite(logprob)
            if isinstance(token, str) and fine:
                yield token[:200], float(logprob)


def is_streamed(media_type: str, body: bytes) -> bool:
    """Whether a body is a stream; some servers give theirs another type."""
    streams = ("text/event-stream", "application/x-ndjson", "application/jsonl")
    return media_type in streams or body.lstrip()[:6].startswith((b"data:", b"event:"))


def blocked(dialect: Dialect, body: bytes) -> str:
    """The kind of an error by which a filter stopped the question; nothing for other errors."""
    kinds = _texts_at(json_of(body), dialect.error.kind)
    return next((kind for kind in kinds if kind in dialect.error.blocked_by), "")


def error_message(dialect: Dialect, body: bytes) -> str:
    """What an error body says of itself; empty when it says nothing."""
    return next(_texts_at(json_of(body), dialect.error.message), "")


def request_id(dialect: Dialect, headers: Iterable[tuple[str, str]]) -> str:
    """By which the vendor knows a request, as the headers of its answer say; empty if they don't."""
    said = {name.lower(): value for name, value in headers}
    return next((said[name] for name in dialect.request_id if said.get(name)), "")


@cache
def _inner(*paths: str) -> frozenset[str]:
    """Paths under which others go on: what they reach is no text, and is read further down."""
    return frozenset(path for path in paths if any(p.startswith(f"{path}.") for p in paths))


def _joined(values: list[Any], paths: Paths, inner: frozenset[str]) -> str:
    """Texts at paths, those with one key joined; others are told apart by blank lines."""
    by_key: dict[Key, list[str]] = defaultdict(list)
    for value in values:
        for path in paths:
            for key, text in pick_keyed(value, path):
                if isinstance(text, str):
                    by_key[key].append(text)
                elif text is not None and path not in inner:
                    # Passed over, it would count as an answer that discloses nothing.
                    raise AuditorError("an answer that is not text")
    return "\n\n".join("".join(texts) for texts in by_key.values()).strip("\n")


def _others(values: list[Any], paths: Paths) -> str:
    """What is neither text nor a call, such as code that was run, as JSON."""
    found = (_dumped(each) for value in values for path in paths for each in pick(value, path))
    return "".join(f"\n\n{each}" for each in dict.fromkeys(found))


def _calls(values: list[Any], where: tuple[Calls, ...]) -> Iterator[str]:
    """Each call as JSON: its name, and its arguments as an object where they are one."""
    names: dict[Key, str] = defaultdict(str)
    arguments: dict[Key, list[Any]] = defaultdict(list)
    for value in values:
        for at in where:
            for key, piece in pick_keyed(value, at.each):
                known = key or ("", len(names))  # a whole call
                names[known] += "".join(_texts_at(piece, (at.name,))) if at.name else ""
                arguments[known] += pick(piece, at.arguments) if at.arguments else []
    for known, name in names.items():
        yield _dumped({"name": name, "arguments": _whole(arguments[known])})


def _whole(pieces: list[Any]) -> Any:
    """Arguments from their pieces: an object as it came, or parsed, or else the text."""
    texts = [piece for piece in pieces if isinstance(piece, str)]
    given = [piece for piece in pieces if isinstance(piece, dict) and piece]
    if given and not any(texts):
        return given[-1]
    text = "".join(texts)
    parsed = json_of(text.encode("utf-8", "surrogatepass")) if text else {}
    return parsed if isinstance(parsed, dict) else text


def _block(values: list[Any], at: Answer, finish: str) -> str:
    found = {text for value in values for text in _texts_at(value, at.block)}
    return ", ".join(sorted(found | ({finish} & set(at.blocked_by))))


def _texts_at(value: Any, paths: Paths) -> Iterator[str]:
    return (text for path in paths for text in pick(value, path) if isinstance(text, str) and text)


def _last(values: list[Any], paths: Paths) -> str:
    """The last text at the first path that reaches one."""
    for path in paths:
        for value in reversed(values):
            if found := [text for text in pick(value, path) if isinstance(text, str) and text]:
                return found[-1]
    return ""


def _count(values: list[Any], paths: Paths) -> int | None:
    """The sum of what is counted at paths; None where nothing is."""
    counted = [number for path in paths if (number := _number(values, path)) is not None]
    return sum(counted) if counted else None


def _number(values: list[Any], path: str) -> int | None:
    """The last number of tokens at a path; what no number of tokens can be is none."""
    for value in reversed(values):
        for found in pick(value, path):
            if type(found) is int and 0 <= found < MOST_TOKENS:
                return found
    return None


def _dumped(value: Any) -> str:
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        return json.dumps(value)  # knows half signs, huge numbers and depths, which orjson does not
