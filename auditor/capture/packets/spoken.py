"""Tells by its first bytes what a connection speaks, and has that read."""

import re

from auditor.capture.importing.entry import Entry
from auditor.capture.packets.alerts import refusal
from auditor.capture.packets.handshake import Handshake
from auditor.capture.packets.http1 import Http1
from auditor.capture.packets.http2 import PREFACE, Http2
from auditor.capture.packets.line import Line, Talk
from auditor.capture.packets.records import Records
from auditor.capture.packets.room import Lost
from auditor.evidence.exchange import Failure, Visibility

MAX_FIRST = 2**14
"""Bytes of the server that wait until the client has spoken."""
MAX_WITHIN = 3
"""Protocols within each other: a tunnel through a proxy, and TLS in it."""
SPARE = {True: 4, False: 12}
"""Records of the client and the server that TLS 1.3 itself protects, and tshark does not hand out:
the rest of the handshake, tickets, new keys, the farewell."""
_METHOD = re.compile(rb"[A-Z]{3,20} [\x21-\x7e]|[A-Z]{0,20}\Z|[A-Z]{3,20} \Z")
_TLS = re.compile(rb"[\x14-\x17](\x03[\x00-\x04]?)?|[\x14-\x17]\Z")


class Spoken:
    """A Talk of any kind. What cannot be read is counted, and told at the end."""

    def __init__(self, line: Line, started: float, depth: int = 0) -> None:
        self.line = line
        self._started = started
        self._depth = depth
        self._first: list[tuple[bytes, float, bool]] = []
        self._head = b""
        """What the client said first."""
        self._size = {True: 0, False: 0}
        self._talk: Http1 | Http2 | None = None
        self._handshake: Handshake | None = None
        self._inside: Spoken | None = None
        self._records = {True: Records(), False: Records()}
        self._opened = {True: 0, False: 0}
        """Of these records."""
        self._other = ""
        """Why it cannot be read, once that is known."""

    def take(self, data: bytes, at: float, *, mine: bool) -> None:
        """The next bytes of a side."""
        self._size[mine] += len(data)
        if self._talk:
            self._say(data, at, mine=mine)
        elif self._handshake:
            self._handshake.take(data, mine=mine)
            self._records[mine].take(data)
        elif not self._other:
            self._first.append((data, at, mine))
            if mine:
                self._head = (self._head + data)[: len(PREFACE)]
            self._decide()

    def decrypted(self, data: bytes, at: float, *, mine: bool) -> None:
        """What a side said under the protection of TLS, which somebody opened."""
        if self._handshake is None:
            return
        if self._inside is None:
            self.line.learn(self._handshake)
            self._inside = Spoken(self.line.within(), at, self._depth + 1)
        self._opened[mine] += 1
        self._inside.take(data, at, mine=mine)

    def miss(self, size: int, *, mine: bool) -> None:
        """Bytes of a side that are not in the capture."""
        self._size[mine] += size
        if self._handshake:
            self._handshake.miss(mine=mine)
            self._records[mine].miss()
            if self._inside:
                self._inside.miss(size, mine=mine)
        elif self._talk:
            try:
                self._talk.miss(size, mine=mine)
            except Lost as err:
                self._lose(str(err))
        elif not self._other:
            self._lose("packets are missing in the capture")

    def end(self, at: float) -> None:
        """Nothing follows: write what is left."""
        if self._talk:
            self._other = self._other or self._talk.unread()
            self._talk.end(at)
        if self._handshake and self._inside is None:
            self._end_of_tls(at)
        elif self._inside:
            self._inside.end(at)
            self._end_of_opened(at)
        elif self._other or not self._talk:
            scheme = "tls" if self.line.secure else "tcp"
            self._unread(scheme, "opaque", Failure("not-understood", self._why()), at)

    def silent(self, visibility: Visibility, failure: Failure) -> None:
        """A connection on which nothing was said."""
        self._unread("tcp", visibility, failure, self._started)

    @property
    def said(self) -> bool:
        """Whether anything was said at all."""
        return bool(self._size[True] or self._size[False])

    def _decide(self) -> None:
        mine, theirs = self._head, self._size[False]
        if mine and _TLS.match(mine):
            if len(mine) < 3:
                return
            self._handshake = Handshake() if self._depth < MAX_WITHIN else None
            self._other = "" if self._handshake else "too many protocols within each other"
        elif mine == PREFACE:
            self._talk = Http2(self.line)
        elif mine and len(mine) < len(PREFACE) and PREFACE.startswith(mine):
            return
        elif mine and _METHOD.match(mine):
            if b" " not in mine[:-1]:
                return
            self._talk = Http1(self.line, self._tunnel)
        elif mine or theirs > MAX_FIRST:
            self._other = "not HTTP"
        else:
            return
        first, self._first = self._first, []
        for data, at, own in first:
            self._size[own] -= len(data)
            self.take(data, at, mine=own)

    def _say(self, data: bytes, at: float, *, mine: bool) -> None:
        try:
            if self._talk and not self._other:
                self._talk.take(data, at, mine=mine)
        except Lost as err:
            self._lose(str(err))

    def _lose(self, why: str) -> None:
        self._other = why
        self._first.clear()
        if self._talk:
            self._talk.give_up()

    def _tunnel(self, line: Line) -> Talk:
        if self._depth >= MAX_WITHIN:
            raise Lost("too many protocols within each other")
        return Spoken(line, self._started, self._depth + 1)

    def _why(self) -> str:
        sent, received = self._size[True], self._size[False]
        return f"{self._other or 'not HTTP'}: {sent} bytes sent, {received} received"

    def _end_of_tls(self, at: float) -> None:
        heard = self._handshake
        assert heard is not None  # noqa: S101 - for the types; the caller looked
        self.line.learn(heard)
        if heard.alert:
            self._unread("tls", "error", Failure("tls", refusal(*heard.alert)), at)
        elif heard.offered and heard.agreed is None and not self._size[False]:
            told = "the server gave no answer to the TLS handshake"
            self._unread("tls", "error", Failure("tls", told), at)
        else:
            tls = self.line.tls.version if self.line.tls else "TLS, begun before the capture"
            sent, received = self._size[True], self._size[False]
            told = f"encrypted ({tls}), {self.line.sealed}: {sent} bytes sent, {received} received"
            if self.line.encrypted_name:
                told += "; the handshake offers ECH, so that the host may be an outer name"
            self._unread("tls", "opaque", Failure("not-understood", told), at)

    def _end_of_opened(self, at: float) -> None:
        """Say so when a part was not opened: what was read of it looks whole."""
        closed = {mine: self._records[mine].count - self._opened[mine] for mine in (True, False)}
        if any(closed[mine] > SPARE[mine] for mine in closed):
            told = f"{sum(closed.values())} records of TLS beside those that were opened, "
            told += f"{self.line.sealed}"
            self._unread("tls", "opaque", Failure("not-understood", told), at)

    def _unread(self, scheme: str, visibility: Visibility, failure: Failure, at: float) -> None:
        entry = Entry(
            connection=self.line.connection(scheme, "", visibility),
            started=self._started,
            ended=max(at, self._started),
            failure=failure,
            app=self.line.app,
        )
        self.line.write(lambda: entry)
