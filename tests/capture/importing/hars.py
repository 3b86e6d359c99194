"""HAR files with plain values; a test names only what it is about."""

import json
from pathlib import Path
from typing import Any


def an_item(**changes: Any) -> dict[str, Any]:
    """One entry as Chrome writes it, but for what changes."""
    item = {
        "startedDateTime": "2026-11-01T10:00:00.000Z",
        "time": 250,
        "serverIPAddress": "[2001:db8::1]",
        "request": {
            "method": "POST",
            "url": "https://api.vendor.test:8443/v1/chat",
            "headers": [{"name": "Content-Type", "value": "application/json"}],
            "postData": {"mimeType": "application/json", "text": '{"prompt":"hello"}'},
        },
        "response": {
            "status": 200,
            "headers": [{"name": "Content-Encoding", "value": "br"}],
            "content": {"size": 15, "mimeType": "application/json; charset=utf-8",
                        "text": '{"answer":"hi"}'},
        },
    }  # fmt: skip
    return {**item, **changes}


def request(**changes: Any) -> dict[str, Any]:
    """The request of an entry, changed."""
    return {**an_item()["request"], **changes}


def response(**changes: Any) -> dict[str, Any]:
    """The response of an entry, changed."""
    return {**an_item()["response"], **changes}


def har(*items: Any) -> bytes:
    """A file that holds the entries."""
    log = {"version": "1.2", "creator": {}, "entries": items}
    return json.dumps({"log": log}, separators=(",", ":")).encode()


def a_har(folder: Path, *items: Any, name: str = "some.har") -> Path:
    """The same on disk; without items one ordinary entry."""
    path = folder / name
    path.write_bytes(har(*(items or (an_item(),))))
    return path
