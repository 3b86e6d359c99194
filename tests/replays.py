"""Replays of published findings: turns a file of ``tests/data/replays`` into a HAR and audits it."""

import json
from pathlib import Path
from typing import Any

import yaml

from auditor.audit import Watcher, run
from auditor.cli.auditing import plan_for
from auditor.evidence.finding import Finding
from auditor.evidence.folder import Folder
from auditor.judging import Wanted, judge_folder
from auditor.prepared import prepare

REPLAYS = Path(__file__).parent / "data" / "replays"
PACKS = ("baseline", "transport", "statement")
PERSONA = Path(__file__).parent / "data" / "replays" / "persona.json"


def replays() -> list[dict[str, Any]]:
    """Every replay, by its number."""
    files = sorted(REPLAYS.glob("*.yaml"))
    return sorted((yaml.safe_load(file.read_text("utf-8")) for file in files), key=_number)


def replayed(replay: dict[str, Any], folder: Path) -> tuple[Folder, list[Finding]]:
    """What an audit of the replay's traffic observed and found."""
    har = folder / "replay.har"
    entries = [_entry(request) for request in replay["requests"]]
    har.write_text(json.dumps({"log": {"version": "1.2", "creator": {}, "entries": entries}}))
    phase = replay.get("phase", "as-used")
    capture = {"file": str(har), "app": "app", "phase": phase}
    plan = plan_for("replay", [capture], replay.get("vendor", "generic"), PERSONA)
    run(prepare(plan), folder / "audit", Watcher(lambda _: None))
    audit = Folder(folder / "audit")
    return audit, judge_folder(audit, Wanted(PACKS))


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
