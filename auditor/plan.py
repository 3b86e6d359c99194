"""What to audit, with what, within which limits: the user's plan."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from auditor.errors import AuditorError
from auditor.packs import shaped
from auditor.schemas import check
from auditor.yamlfile import Document, parse_yaml, read_yaml


class Prices(msgspec.Struct, frozen=True, rename={"tokens_in": "in", "tokens_out": "out"}):
    """USD for a million tokens."""

    tokens_in: float
    tokens_out: float


class Sla(msgspec.Struct, frozen=True, rename="kebab"):
    """What a vendor states of its speed, of half of the requests or more."""

    first_token_seconds: float | None = None
    tokens_per_second: float | None = None


class Target(msgspec.Struct, frozen=True, rename="kebab"):
    """A model behind an API. What is empty comes from the vendor file."""

    id: str
    model: str
    dialect: str = ""
    base_url: str = ""
    key_env: str = ""
    second_key_env: str = ""
    """Of another account of the same vendor: what one account said is asked for from the other."""
    sampling: dict[str, float | int | str] = {}
    stream: bool = False
    prices: Prices | None = None
    reference: str = ""
    """Another target of the plan, which it should answer like."""
    parents: tuple[str, ...] = ()
    """Other targets of the plan, from which it may descend; looked into by the check ``parents``."""
    unrelated: tuple[str, ...] = ()
    """Other targets of the plan that are related to neither: controls."""
    discloses: tuple[str, ...] = ()
    """Makers, and parents by their ids, that the vendor itself names as this model's origin."""
    tokenizer: str = ""
    """The family of tokenizers that its vendor states."""
    context: int | None = None
    """The tokens that its vendor states; looked into by the check ``service``."""
    sla: Sla | None = None
    """The speed that its vendor states; looked into by the check ``service``."""


