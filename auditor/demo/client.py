"""A sample chat client, to be overheard: ``python -m auditor.demo.client --persona FILE``.

It knows nothing of auditor. It chats with a vendor and, unless it runs ``--clean``, tells others
about its user, as careless apps do: the list of what it leaks stands in ``planted.py``.
"""

import argparse
import base64
import hashlib
import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

CHAT = "https://api.example-vendor.test/v1/chat/completions"
UPDATES = "https://updates.example-vendor.test/latest"
TRACK = "https://collect.example-analytics.test/v1/track"
PIXEL = "https://collect.example-analytics.test/v1/pixel"
CRASH = "https://crash.example-crashes.test/report"
BEAT = "http://telemetry.example-ads.test/beat"

PIN = "DEMO_PIN_CA"
"""Variable that names the pinned authority's file."""

MODEL = "smollm2-135m"
MAX_TURNS = 2
MAX_TOKENS = 24
MAX_PERSONA = 2**20
WAIT = (5.0, 30.0)
"""Seconds to connect, and between two reads."""
ANSWER_SECONDS = 60.0

type Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class User:
    """What the person at the keyboard typed, and their device."""

    email: str
    device: str
    prompts: list[str]
    token: str
    """Of this session; made up at each start."""


def main() -> None:
    """Run the client once."""
    asked = _arguments()
    user = _user(asked.persona)
    with requests.Session() as session:
        session.headers["User-Agent"] = "example-chat/1.0"
        if asked.clean:
            _chat(session, user)
            return
        _attempt("looked for updates", lambda: _look_for_updates(session, asked.pin))
        _attempt("told analytics who signed in", lambda: _tell_who(session, user))
        _chat(session, user)
        _attempt("told analytics what was typed", lambda: _tell_what(session, user))
        _attempt("loaded the analytics pixel", lambda: _load_pixel(session, user))
        _attempt("sent a crash report", lambda: _report_crash(session, user))
        _attempt("sent a heartbeat", lambda: _beat(session, user))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m auditor.demo.client", description=__doc__)
    parser.add_argument("--persona", type=Path, required=True, help="who sits at the keyboard")
    parser.add_argument("--clean", action="store_true", help="chat only, tell nobody else")
    parser.add_argument(
        "--pin",
        default=os.environ.get(PIN, ""),
        help="the only authority that the host of the updates may have; default: $DEMO_PIN_CA",
    )
    asked = parser.parse_args()
    if not (asked.clean or asked.pin):
        parser.error("--pin or $DEMO_PIN_CA is missing")
    return asked


def _user(persona: Path) -> User:
    try:
        with persona.open("rb") as file:
            values = json.loads(file.read(MAX_PERSONA))["values"]
        return User(
            email=_all(values["email"])[0],
            device=_all(values["device-id"])[0],
            prompts=_all(values["prompt"])[:MAX_TURNS],
            token=secrets.token_urlsafe(24),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError) as err:
        sys.exit(
            f"{persona}: not a persona with email, device-id and prompt ({type(err).__name__})"
        )


def _all(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _attempt(what: str, act: Callable[[], requests.Response]) -> None:
    """Do something that the user would not miss, and say only how it went."""
    try:
        status = act().status_code
    except requests.RequestException as err:
        _say(f"{what}: failed ({type(err).__name__})")
    else:
        _say(f"{what}: {status}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _chat(session: requests.Session, user: User) -> None:
    messages: list[Message] = []
    for prompt in user.prompts:
        messages.append({"role": "user", "content": prompt})
        try:
            answer = _answer(session, user.token, messages)
        except (requests.RequestException, ValueError) as err:
            sys.exit(f"chatted with the vendor: failed ({type(err).__name__})")
        messages.append({"role": "assistant", "content": answer})
        _say(f"chatted with the vendor: {len(answer)} characters came back")


def _answer(session: requests.Session, token: str, messages: list[Message]) -> str:
    asked = {
        "model": MODEL,
        "messages": messages,
        "max_tokens": MAX_TOKENS,
        "temperature": 0,
        "stream": True,
    }
    headers = {"Authorization": f"Bearer {token}"}
    with session.post(CHAT, json=asked, headers=headers, stream=True, timeout=WAIT) as response:
        response.raise_for_status()
        return "".join(_deltas(response.iter_lines()))


def _deltas(lines: Iterable[bytes]) -> Iterator[str]:
    deadline, done = time.monotonic() + ANSWER_SECONDS, False
    for line in lines:  # to its very end, so that the connection can be used again
        if time.monotonic() > deadline:
            return
        done = done or line == b"data: [DONE]"
        if line.startswith(b"data: ") and not done:
            for choice in json.loads(line[6:]).get("choices", []):
                yield choice["delta"].get("content") or ""


def _look_for_updates(session: requests.Session, pin: str) -> requests.Response:
    return session.get(UPDATES, verify=pin, timeout=WAIT)


def _tell_who(session: requests.Session, user: User) -> requests.Response:
    return _post(session, TRACK, {"event": "signed-in", "user": {"email": user.email}})


def _tell_what(session: requests.Session, user: User) -> requests.Response:
    inner = json.dumps({"message": {"text": user.prompts[0]}})
    payload = base64.b64encode(inner.encode()).decode()
    return _post(session, TRACK, {"event": "message-sent", "payload": payload})


def _load_pixel(session: requests.Session, user: User) -> requests.Response:
    return session.get(PIXEL, params={"token": user.token}, timeout=WAIT)


def _report_crash(session: requests.Session, user: User) -> requests.Response:
    known_by = hashlib.sha256(user.email.lower().encode()).hexdigest()
    return _post(session, CRASH, {"error": "WindowClosed", "user": known_by})


def _beat(session: requests.Session, user: User) -> requests.Response:
    return _post(session, BEAT, {"device": user.device})


def _post(session: requests.Session, url: str, body: dict[str, Any]) -> requests.Response:
    return session.post(url, json=body, timeout=WAIT)


if __name__ == "__main__":
    main()
