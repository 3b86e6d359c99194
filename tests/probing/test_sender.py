import gzip
import json
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import orjson
import pytest

from auditor.demo.certificates import make_authority, server_context
from auditor.evidence.exchange import Asked, Exchange, Failure
from auditor.evidence.jsonl import encode
from auditor.evidence.writer import Writer
from auditor.plan import Limits
from auditor.probing.attempt import Request, attempt, connections
from auditor.probing.budget import Budget
from auditor.probing.endpoint import Route
from auditor.probing.patience import Patience
from auditor.probing.sender import Question, Sender
from auditor.schemas import problems
from tests.demo.tunnel import tunnel
from tests.probing.fake import (
    FakeVendor,
    Handler,
    Seen,
    answer,
    echo_key,
    endless,
    half,
    hang_up,
    huge,
    page,
    raw,
    redirect,
    refuse,
    send,
    serving,
    slowly,
    streamed,
    zipped,
)
from tests.probing.making import KEY, QUICK, an_endpoint, on_disk

HELLO = Question(
    "POST",
    "chat/completions",
    b'{"messages":[{"role":"user","content":"hi"}]}',
    asked=Asked("privacy", "record", "way-1", "en", "test", 1, "k7m2q9"),
)


def ask(
    writer: Writer, url: str, patience: Patience = QUICK, route: Route | None = None, **target: str
) -> Exchange:
    sender = Sender(
        an_endpoint(url, **target), route or Route(), writer.salt, writer.keep, patience
    )
    return asked(sender, writer)


def asked(sender: Sender, writer: Writer, budget: Budget | None = None) -> Exchange:
    made = sender.ask(HELLO, budget)
    assert made
    writer.append(made[0])
    return made[0]


def head(writer: Writer, blob: object) -> dict[str, object]:
    return json.loads(writer.body(blob) or b"")


