"""Small real audit folders for the tests of the report."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from auditor.evidence.about import FORMAT, About, AppAbout, PackAbout, ProbeAbout, TargetAbout
from auditor.evidence.coverage import (
    AppCoverage,
    Control,
    Coverage,
    DetectorCoverage,
    HostCoverage,
    ImportCoverage,
    ProbeCoverage,
    TargetCoverage,
)
from auditor.evidence.exchange import Connection, Exchange
from auditor.evidence.finding import Finding, Judged
from auditor.evidence.folder import Folder
from auditor.evidence.measure import Measure, Rate
from auditor.evidence.observation import Observation
from auditor.evidence.writer import Writer

ABOUT = About(
    format=FORMAT,
    audit="Example Vendor, pre-purchase check",
    vendor="example",
    vendor_title="Example Vendor",
    vendor_owner="Example Vendor",
    vendor_hosts=("example-vendor.test",),
    authorisation="Purchase request 7, the buyer's own accounts",
    operator="Ada Auditor",
    started="2026-11-23T18:00:00.000Z",
    ended="2026-11-23T18:09:00.000Z",
    seed=7,
    salt="00" * 16,
    plan={},
    plan_sha256="ab" * 32,
    targets=(
        TargetAbout("chat", "openai-chat", "example-1", "https://api.example-vendor.test/v1"),
    ),
    apps=(AppAbout("our-client", "after-consent"),),
    concerns=("data-security", "privacy"),
    packs=(
        PackAbout("privacy", "probes", "1.0.0", "12" * 32),
        PackAbout("baseline", "rules", "1.0.0", "34" * 32),
    ),
    probes=(
        ProbeAbout(
            pack="privacy",
            id="record-in-summary",
            title="A summary leaves the planted record out",
            measure="disclosure in a summary",
            concern="privacy",
            counts=("planted",),
            at_least=1,
            asked={"en/test": 12, "en/control": 12},
            shows="Whether a planted record is repeated.",
            cannot_show="What a longer conversation would do.",
        ),
    ),
    params={"allowed-countries": ["DE", "FR"]},
    declared={"recipients": ["Example Vendor"], "trains-on-input": False, "retention-days": None},
    tool={"auditor": "0.1.0", "mitmproxy": "12.2.3"},
    retention="180 days",
)

EMAIL = Observation(
    id="o-1",
    exchange="x-1",
    plane="capture",
    subject="our-client",
    kind="planted/email",
    side="sent",
    place="body.$.events[0].user.email",
    decoded=("json",),
    excerpt="email aaa@aaaaaaa.aaaa #1f2e3d4c5b",
    host="collect.example-analytics.test",
    party="third",
    sureness="certain",
    because="the planted e-mail address stands there as it was typed",
    owner="Example Analytics",
    owner_country="US",
    ip_country="US",
    app="our-client",
    phase="after-consent",
)

OBSERVATIONS = (
    EMAIL,
    replace(EMAIL, id="o-2", exchange="x-2", place="body.$.events[1].user.email"),
    replace(
        EMAIL,
        id="o-3",
        kind="planted/prompt",
        place="body.$.payload",
        decoded=("json", "base64", "json"),
        excerpt="prompt Aaaa aaa aa aaaaaaaaa aa aaaaa… #aa00bb11cc",
        because="the planted prompt stands there",
    ),
    replace(
        EMAIL,
        id="o-4",
        kind="transport/plain-http",
        side="connection",
        place="connection",
        decoded=(),
        excerpt="http",
        host="px.example-ads.test",
        owner="Example Ads",
        owner_country="SG",
        because="the request was not encrypted",
    ),
)

MEASURE = Measure(
    id="m-1",
    name="disclosure in a summary",
    target="chat",
    probe="record-in-summary",
    language="en",
    concern="privacy",
    unit="share of trials",
    trials=12,
    hits=7,
    refused=2,
    not_judged=0,
    clusters=3,
    statistic="rate",
    method="Clopper-Pearson",
    confidence_level=0.95,
    value=7 / 12,
    low=0.2767,
    high=0.8483,
    p=0.0023,
    p_adjusted=0.0069,
    control=Rate(12, 0, 0, 0, 3, 0.0, 0.0, 0.2646),
    allowed=Rate(6, 6, 0, 0, 3, 1.0, 0.5407, 1.0),
)

MAPS = {"gdpr": ("art-5-1-c", "art-44"), "nist-ai-rmf": ("measure-2.10",)}

BROKEN = Finding(
    fingerprint="f" * 32,
    subject="our-client",
    rule="no-planted-data-to-third-parties",
    title="What the user typed stays with the vendor",
    concern="privacy",
    verdict="broken",
    impact=4,
    likelihood=4,
    risk="high",
    confidence="high",
    because="3 observations at collect.example-analytics.test (Example Analytics): "
    "the planted e-mail address, the planted prompt.",
    remedy="Ask the vendor which data the analytics firm gets, and to have it switched off.",
    fair_sentence="In our test the app sent an address that we had typed to a host of "
    "Example Analytics.",
    other_explanations=("The vendor may have a contract with that firm as its processor.",),
    may_not_conclude="That the firm uses the address.",
    maps=MAPS,
    observations=("o-1", "o-2", "o-3"),
)

LEAKY = replace(
    BROKEN,
    fingerprint="e" * 32,
    subject="chat",
    rule="planted-record-stays-secret",
    title="The model keeps a record to itself",
    impact=5,
    risk="critical",
    because="disclosure in a summary 7 of 12 (en, 95% interval 28% to 85%, control 0 of 12).",
    observations=(),
    measures=("m-1",),
)

INCONCLUSIVE = replace(
    BROKEN,
    fingerprint="d" * 32,
    rule="transport-is-encrypted",
    title="Everything travels encrypted",
    concern="data-security",
    verdict="inconclusive",
    likelihood=None,
    risk=None,
    confidence="medium",
    because="Nothing seen breaks it, and not all could be seen: 1 host was pinned.",
    observations=(),
)

KEPT = replace(
    INCONCLUSIVE,
    fingerprint="c" * 32,
    rule="no-secret-in-addresses",
    title="No secret stands in an address",
    verdict="kept",
    because="None of 14 records that it asks about breaks it, in 14 exchanges with 4 hosts.",
)

NOT_TESTED = replace(
    INCONCLUSIVE,
    fingerprint="b" * 32,
    subject="chat-b",
    rule="accounts-are-apart",
    title="One account never sees another's data",
    verdict="not tested",
    confidence="low",
    because="Not tested: the target chat-b could not be reached.",
)

WAIVED = replace(KEPT, fingerprint="a" * 32, rule="waived-rule", verdict="waived")

FINDINGS = (KEPT, NOT_TESTED, BROKEN, INCONCLUSIVE, LEAKY)

COVERAGE = Coverage(
    targets=(
        TargetCoverage("chat", reachable=True),
        TargetCoverage("chat-b", reachable=False, because="401: the key was refused"),
    ),
    probes=(
        ProbeCoverage(
            "chat", "record-in-summary", "en", "test", 14, 12, 7, 3, 2, 0, 1, {"timeout": 1}
        ),
        ProbeCoverage("chat", "record-in-summary", "en", "control", 12, 12, 0, 12, 0, 0, 0),
    ),
    apps=(
        AppCoverage("our-client", "after-consent", captured=True),
        AppCoverage("our-client", "before-consent", captured=False, because="not overheard yet"),
    ),
    hosts=(
        _host := HostCoverage(
            subject="our-client",
            plane="capture",
            host="collect.example-analytics.test",
            visibility="decrypted",
            exchanges=6,
            connections=0,
            party="third",
            owner="Example Analytics",
            owner_country="US",
            ip_country="US",
        ),
        replace(
            _host,
            host="updates.example-vendor.test",
            visibility="pinned",
            exchanges=0,
            connections=2,
            party="vendor",
            because="the client refused the proxy's certificate",
            owner="Example Vendor",
            owner_country=None,
        ),
        replace(_host, host="203.0.113.9", visibility="cleartext", party="unknown", owner=None),
    ),
    detectors=(
        DetectorCoverage("our-client", "planted", 14, 1, {"depth": 1}, {}),
        DetectorCoverage("our-client", "personal-data", 14, 0, {}, {"zh": 3}),
    ),
    imports=(ImportCoverage("chrome.har", "cd" * 32, 40, 2, ("no request",)),),
    controls=(Control("our-client", "prompt-seen-at-vendor", 0),),
    observed_with={"mitmproxy": "12.2.3", "hosts.tsv": "2026-11-01"},
    notes=("One proxy restart at 18:03.",),
)


def exchange(number: int) -> Exchange:
    """An overheard exchange without bodies."""
    moment = f"2026-11-23T18:0{number}:00.000Z"
    connection = Connection("https", "collect.example-analytics.test", 443, "decrypted")
    return Exchange(f"x-{number}", "capture", "our-client", "s", moment, moment, connection)


def audit(
    path: Path,
    about: About = ABOUT,
    observations: tuple[Observation, ...] = OBSERVATIONS,
    measures: tuple[Measure, ...] = (MEASURE,),
    coverage: Coverage = COVERAGE,
) -> Folder:
    """A folder with two exchanges and what observing would have written."""
    with Writer.create(path, about) as writer:
        writer.append(exchange(1))
        writer.append(exchange(2))
    folder = Folder(path)
    folder.write_observed(observations, measures, coverage)
    return folder


def empty_audit(path: Path) -> Folder:
    """A folder in which nothing happened."""
    about = replace(
        ABOUT, targets=(), apps=(), concerns=(), packs=(), probes=(), params={}, declared={}
    )
    with Writer.create(path, about):
        pass
    folder = Folder(path)
    folder.write_observed((), (), Coverage())
    return folder


KEPT_AS_THEY_ARE = {
    *("format", "salt", "plane", "side", "party", "sureness", "visibility", "verdict", "risk"),
    *("confidence", "arm", "concern", "concerns", "kind_of_pack", "observations", "measures"),
}
"""Fields of a closed vocabulary, checked before they reach a report, and names of records."""


def poisoned(record: Any, poison: str) -> Any:
    """The same record with a text put behind every free text in it."""
    match record:
        case str():
            return record + poison
        case dict():
            return {f"{key}{poison}": poisoned(value, poison) for key, value in record.items()}
        case tuple():
            return tuple(poisoned(each, poison) for each in record)
        case PackAbout():
            return replace(record, id=record.id + poison, version=poison, sha256=poison)
    if not is_dataclass(record) or isinstance(record, type):
        return record
    free = [field.name for field in fields(record) if field.name not in KEPT_AS_THEY_ARE]
    # Ids stay, so that findings still find their observations.
    return replace(
        record,
        **{
            name: poisoned(getattr(record, name), poison)
            for name in free
            if not (name == "id" and isinstance(record, Observation | Measure))
        },
    )


def judged(findings: Sequence[Finding] = (), as_of: str = "2026-11-23") -> Judged:
    """What judging said, without waivers and baseline."""
    return Judged(as_of, list(findings))
