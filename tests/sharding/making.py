"""Captures to scan in shards."""

import json
from pathlib import Path

from auditor.sharding.executors import Executor
from auditor.sharding.manifest import Manifest
from auditor.sharding.result import With
from auditor.sharding.scan import scan
from auditor.sharding.sources import sources_of

HOW = With()

type Found = tuple[list[dict[str, object]], list[str]]
"""What was told, and what was rejected."""


def a_corpus(folder: Path) -> list[Path]:
    """Texts of their own ids, a plain text, and a capture with an entry that cannot be read."""
    lines, plain, har = (folder / name for name in ("some.jsonl", "notes.txt", "some.har"))
    text = "Ada Quillfeather wrote from Leeds, ada{}@mail.example, on that day. " * 4
    lines.write_text(
        "".join(
            json.dumps({"id": f"t{n}", "text": text.format(*[n] * 4)}) + "\n" for n in range(120)
        )
    )
    plain.write_text("Write to bob@mail.example.\n\n我叫张伟。\n")
    entries = [an_entry(n) for n in range(12)]
    har.write_text(json.dumps({"log": {"entries": [*entries[:6], {"request": 7}, *entries[6:]]}}))
    return [lines, plain, har]


def an_entry(number: int) -> dict[str, object]:
    """One of a HAR, which tells an address."""
    body = json.dumps({"to": f"c{number}@mail.example"})
    return {
        "startedDateTime": "2026-11-01T10:00:00.000Z", "time": 1,
        "request": {
            "method": "POST", "url": f"https://api.vendor.test/{number}", "headers": [],
            "postData": {"mimeType": "application/json", "text": body},
        },
        "response": {"status": 200, "headers": [], "content": {"mimeType": "text/plain", "text": "ok"}},
    }  # fmt: skip


def scanned(
    corpus: list[Path], executor: Executor, manifest: Path | None, size: int = 600
) -> Found:
    """What a scan of some files finds."""
    told: list[dict[str, object]] = []
    rejected: list[str] = []
    with Manifest(manifest) as done:
        sources = sources_of([str(each) for each in corpus])
        for result in scan(sources, HOW, executor, done, rejected, size):
            told += result.told
    return json.loads(json.dumps(told)), rejected
