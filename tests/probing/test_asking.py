import json
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.evidence.exchange import Blob, Failure
from auditor.evidence.folder import Folder
from auditor.evidence.persona import persona_of
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer
from auditor.plan import Limits, Prices
from auditor.probing.asking import Progress, ask_all
from auditor.probing.budget import Budget
from auditor.probing.endpoint import Route
from auditor.probing.lane import GIVEN_UP_AFTER, Lane
from auditor.probing.outcomes import finished, why_unreachable
from auditor.probing.patience import Patience
from auditor.probing.schedule import Job
from tests.making import a_writer, an_exchange
from tests.probing.fake import (
    Act,
    FakeVendor,
    answer,
    completion,
    echo_key,
    echo_key_in_pieces,
    hang_up,
    page,
    raw,
    refuse,
    send,
    serving,
    slowly,
    streamed,
)
from tests.probing.making import KEY, QUICK, a_lane, a_probe, an_endpoint, ask, asked, jobs, on_disk

ONCE = replace(QUICK, tries=1)


def joined(folder: Folder, at: int = 0) -> list[dict[str, str]]:
    received = asked(folder)[at].received
    assert received
    return json.loads(folder.body(received.joined) or b"null")


def test_every_trial_is_asked_once_and_written_down(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    told: list[Progress] = []
    budget = ask(a_lane(writer, fake_vendor.url), jobs(), progress=told.append)
    exchanges = asked(writer)
    trials = Counter(
        (each.asked.phrasing, each.asked.arm, each.asked.trial) for each in exchanges if each.asked
    )
    assert len(trials) == 12
    assert set(trials.values()) == {1}
    assert [(each.done, each.planned, each.failed) for each in told][-1] == (12, 12, 0)
    assert (budget.requests, budget.tokens, budget.usd) == (12, 12 * 50, 0)
    writer.close()
    assert verify(writer.path).exchanges == 12


def test_every_prompt_has_a_nonce_a_persona_of_its_own_and_all_its_sampling(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    lane = a_lane(writer, fake_vendor.url, sampling={"temperature": 0.2, "seed": 5, "top_p": 0.9})
    ask(lane, jobs())
    by_nonce = {each.asked.nonce: each for each in asked(writer) if each.asked}
    assert len(by_nonce) == 12
    emails = set()
    for seen in fake_vendor.asked:
        assert set(seen.body) == {"model", "messages", "temperature", "top_p", "max_tokens", "seed"}
        (exchange,) = (by_nonce[sign] for sign in by_nonce if f"Note {sign}." in seen.texts[0])
        assert exchange.asked
        assert exchange.asked.sampling == {
            "temperature": 0.2,
            "top-p": 0.9,
            "max-tokens": 512,
            "seed": 5,
        }
        body = seen.body
        assert (body["temperature"], body["top_p"], body["max_tokens"], body["seed"]) == (
            0.2,
            0.9,
            512,
            5,
        )
        assert {planted.kind for planted in exchange.planted} == {"person", "email"}
        persona = persona_of(writer.body(Blob(exchange.planted[0].persona, 0)) or b"")
        email = persona.values["email"][0]
        emails.add(email)
        said = any(email in text for text in seen.texts)
        assert said == (exchange.asked.arm != "control")
    assert len(emails) == 12


def test_the_same_seed_asks_the_same_and_another_one_does_not(
    tmp_path: Path, fake_vendor: FakeVendor
) -> None:
    def prompts(name: str, seed: int) -> list[bytes]:
        del fake_vendor.seen[:]
        with a_writer(tmp_path / name, seed=seed) as writer:
            ask(a_lane(writer, fake_vendor.url), jobs(seed=seed), in_flight=1)
        return [seen.raw for seen in fake_vendor.seen]

    once, again, other = prompts("a", 7), prompts("b", 7), prompts("c", 8)
    assert once == again
    assert not set(once) & set(other)


@pytest.mark.parametrize("limit", [1, 3])
def test_no_more_are_in_flight_than_the_limit(
    writer: Writer, fake_vendor: FakeVendor, limit: int
) -> None:
    fake_vendor.always = slowly(0.02, answer("x"))
    ask(a_lane(writer, fake_vendor.url), jobs(), in_flight=limit)
    assert fake_vendor.most_in_flight == limit


def test_two_targets_are_asked_side_by_side(writer: Writer, fake_vendor: FakeVendor) -> None:
    with serving() as other:
        fake_vendor.always = other.always = slowly(0.05, other.always)
        budget = Budget(Limits())
        one, two = a_lane(writer, fake_vendor.url), a_lane(writer, other.url, id="second")
        work = [(one, jobs()), (two, jobs(target="second"))]
        ask_all(work, budget, 2, lambda _: None)
        assert (len(fake_vendor.seen), len(other.seen)) == (12, 12)
        assert min(s.at for s in other.seen) < sorted(s.at for s in fake_vendor.seen)[3]


# Several targets, and vendors that ask to slow down


def test_a_target_that_stalls_does_not_hold_up_the_other(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    with serving() as other:
        other.always = slowly(1.5, hang_up)
        one, stalled = a_lane(writer, fake_vendor.url), a_lane(writer, other.url, ONCE, id="bad")
        begun = time.monotonic()
        work = [(stalled, jobs(target="bad")), (one, jobs(a_probe(phrasings=8)))]
        ask_all(work, Budget(Limits()), 4, lambda _: None)
    assert len(fake_vendor.seen) == 48
    assert max(seen.at for seen in fake_vendor.seen) - begun < 1.4
    assert stalled.given_up


def test_targets_of_one_provider_and_key_wait_together(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.script = [refuse(429, Retry_After="0.5")]
    fake_vendor.always = slowly(0.1, fake_vendor.always)
    lanes = [a_lane(writer, fake_vendor.url), a_lane(writer, fake_vendor.url, id="second")]
    work = [(lanes[0], jobs()), (lanes[1], jobs(target="second"))]
    ask_all(work, Budget(Limits()), 2, lambda _: None)
    assert len(asked(writer)) == 24
    times = sorted(seen.at for seen in fake_vendor.seen)
    # Two were on their way; then nobody asks, whichever of the targets it is.
    assert times[2] - times[0] >= 0.5
    assert lanes[0].sender.pace is lanes[1].sender.pace


@pytest.mark.parametrize(
    ("one", "two", "together"),
    [
        ({}, {"model": "large"}, True),
        ({}, {"key": "another"}, False),
        ({}, {"base_url": "http://127.0.0.1:2/v1"}, False),
        ({}, {"base_url": "http://localhost:1/v1"}, False),
        ({}, {"base_url": "http://127.0.0.1:1/v2"}, True),
    ],
    ids=str,
)
def test_who_shares_the_limits_of_a_provider(
    writer: Writer, one: dict[str, str], two: dict[str, str], together: bool
) -> None:
    def lane(given: dict[str, str]) -> Lane:
        url = given.get("base_url", "http://127.0.0.1:1/v1")
        rest = {name: value for name, value in given.items() if name != "base_url"}
        return Lane(writer, an_endpoint(url, **rest), Route(), QUICK)

    lanes = [lane(one), lane(two)]
    ask_all([(each, []) for each in lanes], Budget(Limits()), 2, lambda _: None)
    assert (lanes[0].sender.pace is lanes[1].sender.pace) == together


def test_a_vendor_that_has_told_how_many_are_left_is_not_asked_more(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    told = {"x_ratelimit_remaining_requests": "0", "x_ratelimit_reset_requests": "600ms"}
    fake_vendor.script = [send(completion("x"), **told)]
    begun = time.monotonic()
    ask(a_lane(writer, fake_vendor.url), jobs()[:3], in_flight=1)
    assert [exchange.retried for exchange in asked(writer)] == [()] * 3
    assert time.monotonic() - begun >= 0.6


def test_a_storm_of_429s_loses_nothing(writer: Writer, fake_vendor: FakeVendor) -> None:
    todo = jobs(a_probe(phrasings=10, trials=4))
    fake_vendor.script = [*([answer("x")] * 20), *([refuse(429)] * 16)]
    fake_vendor.always = answer("x")
    patient = replace(QUICK, storm=20)
    lane = a_lane(writer, fake_vendor.url, patient)
    budget = ask(lane, todo, Limits(requests=1000), in_flight=16)
    exchanges = asked(writer)
    assert [exchange.error for exchange in exchanges] == [None] * 120
    retried = sum(len(exchange.retried) for exchange in exchanges)
    assert retried == 16
    assert budget.requests == len(fake_vendor.asked) == 120 + retried
    assert not lane.given_up


def test_a_storm_that_does_not_end_gives_the_target_up(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = refuse(429, "slow down")
    lane = a_lane(writer, fake_vendor.url, replace(QUICK, storm=0.05))
    begun = time.monotonic()
    ask(lane, jobs(a_probe(phrasings=10, trials=4)), Limits(requests=1000), in_flight=8)
    assert time.monotonic() - begun < 60
    assert lane.given_up
    assert len(asked(writer)) < 20
    assert lane.why_failed().endswith("the last one with 429: slow down")


# How an answer is joined


def test_a_whole_answer_is_joined_by_channel(writer: Writer, fake_vendor: FakeVendor) -> None:
    fake_vendor.always = answer("Hello.", reasoning_content="Think.", refusal="No.")
    ask(a_lane(writer, fake_vendor.url), jobs()[:1])
    assert joined(writer) == [
        {"channel": "answer", "text": "Hello."},
        {"channel": "reasoning", "text": "Think."},
        {"channel": "refusal", "text": "No."},
    ]


def test_a_streamed_answer_is_joined_whole(writer: Writer, fake_vendor: FakeVendor) -> None:
    fake_vendor.always = streamed(["Good ", "d", "ay, ", "天气"])
    budget = ask(a_lane(writer, fake_vendor.url, stream=True), jobs()[:1])
    assert fake_vendor.asked[0].body["stream"] is True
    assert fake_vendor.asked[0].body["stream_options"] == {"include_usage": True}
    (exchange,) = asked(writer)
    assert exchange.received
    assert (exchange.error, exchange.received.truncated) == (None, "")
    assert joined(writer) == [{"channel": "answer", "text": "Good day, 天气"}]
    assert budget.tokens == 50


def test_a_stream_without_its_end_is_never_silently_whole(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = streamed(["Good ", "day"], done=False)
    ask(a_lane(writer, fake_vendor.url, stream=True), jobs()[:1])
    (exchange,) = asked(writer)
    assert exchange.received
    assert (exchange.error, exchange.received.truncated) == (None, "broken-off")
    assert joined(writer) == [{"channel": "answer", "text": "Good day"}]


def test_a_stream_that_breaks_off_is_tried_again_and_then_failed(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.script = [streamed(["Good ", "day"], drop_after=2), streamed(["Good ", "day"])]
    fake_vendor.always = streamed(["Good ", "day"], drop_after=2)
    ask(a_lane(writer, fake_vendor.url, stream=True), jobs()[:2], in_flight=1)
    first, second = asked(writer)
    assert (first.retried, first.error) == (("dropped",), None)
    assert second.received
    assert second.error
    assert (second.error.kind, second.received.truncated) == ("dropped", "broken-off")
    assert b"Good " in (writer.body(second.received.body) or b"")


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (page(), "no JSON in the answer"),
        (raw(b'{"choices": [{"mess'), "no JSON in the answer"),
        (raw(b""), "no JSON in the answer"),
        (send({"choices": []}), "no answer where this dialect has it"),
        (send({"error": {"message": "no"}}), "no answer where this dialect has it"),
        (send([1, 2]), "no answer where this dialect has it"),
        (
            send({"choices": [{"message": {"content": [{"text": "x"}]}}]}),
            "an answer that is not text",
        ),
    ],
    ids=["page", "cut", "empty", "no-choices", "error", "list", "parts"],
)
def test_an_answer_that_cannot_be_read_is_a_failure_and_not_a_miss(
    writer: Writer, fake_vendor: FakeVendor, act: Act, why: str
) -> None:
    fake_vendor.always = act
    lane = a_lane(writer, fake_vendor.url)
    ask(lane, jobs()[:1])
    (exchange,) = asked(writer)
    assert exchange.error == Failure("not-understood", why)
    assert exchange.received
    assert exchange.received.joined is None
    assert lane.why_failed() == f"1 of 1 trials failed, the last one: {why}"


# What must not be lost, and must not reach the disk


def test_one_dropped_connection_in_sixty_loses_no_trial(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    todo = jobs(a_probe(phrasings=4, trials=10))
    fake_vendor.script = [hang_up if n % 60 == 30 else answer("x") for n in range(122)]
    ask(a_lane(writer, fake_vendor.url), todo, in_flight=8)
    exchanges = asked(writer)
    assert len(exchanges) == len(todo) == 120
    assert [each.error for each in exchanges] == [None] * 120
    assert sorted(each.retried for each in exchanges)[-3:] == [(), ("dropped",), ("dropped",)]


@pytest.mark.parametrize(
    "act",
    [echo_key(401), echo_key(200, "The key is {}."), echo_key_in_pieces],
    ids=["error", "answer", "pieces"],
)
def test_a_key_that_the_vendor_repeats_is_nowhere_on_the_disk(
    writer: Writer, fake_vendor: FakeVendor, act: Act
) -> None:
    fake_vendor.always = fake_vendor.models = act
    lane = a_lane(writer, fake_vendor.url, ONCE, stream=True)
    lane.reach()
    ask(lane, jobs()[:1])
    writer.close()
    assert KEY.encode() not in on_disk(writer.path)
    assert KEY not in lane.why_failed()
    (exchange,) = asked(writer)
    assert {each.kind for each in exchange.placeholders} == {"auditor-key"}


def test_planted_values_are_no_secrets_to_conceal(writer: Writer, fake_vendor: FakeVendor) -> None:
    def repeat(to: object, seen: object) -> None:
        email = seen.texts[0].split(", ")[1].split(". Note")[0]
        answer(f'{{"password": "{email}", "token": "{email}"}}')(to, seen)

    fake_vendor.always = repeat
    ask(a_lane(writer, fake_vendor.url), [job for job in jobs() if job.arm == "test"][:1])
    (exchange,) = asked(writer)
    assert {each.place for each in exchange.placeholders} == {"header.authorization"}
    assert "@mail.example" in joined(writer)[0]["text"]


def test_an_interruption_leaves_everything_that_was_finished(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.always = slowly(0.02, answer("x"))

    def interrupt(now: Progress) -> None:
        if now.done == 5:
            raise KeyboardInterrupt

    todo = jobs(a_probe(phrasings=4, trials=10))
    with pytest.raises(KeyboardInterrupt):
        ask(a_lane(writer, fake_vendor.url), todo, in_flight=3, progress=interrupt)
    sent = len(fake_vendor.asked)
    assert 5 <= sent < 40
    assert len(asked(writer)) == sent
    writer.close()
    assert verify(writer.path).exchanges == sent


def test_an_interruption_does_not_wait_for_a_vendor_that_says_later(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.script = [answer("x")]
    fake_vendor.always = refuse(429, Retry_After="30")

    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        ask(a_lane(writer, fake_vendor.url, Patience()), jobs(), in_flight=2, progress=interrupt)
    assert time.monotonic() - begun < 25


def test_a_resumed_run_asks_the_others_and_none_of_the_finished_again(
    tmp_path: Path, fake_vendor: FakeVendor
) -> None:
    todo = jobs()
    fake_vendor.script = [answer("x"), refuse(400), raw(b"{cut"), refuse(503), hang_up, page()]
    with a_writer(tmp_path) as writer:
        ask(a_lane(writer, fake_vendor.url, ONCE), todo[:7], in_flight=1)
    first = [seen.raw for seen in fake_vendor.asked]
    del fake_vendor.seen[:]
    with Writer.resume(tmp_path / "audit", "again") as writer:
        done = finished(writer.exchanges())
        assert done == {todo[0].key, todo[1].key, todo[2].key, todo[6].key}
        ask(a_lane(writer, fake_vendor.url), [job for job in todo if job.key not in done])
        assert finished(writer.exchanges()) == {job.key for job in todo}
    second = [seen.raw for seen in fake_vendor.asked]
    assert len(second) == 8
    assert set(first) & set(second) == set(first[3:6])
    assert verify(tmp_path / "audit").exchanges == 7 + 8


@pytest.mark.parametrize(
    ("status", "kind", "media_type", "final"),
    [
        (200, "", "application/json", True),
        (400, "status", "application/json", True),
        (413, "status", "application/json", True),
        (451, "status", "application/json", True),
        (200, "not-understood", "application/json", True),
        (200, "too-large", "application/json", True),
        (200, "not-understood", "text/html", False),
        (200, "dropped", "text/event-stream", False),
        (200, "timeout", "application/json", False),
        (307, "status", "application/json", False),
        (401, "status", "application/json", False),
        (402, "status", "application/json", False),
        (403, "status", "application/json", False),
        (404, "status", "application/json", False),
        (429, "status", "application/json", False),
        (503, "status", "application/json", False),
    ],
)
def test_a_trial_is_finished_when_asking_again_would_bring_nothing_new(
    writer: Writer, status: int, kind: str, media_type: str, final: bool
) -> None:
    exchange = an_exchange(writer)
    assert exchange.received
    received = replace(exchange.received, status=status, media_type=media_type)
    exchange = replace(exchange, received=received, error=Failure(kind, "…") if kind else None)
    assert bool(finished([exchange])) == final


# Limits


def test_the_limit_of_requests_counts_second_tries(writer: Writer, fake_vendor: FakeVendor) -> None:
    fake_vendor.script = [refuse(503), refuse(503)]
    budget = ask(a_lane(writer, fake_vendor.url), jobs(), Limits(requests=6), in_flight=1)
    assert len(fake_vendor.seen) == 6
    assert len(asked(writer)) == 4
    assert budget.reached() == "the limit of 6 requests"


@pytest.mark.parametrize(
    ("limits", "told", "asked_for"),
    [
        (Limits(tokens=120), "the limit of 120 tokens", 3),
        (Limits(usd=0.0002), "the limit of 0.0002 USD", 4),
        (Limits(minutes=0.002), "the limit of 0.002 minutes", None),
    ],
)
def test_a_limit_ends_the_asking_cleanly(
    writer: Writer, fake_vendor: FakeVendor, limits: Limits, told: str, asked_for: int | None
) -> None:
    fake_vendor.always = slowly(0.03, answer("x"))
    lane = a_lane(writer, fake_vendor.url, prices=Prices(1.0, 2.0))
    budget = ask(lane, jobs(), limits, in_flight=1)
    assert budget.reached() == told
    assert 0 < len(asked(writer)) == len(fake_vendor.seen) < 12
    assert asked_for in (None, len(fake_vendor.seen))
    assert not lane.given_up


def test_what_earlier_runs_spent_counts(tmp_path: Path, fake_vendor: FakeVendor) -> None:
    todo, limits = jobs(), Limits(tokens=200)
    with a_writer(tmp_path) as writer:
        ask(a_lane(writer, fake_vendor.url), todo[:3], limits, in_flight=1)
    with Writer.resume(tmp_path / "audit", "again") as writer:
        lane = a_lane(writer, fake_vendor.url, prices=Prices(1.0, 2.0))
        budget = ask(lane, todo[3:], limits, in_flight=1)
    assert len(fake_vendor.seen) == 4
    assert budget.tokens == 200
    assert budget.usd == pytest.approx(4 * (40 * 1.0 + 10 * 2.0) / 1e6)


@pytest.mark.parametrize("count", [-1000, 10**12, "many", None, True])
def test_a_vendor_cannot_make_the_limit_of_tokens_forget(
    writer: Writer, fake_vendor: FakeVendor, count: object
) -> None:
    usage = {"prompt_tokens": count, "completion_tokens": count}
    fake_vendor.always = send({"choices": [{"message": {"content": "x" * 40}}], "usage": usage})
    budget = ask(a_lane(writer, fake_vendor.url), jobs()[:1])
    assert 0 < budget.tokens < 1000


# Targets that do not answer


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (refuse(404, "model not found"), " with 404: model not found"),
        (refuse(403), " with 403: no"),
        (page(503), " with 503"),
        (page(), ": no JSON in the answer"),
        (hang_up, ": the connection broke off"),
        (
            refuse(401, "bad\x1b[31m\r\nkey \u202e" + "x" * 500),
            " with 401: bad [31m key " + "x" * 187,
        ),
        (send({"error": "gone"}, 410), " with 410"),
        (send({"error": {"message": [1]}}, 410), " with 410"),
    ],
    ids=["404", "403", "503", "page", "hang-up", "hostile", "other", "wrong-type"],
)
def test_a_target_that_never_answers_is_given_up_with_the_last_reason(
    writer: Writer, fake_vendor: FakeVendor, act: Act, told: str
) -> None:
    fake_vendor.always = act
    lane = a_lane(writer, fake_vendor.url, ONCE)
    ask(lane, jobs(), in_flight=1)
    assert lane.given_up
    assert len(fake_vendor.seen) == len(asked(writer)) == GIVEN_UP_AFTER
    assert lane.why_failed() == f"5 of 5 trials failed, the last one{told}"


def test_a_target_that_answers_now_and_then_is_not_given_up(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    fake_vendor.script = [*[hang_up] * 4, answer("x")] * 2
    lane = a_lane(writer, fake_vendor.url, ONCE)
    ask(lane, jobs(), in_flight=1)
    assert not lane.given_up
    assert len(asked(writer)) == 12
    assert lane.why_failed() == "8 of 12 trials failed, the last one: the connection broke off"


def test_a_target_that_is_given_up_does_not_end_the_other(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    with serving() as other:
        other.always = hang_up
        good, bad = a_lane(writer, fake_vendor.url), a_lane(writer, other.url, ONCE, id="bad")
        ask_all([(good, jobs()), (bad, jobs(target="bad"))], Budget(Limits()), 2, lambda _: None)
    assert (bad.given_up, good.given_up, len(fake_vendor.seen)) == (True, False, 12)
    assert good.why_failed() == ""


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (answer("x"), ""),
        (refuse(404), ""),
        (refuse(405), ""),
        (refuse(429), ""),
        (refuse(401), "answered 401: the key was not accepted"),
        (refuse(403), "answered 403"),
        (refuse(500), "answered 500"),
        (refuse(302), "answered 302"),
        (hang_up, "the connection broke off"),
    ],
)
def test_the_cheapest_call_says_whether_a_target_can_be_asked(
    writer: Writer, fake_vendor: FakeVendor, act: Act, told: str
) -> None:
    fake_vendor.models = act
    assert a_lane(writer, fake_vendor.url, ONCE).reach() == told
    assert (fake_vendor.seen[0].method, fake_vendor.seen[0].path) == ("GET", "/v1/models")
    (tried,) = writer.exchanges()
    assert tried.asked is None
    assert why_unreachable(tried) == told


def test_an_exchange_that_cannot_be_written_ends_the_run(
    writer: Writer, fake_vendor: FakeVendor
) -> None:
    writer.close()
    todo: list[Job] = jobs()
    with pytest.raises(OSError, match="Bad file descriptor"):
        ask(a_lane(writer, fake_vendor.url), todo, in_flight=2)
    assert len(fake_vendor.seen) < 12
