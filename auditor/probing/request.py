"""Builds the request that a dialect describes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import orjson

from auditor.errors import AuditorError
from auditor.probing.dialect import Dialect
from auditor.probing.probe import Call, Tool, Turn

LEFT_OUT = "vendor"
"""The value of a parameter that is not sent: the vendor decides, and the plan says so."""

_SLOT = re.compile(r"\{([a-z-]+)\}")


def address(dialect: Dialect, model: str, *, stream: bool) -> str:
    """Where a question goes, under the base address."""
    path = (dialect.ask.streamed_path if stream else "") or dialect.ask.path
    return path.replace("{model}", quote(model, safe=""))


def request_body(
    dialect: Dialect,
    model: str,
    turns: Sequence[Turn],
    sampling: Mapping[str, float | int | str],
    tools: Sequence[Tool] = (),
    *,
    stream: bool,
) -> dict[str, Any]:
    """The JSON to send; ``sampling`` has our names, or the vendor's own."""
    ask = dialect.ask
    made: dict[str, Any] = {}
    for fixed in (ask.fixed, ask.streamed if stream else ask.whole):
        made.update(_filled(fixed, {}))
    if ask.model:
        _put(made, ask.model, model)
    _put(made, ask.messages, _messages(dialect, turns))
    if ask.system and (said := [turn.text for turn in turns if turn.role == "system"]):
        _put(made, ask.system, _filled(ask.message["system"], {"text": "\n\n".join(said)}))
    if tools:
        _put(made, *_offered(dialect, tools))
    for name, value in {**ask.defaults, **sampling}.items():
        if value != LEFT_OUT:
            made.update(ask.beside.get(name, {}))
            _put(made, ask.sampling.get(name, name), value)
    return made


def _messages(dialect: Dialect, turns: Sequence[Turn]) -> list[dict[str, Any]]:
    ask = dialect.ask
    messages: list[dict[str, Any]] = []
    for kind, values in _said(turns):
        if kind == "system" and ask.system:
            continue
        if kind not in ask.message:
            raise AuditorError(f"the dialect {dialect.id!r} offers no tools")
        message = _filled(ask.message[kind], values)
        before = messages[-1] if messages else {}
        if ask.merge in message and before.get("role") == message["role"]:
            joined = [*before.get(ask.merge, ()), *message[ask.merge]]
            messages[-1] = {**message, **before, ask.merge: joined}
        else:
            messages.append(message)
    return messages


def _said(turns: Sequence[Turn]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each thing said with what its template needs: a text, a call, or a tool's answer."""
    unanswered: list[tuple[str, str]] = []
    calls = 0
    for turn in turns:
        if turn.role == "tool":
            id_ = next((id_ for name, id_ in unanswered if name == turn.name), "")
            unanswered = [each for each in unanswered if each[1] != id_]
            yield "tool", {"text": turn.text, "name": turn.name, "call-id": id_}
        elif turn.text:
            yield turn.role, {"text": turn.text}
        for call in turn.calls:
            calls += 1
            unanswered.append((call.name, f"call{calls:05}"))
            yield "call", _of_call(call, unanswered[-1][1])


def _of_call(call: Call, id_: str) -> dict[str, Any]:
    return {
        "name": call.name,
        "call-id": id_,  # nine letters and digits, as the strictest vendor wants it
        "arguments": call.arguments,
        "arguments-json": orjson.dumps(call.arguments).decode(),
    }


def _offered(dialect: Dialect, tools: Sequence[Tool]) -> tuple[str, Any]:
    offer = dialect.ask.tools
    if offer is None:
        raise AuditorError(f"the dialect {dialect.id!r} offers no tools")
    each = [
        _filled(
            offer.each,
            {"name": tool.name, "description": tool.description, "parameters": _schema(tool)},
        )
        for tool in tools
    ]
    return offer.at, _filled(offer.all, {"tools": each})


def _schema(tool: Tool) -> dict[str, Any]:
    """The JSON Schema of a tool's parameters; all are texts, and all are needed."""
    return {
        "type": "object",
        "properties": {
            name: {"type": "string", "description": told} for name, told in tool.parameters.items()
        },
        "required": list(tool.parameters),
    }


def _filled(template: Any, values: Mapping[str, Any]) -> Any:
    """A template with its slots filled; a slot that stands alone keeps the value's type."""
    if isinstance(template, dict):
        return {key: _filled(each, values) for key, each in template.items()}
    if isinstance(template, list):
        return [_filled(each, values) for each in template]
    if not isinstance(template, str) or "{" not in template:
        return template
    if (alone := _SLOT.fullmatch(template)) and alone[1] in values:
        return values[alone[1]]
    return _SLOT.sub(lambda found: str(values.get(found[1], found[0])), template)


def _put(into: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a dotted path, making what is missing on the way."""
    *way, last = path.split(".")
    for key in way:
        into = into.setdefault(key, {})
    into[last] = value
