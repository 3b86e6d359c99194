import errno
import os

import pytest

from auditor.capture.client import Client
from auditor.capture.outcome import Overheard, detail, raise_unwritten, tell_end
from auditor.errors import AuditorError

CLIENT = Client(("/opt/client", "--key", "s3cret"), "ours", "p", None)


def test_custody_knows_how_it_went_and_no_argument():
    told = detail(CLIENT, "p", "s-1", Overheard(0, 7, "exit", ("p",), around=2))
    assert (told["command"], told["arguments"], told["exchanges"]) == ("client", 2, 7)
    assert (told["ended by"], told["around the proxy"], told["mode"]) == ("exit", 2, "regular")
    assert "s3cret" not in str(told)


@pytest.mark.parametrize(
    ("heard", "says"),
    [
        (Overheard(0, 3, "exit"), []),
        (Overheard(0, 0, "exit"), ["ours sent nothing through the proxy; it may ignore it"]),
        (Overheard(0, 2, "exit", around=2), ["ours went around the proxy 2 times: what it said "
                                             "there could not be read, and the report says so"]),
    ],
)  # fmt: skip
def test_what_could_not_be_heard_is_told(heard, says):
    told = []
    tell_end(CLIENT, heard, told.append)
    assert told == says


def test_evidence_that_cannot_be_written_is_said_in_one_line(writer):
    failure = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(AuditorError, match="could not be written: No space left") as error:
        raise_unwritten(failure, writer)
    assert error.value.where == str(writer.path)
    with pytest.raises(ZeroDivisionError):
        raise_unwritten(ZeroDivisionError(), writer)
    raise_unwritten(None, writer)
