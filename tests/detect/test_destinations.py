from pathlib import Path

import pytest

from auditor.detect.destinations import (
    COLUMNS,
    destination,
    ip_country,
    is_loopback,
    read_hosts,
    site,
)
from auditor.errors import AuditorError
from auditor.evidence.about import FORMAT, About
from auditor.evidence.exchange import Connection
from auditor.shipped import shipped


def about(*hosts: str, owner: str = "") -> About:
    return About(
        format=FORMAT,
        audit="a",
        vendor="v",
        vendor_title="V",
        vendor_owner=owner,
        vendor_hosts=hosts,
        authorisation="made up",
        operator="tester",
        started="",
        seed=1,
        salt="",
        plan={},
        plan_sha256="",
    )


DEEPSEEK = about("deepseek.com", owner="Hangzhou DeepSeek AI")
KNOWN = [
    ("api.deepseek.com", "vendor", "Hangzhou DeepSeek AI", "CN"),
    ("gator.volces.com", "third", "Volcano Engine (ByteDance)", "CN"),
    ("anything.else.volces.com", "third", "Volcano Engine (ByteDance)", "CN"),
    ("GATOR.volces.com.", "third", "Volcano Engine (ByteDance)", "CN"),
    ("fp-it-acc.portal101.cn", "third", "Shumei", "CN"),
    ("cmpassport.com", "third", "China Mobile", "CN"),
    ("o33249.ingest.sentry.io", "third", "Sentry", "US"),
    ("notvolces.com", "unknown", None, None),
    ("deepseek.com.evil.test", "unknown", None, None),
    ("203.0.113.5", "unknown", None, None),
]


@pytest.mark.parametrize(("host", "party", "owner", "country"), KNOWN)
def test_a_host_has_the_owner_of_its_longest_suffix(host, party, owner, country):
    found = destination(Connection("https", host, 443, "decrypted"), read_hosts(), DEEPSEEK)
    assert (found.party, found.owner, found.owner_country) == (party, owner, country)


def test_an_owner_that_is_the_vendor_makes_the_vendor():
    found = destination(
        Connection("https", "chatgpt.com", 443, "decrypted"), read_hosts(), about(owner="OpenAI")
    )
    assert found.party == "vendor"


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("8.8.8.8", "US"),
        ("43.109.38.198", "SG"),
        ("127.0.0.1", None),
        ("192.168.1.5", None),
        ("fe80::1%eth0", None),
        ("not an address", None),
        (None, None),
    ],
)
def test_the_country_of_an_address_is_its_registry_s(address, country):
    assert ip_country(address) == country


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("127.0.0.2", True), ("[::1]", True), ("a.test", False)],
)
def test_loopback_is_told_by_name(host, expected):
    assert is_loopback(host) is expected


def test_every_shipped_row_is_sound():
    hosts = read_hosts()
    assert len(hosts.owners) > 140
    assert {one.confidence for one in hosts.owners.values()} == {"A", "B", "C"}
    text = shipped("policies", "hosts.tsv").read_text()
    assert "likely" not in text
    assert "unverified" not in text


def test_a_later_table_goes_before_the_shipped_one(tmp_path):
    table = tmp_path / "mine.tsv"
    table.write_text(head() + row("gator.volces.com", owner="Mine", country="DE"))
    assert read_hosts([table]).owner("gator.volces.com").name == "Mine"
    assert read_hosts([table]).read_with["mine.tsv"].startswith("undated sha256:")


def head() -> str:
    return "# a note\n" + "\t".join(COLUMNS) + "\n"


def row(host="a.example", owner="A", country="DE", source="s", confidence="A") -> str:
    return "\t".join((host, owner, country, "role", source, confidence, "")) + "\n"


WRONG = [
    ("a\tb\n", r":1: the first line must name the columns"),
    (head() + "a.example\tA\n", r":3: 2 columns instead of 7"),
    (head() + row(host="A.example"), r":3: 'A\.example' is not a host name in lower case"),
    (head() + row(host="com"), r":3: 'com' is not a host name"),
    (head() + row(host="co.uk"), r":3: 'co\.uk' is a public suffix"),
    (head() + row() + row(), r":4: 'a\.example' stands twice"),
    (head() + row(owner=""), r":3: the owner is missing"),
    (head() + row(country="Germany"), r":3: 'Germany' is not a country code"),
    (head() + row(source=""), r":3: the source is missing"),
    (head() + row(confidence="D"), r":3: the confidence 'D'"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_bad_row_is_told_by_its_line(tmp_path, text, expected):
    table = tmp_path / "mine.tsv"
    table.write_text(text)
    with pytest.raises(AuditorError, match=expected):
        read_hosts([table])


def test_a_table_that_is_missing_is_told():
    with pytest.raises(AuditorError, match="cannot be read"):
        read_hosts([Path("/nowhere/mine.tsv")])


SITES = [
    ("a.b.example.co.uk", "example.co.uk"),
    ("api.deepseek.com", "deepseek.com"),
    ("made-up.github.io", "made-up.github.io"),
    ("co.uk", "co.uk"),
    ("API.Example.COM.", "example.com"),
    ("127.0.0.1", "127.0.0.1"),
    ("[::1]", "[::1]"),
    ("localhost", "localhost"),
]


@pytest.mark.parametrize(("host", "expected"), SITES)
def test_the_part_of_a_host_that_somebody_registered(host: str, expected: str) -> None:
    assert site(host) == expected


DATED = "a.test\tA\tDE\trole\ta page\tA\t\t"


def test_a_row_may_say_when_its_source_was_read(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("\t".join((*COLUMNS, "read_on")) + "\n" + DATED + "2026-11-25\n")
    assert read_hosts([table]).owner("x.a.test")
    table.write_text("\t".join((*COLUMNS, "read_on")) + "\n" + DATED + "lately\n")
    with pytest.raises(AuditorError, match="'lately' is not a date such as 2026-11-23"):
        read_hosts([table])
