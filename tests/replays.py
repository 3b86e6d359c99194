"""Replays of published findings: turns a file of ``tests/data/replays`` into a HAR and audits it."""

import json
from pathlib import Path
from typing import Any

import msgspec
import yaml

from auditor.audit import Watcher, run
from auditor.cli.auditing import plan_for
from auditor.evidence.finding import Finding
from auditor.evidence.folder import Folder
from auditor.judging import Wanted, judge_folder
from auditor.prepared import prepare

ROOT = Path(__file__).parent.parent
REPLAYS = Path(__file__).parent / "data" / "replays"
PACKS = ("baseline", "consent", "transport", "statement")
PERSONA = Path(__file__).parent / "data" / "replays" / "persona.json"
NAMED = "Made-Up Hosting"
"""The one recipient of a vendor whose list of them is known."""


def replays() -> list[dict[str, Any]]:
    """Every replay, by its number."""
    files = sorted(REPLAYS.glob("*.yaml"))
    return sorted((yaml.safe_load(file.read_text("utf-8")) for file in files), key=_number)


def replayed(
    replay: dict[str, Any], folder: Path, *, known: bool = False
) -> tuple[Folder, list[Finding]]:
    """What an audit of the replay's traffic observed and found.

    ``known`` is an audit by somebody who knows whom the vendor names as recipients, and whose the
    hosts are that our own table does not know.
    """
    har = folder / "replay.har"
    entries = [_entry(request) for request in replay["requests"]]
    har.write_text(json.dumps({"log": {"version": "1.2", "creator": {}, "entries": entries}}))
    phase = replay.get("phase", "as-used")
    capture = {"file": str(har), "app": "app", "phase": phase}
    vendor = replay.get("vendor", "generic")
    plan = plan_for("replay", [capture], _telling(vendor, folder) if known else vendor, PERSONA)
    if known and (owners := replay.get("owners")):
        plan = msgspec.structs.replace(plan, hosts=str(_table(owners, folder)))
    run(prepare(plan), folder / "audit", Watcher(lambda _: None))
    audit = Folder(folder / "audit")
    return audit, judge_folder(audit, Wanted(PACKS))


def _telling(vendor: str, folder: Path) -> str:
    """The vendor's file, with a list of recipients in it."""
    about = yaml.safe_load((ROOT / "probes" / "vendors" / f"{vendor}.yaml").read_text("utf-8"))
    told = {"value": [NAMED], "source": "made up", "read-on": "2026-11-01"}
    about["declared"] = {**about["declared"], "recipients": told}
    (folder / f"{vendor}.yaml").write_text(yaml.safe_dump(about, allow_unicode=True))
    return str(folder / f"{vendor}.yaml")


def _table(owners: dict[str, str], folder: Path) -> Path:
    """A table of hosts of one's own."""
    columns = "host_suffix owner owner_country role source confidence note read_on".split()
    told = {"owner_country": "US", "role": "-", "source": "made up", "confidence": "A"}
    rows = [
        {**told, "host_suffix": host, "owner": owner, "note": "", "read_on": "2026-11-01"}
        for host, owner in owners.items()
    ]
    lines = ["\t".join(columns), *("\t".join(row[name] for name in columns) for row in rows)]
    (folder / "hosts.tsv").write_text("\n".join(lines) + "\n")
    return folder / "hosts.tsv"


def _number(replay: dict[str, Any]) -> int:
    return int(replay["id"])


def _entry(request: dict[str, Any]) -> dict[str, Any]:
    body = request.get("body", "")
    text = body if isinstance(body, str) else json.dumps(body)
    headers = {
        "Content-Type": request.get("type", "application/json"),
        **request.get("headers", {}),
    }
    return {
        "startedDateTime": "2026-11-01T10:00:00.000Z",
        "time": 10,
        "request": {
            "method": "POST" if text else "GET",
            "url": request["url"],
            "headers": [{"name": name, "value": value} for name, value in headers.items()],
            **({"postData": {"mimeType": headers["Content-Type"], "text": text}} if text else {}),
        },
        "response": {"status": 200, "headers": [], "content": {"size": 0, "text": ""}},
    }
