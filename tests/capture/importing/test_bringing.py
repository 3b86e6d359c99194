import hashlib
import struct
import tracemalloc

import orjson
import pytest

from auditor.capture.importing.bringing import Bringing, bring, check
from auditor.errors import AuditorError
from auditor.evidence import places
from auditor.evidence import writer as writing
from auditor.evidence.about import AppAbout
from auditor.evidence.exchange import Planted, Source
from auditor.evidence.jsonl import encode
from auditor.evidence.persona import persona_bytes
from auditor.schemas import problems
from tests.capture.importing.hars import a_har, an_item, har, request
from tests.capture.packets.making import (
    CLIENT,
    ETHERNET,
    REQUEST,
    RESPONSE,
    a_talk,
    linked,
    pcap,
    udp,
)
from tests.making import ADA, a_writer


@pytest.fixture
def writer(tmp_path):
    with a_writer(tmp_path) as writer:
        yield writer


def brought(writer, path, *only, told=None):
    persona = writer.keep(persona_bytes(ADA)).id
    planted = tuple(Planted(kind, persona) for kind in ADA.values)
    one = Bringing(path, "web", "before-consent", only)
    return bring(one, writer, planted, (told if told is not None else []).append)


def test_an_entry_becomes_an_exchange_that_says_where_it_was_read(tmp_path, writer):
    path = a_har(tmp_path, 7, an_item())
    assert brought(writer, path).read == 1
    (exchange,) = writer.exchanges()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert exchange.source == Source("some.har", 2, digest)
    assert (exchange.subject, exchange.phase) == ("web", "before-consent")
    assert (exchange.started, exchange.ended) == (
        "2026-11-01T10:00:00.000Z", "2026-11-01T10:00:00.250Z",
    )  # fmt: skip
    assert list(problems("exchange", orjson.loads(encode(exchange)))) == []
    assert writer.body(exchange.received.body) == b'{"answer":"hi"}'


def test_live_secrets_never_reach_the_disk(tmp_path, writer):
    headers = [{"name": "Authorization", "value": "Bearer s3cr3t-t0ken-0123456789"}]
    path = a_har(tmp_path, an_item(request=request(headers=headers)))
    brought(writer, path)
    (exchange,) = writer.exchanges()
    assert [each.kind for each in exchange.placeholders] == ["bearer-token"]
    assert b"s3cr3t" not in writer.body(exchange.sent.head)


def test_custody_tells_what_was_read_and_what_was_not(tmp_path, writer):
    items = [an_item(), 7, an_item(_fromCache="disk"), an_item(startedDateTime="?"), {}]
    path = a_har(tmp_path, *items)
    made = brought(writer, path)
    assert made.told() == [
        "2 entries read, 2 rejected, 1 passed over",
        "2 × no request",
        "1 × passed over: answered by the browser's cache",
    ]
    act = list(writer.custody())[-1]
    assert (act.action, act.why) == ("imported", "some.har was imported")
    assert act.detail == {
        "app": "web",
        "phase": "before-consent",
        "file": "some.har",
        "format": "HAR",
        "bytes": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "only": [],
        "read": 2,
        "rejected": 2,
        "left out": 0,
        "passed over": 1,
        "because": [
            "2 × no request",
            "1 × passed over: answered by the browser's cache",
            "1 without a time",
        ],
    }


def test_the_same_file_is_imported_once(tmp_path, writer):
    told = []
    first = a_har(tmp_path)
    brought(writer, first)
    again = a_har(tmp_path, name="copy.har")
    assert brought(writer, again, told=told) is None
    assert len(list(writer.exchanges())) == 1
    assert told[0].startswith("copy.har: imported already on 20")


def test_an_import_that_was_interrupted_goes_on_where_it_stopped(tmp_path, writer):
    path = a_har(tmp_path, an_item(), an_item(), an_item())
    brought(writer, path, "nobody.test")
    brought(writer, path, "vendor.test")
    made = brought(writer, path)
    assert (made.read, made.known) == (3, 3)
    assert len(list(writer.exchanges())) == 3


def test_an_import_can_be_limited(tmp_path, writer):
    other = an_item(request=request(url="https://else.test/"))
    made = brought(writer, a_har(tmp_path, an_item(), other), "else.test")
    assert (made.read, made.left_out) == (1, 1)
    assert [each.connection.host for each in writer.exchanges()] == ["else.test"]


def test_what_is_cut_is_imported_as_far_as_it_goes(tmp_path, writer):
    path = a_har(tmp_path)
    path.write_bytes(har(an_item(), an_item())[:-100])
    made = brought(writer, path)
    assert (made.read, made.rejected) == (1, 1)
    assert made.told()[1] == "1 × from entry 2 on: it ends in the middle of an entry"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b'{"log": 7}', "not readable as HAR: no list of entries in it"),
        (har(), "a HAR without entries"),
        (b"12:hello", "not readable as mitmproxy dump: it ends in the middle of a flow"),
    ],
)
def test_a_file_with_nothing_to_read_is_refused_in_a_line(tmp_path, writer, content, what):
    path = tmp_path / "some.har"
    path.write_bytes(content)
    with pytest.raises(AuditorError) as err:
        brought(writer, path)
    assert str(err.value) == f"{path}: {what}"


