"""One request and what came back, while the packets of both pass."""

import re
from dataclasses import dataclass, field

from auditor.capture.chunks import BODY_CAP
from auditor.capture.content import Content, plain
from auditor.capture.frames import Frames
from auditor.capture.importing.entry import Entry
from auditor.capture.keeping import Half
from auditor.capture.naming import ascii_host
from auditor.capture.packets.line import Line
from auditor.capture.packets.room import Body
from auditor.evidence.exchange import Failure

GAP = "packets-missing"
"""The bound of a body of which packets are missing."""
MAX_HEADERS = 2000
_HOST = re.compile(r"\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9._-]{1,253}")


@dataclass(slots=True)
class Message:
    """One side of it."""

    headers: list[tuple[str, str]]
    body: Body
    whole: bool = False
    frames: Frames | None = None
    """Of a WebSocket."""

    def __post_init__(self) -> None:
        """Headers take room as well."""
        self.body.charge(sum(len(name) + len(value) + 100 for name, value in self.headers))

    def header(self, name: str) -> str:
        """The first of a name; empty without one."""
        return next((value for each, value in self.headers if each.lower() == name), "")

    def half(self) -> Half:
        """As it is written; the memory of the body is free again."""
        raw = self.body.release()
        cut = self.body.cut or ("" if self.whole or self.frames else "aborted")
        content = plain(raw, self.header("content-encoding"), BODY_CAP)
        if cut and content.truncated != "undecodable":
            content = Content(content.body, content.encoding, cut)
        return Half(
            headers=self.headers,
            content=content,
            media_type=self.header("content-type").partition(";")[0].strip().lower()[:200],
            times=self.body.times or tuple(self.frames.times if self.frames else ()),
            messages=self.frames.messages if self.frames else (),
            messages_cut=bool(self.frames and self.frames.cut),
        )


@dataclass(slots=True)
class Pair:
    """A request, and its answer as far as it came."""

    started: float
    method: str
    target: str
    sent: Message
    status: int = 0
    received: Message | None = None
    ended: float = 0.0
    answered: bool = False
    failure: Failure | None = field(default=None)

    @property
    def over(self) -> bool:
        """Whether both sides are whole."""
        return self.answered and self.sent.whole

    def drop(self) -> None:
        """It is not written; the memory is free again."""
        self.sent.body.release()
        if self.received:
            self.received.body.release()

    def write(self, line: Line) -> None:
        """Tell whoever keeps the exchanges."""
        scheme = "https" if line.secure else "http"
        host, port = _named(self.sent.header("host")) or (line.at(), line.port)
        failure = self.failure
        if failure is None and not self.answered:
            told = "the connection or the capture ends before the answer does"
            failure = Failure("dropped", told if self.received else "the capture holds no answer")
        connection = line.connection(scheme, host, "decrypted" if line.secure else "cleartext")
        line.write(
            lambda: Entry(
                connection=connection,
                started=self.started,
                ended=max(self.ended, self.started),
                method=self.method,
                url=_url(scheme, host, port or line.port, self.target),
                sent=self.sent.half(),
                status=self.status,
                received=self.received.half() if self.received else None,
                failure=failure,
                app=line.app,
            )
        )


def _named(header: str) -> tuple[str, int] | None:
    """Host and port of a Host header; port 0 where it gives none, None for no possible host."""
    found = _HOST.match(header)
    rest = header[found.end() :] if found else ""
    if not found or (rest and not re.fullmatch(r":[0-9]{1,5}", rest)):
        return None
    return ascii_host(found[0].strip("[]")), int(rest[1:] or 0)


def _url(scheme: str, host: str, port: int, target: str) -> str:
    if target.lower().startswith(("http://", "https://")):
        return target
    shown = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[scheme]
    where = "" if port == usual else f":{port}"
    return f"{scheme}://{shown}{where}{target if target[:1] == '/' else f'/{target}'}"
