"""Secrets by the form of their issuer, and by the name they stand under; nothing is ever tried out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.detect.leaf import Leaf
from auditor.detect.sighting import Sighting
from auditor.evidence import livesecrets as live
from auditor.evidence.exchange import Side
from auditor.evidence.hints import forms_in
from auditor.evidence.keyforms import SHORTEST
from auditor.evidence.observation import Sureness

LEAST_TOKEN = 16
"""Characters of a value under a name that says little, such as ``token``."""
LEAST_ASSIGNED = 6
MOST = 200
"""Of one text."""

_NAMED = (live.IN_JSON, live.IN_PAIRS, live.BEFORE_HOST)
_CONNECTION = re.compile(
    r"(?<![A-Za-z0-9+.-])[a-z][a-z0-9+.-]{1,20}://[^\s:/?#@\"'<>]{0,64}:[^\s/?#@\"'<>]{1,200}@[^\s\"'<>,;，。)]{2,200}",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>(?:[A-Za-z0-9]{1,20}[_.-]){0,4}(?P<word>pass(?:word|wd|phrase|code)|pwd|api[_-]?key"
    r"|secret(?:[_-]?(?:access)?[_-]?key)?|(?:access|auth|bearer|refresh|session|id)[_-]?token|token"
    r"|private[_-]?key|jsessionid|phpsessid|connect\.sid|client[_-]?secret|account[_-]?key|credentials?)"
    r"|(?P<chinese>密码|口令|密钥))[\"']?[ \t]{0,4}(?::=|=>|[:=：]|is(?=[ \t])|是|为)[ \t：:]{0,4}[\"'`]?"
    r"(?P<value>[^\s\"'`<>,;}，。；]{6,512})",
    re.IGNORECASE | re.ASCII,
)
PACKED = frozenset(
    ("base64", "hex", "gzip", "zlib", "zstd", "br", "jwt", "grpc", "msgpack", "protobuf")
)
_CHINESE = {"密码": "password", "口令": "password", "密钥": "api-key"}
_STAND_IN = re.compile(
    r"[*•x.\-_?]{4,}|\$\{?[A-Za-z_(]|%[A-Za-z_]|\{\{|\[|\(|(?:your|my|the|change|example|sample|dummy"
    r"|placeholder|insert|redacted|hidden|required|optional|undefined|process\.env|os\.environ|getenv"
    r"|null|none|true|false)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Secret:
    """One secret and where it stands in a text."""

    kind: str
    """Without the leading ``secret/``."""
    start: int
    end: int
    because: str
    sureness: Sureness = "likely"


def secrets_in(text: str) -> Iterator[Secret]:
    """Every secret in a text, none over another: forms first, then names."""
    taken: list[tuple[int, int]] = []
    for one in _all(text):
        if len(taken) >= MOST:
            return
        if live.is_stand_in(text[one.start : one.end]):
            continue
        if not any(start < one.end and one.start < end for start, end in taken):
            taken.append((one.start, one.end))
            yield one


def in_leaf(leaf: Leaf) -> Iterator[Secret]:
    """Every secret in a decoded text; the name it stood under counts as one in the text does."""
    if not isinstance(leaf.value, str):
        return
    name = leaf.place.rpartition(".")[2].removesuffix("[]")
    kind = live.named_kind(name)
    known = kind is not None and _is_secret(name, leaf.value) and not _STAND_IN.match(leaf.value)
    if kind and known and len(leaf.value) >= LEAST_ASSIGNED:
        yield Secret(kind, 0, len(leaf.value), f"stands under the name {name}")
        return
    yield from secrets_in(leaf.value)


def decoded(leaves: Iterable[Leaf], side: Side) -> Iterator[Sighting]:
    """Secrets inside what was packed or encoded, where the edge did not look."""
    for leaf in leaves:
        if not PACKED.isdisjoint(leaf.steps):
            for one in in_leaf(leaf):
                value = str(leaf.value)[one.start : one.end]
                if not _STAND_IN.match(value):
                    yield Sighting(
                        kind=f"secret/{one.kind}",
                        side=side,
                        place=leaf.place,
                        value=value,
                        because=one.because,
                        sureness=one.sureness,
                        steps=leaf.steps,
                    )


def _all(text: str) -> Iterator[Secret]:
    if len(text) >= SHORTEST:
        for form in forms_in(text):
            issuer = f" of {form.issuer}" if form.issuer else ""
            for one in form.pattern.finditer(text):
                because = f"has the form of a {form.kind}{issuer}"
                yield Secret(form.kind, *one.span(), because)
    if "://" in text:
        for one in _CONNECTION.finditer(text):
            yield Secret("credentials", *one.span(), "an address with a user and a password")
    for pattern in _NAMED if "=" in text or ":" in text else ():
        for one in pattern.finditer(text):
            name = one.groupdict().get("name")
            if _is_secret(name, one["value"]):
                kind = live.field_kind(name) if name else "credentials"
                because = f"stands under the name {name}" if name else "stands before a host"
                yield Secret(kind, *one.span("value"), because)
    for one in _ASSIGNED.finditer(text):
        if _is_assigned(one["name"], one["value"]):
            kind = live.named_kind(one["word"] or _CHINESE[one["chinese"]]) or "credentials"
            yield Secret(kind, *one.span("value"), f"stands under the name {one['name']}")


def _is_secret(name: str | None, value: str) -> bool:
    """Whether a value under such a name is one; a name that says little needs a token's form."""
    if name is None or not live.is_weak(name):
        return True
    return len(value) >= LEAST_TOKEN and not re.search(r"\s", value)


def _is_assigned(name: str, value: str) -> bool:
    """Whether a value that was assigned is more than a word of a sentence."""
    if _STAND_IN.match(value) or len(set(value)) < 4:
        return False
    kinds = sum(any(map(test, value)) for test in (str.isalpha, str.isdigit))
    mixed = kinds > 1 or any(not each.isalnum() for each in value.strip(".-_/:"))
    weak = name.lower().endswith(
        ("sid", "sessid", "sessionid", "token", "secret", "credential", "credentials")
    )
    return mixed and (not weak or len(value) >= LEAST_TOKEN)
