"""A served page on loopback, for the tests."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from auditor.serving import HERE, site

TOKEN = "a-token-of-the-tests"


@contextmanager
def serving(*folders: Path, language: str = "en") -> Iterator[str]:
    """The address with its token; the server ends with the block."""
    with socket.socket() as listening:
        listening.bind((HERE, 0))
        port = listening.getsockname()[1]
        application = site(folders, TOKEN, port, language)
        config = uvicorn.Config(application, log_level="error", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        end = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < end
            time.sleep(0.01)
        try:
            yield f"http://{HERE}:{port}/{TOKEN}"
        finally:
            server.should_exit = True
            thread.join(20)
