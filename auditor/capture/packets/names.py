"""Which names a capture gives to addresses: in answers of name servers, and in its own notes."""

import struct
from collections import OrderedDict

from mitmproxy.dns import DNSMessage, ResourceRecord
from mitmproxy.net.dns import types

from auditor.capture.naming import ascii_host

MAX_ADDRESSES = 20_000
_MAX_ANSWERS = 100
_ADDRESSES = (types.A, types.AAAA)


class Names:
    """An address with more than one name has none: nobody knows which one was meant."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, str] = OrderedDict()

    def learn(self, address: str, name: str) -> None:
        """That an address was called by a name."""
        if not 0 < len(name) < 254:
            return
        name = ascii_host(name.rstrip("."))
        if self._known.setdefault(address, name) != name:
            self._known[address] = ""
        self._known.move_to_end(address)
        if len(self._known) > MAX_ADDRESSES:
            self._known.popitem(last=False)

    def of(self, address: str) -> str:
        """The one name of an address, or nothing."""
        return self._known.get(address, "")

    def answered(self, message: bytes) -> bool:
        """Take in what a name server said; whether it was a question to one instead."""
        try:
            found = DNSMessage.unpack(message)
        except (ValueError, LookupError, OverflowError, struct.error, RecursionError):
            return False
        if found.query:
            return True
        name = found.questions[0].name if found.questions else ""
        for each in found.answers[:_MAX_ANSWERS]:
            if each.type in _ADDRESSES:
                self._told(each, name)
        return False

    def _told(self, record: ResourceRecord, name: str) -> None:
        try:
            told = record.ipv4_address if record.type == types.A else record.ipv6_address
        except ValueError:
            return
        self.learn(str(told), name)
