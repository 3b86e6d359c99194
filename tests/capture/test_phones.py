"""Traffic through the tunnel that a phone would use, from a client in user space."""

import os
import re
import signal
import socket
import ssl
import threading
import time
from pathlib import Path

from tests.capture import vendor, wireguard
from tests.capture.test_ways import ledger, told
from tests.capture.vendor import ANSWER
from tests.capture.vendor_h3 import serving_h3

VENDOR, REFUSED, ELSE = "192.0.2.10", "192.0.2.11", "192.0.2.12"
"""Where the phone thinks the hosts are; the proxy connects to loopback instead."""


class Phone:
    """Waits for the tunnel's configuration, then talks."""

    def __init__(self, talk):
        self._talk, self._lines, self._told = talk, [], threading.Event()
        self.failure = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def hears(self, line):
        self._lines.append(line)
        if line.startswith("Ctrl-C ends it"):
            self._told.set()

    def done(self):
        self._thread.join(20)
        if self.failure:
            raise self.failure

    def _run(self):
        try:
            assert self._told.wait(20)
            text = "\n".join(self._lines)
            port = int(re.search(r"^Endpoint = 127\.0\.0\.1:(\d+)$", text, re.MULTILINE)[1])
            authority = re.search(r"its certificate: .*, or (\S+)", text)[1]
            conf = text[text.index("[Interface]") :]
            tunnel = wireguard.Tunnel(conf, ("127.0.0.1", port))
            try:
                self._talk(tunnel, Path(authority))
            finally:
                tunnel.close()
                # Ctrl-C, once the capture waits for it: it lasts as long as the phone talks.
                time.sleep(0.3)
                os.kill(os.getpid(), signal.SIGINT)
        except (AssertionError, OSError, TypeError) as err:
            self.failure = err


def test_a_phones_traffic_comes_through_its_tunnel(listen, lab):
    answers = []

    def talk(tunnel, authority):
        trusting = ssl.create_default_context(cafile=authority)
        answers.append(
            wireguard.request(tunnel, VENDOR, "api.vendor.test", trusting, "/from-a-phone")
        )
        try:
            distrusting = ssl.create_default_context(cafile=lab.root)
            wireguard.request(tunnel, REFUSED, "telemetry.third.test", distrusting, "/")
        except ssl.SSLError as err:
            answers.append(err.verify_code)
        wireguard.datagram(tunnel, ELSE, 9999, b"hello")

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sink:
        sink.bind(("127.0.0.1", 0))
        phone = Phone(talk)
        heard = listen(
            None,
            mode="wireguard",
            duration=30,
            hearing=phone.hears,
            addresses={
                VENDOR: ("127.0.0.1", lab.tls_port),
                REFUSED: ("127.0.0.1", lab.tls_port),
                ELSE: sink.getsockname(),
            },
        )
        phone.done()
    assert ANSWER["answer"].encode() in answers[0]
    assert answers[1] == 20  # nobody it knows vouches for the certificate
    (read,) = [each for each in heard.exchanges if each.sent]
    assert heard.json(read.sent.head)["url"] == "https://api.vendor.test/from-a-phone"
    assert told(ledger(heard)) == {
        "api.vendor.test": ("decrypted", {}),
        "telemetry.third.test": ("pinned", {"pinned-in-handshake": 1}),
        ELSE: ("opaque", {"not-http": 1}),
    }


def test_what_a_phone_says_over_quic_is_read_as_http3(listen, tmp_path):
    root, _ = vendor.authority(tmp_path, "api.vendor.test")
    answers = []

    def talk(tunnel, authority):
        trusted = authority.read_bytes()
        ask = ("api.vendor.test", trusted, "/over-quic")
        answers.append(wireguard.request_h3(tunnel, VENDOR, *ask))

    with serving_h3(tmp_path) as port:
        phone = Phone(talk)
        heard = listen(
            None,
            mode="wireguard",
            duration=30,
            hearing=phone.hears,
            upstream_ca=root,
            addresses={VENDOR: ("127.0.0.1", port)},
        )
        phone.done()
    assert answers == [b"over h3"]
    exchange = heard.only()
    assert heard.json(exchange.sent.head)["url"] == "https://api.vendor.test/over-quic"
    assert told(ledger(heard)) == {"api.vendor.test": ("decrypted", {})}


def test_the_code_names_an_address_that_a_phone_can_reach(listen):
    heard = listen(None, mode="wireguard", listen="0.0.0.0:0", duration=0.3)
    (endpoint,) = [line for line in heard.told if line.startswith("Endpoint = ")]
    host, _, port = endpoint.removeprefix("Endpoint = ").rpartition(":")
    assert (int(port) > 0, host.count(".")) == (True, 3)
    assert f"waiting for our-client on 0.0.0.0:{port}, mode wireguard" in heard.told
