"""Why a request came to nothing, in words of our own, because libraries' errors quote addresses."""

import ssl

from requests.exceptions import InvalidSchema, InvalidURL
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    LocationValueError,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)

from auditor.evidence.exchange import Failure

_BROKE_OFF = "the connection broke off"
_FAILURES: tuple[tuple[tuple[type[BaseException], ...], str, str], ...] = (
    ((ProxyError,), "unreachable", "the proxy did not connect"),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), "dropped", _BROKE_OFF),
    ((SSLError, ssl.SSLError), "tls", "the TLS handshake failed"),
    (
        (NewConnectionError, ConnectionRefusedError),
        "unreachable",
        "the connection was refused or the name is not known",
    ),
    # Further down because the one above is one of them too.
    ((ConnectTimeoutError,), "unreachable", "no connection in time"),
    ((ReadTimeoutError, TimeoutError), "timeout", "no answer in time"),
    ((DecodeError,), "not-understood", "the body is not encoded as its header says"),
    (
        (LocationValueError, InvalidSchema, InvalidURL),
        "unreachable",
        "not an address that can be asked",
    ),
)


def failure_of(err: Exception) -> Failure:
    """The kind of a failure, and what to say of it."""
    chain = [err, *_causes(err)]
    verify = next((e for e in chain if isinstance(e, ssl.SSLCertVerificationError)), None)
    if verify:
        return Failure("tls", verify.verify_message)
    for kinds, kind, message in _FAILURES:
        if any(isinstance(each, kinds) for each in chain):
            return Failure(kind, message)
    return Failure("dropped", _BROKE_OFF)


def _causes(err: BaseException) -> list[BaseException]:
    """Everything that led to an error, also what urllib3 hides in ``reason`` and ``args``."""
    found: list[BaseException] = []
    open_ = [err]
    while open_ and len(found) < 20:
        each = open_.pop()
        inner = [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
        new = [i for i in inner if isinstance(i, BaseException) and i not in found]
        found += new
        open_ += new
    return found
