"""Sends one request, tries again where that helps, and keeps what came back."""

import random
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import orjson

from auditor.evidence.custody import stamp
from auditor.evidence.edge import Edge
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
from auditor.evidence.intents import Intents
from auditor.probing.attempt import USUAL_HEADERS, Attempt, Request, attempt, connections
from auditor.probing.budget import Budget
from auditor.probing.endpoint import Endpoint, Route
from auditor.probing.pace import Pace
from auditor.probing.patience import USUAL, Patience
from auditor.probing.told import NOTHING, told
from auditor.probing.window import Ended

AUTH_KIND = "auditor-key"


@dataclass(frozen=True, slots=True)
class Question:
    """What to send, and what the exchange must remember of it."""

    method: str
    path: str
    body: bytes | None
    asked: Asked | None = None
    planted: tuple[Planted, ...] = ()
    values: tuple[str, ...] = ()
    """The planted values; made up, they are no secrets to conceal."""
    session: str = ""
    account: str = ""


class Sender:
    """Asks one target. Safe to use from many threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        route: Route,
        salt: bytes,
        keep: Callable[[bytes], Blob],
        patience: Patience = USUAL,
        intents: Intents | None = None,
    ) -> None:
        self.endpoint = endpoint
        self.patience = patience
        self.pace = Pace(patience=patience)
        """Shared by all that ask one provider with one key."""
        self._through = connections(route)
        self._salt = salt
        self._keep = keep
        self._intents = intents
        self._stop = threading.Event()
        self._chance = random.Random()  # noqa: S311 - names exchanges, guards nothing
        self._heads: dict[tuple[str, bool], tuple[Blob, tuple[Placeholder, ...]]] = {}
        self._connections: dict[tuple[str | None, Tls | None], Connection] = {}

    def stop(self) -> None:
        """Let nobody wait for a turn or another try."""
        self._stop.set()
        self.pace.wake()

    def edge(self, values: Iterable[str] = ()) -> Edge:
        """What conceals the key, and other live secrets but the planted values."""
        keys = (self.endpoint.key, self.endpoint.second_key)
        return Edge(self._salt, dict.fromkeys(keys, AUTH_KIND), values)

    def ask(
        self, question: Question, budget: Budget | None = None
    ) -> tuple[Exchange, bytes] | None:
        """The exchange, not yet written, and the body of the answer with its secrets.

        Every try counts against the budget. None when not even the first was allowed.
        """
        id_ = f"p-{self._chance.getrandbits(64):016x}"
        retried: list[str] = []
        made: Attempt | None = None
        tries = 1
        while again := self._attempt(id_, question, budget):
            made = again
            # A target that cannot even be tried need not be waited for.
            waits_on = made.overloaded and question.asked is not None
            wait = self._wait(made, tries, waits_on=waits_on)
            if self._intents and made.overloaded:
                self._intents.withdraw(id_)
            if wait is None or self._waits_too_long(wait, budget) or self._stop.wait(wait):
                break
            # Who is asked to slow down may have to wait more often than who fails.
            tries += not waits_on
            retried.append(made.failure.kind if made.failure else str(made.status))
        if made is None:
            return None
        if again is None:
            retried = retried[:-1]
        return self._exchange(id_, question, made, tuple(retried)), made.body

    def _attempt(self, id_: str, question: Question, budget: Budget | None) -> Attempt | None:
        """One try, when its turn has come; None when none is allowed any more."""
        pace = self.pace
        began = pace.begin(budget.end if budget else float("inf"), self._stop)
        if began is None:
            return None
        ended = Ended()
        try:
            if budget and budget.take():
                return None
            # What spends nothing need not be told of.
            if self._intents and question.asked:
                self._intents.begin(id_)
            made = attempt(self._through, self._request(question), self.patience)
            ended = _ended(made)
            return made
        finally:
            pace.end(began, ended)

    def _wait(self, made: Attempt, tries: int, *, waits_on: bool) -> float | None:
        """Seconds until the next try, or None when there is to be none."""
        if not made.again:
            return None
        asked = told(made.headers).wait
        if waits_on:
            return self.patience.slow_down(self.pace.turns_away(), asked)
        return self.patience.wait(tries, asked)

    def _waits_too_long(self, wait: float, budget: Budget | None) -> bool:
        return budget is not None and time.monotonic() + wait > budget.end

    def _request(self, question: Question) -> Request:
        endpoint = self.endpoint
        headers = {**USUAL_HEADERS, **endpoint.headers}
        if question.body is not None:
            headers["Content-Type"] = "application/json"
        return Request(question.method, endpoint.url(question.path), headers, question.body)

    def _exchange(
        self, id_: str, question: Question, made: Attempt, retried: tuple[str, ...]
    ) -> Exchange:
        edge = self.edge(question.values)
        head, concealed = self._head(question, made.request)
        sent, received = self._sent(edge, question, head), self._received(edge, made)
        return Exchange(
            id=id_,
            plane="probe",
            subject=self.endpoint.target,
            session=question.session,
            account=question.account,
            started=stamp(datetime.fromtimestamp(made.started, UTC)),
            ended=stamp(datetime.fromtimestamp(made.ended, UTC)),
            connection=self._connection(made.address, made.tls),
            asked=question.asked,
            planted=question.planted,
            sent=sent,
            received=received,
            error=_failure(edge, made),
            retried=retried,
            placeholders=(*concealed, *edge.placeholders),
        )

    def _connection(self, address: str | None, tls: Tls | None) -> Connection:
        """The same one for all exchanges with one peer: few peers answer many questions."""
        known = self._connections.get((address, tls))
        if known is None:
            endpoint = self.endpoint
            scheme = endpoint.base_url.partition("://")[0].lower()
            known = self._connections[address, tls] = Connection(
                scheme=scheme,
                host=endpoint.host,
                port=urlsplit(endpoint.base_url).port or (443 if scheme == "https" else 80),
                visibility="cleartext" if scheme == "http" else "decrypted",
                address=address,
                server_tls=tls,
            )
        return known

    def _head(self, question: Question, request: Request) -> tuple[Blob, tuple[Placeholder, ...]]:
        """Address and headers, and what they conceal: the same for all questions of one path."""
        kind = question.path, question.body is not None
        if kind not in self._heads:
            edge = self.edge()
            headers = edge.headers(request.headers.items(), "sent")
            head = orjson.dumps({"url": edge.url(request.url), "headers": headers})
            self._heads[kind] = self._keep(head), tuple(edge.placeholders)
        return self._heads[kind]

    def _sent(self, edge: Edge, question: Question, head: Blob) -> Sent:
        body = question.body
        return Sent(
            method=question.method,
            head=head,
            body=self._keep(edge.body(body, "application/json", "sent")) if body else None,
            media_type="application/json" if body else "",
        )

    def _received(self, edge: Edge, made: Attempt) -> Received | None:
        if not made.status:
            return None
        media_type = made.header("content-type").partition(";")[0].strip().lower()
        head = {"headers": edge.headers(made.headers, "received")}
        return Received(
            status=made.status,
            head=self._keep(orjson.dumps(head)),
            body=self._keep(edge.body(made.body, media_type, "received")) if made.body else None,
            media_type=media_type,
            encoding=made.header("content-encoding"),
            times=made.times,
            truncated=made.truncated,
        )


def _failure(edge: Edge, made: Attempt) -> Failure | None:
    if made.failure:
        message = edge.text(made.failure.message, "connection", "error")
        return replace(made.failure, message=message)
    return None if 200 <= made.status < 300 else Failure("status", str(made.status))


def _ended(made: Attempt) -> Ended:
    """What an attempt says of its vendor's limits."""
    if not made.status:
        return Ended()
    answered = made.status < 500 and not made.overloaded
    limits = told(made.headers) if made.overloaded or _tells(made) else NOTHING
    return Ended(answered, made.overloaded, limits)


def _tells(made: Attempt) -> bool:
    """Whether anything is said of limits; reading it takes time, and most answers say nothing."""
    return any("ratelimit" in name.lower() for name, _ in made.headers)
