"""A scripted vendor whose targets count, answer and bill as their names say."""

import json
import random
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import quicktok

from auditor.audit import open_audit
from auditor.claims.answered import Answered
from auditor.claims.provenance import identity
from auditor.claims.questions import Wanted, questions
from auditor.collecting import Watcher, collect_probes
from auditor.evidence.folder import Folder
from auditor.plan import plan_of
from auditor.prepared import Prepared, prepare
from tests.probing.fake import Handler, Seen, completion

UNLED = {each.text for each in identity.questions() if each.arm == "unled"}
COUNT = quicktok.get_encoding("o200k_base")
TEMPLATE = 7
SEED = 5
WORDS = {
    "plain": "the sea is calm and the boats come home late in a quiet harbour town".split(),
    "other": "well honestly you could maybe try some fresh bread with jam or cold tea".split(),
}


@dataclass(frozen=True)
class Ways:
    """What a target does; an honest one does nothing of it."""

    inflates: float = 1.0
    hides: int = 0
    swaps: float = 0.0
    names: str = ""
    ignores_cap: bool = False
    solves: dict[str, str] = field(default_factory=dict)
    """Question → what it answers."""
    is_another: float = 0.0
    """Share of unled answers in which it calls itself ChatGPT."""
    knows: str = ""
    """A text that it goes on with, word for word."""


@dataclass
class Model:
    """Answers a request by its model's ways; the n-th answer to a question is always the same."""

    ways: dict[str, Ways]
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, to: Handler, seen: Seen) -> None:
        body = seen.body
        made = self.answer(body["model"], seen.texts[-1], body)
        to.whole(200, json.dumps(made).encode(), "application/json", {})

    def answer(self, model: str, prompt: str, body: dict) -> dict:
        ways = self.ways[model]
        with self.lock:
            self.asked[model, prompt] += 1
            free = body["temperature"] and "seed" not in body
            drawn = f"{model} {self.asked[model, prompt]}" if free else ""
        text = self._text(ways, prompt, random.Random(f"{prompt} {drawn}"))
        if body.get("stop"):
            text = text.partition(body["stop"])[0]
        tokens = COUNT.encode(text)
        most = len(tokens) if ways.ignores_cap else body["max_tokens"]
        cut = tokens[:most]
        made = completion(COUNT.decode(cut))
        made["model"] = ways.names or model
        ended = len(cut) == len(tokens)
        made["choices"][0]["finish_reason"] = "stop" if ended else "length"
        asked = TEMPLATE + ways.hides + len(COUNT.encode(prompt))
        made["usage"] = {
            "prompt_tokens": round(asked * ways.inflates),
            "completion_tokens": round((len(cut) + ended) * ways.inflates),
        }
        return made

    def _text(self, ways: Ways, prompt: str, chance: random.Random) -> str:
        if prompt in ways.solves:
            return ways.solves[prompt]
        if prompt.startswith("Count"):
            return " ".join(map(str, range(1, 31)))
        if prompt.startswith("apple"):
            return "apple"
        if prompt in UNLED:
            other = chance.random() < ways.is_another
            return "I am ChatGPT, made by OpenAI." if other else "I am a helpful assistant."
        opening = prompt.partition("\n\n")[2]
        if opening and opening in ways.knows:
            return ways.knows.partition(opening)[2]
        kind = "other" if chance.random() < ways.swaps else "plain"
        return " ".join(chance.choices(WORDS[kind], k=330 if "three hundred" in prompt else 12))


def a_plan(url: str, beside: Path, targets: list[dict], **changes: object) -> Prepared:
    value = {
        "audit": "checks",
        "vendor": "generic",
        "authorisation": "ticket 4711",
        "targets": [
            {"base-url": url, "model": each["id"], "sampling": {"temperature": 1.0}, **each}
            for each in targets
        ],
        "policies": [],
        "limits": {"requests": 2000, "items": 1, "answers": 20},
        **changes,
    }
    return prepare(plan_of(value, beside / "plan.yaml"))


def collected(prepared: Prepared, path: Path) -> Folder:
    told: list[str] = []
    with open_audit(prepared, path / "audit", SEED) as writer:
        collect_probes(prepared, writer, Watcher(told.append))
        writer.end()
    assert told == []
    return Folder(path / "audit")


def simulated(ways: Ways, name: str, checks: Sequence[str], wanted: Wanted) -> list[Answered]:
    """The answers of one target to its checks, without a server: quick enough for many seeds."""
    model, hot = Model({name: ways}), {"temperature": 1.0, "max-tokens": 512}
    found = []
    for each in questions(checks, wanted):
        for trial in range(each.trials):
            sampling = {**hot, **each.sampling}
            body = {ours.replace("-", "_"): value for ours, value in sampling.items()}
            made = model.answer(name, each.text, body)
            found.append(
                Answered(
                    each.check,
                    each.id,
                    trial,
                    each.text,
                    made["choices"][0]["message"]["content"],
                    asked_model=name,
                    named_model=made["model"],
                    tokens_in=made["usage"]["prompt_tokens"],
                    tokens_out=made["usage"]["completion_tokens"],
                    sampling=sampling,
                    seconds=1.0,
                    times=(0.5, 1.0),
                )
            )
    return found


def said_of(answers: Iterable[Answered]) -> list[tuple[str, str]]:
    """As the check of identity takes them."""
    return [(each.question, each.text) for each in answers if each.check == "identity"]
