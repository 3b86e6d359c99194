"""Follows HTTP/2 from both sides; hyperframe reads the frames, hpack the headers."""

from collections import OrderedDict

from hpack import Decoder, HPACKError
from hyperframe.exceptions import HyperframeError
from hyperframe.frame import (
    ContinuationFrame,
    DataFrame,
    Frame,
    HeadersFrame,
    PushPromiseFrame,
    RstStreamFrame,
    SettingsFrame,
)

from auditor.capture.flows import printable
from auditor.capture.packets.line import Line
from auditor.capture.packets.pair import GAP, MAX_HEADERS, Message, Pair
from auditor.capture.packets.room import Body, Lost
from auditor.evidence.exchange import Failure

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
MAX_FRAME = 2**16
MAX_HEAD = 2**16
"""Bytes of the headers of one message, packed and unpacked."""
MAX_OPEN = 1000
"""Streams at once; with more, the oldest is written as far as it came."""
_MAX_TABLE = 2**14


class Http2:
    """A Talk; Lost when it is no HTTP/2 any more."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._sides = {True: _Side(len(PREFACE)), False: _Side(0)}
        self._open: OrderedDict[int, Pair] = OrderedDict()
        self._asked_once = False

    def take(self, data: bytes, at: float, *, mine: bool) -> None:
        """The next bytes of a side."""
        side = self._sides[mine]
        side.bytes += data[min(side.skip, len(data)) :]
        side.skip -= min(side.skip, len(data))
        try:
            while (frame := side.frame()) is not None:
                self._frame(frame, side, at, mine=mine)
        except (HyperframeError, HPACKError, ValueError, LookupError) as err:
            raise Lost("it keeps no rules of HTTP/2") from err

    def miss(self, size: int, *, mine: bool) -> None:  # noqa: ARG002 - as every Talk has it
        """The headers that follow hang on those before them."""
        for pair in self._open.values():
            message = pair.sent if mine else pair.received
            if message and not message.whole:
                message.body.cut = message.body.cut or GAP
        raise Lost("packets are missing in the capture")

    def end(self, at: float) -> None:  # noqa: ARG002 - as every Talk has it
        """Write what is left."""
        self.give_up()

    def unread(self) -> str:
        """What is to be said at the end of a connection without a request."""
        return "" if self._asked_once else "HTTP/2 without a request"

    def give_up(self) -> None:
        """Write what there is of every request."""
        for number in list(self._open):
            self._close(number)

    def _frame(self, frame: Frame, side: "_Side", at: float, *, mine: bool) -> None:
        if side.heading and not isinstance(frame, ContinuationFrame):
            raise Lost("it keeps no rules of HTTP/2")
        if isinstance(frame, HeadersFrame | PushPromiseFrame | ContinuationFrame):
            if not isinstance(frame, ContinuationFrame):
                side.begin(frame)
            if side.more(frame) and side.heading:
                self._headed(side, at, mine=mine)
        elif isinstance(frame, DataFrame):
            self._data(frame, at, mine=mine)
        elif isinstance(frame, SettingsFrame):
            size = frame.settings.get(SettingsFrame.HEADER_TABLE_SIZE)
            if size is not None:  # it binds who sends to this side
                self._sides[not mine].decoder.max_allowed_table_size = min(size, _MAX_TABLE)
        elif isinstance(frame, RstStreamFrame) and frame.stream_id in self._open:
            who = "client" if mine else "server"
            pair = self._open[frame.stream_id]
            pair.failure = Failure("aborted", f"the {who} gave the request up")
            self._close(frame.stream_id)

    def _headed(self, side: "_Side", at: float, *, mine: bool) -> None:
        """The headers of one message are whole; they are unpacked even if nobody wants them."""
        number, ends, pushed = side.stream, side.ends, side.pushed
        headers = [(printable(name), printable(value)) for name, value in side.headers()]
        if pushed:
            return
        pair = self._open.get(number)
        special = {name: value for name, value in headers if name.startswith(":")}
        plain = [each for each in headers if not each[0].startswith(":")][:MAX_HEADERS]
        if mine and pair is None and ":method" in special:
            self._asked(number, special, plain, at)
        elif not mine and pair and pair.received is None:
            status = special.get(":status", "")
            if not status.isascii() or not status.isdigit() or int(status[:4]) < 200:
                return
            pair.status = int(status[:3])
            pair.received = Message(plain, Body(self._line.room, pair.started))
            if pair.sent.body.cut == "undecodable":
                pair.received.body.cut = "undecodable"
        if ends:
            self._ended(number, at, mine=mine)

    def _asked(
        self, number: int, special: dict[str, str], plain: list[tuple[str, str]], at: float
    ) -> None:
        if len(self._open) >= MAX_OPEN:
            self._close(next(iter(self._open)))
        if not any(name == "host" for name, _ in plain):
            plain = [("host", special.get(":authority", "")), *plain]
        self._asked_once = True
        sent = Message(plain, Body(self._line.room, at))
        if ":protocol" in special:  # a WebSocket within HTTP/2, whose frames are not joined here
            sent.body.cut = "undecodable"
        pair = Pair(at, special[":method"][:40], special.get(":path", "/"), sent, ended=at)
        self._open[number] = pair

    def _data(self, frame: DataFrame, at: float, *, mine: bool) -> None:
        pair = self._open.get(frame.stream_id)
        message = pair and (pair.sent if mine else pair.received)
        if pair and message:
            message.body.take(bytes(frame.data), at)
            pair.ended = at
        if "END_STREAM" in frame.flags:
            self._ended(frame.stream_id, at, mine=mine)

    def _ended(self, number: int, at: float, *, mine: bool) -> None:
        if (pair := self._open.get(number)) is None:
            return
        pair.ended = at
        if mine:
            pair.sent.whole = True
        elif pair.received:
            pair.received.whole = pair.answered = True
        if pair.over:
            self._close(number)

    def _close(self, number: int) -> None:
        self._open.pop(number).write(self._line)


class _Side:
    """What one side says and was not read yet."""

    def __init__(self, skip: int) -> None:
        self.bytes = bytearray()
        self.skip = skip
        """Bytes to pass by: the client says hello first."""
        self.decoder = Decoder(max_header_list_size=MAX_HEAD)
        self.heading = False
        self.stream = 0
        self.ends = False
        self.pushed = False
        self._packed = bytearray()

    def frame(self) -> Frame | None:
        """The next whole frame."""
        if len(self.bytes) < 9:
            return None
        frame, size = Frame.parse_frame_header(memoryview(bytes(self.bytes[:9])))
        if size > MAX_FRAME:
            raise Lost(f"a frame of {size:,} bytes")
        if len(self.bytes) < 9 + size:
            return None
        frame.parse_body(memoryview(bytes(self.bytes[9 : 9 + size])))
        del self.bytes[: 9 + size]
        return frame

    def begin(self, frame: HeadersFrame | PushPromiseFrame) -> None:
        """The headers of a message begin."""
        self.heading, self.stream = True, frame.stream_id
        self.ends = "END_STREAM" in frame.flags
        self.pushed = isinstance(frame, PushPromiseFrame)
        self._packed.clear()

    def more(self, frame: HeadersFrame | PushPromiseFrame | ContinuationFrame) -> bool:
        """Whether they are whole with this frame."""
        self._packed += frame.data
        if len(self._packed) > MAX_HEAD:
            raise Lost(f"headers of more than {MAX_HEAD:,} bytes")
        return "END_HEADERS" in frame.flags

    def headers(self) -> list[tuple[bytes, bytes]]:
        """The headers, unpacked."""
        self.heading = False
        found = self.decoder.decode(bytes(self._packed), raw=True)
        self._packed.clear()
        return [(bytes(each[0]), bytes(each[1])) for each in found]
