"""Where a vendor's API takes the prompt and gives the answer, as data."""

from pathlib import Path
from typing import Any, Literal

import msgspec

from auditor.errors import AuditorError
from auditor.packs import shaped
from auditor.schemas import check
from auditor.shipped import shipped
from auditor.yamlfile import Document, read_yaml

type Paths = tuple[str, ...]


class Auth(msgspec.Struct, frozen=True):
    """The header that carries the key."""

    header: str
    prefix: str


class Tools(msgspec.Struct, frozen=True):
    """How tools are offered."""

    at: str
    each: dict[str, Any]
    all: Any = "{tools}"


class Ask(msgspec.Struct, frozen=True, rename="kebab"):
    """How a conversation is sent; braces in templates are slots."""

    path: str
    """Under the base address; ``{model}`` where it names the model."""
    messages: str
    message: dict[str, Any]
    """What was said by whom (system, user, assistant, call, tool) → a template of one message."""
    sampling: dict[str, str]
    """Our name of a parameter → where the API takes it."""
    defaults: dict[str, float | int | str]
    """Sent when the plan says nothing, so that no vendor default decides unseen."""
    method: str = "POST"
    streamed_path: str = ""
    model: str = ""
    system: str = ""
    """Where the system prompt goes when it is no message; then its template stands there."""
    merge: str = ""
    """The list by which a message joins one of the same role before it."""
    tools: Tools | None = None
    fixed: dict[str, Any] = {}
    whole: dict[str, Any] = {}
    streamed: dict[str, Any] = {}
    beside: dict[str, dict[str, Any]] = {}
    """Our name of a parameter → what is sent beside it."""


class Calls(msgspec.Struct, frozen=True):
    """Where calls of tools stand; pieces with one key are one call."""

    each: str
    name: str = ""
    arguments: str = ""


class Tops(msgspec.Struct, frozen=True):
    """Where the likeliest tokens stand, each with the logarithm of its probability."""

    each: str
    token: str
    logprob: str


class Usage(msgspec.Struct, frozen=True, rename={"tokens_in": "in", "tokens_out": "out"}):
    """Where counts of tokens stand; several are added."""

    tokens_in: Paths
    tokens_out: Paths
    reasoning: Paths = ()
    cached: Paths = ()


class Answer(msgspec.Struct, frozen=True, rename="kebab"):
    """Where each part of an answer stands, in it or in an event of its stream."""

    text: Paths
    finish: Paths
    model: Paths
    usage: Usage
    id: Paths = ()
    reasoning: Paths = ()
    refusal: Paths = ()
    other: Paths = ()
    """What the model gave in another form than text, and is looked at as text."""
    calls: tuple[Calls, ...] = ()
    tops: Tops | None = None
    block: Paths = ()
    blocked_by: tuple[str, ...] = ()
    """Finish reasons that mean a filter stopped it."""
    cut_by: tuple[str, ...] = ()
    """Finish reasons that mean the vendor gave up before the end."""
    format: Literal["json", "sse", "ndjson"] = "json"
    end: str = ""
    """The last thing said in a stream, word for word."""
    closes: Paths = ()
    """What only the last event has."""


class ErrorBody(msgspec.Struct, frozen=True, rename="kebab"):
    """Where an error says what it is."""

    message: Paths
    kind: Paths
    blocked_by: tuple[str, ...] = ()
    """Kinds that mean a filter stopped the question."""


class Cheapest(msgspec.Struct, frozen=True):
    """The call that costs nothing and needs the key."""

    path: str
    method: str = "GET"


class Dialect(msgspec.Struct, frozen=True, rename="kebab"):
    """One API."""

    id: str
    title: str
    source: tuple[dict[str, str], ...]
    auth: Auth
    ask: Ask
    answer: Answer
    stream: Answer
    error: ErrorBody
    cheapest: Cheapest | Literal["none"]
    """``none``: the first trial decides whether a target can be asked."""
    headers: dict[str, str] = {}
    request_id: tuple[str, ...] = ()
    """Headers of an answer by which the vendor knows the request."""


def find_dialect(name: str) -> Dialect:
    """A shipped dialect."""
    home = shipped("probes", "dialects")
    if name not in (known := known_dialects(home)):
        raise AuditorError(f"no dialect is called {name!r}", hint=f"known ones: {', '.join(known)}")
    return read_dialect(home / f"{name}.yaml")


def known_dialects(home: Path) -> list[str]:
    """The names of the dialects in a folder."""
    return sorted(path.stem for path in home.glob("*.yaml"))


def read_dialect(path: Path) -> Dialect:
    """The dialect in a file; the one that it extends lies beside it."""
    document = _with_base(read_yaml(path))
    check("dialect", document)
    return shaped(_with_stream(document), Dialect)


def _with_base(document: Document) -> Document:
    """With what the dialect that it extends says besides; that one extends none."""
    value = document.value
    if not isinstance(value, dict) or "extends" not in value:
        return document
    home, base = document.path.parent, value["extends"]
    if base not in known_dialects(home):
        raise AuditorError("extends no known dialect", where=document.where(("extends",)))
    own = {key: each for key, each in value.items() if key != "extends"}
    both = _over(read_yaml(home / f"{base}.yaml").value, own)
    return Document(document.path, both, document.lines)


def _with_stream(document: Document) -> Document:
    """What the stream does not say stands there as in a whole answer."""
    value = document.value
    stream = {**value["answer"], **value["stream"]}
    return Document(document.path, {**value, "stream": stream}, document.lines)


def _over(base: Any, own: Any) -> Any:
    """Mappings are joined key by key; null takes away, and all else replaces."""
    if not (isinstance(base, dict) and isinstance(own, dict)):
        return own
    kept = {key: each for key, each in base.items() if key not in own or own[key] is not None}
    return kept | {key: _over(base.get(key), each) for key, each in own.items() if each is not None}
