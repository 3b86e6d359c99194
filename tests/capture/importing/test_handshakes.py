"""Dumps of mitmproxy before version 7, where a WebSocket stood in two flows."""

import copy

import pytest
from mitmproxy.io import compat

from auditor.capture.importing import handshakes
from auditor.capture.importing.dump import read_dump
from auditor.capture.importing.entry import Entry
from tests.capture.importing.test_dump import a_flow, packed


def of_version_11(number, **more):
    """A flow as mitmproxy 6 wrote it."""
    state = copy.deepcopy(a_flow().get_state())
    client, server = state["client_conn"], state["server_conn"]
    client["address"], client["tls_extensions"] = client.pop("peername"), None
    server["ip_address"], server["source_address"] = server.pop("peername"), server.pop("sockname")
    server["via2"] = server["via"] = None
    for conn in (client, server):
        conn["tls_established"], conn["cipher_name"] = True, conn.pop("cipher")
        conn["state"] = 0
    state |= {"version": 11, "id": f"f-{number}", "marked": False, "mode": "regular"}
    del state["comment"], state["timestamp_created"]
    return state | more


def handshake(number, content=b""):
    state = of_version_11(number, metadata={"websocket": True})
    state["request"]["content"] = content
    return packed(state)


def messages(number):
    said = [[1, True, b"hello", 1.0], [1, False, b"good day", 2.0]]
    return packed(
        of_version_11(
            f"m{number}",
            metadata={"websocket_handshake": f"f-{number}"},
            messages=said,
            close_sender="client",
            close_code=1000,
            close_reason="",
        )
    )


def read(path):
    """What is read, and the most handshakes that were kept meanwhile."""
    found, most = [], 0
    for each in read_dump(path):
        found.append(each)
        most = max(most, len(compat._websocket_handshakes))
    return found, most


def test_messages_are_joined_with_their_handshake(tmp_path):
    path = tmp_path / "old.mitm"
    path.write_bytes(handshake(1) + handshake(2) + messages(1))
    found, _ = read(path)
    assert [type(each) for each in found] == [Entry] * 3
    assert found[2].url == "https://api.vendor.test:8443/path"
    assert [body for body, _ in found[2].sent.messages] == [b"hello"]
    assert [body for body, _ in found[2].received.messages] == [b"good day"]


@pytest.mark.parametrize(
    ("name", "value", "size"), [("MOST", 10, 0), ("MOST_BYTES", 50_000, 10_000)]
)
def test_handshakes_without_messages_do_not_pile_up(tmp_path, monkeypatch, name, value, size):
    monkeypatch.setattr(handshakes, name, value)
    path = tmp_path / "hostile.mitm"
    content = b"x" * size
    path.write_bytes(b"".join(handshake(number, content) for number in range(60)) + messages(0))
    found, most = read(path)
    assert most <= 11
    assert len(found) == 61
    assert found[60].because.startswith("messages of a WebSocket whose handshake is not")


def test_one_dump_leaves_nothing_for_the_next(tmp_path):
    (tmp_path / "one").write_bytes(handshake(1))
    (tmp_path / "two").write_bytes(messages(1))
    assert isinstance(read(tmp_path / "one")[0][0], Entry)
    (orphan,), _ = read(tmp_path / "two")
    assert orphan.because.startswith("messages of a WebSocket whose handshake is not")