def test_limits_and_formats_are_checked_before_anything_is_made(tmp_path):
    with pytest.raises(AuditorError, match="neither a host"):
        check(Bringing(a_har(tmp_path), "web", "", ("..",)))
    with pytest.raises(AuditorError, match="no such file"):
        check(Bringing(tmp_path / "no.har", "web", ""))


def of_app(name, *packets):
    """Frames with what PCAPdroid puts behind them."""
    trailer = struct.pack(">Ii20sI", 0x01072021, 10100, name, 0)
    return [linked(ETHERNET, each) + trailer for each in packets]


@pytest.fixture
def of_two_apps(tmp_path):
    other = a_talk(REQUEST, RESPONSE, client=(CLIENT, 40_001))
    frames = of_app(b"Chat", *a_talk(REQUEST, RESPONSE)) + of_app(b"Maps\x1b", *other)
    path = tmp_path / "phone.pcap"
    path.write_bytes(pcap(*frames, linked(ETHERNET, udp(*NOBODY, b"x")), link_them=False))
    return path


NOBODY = ((CLIENT, 1), ("192.0.2.9", 9))


def test_each_app_that_a_file_names_is_a_subject(writer, of_two_apps):
    made = brought(writer, of_two_apps)
    assert made.told() == [
        "3 entries read, 0 rejected", "1 entries of Chat", "1 entries of Maps",
    ]  # fmt: skip
    assert [each.subject for each in writer.exchanges()] == ["Chat", "Maps", "web"]
    assert set(writer.about.apps) >= {AppAbout("Chat", "before-consent"),
                                      AppAbout("Maps", "before-consent")}  # fmt: skip
    act = list(writer.custody())[-1]
    assert (act.detail["app"], act.detail["apps"]) == ("web", ["Chat", "Maps"])
    for exchange in writer.exchanges():
        assert list(problems("exchange", orjson.loads(encode(exchange)))) == []


def test_an_import_can_be_limited_to_an_app(writer, of_two_apps):
    made = brought(writer, of_two_apps, "app:Chat")
    assert (made.read, made.left_out) == (1, 2)
    assert [each.subject for each in writer.exchanges()] == ["Chat"]


def test_apps_beyond_the_most_belong_to_the_one_of_the_import(writer, of_two_apps, monkeypatch):
    monkeypatch.setattr("auditor.capture.importing.bringing.MAX_APPS", 1)
    brought(writer, of_two_apps)
    assert [each.subject for each in writer.exchanges()] == ["Chat", "web", "web"]


def test_a_key_log_is_not_kept_and_other_keys_need_another_folder(tmp_path, writer, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    path, keys = tmp_path / "some.pcap", tmp_path / "keys"
    path.write_bytes(pcap(*a_talk(REQUEST, RESPONSE)))
    keys.write_bytes(b"CLIENT_RANDOM 5ec7e7 5ec7e7\n")
    made = bring(Bringing(path, "web", "p", (), keys), writer, (), lambda _: None)
    assert made.told()[1].startswith("TLS stayed closed: tshark")
    act = list(writer.custody())[-1]
    assert (act.detail["key log"], act.detail["because"]) == ("given", made.noted)
    for kept in writer.path.rglob("*"):
        assert not kept.is_file() or b"5ec7e7" not in kept.read_bytes()
    for only in ((), ("a.test",)):
        with pytest.raises(AuditorError, match=r"imported already on .*, with a key log"):
            bring(Bringing(path, "web", "p", only), writer, (), lambda _: None)
    again = Bringing(path, "web", "p", (), keys)
    assert bring(again, writer, (), lambda _: None) is None


def test_keys_begin_anew_what_was_interrupted_without_them(tmp_path, writer, monkeypatch):
    path, keys = tmp_path / "some.pcap", tmp_path / "keys"
    path.write_bytes(pcap(*a_talk(REQUEST, RESPONSE)))
    keys.write_bytes(b"CLIENT_RANDOM 00 11\n")
    monkeypatch.setenv("PATH", "/nowhere")
    with monkeypatch.context() as once:
        once.setattr(writer, "sync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bring(Bringing(path, "web", "p"), writer, (), lambda _: None)
    made = bring(Bringing(path, "web", "p", (), keys), writer, (), lambda _: None)
    assert (made.read, made.known, len(list(writer.exchanges()))) == (1, 0, 2)


def interrupted():
    raise KeyboardInterrupt


def test_memory_does_not_grow_with_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "RECENT", 100)
    monkeypatch.setattr(places, "BATCH", 200)
    monkeypatch.setattr(writing, "PIECE_BYTES", 2**16)
    peaks = []
    for count in (300, 1200):
        items = [
            an_item(request=request(url=f"https://a.test/{number}"), comment="x" * 1000)
            for number in range(count)
        ]
        path = a_har(tmp_path, *items, name=f"{count}.har")
        (tmp_path / str(count)).mkdir()
        with a_writer(tmp_path / str(count)) as writer:
            tracemalloc.start()
            assert brought(writer, path).read == count
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]
