import pytest
from mitmproxy.connection import Server
from mitmproxy.proxy.server_hooks import ServerConnectionHookData
from mitmproxy.test import tflow

from auditor.capture.redirect import Redirect


@pytest.mark.parametrize(
    ("wanted", "connected"),
    [
        (("api.vendor.test", 443), ("127.0.0.1", 8443)),
        (("other.test", 443), ("other.test", 443)),
        (None, None),
    ],
)
def test_only_named_hosts_go_elsewhere(wanted, connected):
    data = ServerConnectionHookData(Server(address=wanted), tflow.tclient_conn())
    Redirect({"api.vendor.test": ("127.0.0.1", 8443)}).server_connect(data)
    assert data.server.address == connected
