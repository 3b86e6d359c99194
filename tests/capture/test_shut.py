import asyncio

import pytest
from mitmproxy.connection import Server
from mitmproxy.proxy.server_hooks import ClientConnectedHook, ServerConnectionHookData
from mitmproxy.test import tflow

from auditor.capture.modes import way
from auditor.capture.proxy import Proxy, Setup
from auditor.capture.shut import WHY, Shut
from auditor.capture.trust import upstream_bundle

PHONE = "192.0.2.7"


def connecting(who, to):
    client = tflow.tclient_conn()
    client.peername = (who, 40000)
    data = ServerConnectionHookData(Server(address=to), client)
    asyncio.run(Shut().server_connect(data))
    return data.server.error


@pytest.mark.parametrize(
    ("who", "to", "error"),
    [
        (PHONE, ("127.0.0.1", 8080), WHY),
        (PHONE, ("127.9.9.9", 80), WHY),
        (PHONE, ("::1", 80), WHY),
        (PHONE, ("::ffff:127.0.0.1", 80), WHY),
        (PHONE, ("0.0.0.0", 80), WHY),
        (PHONE, ("169.254.169.254", 80), WHY),
        (PHONE, ("localhost", 80), WHY),
        (PHONE, ("2130706433", 80), WHY),
        (PHONE, ("192.0.2.1", 443), None),
        (PHONE, ("nobody.invalid", 443), None),
        (PHONE, ("x" * 80, 443), None),
        (PHONE, None, None),
        ("127.0.0.1", ("127.0.0.1", 8080), None),
        ("::1", ("localhost", 80), None),
    ],
)
def test_a_device_reaches_no_service_of_this_machine(who, to, error):
    assert connecting(who, to) == error


def test_the_proxy_refuses_clients_with_public_addresses(tmp_path):
    async def finish():
        pass

    proxy = Proxy([], finish)
    try:
        proxy.start(Setup(tmp_path, upstream_bundle(tmp_path, None), way("regular", "127.0.0.1")))
        block = proxy._master.addons.get("block")
        assert proxy._master.options.block_global
        for who, error in (("8.8.8.8", "block_global"), (PHONE, ""), ("127.0.0.1", "")):
            client = tflow.tclient_conn()
            client.peername, client.error = (who, 40000), None
            asyncio.run_coroutine_threadsafe(
                proxy._master.addons.invoke_addon(block, ClientConnectedHook(client)),
                proxy._master.event_loop,
            ).result(10)
            assert error in (client.error or "")
            assert bool(error) == bool(client.error)
    finally:
        proxy.stop()
