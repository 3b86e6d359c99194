"""A vendor that speaks HTTP/2: streams how many bytes it was sent, five times."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, StreamEnded

HEADERS = [(":status", "200"), ("content-type", "text/event-stream")]


@contextmanager
def serving_h2(context: ssl.SSLContext) -> Iterator[int]:
    """The port; one connection is served."""
    context.set_alpn_protocols(["h2"])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, context), daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)


def _serve(listening, context):
    plain, _ = listening.accept()
    plain.settimeout(10)
    with context.wrap_socket(plain, server_side=True) as peer:
        talk, size = H2Connection(H2Configuration(client_side=False)), 0
        talk.initiate_connection()
        while True:
            peer.sendall(talk.data_to_send())
            if not (data := peer.recv(65536)):
                return
            for event in talk.receive_data(data):
                if isinstance(event, DataReceived):
                    size += len(event.data)
                    talk.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                elif isinstance(event, StreamEnded):
                    talk.send_headers(event.stream_id, HEADERS)
                    for _ in range(5):
                        talk.send_data(event.stream_id, b"data: %d\n\n" % size)
                        peer.sendall(talk.data_to_send())
                        time.sleep(0.05)
                    talk.end_stream(event.stream_id)
