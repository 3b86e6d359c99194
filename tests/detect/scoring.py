"""Scores what a detector finds in labelled texts and requests, kind by kind.

A span of a text is found if half of its signs (white space left out) lie under what was found of the
same kind, and what was found is right if half of its own lie in labelled spans of that kind. In a
request the unit is a distinct value of a kind: it is found, and what was found is right, where one
of the two holds the other and is at most twice as long; of a secret, where one holds the other.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import zstandard

from auditor.detect.folding import fold
from auditor.detect.leaf import Leaf
from auditor.detect.personal import PersonalData
from auditor.detect.scanning import text_of
from auditor.detect.secrets import PACKED, in_leaf
from auditor.detect.spans import Passage, Spans
from auditor.detect.texts import texts_of
from auditor.evidence.edge import Edge
from auditor.evidence.exchange import Blob, Sent
from auditor.evidence.livesecrets import is_stand_in

KINDS = (
    "person email phone location date-of-birth payment-card iban bank-account national-id passport"
    " driver-licence ip-address mac-address device-id geo-coordinates account-id health-term secret"
).split()
LEAST_PART = 6
CAUTIOUS = {"cookie", "session-token"}
"""Concealed by its name whatever it opens: counted where it is labelled, never as wrong."""


@dataclass(slots=True)
class Score:
    """Of one kind, or of several together."""

    gold: int = 0
    found: int = 0
    told: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 1.0

    def f(self, beta: float) -> float:
        weight, p, r = beta * beta, self.precision, self.recall
        return (1 + weight) * p * r / (weight * p + r) if p + r else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.gold + other.gold,
            self.found + other.found,
            self.told + other.told,
            self.right + other.right,
        )


type Scores = dict[str, Score]


def together(scores: Scores, kinds: Iterable[str] = KINDS) -> Score:
    """All of some kinds as one."""
    return sum((scores[kind] for kind in kinds if kind in scores), Score())


def of_texts(
    texts: Iterable[Mapping[str, Any]], told: Mapping[str, list[tuple[str, int, int]]]
) -> Scores:
    """``told`` has kinds, starts and ends by the id of the text."""
    scores = {kind: Score() for kind in KINDS}
    for text in texts:
        gold = [(each["kind"], each["start"], each["end"]) for each in text["spans"]]
        for kind, score in scores.items():
            wanted = [set(range(a, b)) for k, a, b in gold if k == kind]
            found = [set(range(a, b)) for k, a, b in told.get(text["id"], ()) if k == kind]
            blank = {at for at, sign in enumerate(text["text"]) if sign.isspace()}
            score.gold += len(wanted)
            score.told += len(found)
            score.found += sum(_covered(each, found, blank) for each in wanted)
            score.right += sum(_covered(each, wanted, blank) for each in found)
    return scores


def of_flows(
    flows: Iterable[Mapping[str, Any]], told: Mapping[str, Iterable[tuple[str, str]]]
) -> Scores:
    """``told`` has kinds and values by the id of the request."""
    scores = {kind: Score() for kind in KINDS}
    for flow in flows:
        gold = {(each["kind"], _values(each)) for each in flow["labels"]}
        found = {(kind, fold(value)) for kind, value in told.get(flow["id"], ())}
        for kind, score in scores.items():
            wanted = {value for k, value in gold if k == kind}
            seen = {value for k, value in found if k == kind}
            score.gold += len(wanted)
            score.told += len(seen)
            same = _part if kind == "secret" else _same
            score.found += sum(any(same(a, b) for a in some for b in seen) for some in wanted)
            score.right += sum(any(same(a, b) for some in wanted for b in some) for a in seen)
    return scores


def _values(label: Mapping[str, Any]) -> tuple[str, ...]:
    """A value, and the parts of it where they stand in fields of their own."""
    return tuple(fold(str(each)) for each in (label["value"], *label.get("parts", ())))


def found_in_texts(
    texts: Iterable[Mapping[str, Any]], spans: Spans
) -> dict[str, list[tuple[str, int, int]]]:
    """What ``auditor scan`` finds."""
    told: dict[str, list[tuple[str, int, int]]] = {}
    for each in spans.of([Passage(text["id"], text["text"]) for text in texts]):
        if each.start is not None and each.end is not None:
            told.setdefault(each.id, []).append((_kind(each.kind), each.start, each.end))
    return told


def found_in_flow(flow: Mapping[str, Any], personal: PersonalData) -> set[tuple[str, str]]:
    """What auditor finds in a request that an app sends."""
    leaves = leaves_of(flow)
    scanned = personal.scan([text_of(leaf) for leaf in leaves])
    return {(each.kind, each.value) for each in scanned.found} | secrets_of(flow, leaves)


def leaves_of(flow: Mapping[str, Any]) -> tuple[Leaf, ...]:
    """Everything that can be read in a request."""
    head = json.dumps({"url": flow["url"], "headers": flow["headers"]}).encode()
    held = {"head": head, "body": body_of(flow)}
    sent = Sent(flow["method"], Blob("head", 0), Blob("body", 0), flow["content_type"])
    return texts_of(sent, lambda blob: held[blob.id] if blob else None).leaves


def body_of(flow: Mapping[str, Any]) -> bytes:
    """As a capture stores it: without its transfer's compression."""
    body = base64.b64decode(flow["body_b64"])
    how = next((v for n, v in flow["headers"] if n.lower() == "content-encoding"), "")
    if how == "zstd":
        return zstandard.ZstdDecompressor().stream_reader(body).read()
    if how in ("gzip", "deflate"):
        return zlib.decompress(body, 47)
    return body


