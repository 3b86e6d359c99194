"""What each vendor's bad days come to, in every dialect: told as they are, and never as a miss."""

import json
import time
from collections.abc import Callable

import pytest

from auditor.evidence.exchange import Exchange, Failure
from auditor.evidence.writer import Writer
from auditor.probing.lane import Lane
from auditor.probing.patience import Patience
from tests.probing.fake import Act, FakeVendor, endless, half, hang_up, page, raw, redirect, serving
from tests.probing.fakes.wire import KEY, MODEL, Said, Wire
from tests.probing.fakes.wires import WIRES
from tests.probing.making import a_lane, ask, asked, jobs

QUICK = Patience(connect=2, read=5, total=20, tries=2, pause=0.01, longest=2, storm=0.05)

wires = pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.dialect)


def asked_once(
    writer: Writer,
    vendor: FakeVendor,
    wire: Wire,
    *,
    stream: bool = False,
    patience: Patience = QUICK,
) -> tuple[Exchange, list[dict[str, str]], Lane]:
    base = vendor.root + wire.base
    lane = a_lane(writer, base, patience, model=MODEL, dialect=wire.dialect, stream=stream)
    ask(lane, jobs()[:1])
    (exchange,) = asked(writer)
    received = exchange.received
    joined = writer.body(received.joined) if received else None
    return exchange, json.loads(joined or b"[]"), lane


def whole_of(wire: Wire) -> bytes:
    return json.dumps(wire.whole(Said()), ensure_ascii=False).encode()


def stream_of(wire: Wire) -> list[bytes]:
    return wire.chunks(Said())


EMPTY = {"choices": [], "candidates": [], "output": [], "content": [], "id": "x", "model": "y"}

type Day = tuple[str, Callable[[Wire], Act], bool, Failure, tuple[str, ...]]

FAILED: list[Day] = [
    *(
        (str(status), lambda wire, status=status: wire.refuse(status), False, _failure, ())
        for status in (401, 403, 404, 413)
        for _failure in (Failure("status", str(status)),)
    ),
    *(
        (str(status), lambda wire, status=status: wire.refuse(status), False, _failure, (str(status),))
        for status in (408, 500, 503)
        for _failure in (Failure("status", str(status)),)
    ),
    ("page", lambda _: page(), False, Failure("not-understood", "no JSON in the answer"), ()),
    ("page-502", lambda _: page(502), False, Failure("status", "502"), ("502",)),
    (
        "cut",
        lambda wire: raw(whole_of(wire)[:-20]),
        False,
        Failure("not-understood", "no JSON in the answer"),
        (),
    ),
    (
        "empty",
        lambda _: raw(json.dumps(EMPTY).encode()),
        False,
        Failure("not-understood", "no answer where this dialect has it"),
        (),
    ),
    ("nothing", lambda _: raw(b""), False, Failure("not-understood", "no JSON in the answer"), ()),
    (
        "nothing-streamed",
        lambda wire: wire.stream([]),
        True,
        Failure("not-understood", "no JSON in the answer"),
        (),
    ),
    (
        "other-charset",
        lambda _: raw('{"answer": "天气"}'.encode("gbk"), "application/json; charset=gbk"),
        False,
        Failure("not-understood", "no JSON in the answer"),
        (),
    ),
    ("hang-up", lambda _: hang_up, False, Failure("dropped", "the connection broke off"), ("dropped",)),
    ("half", lambda _: half, False, Failure("dropped", "the connection broke off"), ("dropped",)),
    (
        "drop",
        lambda wire: wire.stream(stream_of(wire)[:-1], drop=True),
        True,
        Failure("dropped", "the connection broke off"),
        ("dropped",),
    ),
]  # fmt: skip


@wires
@pytest.mark.parametrize(
    ("act", "stream", "failure", "retried"),
    [day[1:] for day in FAILED],
    ids=[day[0] for day in FAILED],
)
def test_a_bad_day_is_a_failure_with_its_reason(
    writer: Writer,
    fake_vendor: FakeVendor,
    wire: Wire,
    act: Callable[[Wire], Act],
    stream: bool,
    failure: Failure,
    retried: tuple[str, ...],
) -> None:
    fake_vendor.always = act(wire)
    exchange, parts, lane = asked_once(writer, fake_vendor, wire, stream=stream)
    assert (exchange.error, exchange.retried, parts) == (failure, retried, [])
    assert lane.why_failed().startswith("1 of 1 trials failed, the last one")


@wires
@pytest.mark.parametrize("headers", [{}, {"Retry-After": "0.1"}], ids=["untold", "told"])
def test_who_asks_to_slow_down_is_asked_again_later(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, headers: dict[str, str]
) -> None:
    fake_vendor.script = [wire.refuse(429, **headers)]
    fake_vendor.always = wire.answer()
    begun = time.monotonic()
    exchange, parts, _ = asked_once(writer, fake_vendor, wire)
    assert (exchange.error, exchange.retried) == (None, ("429",))
    assert parts[0]["text"].startswith("Good day, ")
    assert time.monotonic() - begun >= float(headers.get("Retry-After", 0))


