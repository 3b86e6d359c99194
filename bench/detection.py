"""Detection beside default Presidio, on both labelled halves and in one run; nothing phones out.

``python bench/detection.py [--quick] [--write]``: precision, recall, F1 and F2 of every kind for
texts and requests, then speed as ratios of CPU time, and each goal with whether it is reached.
``--write`` puts the tables into README. The rule of matching is that of ``tests/detect/scoring.py``.
Presidio's default AnalyzerEngine gets the same spaCy model, one call for each text; of a request it
gets address, headers and body, decompressed, as one text. Its entities count as kinds by ENTITIES;
those of LEFT_OUT are kinds of ours at most in part, and count where they are right, never as false.
"""

import argparse
import json
import random
import re
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from auditor.detect.models import installed_model  # noqa: E402
from auditor.detect.personal import PersonalData  # noqa: E402
from auditor.detect.spans import Spans  # noqa: E402
from tests.detect import halves, scoring  # noqa: E402
from tests.detect.scoring import Scores, together  # noqa: E402

HALVES = ("development", "frozen")
ENTITIES = {
    "PERSON": "person",
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "LOCATION": "location",
    "CREDIT_CARD": "payment-card",
    "IBAN_CODE": "iban",
    "US_BANK_NUMBER": "bank-account",
    "US_SSN": "national-id",
    "US_ITIN": "national-id",
    "UK_NHS": "national-id",
    "UK_NINO": "national-id",
    "ES_NIF": "national-id",
    "ES_NIE": "national-id",
    "IT_FISCAL_CODE": "national-id",
    "IN_AADHAAR": "national-id",
    "IN_PAN": "national-id",
    "US_PASSPORT": "passport",
    "US_DRIVER_LICENSE": "driver-licence",
    "IP_ADDRESS": "ip-address",
    "MAC_ADDRESS": "mac-address",
}
LEFT_OUT = {"DATE_TIME": "date-of-birth"}
SHARED = sorted({*ENTITIES.values(), *LEFT_OUT.values()})
"""Kinds that both know: what F1 is compared on."""
QUICK = 150
FLOWS_OF_DEFAULT = 250
"""Default Presidio takes a tenth of a second for each."""
PAIRS = 3
PROSE_SHARE = 0.25


class _Closed(socket.socket):
    """No socket connects while this runs."""

    def connect(self, address: Any) -> None:  # type: ignore[override]
        raise OSError(f"the benchmark went out to {address}")

    connect_ex = connect  # type: ignore[assignment]


@dataclass(slots=True)
class Told:
    """What is printed, and what of it stands in README."""

    lines: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)

    def say(self, line: str = "") -> None:
        print(line, flush=True)

    def goal(self, what: str, reached: float, goal: float) -> None:
        """A figure with what it should be at least."""
        said = "reached" if reached >= goal else "NOT reached"
        self.goals.append(f"| {what} | {_plain(reached)} | ≥ {_plain(goal)} | {said} |")
        self.say(f"{what}: {_plain(reached)} (goal {_plain(goal)}): {said}")


def default_engine() -> Any:
    """Presidio as it comes, on our model; its look-up of domains is kept from the net."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.tldextract.TLD_EXTRACTOR = offline
    model = installed_model()
    assert model is not None
    models = [{"lang_code": "en", "model_name": str(model.path)}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    return AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])


def by_default(engine: Any, text: str) -> list[tuple[str, int, int]]:
    """What default Presidio finds, as kinds; an entity of LEFT_OUT is marked with a question mark."""
    return [
        (ENTITIES.get(one.entity_type) or f"?{LEFT_OUT[one.entity_type]}", one.start, one.end)
        for one in engine.analyze(text, "en")
        if one.entity_type in ENTITIES or one.entity_type in LEFT_OUT
    ]


def whole(flow: dict[str, Any]) -> str:
    """A request as one text."""
    headers = "\n".join(f"{name}: {value}" for name, value in flow["headers"])
    return f"{flow['url']}\n{headers}\n\n{scoring.body_of(flow).decode('utf-8', 'replace')}"


def default_in_texts(engine: Any, texts: list[dict[str, Any]]) -> Scores:
    told = {}
    for text in texts:
        gold = [(each["kind"], each["start"], each["end"]) for each in text["spans"]]
        found = by_default(engine, text["text"])
        told[text["id"]] = [each for one in found if (each := _counted(one, gold))]
    return scoring.of_texts(texts, told)


def _counted(
    one: tuple[str, int, int], gold: list[tuple[str, int, int]]
) -> tuple[str, int, int] | None:
    kind, start, end = one
    if not kind.startswith("?"):
        return one
    right = any(kind[1:] == k and a < end and start < b for k, a, b in gold)
    return (kind[1:], start, end) if right else None


def default_in_flows(engine: Any, flows: list[dict[str, Any]]) -> Scores:
    told = {}
    for flow in flows:
        text = whole(flow)
        labelled = {each["value"].lower() for each in flow["labels"]}
        found = {(kind, text[a:b]) for kind, a, b in by_default(engine, text)}
        told[flow["id"]] = {
            (kind.lstrip("?"), value)
            for kind, value in found
            if not kind.startswith("?") or value.lower() in labelled
        }
    return scoring.of_flows(flows, told)


def sample(items: list[Any], count: int) -> list[Any]:
    """Some of them, always the same."""
    return items if len(items) <= count else random.Random(7).sample(items, count)


def size_of(flow: dict[str, Any]) -> int:
    return len(whole(flow).encode("utf-8", "replace"))


def prose() -> Iterator[str]:
    """Paragraphs that people wrote, each once: Python's own documentation of its topics."""
    from pydoc_data.topics import topics

    seen: set[str] = set()
    for topic in topics.values():
        for paragraph in re.split(r"\n\s*\n", topic):
            text = " ".join(paragraph.split())
            if len(text) > 120 and text[0].isalpha() and text not in seen:
                seen.add(text)
                yield text


def prose_mix(flows: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """Requests of which a quarter of the bytes is unique real prose, as chats have it."""
    import base64

    chance, told, mix = random.Random(seed), list(prose()), list(flows)
    chance.shuffle(told)
    wanted = sum(map(size_of, flows)) * PROSE_SHARE / (1 - PROSE_SHARE)
    while wanted > 0 and len(told) > 3:
        said = " ".join(told.pop() for _ in range(3))
        body = json.dumps({"messages": [{"role": "user", "content": said}], "stream": True}).encode()
        wanted -= len(body)
        mix.append(
            {
                "id": f"prose-{len(told)}",
                "url": "https://api.vendor.example/v1/chat",
                "method": "POST",
                "headers": [("Content-Type", "application/json")],
                "content_type": "application/json",
                "body_b64": base64.b64encode(body).decode(),
                "labels": [],
            }
        )
    return mix


def cost(work: Callable[[], object]) -> float:
    """CPU seconds."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def compared(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds of ours and theirs, and the median of the paired ratios."""
    runs = [(cost(ours), cost(theirs)) for _ in range(PAIRS)]
    ratios = sorted(b / a for a, b in runs)
    return min(a for a, _ in runs), min(b for _, b in runs), ratios[PAIRS // 2]


def scan_flows(flows: Sequence[dict[str, Any]], *, gated: bool = False) -> Callable[[], object]:
    """A scan by a detector that has seen nothing yet."""
    return lambda: [scoring.found_in_flow(flow, fresh) for fresh in [_personal(gated)] for flow in flows]


def _personal(gated: bool) -> PersonalData:
    return PersonalData(installed_model(), gated=gated)


def _plain(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.1f}"