class Capture(msgspec.Struct, frozen=True, rename="kebab"):
    """What is overheard: a program, a browser's page, or, with neither, whoever connects; or a file
    of what somebody overheard.
    """

    app: str
    run: tuple[str, ...] = ()
    browser: str = ""
    """The page to begin with."""
    program: str = ""
    """The browser; one that is there when empty."""
    headless: bool = False
    file: str = ""
    only: tuple[str, ...] = ()
    """Hosts, apps and spans of time to limit a file to."""
    key_log: str = ""
    """Opens the TLS of a file of packets."""
    phase: str = ""
    marks: tuple[str, ...] = ()
    """The phases that follow, each begun by the person at the keyboard."""
    mode: str = "regular"
    listen: str = ""
    """HOST or HOST:PORT for clients elsewhere; empty for this machine alone."""
    duration: float | None = None
    """Seconds; the client is ended after them."""
    wrong_certificates: bool = False
    """Whether the client is shown certificates that are wrong on purpose, to see if it goes on."""

    @property
    def phases(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(dict.fromkeys((self.phase, *self.marks)))


class Limits(msgspec.Struct, frozen=True, rename="kebab"):
    """For the whole audit, not for each target."""

    requests: int = 500
    tokens: int | None = None
    usd: float | None = None
    minutes: float = 60
    in_flight: int = 8
    trials: int | None = None
    """For each phrasing and arm, instead of what each probe says."""
    items: int = 5
    """Generated for each family and language of the check ``benchmark``."""
    answers: int = 20
    """To each prompt of the check ``equality``."""


class Plan(msgspec.Struct, frozen=True, rename="kebab"):
    """A checked plan; paths in it are relative to its file."""

    audit: str
    vendor: str
    authorisation: str
    targets: tuple[Target, ...] = ()
    probes: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    """Of what the vendor states: tokenizer, service, billing, equality, benchmark, identity,
    recitation, parents, logprobs, contamination."""
    captures: tuple[Capture, ...] = ()
    languages: tuple[str, ...] = ()
    """To ask in; empty for all that the probes are phrased in."""
    persona: str = ""
    claims: tuple[str, ...] | None = None
    """Claim sheets; None for the vendor's."""
    results: tuple[str, ...] = ()
    """Files in which a harness wrote what it measured."""
    policies: tuple[str, ...] = ("baseline",)
    params: dict[str, Any] = {}
    hosts: str = ""
    references: str = ""
    items: str = ""
    """Public items and their twins, for the check ``contamination``."""
    proxy: str = ""
    retention: str = ""
    waivers: str = ""
    attestations: str = ""
    baseline: str = ""
    upstream_ca: str = ""
    limits: Limits = Limits()
    path: Path = Path()
    raw: dict[str, Any] = {}
    lines: dict[Any, Any] = {}
    """Where its parts stand; empty for a plan that a command made."""

    @contextmanager
    def blamed(self, *spot: str | int) -> Iterator[None]:
        """Put file:line of a part before an error that has no place of its own."""
        try:
            yield
        except AuditorError as err:
            if err.where or not self.lines:
                raise
            where = Document(self.path, self.raw, self.lines).where(spot)
            raise AuditorError(err.what, where=where, hint=err.hint) from err

    @property
    def sha256(self) -> str:
        """Over the plan's content; comments and layout do not matter."""
        return hashlib.sha256(msgspec.json.encode(self.raw, order="sorted")).hexdigest()

    @property
    def slug(self) -> str:
        """The plan's name as part of a folder's name."""
        return re.sub(r"[^a-z0-9]+", "-", self.audit.lower()).strip("-")[:60] or "audit"

    def beside(self, name: str) -> Path | None:
        """A file that the plan names, or None when it names none."""
        return _beside(self.path, name) if name else None


_BEGIN = "auditor init VENDOR writes a plan to begin with"


def read_plan(path: Path, trials: int | None = None) -> Plan:
    """The plan in a file; AuditorError with file:line for the first thing wrong with it.

    ``trials`` goes before those that the plan says, as if they stood there.
    """
    try:
        document = read_yaml(path)
    except AuditorError as err:
        hint = err.hint or ("" if path.is_file() else _BEGIN)
        raise AuditorError(err.what, where=err.where, hint=hint) from err
    if trials is not None and isinstance(document.value, dict):
        limits = document.value.setdefault("limits", {})
        if isinstance(limits, dict):
            limits["trials"] = trials
    return _plan(document)


def plan_of(value: dict[str, Any], path: Path) -> Plan:
    """A plan that a command made from its options; ``path`` is where its paths start."""
    plan = _plan(parse_yaml(msgspec.json.encode(value).decode(), path))
    return msgspec.structs.replace(plan, lines={})


def _plan(document: Document) -> Plan:
    check("plan", document)
    plan = shaped(document, Plan)
    _check_ids(document, plan)
    _check_captures(document, plan)
    _check_references(document, plan)
    if plan.targets and not (plan.probes or plan.checks):
        raise AuditorError(
            "targets, and no probes to ask them",
            where=document.where(("targets",)),
            hint="probes: [privacy]",
        )
    if not plan.targets and not plan.captures:
        raise AuditorError("nothing to audit: neither targets nor captures", where=document.where())
    named = (
        "persona",
        "hosts",
        "references",
        "items",
        "upstream-ca",
        "waivers",
        "attestations",
        "baseline",
    )
    for name in named:
        value = document.value.get(name, "")
        if value and not _beside(document.path, value).is_file():
            raise AuditorError(f"{name}: {value!r} is not a file", where=document.where((name,)))
    return msgspec.structs.replace(
        plan, path=document.path, raw=document.value, lines=document.lines
    )


def _beside(plan: Path, name: str) -> Path:
    """A path that a plan names; ``~`` is the user's home where there is one."""
    try:
        return plan.parent / Path(name).expanduser()
    except RuntimeError:
        return plan.parent / name


def _check_captures(document: Document, plan: Plan) -> None:
    """What is overheard can be begun and comes to an end by itself; a file is there."""
    for index, capture in enumerate(plan.captures):
        wrong, hint = _wrong_file(document.path, capture) if capture.file else _wrong_live(capture)
        if wrong:
            where = document.where(("captures", index))
            raise AuditorError(wrong, where=where, hint=hint)


def _wrong_file(plan: Path, capture: Capture) -> tuple[str, str]:
    """What is wrong with a file's capture, and what to try."""
    if capture.run or capture.browser or capture.listen or capture.duration is not None:
        return "a file is not run, and lasts no time", "make it two captures"
    if capture.wrong_certificates:
        return "wrong-certificates: is for a client, not for a file", "make it two captures"
    if not _beside(plan, capture.file).is_file():
        return f"file: {capture.file!r} is not a file", ""
    if capture.key_log and not _beside(plan, capture.key_log).is_file():
        return f"key-log: {capture.key_log!r} is not a file", ""
    return "", ""


def _wrong_live(capture: Capture) -> tuple[str, str]:
    """What is wrong with a client's capture, and what to try."""
    idle = not (capture.run or capture.browser or capture.listen)
    if capture.only or capture.key_log:
        return f"{'only' if capture.only else 'key-log'}: is for a file", "file: chrome.har"
    if capture.run and capture.browser:
        return "a program and a browser in one capture", "make it two"
    if idle and capture.mode == "regular":
        hint = "run: [COMMAND], browser: URL, file: chrome.har, or mode: wireguard"
        return "nothing to overhear", hint
    if not capture.run and capture.duration is None:
        return "nothing would end it by itself", "duration: 600"
    return "", ""


def _check_references(document: Document, plan: Plan) -> None:
    """A reference is another target, which has none itself; so are parents and controls."""
    known = {target.id: target for target in plan.targets}
    for index, target in enumerate(plan.targets):
        for name, others in (("parents", target.parents), ("unrelated", target.unrelated)):
            _check_others(document, known, ("targets", index, name), others)
        if both := set(target.parents) & set(target.unrelated):
            raise AuditorError(
                f"{min(both)!r} is a parent and unrelated",
                where=document.where(("targets", index, "unrelated")),
            )
        other = known.get(target.reference)
        wrong = other is None or other is target or other.reference
        if target.reference and wrong:
            raise AuditorError(
                f"reference: {target.reference!r} is no other target without a reference",
                where=document.where(("targets", index, "reference")),
            )
    if "contamination" in plan.checks and not plan.items:
        raise AuditorError(
            "contamination needs public items and their twins",
            where=document.where(("checks",)),
            hint="items: FILE",
        )
    if plan.checks and not plan.targets:
        raise AuditorError("checks, and no targets to ask", where=document.where(("checks",)))


def _check_others(
    document: Document,
    known: dict[str, Target],
    spot: tuple[str, int, str],
    others: tuple[str, ...],
) -> None:
    """Those that a target is compared with are there, and are compared with nothing themselves."""
    for place, name in enumerate(others):
        other = known.get(name)
        if (
            other is None
            or other is known[list(known)[spot[1]]]
            or other.parents
            or other.unrelated
        ):
            raise AuditorError(
                f"{spot[2]}: {name!r} is no other target without parents and controls",
                where=document.where((*spot, place)),
            )


def _check_ids(document: Document, plan: Plan) -> None:
    seen: set[str] = set()
    named = [("targets", i, t.id) for i, t in enumerate(plan.targets)]
    named += [
        ("captures", i, f"{c.app} {p} {c.file}")
        for i, c in enumerate(plan.captures)
        for p in c.phases
    ]
    for part, index, name in named:
        if name in seen:
            raise AuditorError(
                f"{name.strip()!r} stands twice", where=document.where((part, index))
            )
        seen.add(name)
    apps = {c.app for c in plan.captures}
    for index, target in enumerate(plan.targets):
        if target.id in apps:
            raise AuditorError(
                f"{target.id!r} is a target and an app",
                where=document.where(("targets", index, "id")),
            )
