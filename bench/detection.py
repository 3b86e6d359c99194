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
import os
import platform
import random
import re
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import Any

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # one thread, for both

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from auditor.detect import decoding, unfolding  # noqa: E402
from auditor.detect.detectors import AHEAD  # noqa: E402
from auditor.detect.models import installed_model  # noqa: E402
from auditor.detect.personal import PersonalData  # noqa: E402
from auditor.detect.scanning import text_of  # noqa: E402
from auditor.detect.spans import Spans  # noqa: E402
from tests.data.detection.dev import clean, sdks  # noqa: E402
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
TEXTS_OF_DEFAULT, FLOWS_OF_DEFAULT = 600, 200
"""Scored by default Presidio, always the same ones; it takes a tenth of a second for a request."""
TEXTS_TIMED, FLOWS_TIMED = 300, 80
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
        """On the screen."""
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
        body = json.dumps(
            {"messages": [{"role": "user", "content": said}], "stream": True}
        ).encode()
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


def compared(
    ours: Callable[[], object], theirs: Callable[[], object]
) -> tuple[float, float, float]:
    """Seconds of ours and theirs, and the median of the paired ratios."""
    runs = [(cost(ours), cost(theirs)) for _ in range(PAIRS)]
    ratios = sorted(b / a for a, b in runs)
    return min(a for a, _ in runs), min(b for _, b in runs), ratios[PAIRS // 2]


def forgetting(personal: PersonalData) -> PersonalData:
    """As if nothing had been scanned before."""
    personal._known.clear()  # noqa: SLF001
    personal._short.clear()  # noqa: SLF001
    personal._ahead.clear()  # noqa: SLF001
    decoding._PLAIN.clear()  # noqa: SLF001
    unfolding._remembered.cache_clear()  # noqa: SLF001
    return personal


def scan(flows: Sequence[dict[str, Any]], personal: PersonalData) -> None:
    """Decode and look for personal data, as observing does."""
    forgetting(personal)
    for some in batched(flows, AHEAD):
        texts = [[text_of(leaf) for leaf in scoring.leaves_of(flow)] for flow in some]
        personal.read_ahead(text for each in texts for text in each)
        for each in texts:
            personal.scan(each)


def speeds(told: Told, engine: Any, quick: bool) -> None:
    """Ratios of CPU time, each pair of runs back to back."""
    personal, gated = PersonalData(installed_model()), PersonalData(installed_model(), gated=True)
    texts = sample(halves.texts("development"), QUICK if quick else TEXTS_TIMED)
    spans = Spans(personal)

    def scan_texts() -> None:
        forgetting(personal)
        scoring.found_in_texts(texts, spans)

    def default_texts() -> None:
        for text in texts:
            engine.analyze(text["text"], "en")

    ours, theirs, ratio = compared(scan_texts, default_texts)
    told.say(f"texts: {len(texts) / ours:.0f} a second, default {len(texts) / theirs:.0f}")
    told.goal("texts a second, of default's", ratio, 4.5)
    flows = sample(halves.flows("development"), FLOWS_TIMED // (2 if quick else 1))
    kits = [f for f in halves.flows("development") if f["template"] in KITS]
    mixes = [
        ("traffic as kits send it, NER on all unique prose", kits, personal, 20.0),
        ("a quarter real unique prose, NER on all", prose_mix(flows, 1), personal, 8.0),
        ("a quarter real unique prose, sentence gate", prose_mix(flows, 1), gated, 13.0),
    ]
    for title, mix, detector, goal in mixes:
        some = sample(mix, len(flows))
        size = sum(map(size_of, some))
        ours, theirs, ratio = compared(
            lambda some=some, detector=detector: scan(some, detector),
            lambda some=some: [engine.analyze(whole(flow), "en") for flow in some],
        )
        told.say(f"{title}: {size / ours / 1e6:.3f} MB/s, default {size / theirs / 1e6:.4f}")
        told.goal(f"MB/s of default's: {title}", ratio, goal)
    machine, bare = [f for f in kits if f["template"] in KITS], PersonalData(None)
    ours = min(cost(lambda: scan(machine, bare)) for _ in range(PAIRS))
    told.goal(
        "MB/s with no model: decoding and patterns", sum(map(size_of, machine)) / ours / 1e6, 10
    )


KITS = frozenset(vars(sdks)) | frozenset(vars(clean))


def accuracy(told: Told, engine: Any, quick: bool) -> None:
    """Every kind of both halves, ours and default's."""
    personal = PersonalData(installed_model())
    sums: dict[tuple[str, str], tuple[Scores, Scores]] = {}
    for half in HALVES:
        texts = sample(halves.texts(half), QUICK if quick else 10**6)
        ours = scoring.of_texts(texts, scoring.found_in_texts(texts, Spans(personal)))
        sums["texts", half] = ours, default_in_texts(engine, sample(texts, TEXTS_OF_DEFAULT))
        flows = sample(halves.flows(half), QUICK if quick else 10**6)
        found = {flow["id"]: scoring.found_in_flow(flow, personal) for flow in flows}
        few = sample(flows, FLOWS_OF_DEFAULT)
        sums["requests", half] = scoring.of_flows(flows, found), default_in_flows(engine, few)
        for what in ("texts", "requests"):
            _table(told, f"{what}, {half} half", *sums[what, half])
    for half in HALVES:
        ours, theirs = sums["texts", half]
        gain = together(ours, SHARED).f(1) - together(theirs, SHARED).f(1)
        told.goal(f"F1 on texts above default's, kinds of both, {half}", gain, 0.15)
        ours, theirs = sums["requests", half]
        told.goal(f"F1 on traffic, {half}", together(ours).f(1), 0.9)
        secret = together(sums["texts", half][0], ["secret"])
        secret += together(sums["requests", half][0], ["secret"])
        told.goal(f"precision on secrets, {half}", secret.precision, 0.95)
        told.goal(f"recall on secrets, {half}", secret.recall, 0.9)


def _table(told: Told, title: str, ours: Scores, theirs: Scores) -> None:
    told.say(f"\n{title}: ours | default")
    told.rows.append(f"| **{title}** | | | | | | | |")
    rows = [(kind, ours[kind], theirs[kind]) for kind in scoring.KINDS]
    rows.append(("kinds of both", together(ours, SHARED), together(theirs, SHARED)))
    rows.append(("all", together(ours), together(theirs)))
    for kind, mine, other in rows:
        if not mine.gold and not mine.told:
            continue
        cells = [
            _figures(mine),
            _figures(other) if kind in SHARED or kind not in ours else ["–"] * 4,
        ]
        told.say(
            f"{kind:16}{mine.gold:5} " + " ".join(f"{each:>5}" for some in cells for each in some)
        )
        own, its = (" / ".join(some[:2]) for some in cells)
        told.rows.append(
            f"| {kind} | {mine.gold} | {own} | {cells[0][2]} | {cells[0][3]}"
            f" | {its} | {cells[1][2]} | {cells[1][3]} |"
        )


def _figures(score: scoring.Score) -> list[str]:
    numbers = (score.precision, score.recall, score.f(1), score.f(2))
    return [f"{number:.2f}".removeprefix("0") if number < 1 else "1" for number in numbers]


def _plain(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.1f}"


def write(told: Told) -> None:
    """Into README, between its marks."""
    cpu = (
        next(
            (
                line.partition(":")[2].strip()
                for line in Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")
            ),
            platform.machine(),
        )
        if Path("/proc/cpuinfo").exists()
        else platform.machine()
    )
    date = time.strftime("%d %B %Y", time.gmtime())
    head = f"Measured on {date}, one thread of {os.cpu_count()} cores ({cpu}), Python {platform.python_version()}, "
    head += f"{installed_model().title}.\n\n"  # type: ignore[union-attr]
    block = (
        head + "| goal | measured | wanted | |\n| --- | --- | --- | --- |\n" + "\n".join(told.goals)
    )
    block += (
        "\n\n<details><summary>Each kind, in both halves, beside Presidio's default</summary>\n"
        "\n| kind | labelled | P / R | F1 | F2 | default: P / R | F1 | F2 |\n"
        + "| --- " * 8
        + "|\n"
    )
    block += "\n".join(told.rows) + "\n\n</details>\n"
    readme = ROOT / "README.md"
    text = readme.read_text("utf-8")
    renewed = MARKED.sub(lambda found: found[1] + block + found[2], text)
    if renewed == text:
        sys.exit("README has no place for the figures of detection")
    readme.write_text(renewed, "utf-8")


MARKED = re.compile(r"(<!-- detection: -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    """Print everything; nothing connects meanwhile."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a sample of each set")
    parser.add_argument("--write", action="store_true", help="put the tables into README")
    options = parser.parse_args()
    socket.socket = _Closed  # type: ignore[misc]
    told, engine = Told(), default_engine()
    accuracy(told, engine, options.quick)
    told.say()
    speeds(told, engine, options.quick)
    if options.write:
        write(told)


if __name__ == "__main__":
    main()
