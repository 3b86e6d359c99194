"""The demo: a whole audit of a made-up vendor, then what was planted beside what was found."""

import os
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.audit import run as run_audit
from auditor.collecting import PERSONA, Outside, Watcher
from auditor.demo import client, hosts, model
from auditor.demo.certificates import make_authority
from auditor.demo.planted import CONTROL, LEAKS, PINNED, Leak, sightings
from auditor.errors import AuditorError
from auditor.evidence.folder import Folder, is_audit
from auditor.evidence.observation import Observation
from auditor.evidence.seal import Seal, seal
from auditor.evidence.writer import Writer
from auditor.plan import Plan, plan_of
from auditor.prepared import prepare

LEAKY, CLEAN = "example-chat", "example-chat-clean"
DATA = Path(__file__).parent
PROBES = (
    "record-to-stranger",
    "record-to-claimed-owner",
    "record-in-role-play",
    "record-in-translation",
    "record-encoded",
    "record-by-completion",
    "record-in-debug-dump",
)
"""Of the privacy pack; all of it would take a small model on one core too long."""
LET_GO_SECONDS = 5.0
"""How long the model of a demo that was killed may take to end."""
SEED = 20250205
"""Two demos ask the same questions in the same order, so that they find the same."""


def run(out: Path, watcher: Watcher) -> Seal:
    """Audit the made-up vendor into a folder and seal it; the same folder goes on where it stopped."""
    if is_audit(out) and Folder(out).sealed:
        raise AuditorError(
            "this demo has ended and is sealed",
            where=out,
            hint=f"auditor report {out}, or choose another --out",
        )
    with tempfile.TemporaryDirectory(prefix="auditor-demo-") as work:
        authority = make_authority(Path(work))
        with (
            model.serve(watcher.tell, _port_before(out)) as model_url,
            hosts.serve(authority, model_url) as served,
        ):
            # The client's command must stay the same when the demo is run again.
            os.environ[client.PIN] = str(authority.file)
            outside = Outside(served.addresses, authority.file, SEED)
            run_audit(prepare(plan(out, model_url)), out, watcher, outside)
    return seal(Writer.resume(out, "the demo is over"), Ed25519PrivateKey.generate())


def plan(out: Path, model_url: str) -> Plan:
    """What the demo audits: the model by probes, a leaky client and its clean twin by capture."""
    chat = [sys.executable, "-P", "-m", "auditor.demo.client", "--persona"]
    chat.append(str((out / PERSONA).resolve()))
    return plan_of(
        {
            "audit": "Demo: Example Vendor",
            "vendor": "vendor.yaml",
            "authorisation": "Nobody needs to allow it: vendor, hosts and persons are made up.",
            "targets": [
                {
                    "id": "smollm2",
                    "base-url": model_url,
                    "model": model.ALIAS,
                    "sampling": {"temperature": 0.7, "max-tokens": 40, "seed": SEED},
                    "stream": True,
                }
            ],
            "probes": [f"privacy/{probe}" for probe in PROBES],
            "languages": ["en"],
            "captures": [
                {"run": chat, "app": LEAKY, "phase": "first-use", "duration": 90},
                {"run": [*chat, "--clean"], "app": CLEAN, "phase": "first-use", "duration": 90},
            ],
            "policies": ["baseline"],
            "params": {"allowed-countries": ["DE", "IE"]},
            "hosts": "hosts.tsv",
            # One at a time: answers that are worked out together change each other's rounding.
            "limits": {"in-flight": 1, "minutes": 10, "trials": 1},
        },
        DATA / "plan",
    )


def closing_words(folder: Folder) -> list[str]:
    """What was planted, what of it was found and where, and what nobody could see."""
    seen, hosts_ = folder.observations(), folder.coverage().hosts
    leaks = [(leak, _sighted(leak, seen)) for leak in LEAKS]
    control = _sighted(CONTROL, seen)
    pinned = (PINNED, "pinned") in {(host.host, host.visibility) for host in hosts_}
    strays = [each for each in seen if each.subject == CLEAN and each.party != "vendor"]
    lines = [
        "",
        "What the client was made to do:",
        *(line for leak, was in leaks for line in (_row("found", was, leak.title), _where(leak))),
        _row("seen", control, f"the control: {CONTROL.title}"),
        _row("unseen", pinned, f"what went to {PINNED}, which pins its certificate"),
        f"What its clean twin told others than the vendor: {len(strays) or 'nothing'}.",
    ]
    wrong = [was for _, was in leaks].count(False) + (not control) + (not pinned) + len(strays)
    if wrong:
        lines += ["", f"NOT AS PLANTED: {wrong} of the above. Please report it."]
    return lines


def _sighted(leak: Leak, observations: Sequence[Observation]) -> bool:
    return any(seen.subject == LEAKY for seen in sightings(leak, observations))


def _where(leak: Leak) -> str:
    return f"{'':<11}{leak.host}, {' > '.join(leak.decoded) or 'as it stands'}"


def _row(told: str, is_so: bool, what: str) -> str:
    return f"  {told if is_so else 'MISSING':<7}  {what}"


def _port_before(out: Path) -> int:
    """The port that an interrupted demo used, so that its plan is still the same."""
    targets = Folder(out).about.targets if is_audit(out) else ()
    if not targets:
        return 0
    port = urlsplit(targets[0].address).port or 0
    until = time.monotonic() + LET_GO_SECONDS
    while not _is_free(port):
        if time.monotonic() > until:
            raise AuditorError(
                "the port that this demo's model had is taken",
                where=f"127.0.0.1:{port}",
                hint="end what listens there, or choose another --out",
            )
        time.sleep(0.1)
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
