"""One target's part of a run: asks a trial, understands the answer, writes it down."""

import threading
from collections.abc import Iterable
from dataclasses import replace

import msgspec
import orjson

from auditor.errors import AuditorError
from auditor.evidence.exchange import Asked, Exchange, Failure, Planted
from auditor.evidence.jsonl import encode
from auditor.evidence.persona import Persona, persona_bytes
from auditor.evidence.writer import Writer
from auditor.probing.budget import Budget
from auditor.probing.endpoint import Endpoint, Route
from auditor.probing.outcomes import is_final, leads_on, why_unreachable
from auditor.probing.patience import USUAL, Patience
from auditor.probing.planting import fill, fresh, nonce
from auditor.probing.probe import Turn
from auditor.probing.reply import (
    Part,
    Reply,
    blocked,
    error_message,
    is_streamed,
    read_reply,
    request_id,
)
from auditor.probing.request import address, request_body
from auditor.probing.schedule import FIRST, SECOND, Job
from auditor.probing.sender import Question, Sender

GIVEN_UP_AFTER = 5
"""Trials in a row without an answer, each with all its tries."""
LONGEST_MESSAGE = 200


class Lane:
    """One target's part of a run."""

    def __init__(
        self, writer: Writer, endpoint: Endpoint, route: Route, patience: Patience = USUAL
    ) -> None:
        self.endpoint = endpoint
        self.sender = Sender(endpoint, route, writer.salt, writer.keep, patience, writer.intents)
        self._second: Sender | None = None
        if endpoint.second_key:
            second = replace(endpoint, key=endpoint.second_key, second_key=endpoint.key)
            self._second = Sender(second, route, writer.salt, writer.keep, patience, writer.intents)
        self.given_up = False
        self._writer = writer
        self._lock = threading.Lock()
        self._asked = self._failed = self._failed_in_a_row = 0
        self._last_failure = ""
        self._needs_tools = False

    def reach(self) -> str:
        """Try the cheapest call; why the target cannot be asked, or nothing.

        Where there is no such call, the first trial decides.
        """
        return self._reach(self.sender, FIRST)

    def reach_second(self) -> str:
        """The same for the second account, which is not asked further if it cannot be."""
        why = self._reach(self._second, SECOND) if self._second else ""
        if why:
            self._second = None
        return why

    def recall(self, budget: Budget) -> None:
        """Count what earlier runs of this audit spent on the target."""
        for exchange in self._writer.exchanges():
            if exchange.subject == self.endpoint.target and exchange.asked:
                sent = exchange.sent and self._writer.body(exchange.sent.body)
                received = exchange.received and self._writer.body(exchange.received.body)
                self._spend(budget, sent or b"", self._reply(exchange, received or b""))
                budget.also(len(exchange.retried))

    def ask(self, job: Job, budget: Budget) -> Exchange | None:
        """Ask one trial, step by step, and write it down; None when it must not be asked any more."""
        exchange = None
        for step in job.steps:
            exchange = self._ask(step, budget)
            if exchange is None or not leads_on(exchange):
                return exchange
        return exchange

    @property
    def senders(self) -> list[Sender]:
        """One for each account."""
        return [self.sender, self._second] if self._second else [self.sender]

    def stop(self) -> None:
        """Let nobody wait for another try."""
        for sender in self.senders:
            sender.stop()

    def _ask(self, job: Job, budget: Budget) -> Exchange | None:
        if job.probe.tools and not self.endpoint.dialect.ask.tools:
            self._needs_tools = True
            return None
        sender = self._second if job.account == SECOND else self.sender
        if sender is None or self.given_up or budget.reached():
            return None
        question = self._question(job)
        answered = sender.ask(question, budget)
        if answered is None:
            return None
        exchange, body = answered
        reply = self._reply(exchange, body)
        if isinstance(reply, Failure):
            exchange = replace(exchange, error=reply)
        elif reply:
            exchange = self._joined(exchange, reply.parts, question.values, whole=reply.whole)
        elif block := self._blocked(exchange, body):
            exchange = self._joined(exchange, [Part("block", block)], question.values)
        self._writer.append(exchange)
        self._spend(budget, question.body or b"", reply)
        self._count(exchange, body)
        return exchange

    def _reach(self, sender: Sender, account: str) -> str:
        cheapest = self.endpoint.dialect.cheapest
        if cheapest == "none":
            return ""
        question = Question(cheapest.method, cheapest.path, None, account=account)
        tried = sender.ask(question)
        if tried is None:
            return "was not tried"
        self._writer.append(tried[0])
        return why_unreachable(tried[0])

    def why_failed(self) -> str:
        """How many trials of this run failed and why the last one did; nothing when none did."""
        said = []
        if self._failed:
            told = f"trials failed, the last one{self._last_failure}"
            said.append(f"{self._failed} of {self._asked} {told}")
        if self._needs_tools:
            said.append("probes that need tools were not asked: its dialect offers none")
        return "; ".join(said)

    def _question(self, job: Job) -> Question:
        endpoint, seed = self.endpoint, f"{self._writer.about.seed} {' '.join(job.key)}"
        whose = f"persona {self._writer.about.seed} {' '.join(job.whose)}"
        persona = job.persona or fresh(whose, "fresh", job.phrasing.language)
        sign = nonce(seed)
        said = job.phrasing
        sampling = {**endpoint.dialect.ask.defaults, **endpoint.sampling, **said.sampling}
        stream = endpoint.stream if said.stream is None else said.stream
        turns = [_filled(turn, persona, sign) for turn in job.phrasing.turns(job.arm)]
        body = request_body(
            endpoint.dialect,
            endpoint.model,
            turns,
            sampling,
            job.probe.tools,
            stream=stream,
        )
        return Question(
            endpoint.dialect.ask.method,
            address(endpoint.dialect, endpoint.model, stream=stream),
            orjson.dumps(body),
            asked=Asked(
                pack=job.probe.pack,
                probe=job.probe.id,
                phrasing=job.phrasing.id,
                language=job.phrasing.language,
                arm=job.arm,
                trial=job.trial,
                nonce=sign,
                sampling=sampling,
            ),
            planted=self._planted(job, persona),
            values=tuple(each for values in persona.values.values() for each in values),
            session=f"s-{sign}",
            account=job.account,
        )

    def _planted(self, job: Job, persona: Persona) -> tuple[Planted, ...]:
        """What is looked for; where it was never said a hit is false."""
        blob = self._writer.keep(persona_bytes(persona))
        return tuple(Planted(kind, blob.id) for kind in job.probe.planted)

    def _reply(self, exchange: Exchange, body: bytes) -> Reply | Failure | None:
        """What an answer says, or why that cannot be told; None when there is no answer."""
        received = exchange.received
        if received is None or exchange.error is not None:
            return None
        streamed = is_streamed(received.media_type, body)
        try:
            return read_reply(self.endpoint.dialect, body, streamed=streamed)
        except AuditorError as err:
            return Failure("not-understood", err.what)

    def _blocked(self, exchange: Exchange, body: bytes) -> str:
        """The kind of an error by which a filter stopped the question; nothing for other errors."""
        error = exchange.error
        return blocked(self.endpoint.dialect, body) if error and error.kind == "status" else ""

    def _joined(
        self,
        exchange: Exchange,
        said: Iterable[Part],
        values: tuple[str, ...],
        *,
        whole: bool = True,
    ) -> Exchange:
        """The exchange with its joined answer, which may spell out a secret that was in pieces."""
        received = exchange.received
        if received is None:
            return exchange
        edge = self.sender.edge(values)
        parts = [
            {"channel": part.channel, "text": edge.text(part.text, "received", "joined")}
            for part in said
        ]
        cut = received.truncated or ("" if whole else "broken-off")
        received = replace(received, joined=self._writer.keep(encode(parts)), truncated=cut)
        return replace(
            exchange,
            received=received,
            placeholders=(*exchange.placeholders, *edge.placeholders),
        )

    def _spend(self, budget: Budget, sent: bytes, reply: Reply | Failure | None) -> None:
        if isinstance(reply, Reply):
            budget.spend(*_tokens(reply, sent), self.endpoint.prices)

    def _count(self, exchange: Exchange, body: bytes) -> None:
        with self._lock:
            self._asked += 1
            if exchange.error:
                self._failed += 1
                self._last_failure = self._told(exchange, exchange.error, body)
            self._failed_in_a_row = 0 if is_final(exchange) else self._failed_in_a_row + 1
            self.given_up = self.given_up or self._failed_in_a_row >= GIVEN_UP_AFTER
        if self.given_up:
            self.stop()

    def _told(self, exchange: Exchange, error: Failure, body: bytes) -> str:
        """A failure with what the vendor says of it, fit for a terminal."""
        dialect = self.endpoint.dialect
        if error.kind != "status":
            return f": {error.message}"
        head = exchange.received and self._writer.body(exchange.received.head)
        id_ = self._shown(request_id(dialect, orjson.loads(head)["headers"]) if head else "")
        said = self._shown(error_message(dialect, body))
        return f" with {error.message}" + f": {said}" * bool(said) + f" (request {id_})" * bool(id_)

    def _shown(self, said: str) -> str:
        """What a vendor says, short, without secrets and signs that a terminal obeys."""
        safe = self.sender.edge().text(said, "received", "body")
        plain = "".join(sign if sign.isprintable() else " " for sign in safe)
        return " ".join(plain[: 4 * LONGEST_MESSAGE].split())[:LONGEST_MESSAGE]


def _filled(turn: Turn, persona: Persona, sign: str) -> Turn:
    """A turn with its slots filled."""
    text = fill(turn.text, persona, sign)
    if not turn.calls:
        return msgspec.structs.replace(turn, text=text)
    calls = tuple(
        msgspec.structs.replace(
            call,
            arguments={name: fill(text, persona, sign) for name, text in call.arguments.items()},
        )
        for call in turn.calls
    )
    return msgspec.structs.replace(turn, text=text, calls=calls)


def _tokens(reply: Reply, asked: bytes) -> tuple[int, int]:
    """What an answer cost; four bytes a token where the vendor does not say."""
    said = sum(len(part.text) for part in reply.parts)
    return (
        reply.tokens_in if reply.tokens_in is not None else len(asked) // 4,
        reply.tokens_out if reply.tokens_out is not None else said // 4,
    )
