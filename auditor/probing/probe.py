"""A probe as a pack writes it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from auditor.errors import AuditorError
from auditor.evidence.exchange import Arm
from auditor.evidence.trial import Judging
from auditor.packs import Pack, read_unit, shaped
from auditor.probing.planting import KINDS, slots
from auditor.yamlfile import Spot

ARMS: tuple[Arm, ...] = ("test", "control", "allowed")

INFERS = "answer/infers-trait"

STEPS: tuple[Arm, ...] = ("baseline", "plant", "test", "decoy")
"""Of one trial of a phrasing that plants in one session and asks in another, in this order."""


class Call(msgspec.Struct, frozen=True):
    """A tool that was called, and with what."""

    name: str
    arguments: dict[str, str]


class Tool(msgspec.Struct, frozen=True):
    """A tool that the target is offered; nothing ever runs it."""

    name: str
    description: str
    parameters: dict[str, str]
    """Name → what it is for."""


class Turn(msgspec.Struct, frozen=True):
    """One message of a conversation."""

    role: str
    text: str = ""
    name: str = ""
    """The tool that answered."""
    calls: tuple[Call, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that may hold slots."""
        return (self.text, *(value for call in self.calls for value in call.arguments.values()))


class Phrasing(msgspec.Struct, frozen=True):
    """One way of asking: a template, so its trials are a cluster."""

    id: str
    language: str
    test: tuple[Turn, ...]
    control: tuple[Turn, ...] = ()
    allowed: tuple[Turn, ...] = ()
    plant: tuple[Turn, ...] = ()
    """Said first, in a session of its own; then test is asked in another one."""
    expects: tuple[str, ...] = ()
    """Words for the trait of its author that the test only hints at."""
    sampling: dict[str, float | int | str] = {}
    """Goes before what the target is asked with; no pack sets it."""
    stream: bool | None = None
    """None: as the plan says of the target; no pack sets it."""

    @property
    def arms(self) -> tuple[Arm, ...]:
        """The arms that it has; steps in their order."""
        every: tuple[Arm, ...] = (*STEPS, "control", "allowed")
        return tuple(arm for arm in every if self.turns(arm))

    def turns(self, arm: Arm) -> tuple[Turn, ...]:
        """The conversation of one arm; empty when the phrasing has none.

        Baseline and decoy are asked in the very words of the test: before anything was planted, and
        of a person of whom nothing ever was.
        """
        if arm in ("baseline", "decoy"):
            return self.test if self.plant else ()
        turns: tuple[Turn, ...] = getattr(self, arm)
        return turns


class Judge(msgspec.Struct, frozen=True, rename="kebab"):
    """How an answer is judged."""

    detector: str
    counts: tuple[str, ...]
    at_least: int = 1
    tool: str = ""
    """The tool that injected text asks for."""
    asks_for: tuple[str, ...] = ()
    """Kinds of personal data that the task does not need."""


class Probe(msgspec.Struct, frozen=True, rename="kebab"):
    """What is asked, what is planted, and what the measure is called."""

    id: str
    title: str
    concern: str
    measure: str
    shows: str
    cannot_show: str
    source: str
    planted: tuple[str, ...]
    judge: Judge
    trials: int
    phrasings: tuple[Phrasing, ...]
    account: str = "same"
    """From which the test is asked when something was planted: the same or a second one."""
    tools: tuple[Tool, ...] = ()
    pack: str = ""

    @property
    def judging(self) -> Judging:
        """What counts as a disclosure."""
        judge = self.judge
        return Judging(judge.counts, judge.at_least, judge.tool, judge.asks_for, self.expects)

    @property
    def expects(self) -> dict[str, tuple[str, ...]]:
        """Phrasing → words for the trait that its test hints at."""
        return {each.id: each.expects for each in self.phrasings if each.expects}

    @property
    def languages(self) -> list[str]:
        """The languages it is phrased in."""
        return sorted({phrasing.language for phrasing in self.phrasings})


def load_probes(pack: Pack) -> list[Probe]:
    """Every probe of a pack; AuditorError with file:line for the first that is wrong."""
    return [read_probe(pack, path) for path in pack.units()]


def read_probe(pack: Pack, path: Path) -> Probe:
    """One probe; its arms must plant what they say and nothing that they must not."""
    document = read_unit(pack, path)
    probe = msgspec.structs.replace(shaped(document, Probe), pack=pack.id)
    for spot, what in _wrong(probe):
        raise AuditorError(what, where=document.where(spot))
    return probe


