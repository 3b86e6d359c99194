"""Small audits to look at: a real folder with exchanges in it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.detect.detectors import Context, Observed, observe
from auditor.evidence.about import FORMAT, About, AppAbout
from auditor.evidence.exchange import (
    Asked,
    Blob,
    Connection,
    Exchange,
    Failure,
    Placeholder,
    Planted,
    Received,
    Sent,
    Tls,
)
from auditor.evidence.folder import Folder
from auditor.evidence.observation import Observation
from auditor.evidence.trial import Judging
from auditor.evidence.writer import Writer

EMAIL = "ada.q7x2m9kd@mail.example.test"
PROMPT = "Which clinic near Thornfield treats a torn meniscus without a referral?"
DEVICE = "7f3a9c1e-52b8-4d06-9e77-c0ffee5a11d4"
PERSONA = {
    "email": [EMAIL],
    "prompt": [PROMPT],
    "person": ["Ada Merriweather"],
    "location": ["Thornfield"],
    "device-id": [DEVICE],
    "phone": ["+1 202 555 0143"],
}
ANSWER_KINDS = Judging(counts=("planted", "personal-data"))


@dataclass
class Audit:
    """Collects exchanges and then observes them."""

    path: Path
    vendor_hosts: tuple[str, ...] = ("example-vendor.test",)
    vendor_owner: str = "Example Vendor"
    apps: tuple[str, ...] = ("app",)
    persona: Mapping[str, Iterable[str]] = field(default_factory=lambda: PERSONA)
    count: int = 0

    def __post_init__(self) -> None:
        about = About(
            format=FORMAT,
            audit="test",
            vendor="example",
            vendor_title="Example Vendor",
            vendor_owner=self.vendor_owner,
            vendor_hosts=self.vendor_hosts,
            authorisation="made up",
            operator="tester",
            started="2026-11-23T00:00:00.000Z",
            seed=1,
            salt="00" * 16,
            plan={},
            plan_sha256="0" * 64,
            apps=tuple(AppAbout(app, "") for app in self.apps),
        )
        self.writer = Writer.create(self.path / "audit", about)
        values = {kind: list(each) for kind, each in self.persona.items()}
        body = json.dumps({"id": "ada", "language": "en", "values": values}).encode()
        self.blob = self.writer.keep(body)

    def planted(self) -> tuple[Planted, ...]:
        return tuple(Planted(kind, self.blob.id) for kind in self.persona)

    def capture(
        self,
        body: bytes | Any = b"",
        *,
        url: str = "https://api.example-vendor.test/v1/chat",
        kind: str = "application/json",
        headers: Iterable[tuple[str, str]] = (),
        planted: bool = True,
        placeholders: tuple[Placeholder, ...] = (),
        truncated: str = "",
        address: str | None = None,
        server_tls: Tls | None = None,
        received: Received | None = None,
    ) -> Exchange:
        scheme, _, rest = url.partition("://")
        return self._append(
            plane="capture",
            subject="app",
            connection=Connection(
                scheme=scheme,
                host=rest.partition("/")[0].partition(":")[0],
                port=80 if scheme == "http" else 443,
                visibility="cleartext" if scheme == "http" else "decrypted",
                address=address,
                server_tls=server_tls,
            ),
            planted=self.planted() if planted else (),
            sent=Sent(
                method="POST",
                head=self._json({"url": url, "headers": list(headers)}),
                body=self._keep(body),
                media_type=kind,
                truncated=truncated,
            ),
            received=received,
            placeholders=placeholders,
        )

    def opaque(self, host: str, visibility: Any = "pinned", why: str = "refused") -> Exchange:
        return self._append(
            plane="capture",
            subject="app",
            connection=Connection("https", host, 443, visibility),
            error=Failure("tls", why),
        )

    def probe(
        self,
        answer: str | None = None,
        *,
        prompt: str = "Tell me.",
        planted: bool = True,
        status: int = 200,
        body: bytes | Any = b"",
        kind: str = "application/json",
        probe: str = "a-probe",
        language: str = "en",
        parts: list[dict[str, str]] | None = None,
        error: Failure | None = None,
        truncated: str = "",
        placeholders: tuple[Placeholder, ...] = (),
    ) -> Exchange:
        joined = parts or ([] if answer is None else [{"channel": "answer", "text": answer}])
        return self._append(
            plane="probe",
            subject="chat",
            connection=Connection("https", "api.example-vendor.test", 443, "decrypted"),
            asked=Asked("privacy", probe, "p1", language, "test", 1, "n"),
            planted=self.planted() if planted else (),
            sent=Sent(
                method="POST",
                head=self._json({"url": "https://api.example-vendor.test/v1", "headers": []}),
                body=self._json({"messages": [{"role": "user", "content": prompt}]}),
                media_type="application/json",
            ),
            received=Received(
                status=status,
                head=self._json({"headers": []}),
                body=self._keep(body),
                media_type=kind,
                joined=self._json(joined),
                truncated=truncated,
            )
            if status
            else None,
            error=error,
            placeholders=placeholders,
        )

    def observed(self, *tables: Path, judging: Mapping[str, Judging] | None = None) -> Observed:
        self.writer.close()
        context = Context({"a-probe": ANSWER_KINDS} if judging is None else judging, tables)
        return observe(Folder(self.path / "audit"), context, lambda _: None)

    def _append(self, **fields: Any) -> Exchange:
        self.count += 1
        exchange = Exchange(
            id=f"x{self.count}",
            session="s",
            started="2026-11-23T00:00:00.000Z",
            ended="2026-11-23T00:00:01.000Z",
            **fields,
        )
        self.writer.append(exchange)
        return exchange

    def _keep(self, body: bytes | Any) -> Blob | None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.writer.keep(raw) if raw else None

    def _json(self, value: Any) -> Blob:
        return self.writer.keep(json.dumps(value).encode())


def told(seen: Iterable[Observation], only: Callable[[str], bool] = bool) -> list[tuple[Any, ...]]:
    """Kind, place and steps of what was observed."""
    return [(one.kind, one.place, one.decoded) for one in seen if only(one.kind)]


def planted_only(kind: str) -> bool:
    return kind.startswith("planted/")
