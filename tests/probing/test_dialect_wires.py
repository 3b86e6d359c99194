"""Every dialect against a fake that speaks the vendor's wire format, through the real sender."""

import json
from typing import Any

import msgspec
import pytest

from auditor.evidence.exchange import Exchange, Failure
from auditor.evidence.writer import Writer
from auditor.probing.dialect import find_dialect, known_dialects
from auditor.probing.lane import Lane
from auditor.probing.probe import Call, Phrasing, Probe, Tool, Turn
from auditor.probing.reply import Reply, is_streamed, read_reply, request_id
from auditor.probing.schedule import schedule
from auditor.shipped import shipped
from tests.probing.fake import FakeVendor, Seen, page, send
from tests.probing.fakes.gemini import Gemini
from tests.probing.fakes.wire import ANSWERED_BY, KEY, MODEL, REQUEST_ID, Said, Wire
from tests.probing.fakes.wires import ANTHROPIC, BY_DIALECT, GEMINI, WIRES
from tests.probing.making import a_lane, a_probe, ask, asked, jobs, on_disk

WITH_TOOLS = [wire for wire in WIRES if find_dialect(wire.dialect).ask.tools]
REASON = [wire for wire in WIRES if find_dialect(wire.dialect).answer.reasoning]

wires = pytest.mark.parametrize("wire", WIRES, ids=lambda wire: wire.dialect)
ways = pytest.mark.parametrize("stream", [False, True], ids=["whole", "streamed"])


def lane_of(writer: Writer, vendor: FakeVendor, wire: Wire, *, stream: bool = False) -> Lane:
    base = vendor.root + wire.base
    return a_lane(writer, base, model=MODEL, dialect=wire.dialect, stream=stream)


def asked_once(
    writer: Writer, vendor: FakeVendor, wire: Wire, probe: Probe | None = None, **how: bool
) -> tuple[Exchange, list[dict[str, str]]]:
    """The exchange of one trial, and its joined parts."""
    probe = probe or a_probe(phrasings=1, trials=1)
    (job,) = [each for each in schedule([probe], "chat", 7, None) if each.arm == "test"]
    ask(lane_of(writer, vendor, wire, **how), [job])
    (exchange,) = asked(writer)
    assert exchange.received
    return exchange, json.loads(writer.body(exchange.received.joined) or b"[]")


def reply_of(writer: Writer, exchange: Exchange, wire: Wire) -> Reply:
    """What the reader makes of an exchange that is on disk."""
    assert exchange.received
    body = writer.body(exchange.received.body) or b""
    streamed = is_streamed(exchange.received.media_type, body)
    return read_reply(find_dialect(wire.dialect), body, streamed=streamed)


def headers_of(writer: Writer, exchange: Exchange) -> list[tuple[str, str]]:
    assert exchange.received
    head: Any = json.loads(writer.body(exchange.received.head) or b"{}")
    return [(name, value) for name, value in head["headers"]]


def test_every_shipped_dialect_has_its_fake() -> None:
    assert sorted(BY_DIALECT) == known_dialects(shipped("probes", "dialects"))


@wires
@ways
def test_a_question_is_taken_and_its_answer_read(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, stream: bool
) -> None:
    fake_vendor.always = wire.answer()
    exchange, parts = asked_once(writer, fake_vendor, wire, stream=stream)
    assert (exchange.error, exchange.retried) == (None, ())
    assert parts[0]["channel"] == "answer"
    assert parts[0]["text"].startswith("Good day, 天气.")
    (seen,) = fake_vendor.asked
    assert wire.is_streamed(seen) is stream
    reply = reply_of(writer, exchange, wire)
    assert reply.whole
    assert reply.finish in ("stop", "end_turn", "STOP", "completed")
    assert exchange.received
    assert exchange.received.truncated == ""


@wires
@ways
def test_the_system_prompt_is_really_sent(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, stream: bool
) -> None:
    fake_vendor.always = wire.answer()
    exchange, _ = asked_once(writer, fake_vendor, wire, stream=stream)
    (seen,) = fake_vendor.asked
    assert wire.system(seen).startswith("The guest is ")
    assert "@mail.example" in wire.system(seen)
    assert exchange.asked
    assert exchange.asked.nonce in wire.system(seen)


@wires
@ways
def test_usage_model_and_ids_are_read(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, stream: bool
) -> None:
    fake_vendor.always = wire.answer()
    exchange, _ = asked_once(writer, fake_vendor, wire, stream=stream)
    reply = reply_of(writer, exchange, wire)
    usage = find_dialect(wire.dialect).answer.usage
    assert (reply.model, reply.tokens_in, reply.tokens_out) == (ANSWERED_BY, 40, 12)
    assert reply.tokens_reasoning == (5 if usage.reasoning else None)
    assert reply.tokens_cached == (7 if usage.cached else None)
    assert bool(reply.id) == bool(find_dialect(wire.dialect).answer.id)
    told = request_id(find_dialect(wire.dialect), headers_of(writer, exchange))
    assert told == (REQUEST_ID if wire.id_header else "")