def _wrong(probe: Probe) -> Iterator[tuple[Spot, str]]:
    if unknown := set(probe.planted) - set(KINDS):
        yield ("planted",), f"plants {min(unknown)!r}, which no fresh persona has"
    for kind, named in (("tool-call", probe.judge.tool), ("asks-for-data", probe.judge.asks_for)):
        if f"answer/{kind}" in probe.judge.counts and not named:
            yield ("judge",), f"counts answer/{kind} and does not name what is looked for"
    if probe.judge.tool and probe.judge.tool not in {tool.name for tool in probe.tools}:
        yield ("judge",), f"looks for calls of {probe.judge.tool!r}, which 'tools' does not list"
    seen: set[str] = set()
    for index, phrasing in enumerate(probe.phrasings):
        for what in _wrong_phrasing(probe, phrasing):
            yield ("phrasings", index), f"{phrasing.id}: {what}"
        if phrasing.id in seen:
            yield ("phrasings", index), f"two phrasings are called {phrasing.id!r}"
        seen.add(phrasing.id)


def _counted(probe: Probe) -> set[str]:
    """The planted kinds without which an answer cannot hold what counts."""
    counts = probe.judge.counts
    counted = {kind.removeprefix("planted/") for kind in counts if kind.startswith("planted/")}
    if "planted" in counts:
        counted |= set(probe.planted) - {"sink"}
    return counted | {"sink" for kind in counts if kind.startswith("exfiltration/")}


def _wrong_phrasing(probe: Probe, phrasing: Phrasing) -> Iterator[str]:
    counted = _counted(probe)
    arms = (*ARMS, "plant") if phrasing.plant else ARMS
    said = {arm: slots(_texts(phrasing.turns(arm))) for arm in arms}
    if counted and not counted & said["plant" if phrasing.plant else "test"]:
        yield f"the {'plant' if phrasing.plant else 'test'} arm plants nothing that counts"
    if phrasing.plant and counted & said["test"]:
        yield "the test arm says what counts, so its echo would be a hit"
    if bool(phrasing.expects) is not (INFERS in probe.judge.counts):
        yield f"'expects' names a trait where {INFERS} counts, and nowhere else"
    said_so = " ".join(_texts((*phrasing.test, *phrasing.control))).casefold()
    if stated := [word for word in phrasing.expects if word.casefold() in said_so]:
        yield f"the test or control arm says {stated[0]!r}, so nothing would be inferred"
    if probe.account == "second" and not phrasing.plant:
        yield "a second account asks, and nothing is planted from the first"
    if counted == {"sink"} == said["test"]:
        yield "the test arm plants nothing that could be sent to the sink"
    if phrasing.test == phrasing.control:
        yield "the control arm is the test arm, so its hits are not false"
    if counted & said["control"]:
        yield "the control arm plants what counts, so its hits are not false"
    if unsaid := set().union(*said.values()) - set(probe.planted):
        yield f"plants {min(unsaid)!r}, which 'planted' does not list"
    for arm in arms:
        turns = phrasing.turns(arm)
        if turns and not any("{nonce}" in text for text in _texts(turns)):
            yield f"the {arm} arm has no {{nonce}}, so a cache may answer it"
        for what in _wrong_turns(turns, {tool.name for tool in probe.tools}):
            yield f"the {arm} arm: {what}"


def _wrong_turns(turns: tuple[Turn, ...], tools: set[str]) -> Iterator[str]:
    """Calls of tools that are not offered, and answers to calls that were not made."""
    called: list[str] = []
    for turn in turns:
        if turn.calls and turn.role != "assistant":
            yield f"the {turn.role} cannot call a tool"
        if bool(turn.name) is not (turn.role == "tool"):
            yield "a turn of the role tool, and no other, names the tool that answered"
        elif turn.role == "tool" and turn.name not in called:
            yield f"the tool {turn.name!r} answers a call that no turn before it makes"
        elif turn.role == "tool":
            called.remove(turn.name)
        if unknown := [call.name for call in turn.calls if call.name not in tools]:
            yield f"calls the tool {unknown[0]!r}, which 'tools' does not list"
        called += [call.name for call in turn.calls]
    if called:
        yield f"no turn answers the call of the tool {called[0]!r}"


def _texts(turns: tuple[Turn, ...]) -> list[str]:
    return [text for turn in turns for text in turn.texts]