@wires
def test_a_stream_without_its_end_is_never_silently_whole(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    fake_vendor.always = wire.stream(stream_of(wire)[:-1])
    exchange, parts, _ = asked_once(writer, fake_vendor, wire, stream=True)
    assert exchange.received
    assert (exchange.error, exchange.received.truncated) == (None, "broken-off")
    assert parts[0]["text"].startswith("Good day, ")


@wires
def test_an_error_in_the_middle_of_a_stream_leaves_it_broken_off(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    begun = [chunk for chunk in stream_of(wire) if b"Good" in chunk][:1]
    error = json.dumps(wire.error(500, "overloaded")).encode()
    last = error + b"\n" if wire.stream_type.endswith("ndjson") else b"data: " + error + b"\n\n"
    fake_vendor.always = wire.stream([*begun, last])
    exchange, parts, _ = asked_once(writer, fake_vendor, wire, stream=True)
    assert exchange.received
    assert (exchange.error, exchange.received.truncated) == (None, "broken-off")
    assert parts == [{"channel": "answer", "text": "Good "}]


@wires
def test_deltas_that_come_twice_lose_nothing(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    *begun, last = stream_of(wire)
    fake_vendor.always = wire.stream([chunk for each in begun for chunk in (each, each)] + [last])
    exchange, parts, _ = asked_once(writer, fake_vendor, wire, stream=True)
    assert exchange.received
    assert (exchange.error, exchange.received.truncated) == (None, "")
    assert parts[0]["text"].startswith("Good Good day, day, 天气.")


@wires
@pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])
def test_ten_megabytes_are_read_to_their_end(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, stream: bool
) -> None:
    # Some say everything again at the end of each part, of the item and of the stream.
    half_of_it = (2**20 if stream else 5 * 2**20) - 2**16
    text = ("a" * half_of_it, "b" * half_of_it)
    fake_vendor.always = wire.answer(Said(text=text))
    exchange, parts, _ = asked_once(writer, fake_vendor, wire, stream=stream)
    assert exchange.error is None
    assert parts[0]["text"].partition("\n\n")[0] == "".join(text)


@wires
def test_more_than_is_bearable_is_said_to_be_too_much(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    fake_vendor.always = wire.answer(Said(text=("a" * 2**20,)))
    bound = Patience(body_bytes=2**16)
    exchange, parts, _ = asked_once(writer, fake_vendor, wire, patience=bound)
    assert exchange.received
    assert exchange.error == Failure("too-large", "more than 65536 bytes")
    assert (exchange.received.truncated, parts) == ("body-cap", [])


@wires
def test_an_answer_that_drips_is_ended(writer: Writer, fake_vendor: FakeVendor, wire: Wire) -> None:
    fake_vendor.always = endless(0.02)
    bound = Patience(read=1, total=0.2, tries=3)
    exchange, parts, _ = asked_once(writer, fake_vendor, wire, patience=bound)
    assert exchange.received
    assert exchange.error == Failure("timeout", "not done after 0.2 s")
    assert (exchange.received.truncated, exchange.retried, parts) == ("time-cap", (), [])


@wires
def test_a_charset_that_is_not_the_bodys_is_passed_over(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    fake_vendor.always = raw(whole_of(wire), "application/json; charset=iso-8859-1")
    exchange, parts, _ = asked_once(writer, fake_vendor, wire)
    assert exchange.error is None
    assert parts[0]["text"].startswith("Good day, 天气.")


@wires
def test_a_stream_that_is_called_plain_text_is_read_all_the_same(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    kind = "application/jsonl" if wire.stream_type.endswith("ndjson") else "text/plain"
    fake_vendor.always = raw(b"".join(stream_of(wire)), kind)
    exchange, parts, _ = asked_once(writer, fake_vendor, wire, stream=True)
    assert exchange.error is None
    assert parts[0]["text"].startswith("Good day, 天气.")


@wires
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed_with_the_key(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, status: int
) -> None:
    with serving() as other:
        fake_vendor.always = redirect(f"{other.root}{wire.base}/elsewhere", status)
        exchange, parts, _ = asked_once(writer, fake_vendor, wire)
        assert other.seen == []
    assert (exchange.error, parts) == (Failure("status", str(status)), [])
    assert KEY in fake_vendor.seen[0].headers[wire.key_header]


@wires
def test_a_stream_that_was_not_asked_for_and_a_whole_answer_that_was_are_read(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    fake_vendor.always = raw(whole_of(wire))
    exchange, parts, _ = asked_once(writer, fake_vendor, wire, stream=True)
    assert exchange.error is None
    assert parts[0]["text"].startswith("Good day, 天气.")