def test_an_exchange_says_what_was_sent_and_what_came_back(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    before = datetime.now(UTC)
    exchange = ask(writer, fake_vendor.url)
    sent, received = exchange.sent, exchange.received
    assert sent
    assert received
    assert (exchange.plane, exchange.subject, exchange.error, exchange.retried) == (
        "probe",
        "chat",
        None,
        (),
    )
    assert (exchange.connection.scheme, exchange.connection.host) == ("http", "127.0.0.1")
    assert (exchange.connection.port, exchange.connection.address) == (
        fake_vendor.port,
        "127.0.0.1",
    )
    assert exchange.connection.visibility == "cleartext"
    assert before - timedelta(seconds=1) < datetime.fromisoformat(exchange.started)
    assert exchange.started <= exchange.ended
    assert head(writer, sent.head)["url"] == f"{fake_vendor.url}/chat/completions"
    assert (sent.method, sent.media_type) == ("POST", "application/json")
    assert writer.body(sent.body) == HELLO.body == fake_vendor.seen[0].raw
    assert (received.status, received.media_type, received.encoding) == (
        200,
        "application/json",
        "",
    )
    assert json.loads(writer.body(received.body) or b"")["model"] == "small-1"
    assert received.truncated == ""
    assert len(received.times) == 1
    assert 0 < received.times[0] < 1


def test_every_exchange_is_of_its_schema(writer: Writer, fake_vendor: FakeVendor) -> None:
    fake_vendor.script = [answer("x"), refuse(401), half, half, half, page()]
    made = [ask(writer, fake_vendor.url) for _ in range(4)]
    assert [list(problems("exchange", orjson.loads(encode(each)))) for each in made] == [[]] * 4


@pytest.mark.parametrize(
    ("act", "kind", "retried"),
    [
        (refuse(408), "status", ("408", "408")),
        (refuse(500), "status", ("500", "500")),
        (refuse(503), "status", ("503", "503")),
        (hang_up, "dropped", ("dropped", "dropped")),
        (half, "dropped", ("dropped", "dropped")),
        (streamed(["a", "b"], drop_after=2), "dropped", ("dropped", "dropped")),
        (refuse(400), "status", ()),
        (refuse(401), "status", ()),
        (refuse(403), "status", ()),
        (refuse(404), "status", ()),
        (refuse(413), "status", ()),
        (page(502), "status", ("502", "502")),
    ],
)
def test_what_may_pass_is_tried_again_within_bounds_and_the_rest_is_not(
    writer: Writer, fake_vendor: FakeVendor, act: object, kind: str, retried: tuple[str, ...]
) -> None:
    fake_vendor.always = act
    exchange = ask(writer, fake_vendor.url)
    assert exchange.error
    assert (exchange.error.kind, exchange.retried) == (kind, retried)
    assert len(fake_vendor.seen) == len(retried) + 1


def test_the_try_that_worked_is_kept_with_the_reasons_of_those_before(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.script = [refuse(503), hang_up, answer("at last")]
    exchange = ask(writer, fake_vendor.url)
    assert (exchange.error, exchange.retried) == (None, ("503", "dropped"))
    assert exchange.received
    assert b"at last" in (writer.body(exchange.received.body) or b"")


@pytest.mark.parametrize(
    ("told", "least", "status"),
    [
        ("0.3", 0.3, 200),
        ("0", 0.0, 200),
        ("3600", 0.0, 429),
        ("1e3", 0.0, 200),
        ("soon", 0.0, 200),
        ("\xb2", 0.0, 200),
        ("-5", 0.0, 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0, 200),
        ("Thu, 99 Jan 99999 00:00:00 GMT", 0.0, 200),
        pytest.param(
            format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True),
            *(0.0, 429),
            id="the date an hour from now",
        ),
    ],
)
def test_a_retry_after_is_obeyed_where_it_can_be_read_and_is_not_too_long(
    writer: Writer, fake_vendor: FakeVendor, told: str, least: float, status: int
) -> None:
    fake_vendor.script = [refuse(429, Retry_After=told)]
    begun = time.monotonic()
    exchange = ask(writer, fake_vendor.url)
    assert exchange.received
    assert exchange.received.status == status
    # What is too long, or no number, was told in hours.
    assert least <= time.monotonic() - begun < 60


def test_a_vendor_that_asks_to_slow_down_uses_up_no_tries(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.script = [refuse(429)] * 5 + [refuse(529)] * 2 + [refuse(503)]
    exchange = ask(writer, fake_vendor.url, replace(QUICK, storm=5))
    assert exchange.error is None
    assert exchange.retried == ("429",) * 5 + ("529",) * 2 + ("503",)


def test_a_first_answer_that_took_long_is_no_storm(writer: Writer, fake_vendor: FakeVendor) -> None:
    fake_vendor.script = [slowly(0.1, refuse(429))]
    exchange = ask(writer, fake_vendor.url, replace(QUICK, storm=0.05))
    assert (exchange.error, exchange.retried) == (None, ("429",))


def test_a_vendor_that_takes_nothing_any_more_is_waited_for_within_a_bound(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = refuse(429)
    begun = time.monotonic()
    exchange = ask(writer, fake_vendor.url)
    assert 0.2 < time.monotonic() - begun < 60
    assert exchange.error == Failure("status", "429")
    assert set(exchange.retried) == {"429"}
    assert len(fake_vendor.seen) == len(exchange.retried) + 1


def test_whether_a_target_answers_is_not_waited_for_through_a_storm(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.models = refuse(429)
    sender = Sender(
        an_endpoint(fake_vendor.url), Route(), writer.salt, writer.keep, replace(QUICK, storm=60)
    )
    made = sender.ask(Question("GET", "models", None))
    assert made
    assert made[0].retried == ("429", "429")


@pytest.mark.parametrize(
    ("act", "overloaded"),
    [
        (refuse(429), True),
        (refuse(529), True),
        (refuse(503, Retry_After="0"), True),
        (send({"error": {"type": "overloaded_error"}}, 503), True),
        (refuse(503), False),
        (refuse(500), False),
        (hang_up, False),
        (answer("x"), False),
    ],
)
def test_what_counts_as_a_wish_to_slow_down(
    fake_vendor: FakeVendor, act: object, overloaded: bool
) -> None:
    fake_vendor.always = act
    request = Request("POST", f"{fake_vendor.url}/chat/completions", {}, b"{}")
    assert attempt(connections(Route()), request, QUICK).overloaded == overloaded


def test_a_stopped_sender_asks_nothing(writer: Writer, fake_vendor: FakeVendor) -> None:
    sender = Sender(an_endpoint(fake_vendor.url), Route(), writer.salt, writer.keep, QUICK)
    sender.stop()
    assert sender.ask(HELLO) is None
    assert fake_vendor.seen == []


def test_a_sender_that_is_stopped_waits_for_no_further_try(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    sender = Sender(an_endpoint(fake_vendor.url), Route(), writer.salt, writer.keep, Patience())
    timer = threading.Timer(0.2, sender.stop)

    def later(to: Handler, seen: Seen) -> None:
        timer.start()
        refuse(429, Retry_After="60")(to, seen)

    fake_vendor.always = later
    begun = time.monotonic()
    exchange = asked(sender, writer)
    timer.join()
    assert (exchange.error, exchange.retried) == (Failure("status", "429"), ())
    assert time.monotonic() - begun < 30


def test_no_try_begins_after_the_time_is_up(writer: Writer, fake_vendor: FakeVendor) -> None:
    fake_vendor.always = refuse(429, Retry_After="60")
    sender = Sender(an_endpoint(fake_vendor.url), Route(), writer.salt, writer.keep, Patience())
    begun = time.monotonic()
    asked(sender, writer, Budget(Limits(minutes=0.5)))
    assert time.monotonic() - begun < 30
    assert len(fake_vendor.seen) == 1


def test_every_try_counts_and_none_is_made_beyond_the_limit(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = hang_up
    sender = Sender(an_endpoint(fake_vendor.url), Route(), writer.salt, writer.keep, QUICK)
    budget = Budget(Limits(requests=2))
    exchange = asked(sender, writer, budget)
    assert (exchange.retried, budget.requests, len(fake_vendor.seen)) == (("dropped",), 2, 2)
    assert sender.ask(HELLO, budget) is None


def test_a_huge_answer_is_kept_up_to_its_bound_and_said_to_be_cut(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = huge(11)
    exchange = ask(writer, fake_vendor.url, Patience(body_bytes=2**20))
    assert exchange.received
    assert exchange.received.body
    assert (exchange.received.body.size, exchange.received.truncated) == (2**20, "body-cap")
    assert exchange.error
    assert (exchange.error.kind, exchange.retried) == ("too-large", ())
    assert ask(writer, fake_vendor.url).error is None


def test_a_small_body_that_unpacks_to_a_huge_one_is_bounded_too(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = raw(gzip.compress(b" " * 2**26), Content_Encoding="gzip")
    exchange = ask(writer, fake_vendor.url, Patience(body_bytes=2**20))
    assert exchange.received
    assert exchange.received.body
    assert (exchange.received.body.size, exchange.received.truncated) == (2**20, "body-cap")


def test_an_answer_that_drips_is_ended_and_not_tried_again(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = endless(0.05)
    exchange = ask(writer, fake_vendor.url, Patience(read=5, total=0.3, tries=3))
    assert exchange.received
    assert (exchange.received.truncated, exchange.retried) == ("time-cap", ())
    assert exchange.error
    assert exchange.error.kind == "timeout"
    assert len(exchange.received.times) > 2


def test_an_answer_that_never_begins_is_a_timeout(writer: Writer, fake_vendor: FakeVendor) -> None:
    fake_vendor.always = lambda _to, _seen: time.sleep(0.6)
    exchange = ask(writer, fake_vendor.url, Patience(read=0.15, tries=2, pause=0.01))
    assert exchange.received is None
    assert exchange.error
    assert (exchange.error.kind, exchange.retried) == ("timeout", ("timeout",))


def test_a_redirect_is_never_followed(writer: Writer, fake_vendor: FakeVendor) -> None:
    with serving() as other:
        fake_vendor.always = redirect(f"{other.url}/chat/completions")
        exchange = ask(writer, fake_vendor.url)
        assert exchange.received
        assert exchange.received.status == 307
        assert exchange.error
        assert exchange.error.kind == "status"
        assert other.seen == []


def test_a_packed_body_is_kept_unpacked(writer: Writer, fake_vendor: FakeVendor) -> None:
    fake_vendor.always = zipped("Good day.")
    exchange = ask(writer, fake_vendor.url)
    assert exchange.received
    assert exchange.received.encoding == "gzip"
    assert b"Good day." in (writer.body(exchange.received.body) or b"")


def test_a_body_that_is_not_packed_as_it_says_is_not_understood(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = raw(b"plain", Content_Encoding="gzip")
    exchange = ask(writer, fake_vendor.url)
    assert exchange.error
    assert (exchange.error.kind, exchange.retried) == ("not-understood", ())


def test_the_time_of_each_piece_of_a_stream_is_kept(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = streamed(["a", "b", "c"], pause=0.05)
    exchange = ask(writer, fake_vendor.url)
    assert exchange.received
    times = exchange.received.times
    assert list(times) == sorted(times)
    assert len(times) >= 4
    assert times[-1] - times[0] > 0.15


def test_a_closed_port_is_unreachable(writer: Writer) -> None:
    with serving() as gone:
        url = gone.url
    exchange = ask(writer, url)
    assert exchange.received is None
    assert exchange.error
    assert (exchange.error.kind, exchange.error.message) == (
        "unreachable",
        "the connection was refused or the name is not known",
    )
    assert exchange.retried == ("unreachable", "unreachable")


def test_the_key_goes_in_its_header_and_never_to_disk(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.script = [echo_key(401), echo_key(200, "Your key is {}, isn't it?")]
    refused, answered = (ask(writer, fake_vendor.url) for _ in range(2))
    assert fake_vendor.seen[0].headers["authorization"] == f"Bearer {KEY}"
    writer.close()
    stored = on_disk(writer.path)
    assert b"Incorrect API key provided: {{auditor-key:" in stored
    assert KEY.encode() not in stored
    assert KEY.replace("/", "\\/").encode() not in stored
    places = [(each.kind, each.side, each.place) for each in refused.placeholders]
    assert places == [
        ("auditor-key", "sent", "header.authorization"),
        ("auditor-key", "received", "header.x-told"),
        ("auditor-key", "received", "body"),
    ]
    assert len({each.tag for each in (*refused.placeholders, *answered.placeholders)}) == 1


def test_a_target_without_a_key_is_sent_none(writer: Writer, fake_vendor: FakeVendor) -> None:
    ask(writer, fake_vendor.url, key="")
    assert "authorization" not in fake_vendor.seen[0].headers


def test_nothing_is_taken_from_the_environment(
    writer: Writer, fake_vendor: FakeVendor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login eve password other\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    exchange = ask(writer, fake_vendor.url)
    assert exchange.error is None
    assert fake_vendor.seen[0].headers["authorization"] == f"Bearer {KEY}"


def test_the_plans_proxy_is_used_and_its_password_kept_off_the_disk(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    with tunnel({"api.vendor.test": ("127.0.0.1", fake_vendor.port)}) as proxy:
        url = proxy.url.replace("://", "://ada:hunter2-hunter2@")
        exchange = ask(writer, "http://api.vendor.test/v1", route=Route(url))
        assert proxy.asked_for == ["api.vendor.test"]
    assert exchange.error is None
    assert exchange.connection.address is None
    writer.close()
    assert b"hunter2" not in on_disk(writer.path)


def test_a_proxy_that_does_not_let_through_is_said_to_be_the_reason(writer: Writer) -> None:
    with tunnel({}) as proxy:
        exchange = ask(writer, "https://api.vendor.test/v1", route=Route(proxy.url))
    assert exchange.error
    assert (exchange.error.kind, exchange.error.message) == (
        "unreachable",
        "the proxy did not connect",
    )


def test_a_certificate_is_always_checked(writer: Writer, tmp_path: Path) -> None:
    context = server_context(make_authority(tmp_path / "ca"), "api.vendor.test")
    with serving(context) as vendor:
        exchange = ask(writer, vendor.url)
        assert vendor.seen == []
    assert exchange.error
    assert (exchange.error.kind, exchange.retried) == ("tls", ())
    assert "unable to get local issuer certificate" in exchange.error.message


def test_a_further_root_is_trusted_behind_a_proxy_too(writer: Writer, tmp_path: Path) -> None:
    authority = make_authority(tmp_path / "ca")
    with (
        serving(server_context(authority, "api.vendor.test")) as vendor,
        tunnel({"api.vendor.test": ("127.0.0.1", vendor.port)}) as proxy,
    ):
        exchange = ask(writer, "https://api.vendor.test/v1", route=Route(proxy.url, authority.file))
        assert vendor.seen[0].headers["authorization"] == f"Bearer {KEY}"
    assert exchange.error is None
    assert exchange.connection.visibility == "decrypted"
    assert exchange.connection.server_tls
    assert exchange.connection.server_tls.version == "TLSv1.3"
    assert exchange.connection.port == 443