class _Telling(Edge):
    """An edge that tells what it replaced."""

    def __init__(self) -> None:
        super().__init__(b"")
        self.told: set[tuple[str, str]] = set()

    def _replace(self, kind: str, value: str, *others: Any, **more: Any) -> str:
        if not is_stand_in(value):
            self.told.add((kind, _password(value) if kind == "credentials" else value))
        return super()._replace(kind, value, *others, **more)


def _password(value: str) -> str:
    """Of credentials in base64, as HTTP's basic scheme writes them, the word after the name."""
    with suppress(ValueError):
        name, colon, word = base64.b64decode(value, validate=True).decode().partition(":")
        if name and colon and word:
            return word
    return value


def secrets_of(flow: Mapping[str, Any], leaves: Iterable[Leaf]) -> set[tuple[str, str]]:
    """What the edge replaces before anything is stored, and what stands encoded behind it."""
    edge = _Telling()
    edge.url(flow["url"])
    edge.headers([(name, value) for name, value in flow["headers"]], "sent")
    edge.body(body_of(flow), flow["content_type"], "sent")
    for leaf in (each for each in leaves if not PACKED.isdisjoint(each.steps)):
        value = leaf.value if isinstance(leaf.value, str) else ""
        edge.told |= {(each.kind, value[each.start : each.end]) for each in in_leaf(leaf)}
    labelled = {fold(each["value"]) for each in flow["labels"] if each["kind"] == "secret"}
    return {
        ("secret", value)
        for kind, value in edge.told
        if kind not in CAUTIOUS or any(_same(fold(value), each) for each in labelled)
    }


def _kind(kind: str) -> str:
    stage, _, rest = kind.partition("/")
    return "secret" if stage == "secret" else rest


def _covered(one: set[int], others: list[set[int]], blank: set[int]) -> bool:
    signs = one - blank
    return 2 * len(signs & set().union(*others)) >= len(signs)


def _part(one: str, other: str) -> bool:
    """Whether one is a part of the other: who tells a part of a secret has told of it."""
    short, long = sorted((one, other), key=len)
    return len(short) >= LEAST_PART and short in long


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long and len(long) <= 2 * len(short)
