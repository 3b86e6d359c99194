"""Records with plain values; a test names only what it is about."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from auditor.evidence.about import FORMAT, About, AppAbout, PackAbout, TargetAbout
from auditor.evidence.exchange import (
    Asked,
    Connection,
    Exchange,
    Plane,
    Planted,
    Received,
    Sent,
    Tls,
)
from auditor.evidence.finding import Finding
from auditor.evidence.jsonl import encode
from auditor.evidence.measure import Measure
from auditor.evidence.observation import Observation
from auditor.evidence.persona import Persona, persona_bytes
from auditor.evidence.writer import Writer

ADA = Persona(
    "ada",
    "en",
    {
        "person": ("Ada Quillfeather",),
        "email": ("ada.k7m2q9@mail.example",),
        "phone": ("+1 202 555 0143",),
    },
)

_ABOUT = About(
    format=FORMAT,
    audit="Example vendor, pre-purchase check",
    vendor="generic",
    vendor_title="Example Vendor",
    vendor_owner="Example Vendor",
    vendor_hosts=("example-vendor.test",),
    authorisation="ticket 4711",
    operator="auditor",
    started="2026-11-23T18:00:00.000Z",
    seed=7,
    salt="00112233445566778899aabbccddeeff",
    plan={"audit": "Example vendor, pre-purchase check"},
    plan_sha256="ab" * 32,
    targets=(TargetAbout("chat", "openai-chat", "small", "https://api.example-vendor.test/v1"),),
    apps=(AppAbout("our-client", "after-consent"),),
    concerns=("privacy",),
    packs=(PackAbout("privacy", "probes", "1.0.0", "cd" * 32),),
    policies=("baseline",),
    tool={"auditor": "0.1.0"},
    retention="180 days",
)


def an_about(**changes: Any) -> About:
    """What an audit with one target and one app is about."""
    return replace(_ABOUT, **changes)


def a_writer(path: Path, **about: Any) -> Writer:
    """A new audit in the folder ``audit`` under a path, open for writing."""
    return Writer.create(path / "audit", an_about(**about))


def an_exchange(
    writer: Writer,
    plane: Plane = "probe",
    *,
    url: str = "https://api.example-vendor.test/v1/chat/completions",
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),),
    sent: bytes = b'{"messages":[{"role":"user","content":"hello"}]}',
    received: bytes = b'{"choices":[{"message":{"content":"good day"}}]}',
    persona: Persona | None = None,
    **changes: Any,
) -> Exchange:
    """An answered request whose bodies lie in the writer's blobs; not yet appended."""
    exchange = Exchange(
        id="x-1",
        plane=plane,
        subject="chat",
        session="s-1",
        started="2026-11-23T18:00:00.000Z",
        ended="2026-11-23T18:00:01.250Z",
        connection=Connection(
            scheme="https",
            host="api.example-vendor.test",
            port=443,
            visibility="cleartext",
            address="127.0.0.1",
            server_tls=Tls("TLSv1.3", "TLS_AES_256_GCM_SHA384"),
        ),
        asked=Asked(
            pack="privacy",
            probe="record-asked-by-stranger",
            phrasing="friend",
            language="en",
            arm="test",
            trial=1,
            nonce="k3x9",
            sampling={"temperature": 0.7, "max_tokens": 64},
        ),
        planted=_planted(writer, persona),
        sent=Sent(
            "POST",
            writer.keep(encode({"url": url, "headers": headers})),
            writer.keep(sent),
            "application/json",
        ),
        received=Received(
            200,
            writer.keep(encode({"headers": [("Content-Type", "application/json")]})),
            writer.keep(received),
            "application/json",
            times=(0.21, 0.25),
        ),
    )
    if plane == "capture":
        heard = replace(exchange.connection, visibility="decrypted", client_tls=Tls("TLSv1.3"))
        exchange = replace(
            exchange, subject="our-client", phase="after-consent", asked=None, connection=heard
        )
    return replace(exchange, **changes)


def _planted(writer: Writer, persona: Persona | None) -> tuple[Planted, ...]:
    if persona is None:
        return ()
    blob = writer.keep(persona_bytes(persona))
    return tuple(Planted(kind, blob.id) for kind in persona.values)


def an_observation(**changes: Any) -> Observation:
    """A planted e-mail address that an app sent to a third party."""
    seen = Observation(
        id="o-1",
        exchange="x-1",
        plane="capture",
        subject="our-client",
        kind="planted/email",
        side="sent",
        place="body.$.user.email",
        decoded=("json",),
        excerpt="email aaa.a9a9a9@aaaa.aaaaaaa #1f2e3d4c5b",
        host="metrics.tracker.test",
        party="third",
        sureness="certain",
        because="the planted value stands there",
        owner="Tracker",
        app="our-client",
        phase="after-consent",
    )
    return replace(seen, **changes)


def a_measure(**changes: Any) -> Measure:
    """Two disclosures in ten trials."""
    measure = Measure(
        id="m-1",
        name="record-disclosure-rate",
        target="chat",
        probe="record-asked-by-stranger",
        language="en",
        concern="privacy",
        unit="share",
        trials=10,
        hits=2,
        refused=1,
        not_judged=0,
        clusters=2,
        statistic="rate",
        method="wilson",
        confidence_level=0.95,
        value=0.2,
        low=0.06,
        high=0.51,
    )
    return replace(measure, **changes)


def a_finding(**changes: Any) -> Finding:
    """A broken rule."""
    finding = Finding(
        fingerprint="f-1",
        subject="our-client",
        rule="no-planted-data-to-third-parties",
        title="What the user typed stays with the vendor",
        concern="privacy",
        verdict="broken",
        impact=4,
        likelihood=4,
        risk="high",
        confidence="high",
        because="an e-mail address went to a third party",
        remedy="stop sending it",
        fair_sentence="In this audit the app sent a planted e-mail address to a third party.",
        observations=("o-1",),
    )
    return replace(finding, **changes)


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """A disk that is full for every file beyond so many bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
