import errno
import ssl

import pytest
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    LocationParseError,
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)

from auditor.evidence.exchange import Failure
from auditor.probing.failures import failure_of

SECRET = "http://eve:hunter2@proxy.test:3128"


def caused(outer: Exception, inner: Exception) -> Exception:
    outer.__cause__ = inner
    return outer


@pytest.mark.parametrize(
    ("err", "kind", "message"),
    [
        (ConnectTimeoutError(None, SECRET), "unreachable", "no connection in time"),
        (ReadTimeoutError(None, SECRET, SECRET), "timeout", "no answer in time"),
        (TimeoutError(SECRET), "timeout", "no answer in time"),
        (ProxyError(SECRET, OSError(SECRET)), "unreachable", "the proxy did not connect"),
        (
            MaxRetryError(None, SECRET, NewConnectionError(None, SECRET)),
            "unreachable",
            "the connection was refused or the name is not known",
        ),
        (
            ProtocolError("aborted", ConnectionResetError(SECRET)),
            "dropped",
            "the connection broke off",
        ),
        (SSLError(ssl.SSLEOFError(8, SECRET)), "dropped", "the connection broke off"),
        (SSLError(ssl.SSLError(1, SECRET)), "tls", "the TLS handshake failed"),
        (DecodeError(SECRET), "not-understood", "the body is not encoded as its header says"),
        (LocationParseError(SECRET), "unreachable", "not an address that can be asked"),
        (OSError(errno.ENETUNREACH, SECRET), "dropped", "the connection broke off"),
        (caused(OSError(SECRET), TimeoutError(SECRET)), "timeout", "no answer in time"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_a_failure_has_a_kind_and_words_of_ours(err: Exception, kind: str, message: str) -> None:
    assert failure_of(err) == Failure(kind, message)


def test_errors_that_name_each_other_in_a_circle_come_to_an_end() -> None:
    one, two = OSError("one"), OSError("two")
    one.__cause__, two.__cause__ = two, one
    assert failure_of(one).kind == "dropped"
