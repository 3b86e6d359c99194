import sys

import pytest

from auditor.capture.browser import Browser
from auditor.capture.client import Client, check, of_plan
from auditor.errors import AuditorError
from auditor.plan import Capture


@pytest.mark.parametrize(
    ("capture", "device", "name"),
    [
        (Capture("ours", run=("/opt/client", "--key", "s3cret")), False, "client"),
        (Capture("page", browser="https://a.test", program=sys.executable), False,
         sys.executable.rpartition("/")[2]),
        (Capture("phone", mode="wireguard"), True, ""),
    ],
)  # fmt: skip
def test_a_plan_names_a_program_a_page_or_whoever_connects(capture, device, name):
    client = of_plan(capture)
    assert (client.is_device, client.name) == (device, name)


@pytest.mark.parametrize(
    ("client", "what"),
    [
        (Client(("no-such-client",), "a", "", None), "no-such-client: command not found"),
        (Client(("true",), "a", "", None, mode="sideways"), "mode 'sideways': no such mode"),
        (Client((), "a", "", 1, Browser("about:blank", sys.executable), mode="socks5"),
         "mode 'socks5': a browser is overheard in the mode regular"),
    ],
)  # fmt: skip
def test_a_client_that_cannot_be_overheard_is_one_line(client, what):
    with pytest.raises(AuditorError) as error:
        check(client)
    assert str(error.value) == what