@pytest.mark.parametrize("wire", REASON, ids=lambda wire: wire.dialect)
@ways
def test_reasoning_is_told_apart_from_the_answer(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, stream: bool
) -> None:
    fake_vendor.always = wire.answer(Said(text=("No ", "idea."), reasoning=("They ", "ask …")))
    _, parts = asked_once(writer, fake_vendor, wire, stream=stream)
    assert parts[0]["text"].partition("\n\n")[0] == "No idea."
    assert parts[1] == {"channel": "reasoning", "text": "They ask …"}


TOOLS = (Tool("send_mail", "Sends a mail.", {"to": "Whom to.", "text": "What."}),)
CALLED = (Turn("assistant", calls=(Call("send_mail", {"to": "a", "text": "{nonce}"}),)),)
TOLD = (Turn("tool", "Sent to {planted.email}.", name="send_mail"),)


def with_tools() -> Probe:
    start = (Turn("system", "{planted.email}"), Turn("user", "Mail it, {nonce}."))
    way = Phrasing("one", "en", test=(*start, *CALLED, *TOLD), control=start)
    return msgspec.structs.replace(a_probe(trials=1), tools=TOOLS, phrasings=(way,))


@pytest.mark.parametrize("wire", WITH_TOOLS, ids=lambda wire: wire.dialect)
@ways
def test_tools_are_offered_and_calls_and_their_answers_sent(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, stream: bool
) -> None:
    fake_vendor.always = wire.answer()
    exchange, _ = asked_once(writer, fake_vendor, wire, with_tools(), stream=stream)
    assert exchange.error is None
    (seen,) = fake_vendor.asked
    assert exchange.asked
    sent = json.dumps(seen.body)
    assert sent.count("send_mail") >= 2
    assert f"Mail it, {exchange.asked.nonce}." in sent
    assert "{planted" not in sent
    assert "{nonce}" not in sent
    assert "Sent to " in sent


@pytest.mark.parametrize("wire", WITH_TOOLS, ids=lambda wire: wire.dialect)
@ways
def test_each_call_of_a_tool_is_a_part_with_its_arguments(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, stream: bool
) -> None:
    calls = (("send_mail", {"to": "a@b.example", "text": "天气"}), ("send_mail", {"to": "c"}))
    fake_vendor.always = wire.answer(Said(text=(), calls=calls, stopped="call"))
    exchange, parts = asked_once(writer, fake_vendor, wire, with_tools(), stream=stream)
    assert exchange.error is None
    assert [each["channel"] for each in parts] == ["call", "call"]
    assert [json.loads(each["text"]) for each in parts] == [
        {"name": name, "arguments": arguments} for name, arguments in calls
    ]


