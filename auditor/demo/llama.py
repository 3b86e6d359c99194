"""The process that serves the local model: ``python -m auditor.demo.llama WEIGHTS PORT``.

It says its address on stdout once it answers, and ends when its stdin does: so it cannot outlive
whoever started it, however that one ended.
"""

import os
import sys
from threading import Thread

import xllamacpp

from auditor.demo.model import ALIAS

SLOTS = 4
CONTEXT = 8192
"""Tokens of all slots together."""


def main() -> None:
    """Serve the weights named on the command line until stdin ends; port 0 is any free one."""
    # llama.cpp writes to stdout and stderr as it likes: only the address goes to the real stdout.
    said = os.dup(1)
    os.dup2(2, 1)
    watch = Thread(target=_end_with_stdin, daemon=True)
    watch.start()
    server = xllamacpp.Server(_params(sys.argv[1], int(sys.argv[2])))
    os.write(said, f"{server.listening_address}\n".encode())
    watch.join()


def _params(weights: str, port: int) -> xllamacpp.CommonParams:
    params = xllamacpp.CommonParams()
    params.model.path = weights
    params.model_alias = {ALIAS}
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_parallel = SLOTS
    params.n_ctx = CONTEXT
    # More threads than free cores meet at spin barriers and stand still.
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.n_threads_http = 2 * SLOTS
    # An answer must not depend on which ones were given before it.
    params.cache_prompt = False
    # Nor is any kept for later: in a long audit that grows to gigabytes.
    params.cache_ram_mib = 0
    params.offline = True
    params.ui = False
    params.verbosity = 0
    return params


def _end_with_stdin() -> None:
    while os.read(0, 4096):
        pass
    # Loading weights cannot be interrupted in any milder way.
    os._exit(0)


if __name__ == "__main__":
    main()