def test_a_dialect_without_tools_is_not_asked_what_needs_them(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    lane = lane_of(writer, fake_vendor, BY_DIALECT["perplexity"])
    ask(lane, schedule([with_tools()], "chat", 7, None))
    assert (fake_vendor.seen, asked(writer)) == ([], [])
    assert lane.why_failed() == "probes that need tools were not asked: its dialect offers none"


@pytest.mark.parametrize(
    "wire", [wire for wire in WIRES if wire.dialect != "ollama"], ids=lambda wire: wire.dialect
)
@ways
def test_an_answer_that_a_filter_stopped_says_so(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, stream: bool
) -> None:
    fake_vendor.always = wire.answer(Said(text=("Well, ",), stopped="filter"))
    exchange, parts = asked_once(writer, fake_vendor, wire, stream=stream)
    assert exchange.error is None
    assert parts[-1]["channel"] == "block"
    assert parts[-1]["text"] in ("content_filter", "general_harms, refusal", "SAFETY")


def test_a_prompt_that_gemini_blocks_is_an_answer_without_candidates(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = send(Gemini("gemini", "").blocked("PROHIBITED_CONTENT"))
    exchange, parts = asked_once(writer, fake_vendor, GEMINI)
    assert exchange.error is None
    assert parts == [{"channel": "block", "text": "PROHIBITED_CONTENT"}]


@pytest.mark.parametrize(
    ("dialect", "error", "told"),
    [
        ("azure-openai", {"code": "content_filter", "message": "filtered"}, "content_filter"),
        ("openai-chat", {"code": "content_policy_violation"}, "content_policy_violation"),
        ("dashscope", {"code": "data_inspection_failed"}, "data_inspection_failed"),
        ("ark", {"code": "InputTextSensitiveContentDetected"}, "InputTextSensitiveContentDetected"),
        ("ark", {"code": "InputTextRiskDetection", "type": "BadRequest"}, "InputTextRiskDetection"),
        ("openai-chat", {"code": "invalid_value", "type": "invalid_request_error"}, None),
        ("openai-chat", {"code": 400}, None),
        ("openai-chat", "content_filter", None),
    ],
)
def test_a_question_that_a_filter_stopped_says_so_beside_its_status(
    writer: Writer, fake_vendor: FakeVendor, dialect: str, error: object, told: str | None
) -> None:
    fake_vendor.always = send({"error": error}, 400)
    exchange, parts = asked_once(writer, fake_vendor, BY_DIALECT[dialect])
    assert exchange.error == Failure("status", "400")
    assert parts == ([{"channel": "block", "text": told}] if told else [])


@wires
def test_an_answer_that_is_cut_at_its_length_is_whole_and_says_why(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    fake_vendor.always = wire.answer(Said(stopped="length"))
    exchange, _ = asked_once(writer, fake_vendor, wire)
    reply = reply_of(writer, exchange, wire)
    assert reply.finish in ("length", "max_tokens", "MAX_TOKENS", "max_output_tokens")
    assert reply.whole


@wires
@pytest.mark.parametrize("status", [401, 403, 404, 429, 500])
def test_what_an_error_says_is_told_with_the_request(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire, status: int
) -> None:
    fake_vendor.always = wire.refuse(status, "The reason is this.")
    lane = lane_of(writer, fake_vendor, wire)
    ask(lane, jobs()[:1])
    named = f" (request {REQUEST_ID})" if wire.id_header else ""
    assert lane.why_failed() == (
        f"1 of 1 trials failed, the last one with {status}: The reason is this.{named}"
    )


@wires
def test_the_key_goes_in_its_header_and_nowhere_on_the_disk(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    def repeat(to: Any, seen: Seen) -> None:
        wire.refuse(401, f"Incorrect key: {KEY}")(to, seen)

    fake_vendor.script = [wire.answer()]
    fake_vendor.always = repeat
    lane = lane_of(writer, fake_vendor, wire)
    ask(lane, jobs()[:2], in_flight=1)
    first = fake_vendor.asked[0]
    sent = {name: value for name, value in first.headers.items() if KEY in value}
    assert sent == {wire.key_header: wire.key_prefix + KEY}
    assert KEY not in first.path
    writer.close()
    assert KEY.encode() not in on_disk(writer.path)
    assert KEY not in lane.why_failed()


@wires
def test_the_cheapest_call_costs_nothing_and_carries_the_key(
    writer: Writer, fake_vendor: FakeVendor, wire: Wire
) -> None:
    cheapest = find_dialect(wire.dialect).cheapest
    assert lane_of(writer, fake_vendor, wire).reach() == ""
    if cheapest == "none":
        assert fake_vendor.seen == []
        return
    (seen,) = fake_vendor.seen
    assert (seen.method, seen.raw) == ("GET", b"")
    assert seen.path == f"{wire.base}/{cheapest.path}"
    assert seen.headers[wire.key_header] == wire.key_prefix + KEY


def test_a_target_without_a_cheapest_call_is_judged_by_its_first_trials(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    wire = BY_DIALECT["perplexity-agent"]
    fake_vendor.models = page(503)
    fake_vendor.always = wire.refuse(401, "Invalid API key")
    lane = lane_of(writer, fake_vendor, wire)
    assert lane.reach() == ""
    ask(lane, jobs(), in_flight=1)
    assert lane.given_up
    assert lane.why_failed() == "5 of 5 trials failed, the last one with 401: Invalid API key"


def test_what_is_no_text_is_looked_at_all_the_same(writer: Writer, fake_vendor: FakeVendor) -> None:
    value = ANTHROPIC.whole(Said(text=("Here.",)))
    value["content"].append({"type": "new_kind", "inside": {"mail": "ada@mail.example"}})
    value["content"].append({"type": "redacted_thinking", "data": "c2VjcmV0"})
    fake_vendor.always = send(value)
    _, parts = asked_once(writer, fake_vendor, ANTHROPIC)
    other = '{"type":"new_kind","inside":{"mail":"ada@mail.example"}}'
    assert parts == [{"channel": "answer", "text": f"Here.\n\n{other}"}]
    assert "c2VjcmV0" not in parts[0]["text"]


def test_what_perplexity_cites_stands_behind_its_answer(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    wire = BY_DIALECT["perplexity"]
    fake_vendor.always = wire.answer()
    for stream in (False, True):
        ask(lane_of(writer, fake_vendor, wire, stream=stream), jobs()[:1])
    bodies = [writer.body(each.received.joined) for each in asked(writer) if each.received]
    texts = [json.loads(body or b"[]")[0]["text"] for body in bodies]
    assert texts[0] == texts[1]
    assert texts[0].split("\n\n")[1:] == [
        '["https://a.example/1"]',
        '[{"title":"A","url":"https://a.example/1","date":"2026-11-01"}]',
    ]
