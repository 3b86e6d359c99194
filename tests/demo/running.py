"""Runs the sample client as a capture does, with the hosts behind a tunnel."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from auditor.demo import hosts
from auditor.demo.certificates import Authority
from tests.demo.tunnel import tunnel

VALUES = {
    "email": "ffion.k7m2q9xw3@mail.example",
    "device-id": ["7d1f5a52-93c8-4f6e-9d0b-2a64c1c0ffee"],
    "prompt": ["Please draft a letter; my case reference is w9k2m5x8qr.", "Make it shorter."],
}


@contextmanager
def environment(
    authority: Authority, model_url: str
) -> Iterator[tuple[dict[str, str], hosts.Hosts, list[str]]]:
    """Proxy and CA variables as a capture sets them, the hosts, and which of them were asked for."""
    with hosts.serve(authority, model_url) as serving, tunnel(serving.addresses) as proxy:
        variables = {"REQUESTS_CA_BUNDLE": str(authority.file)}
        variables |= dict.fromkeys(("HTTP_PROXY", "http_proxy"), proxy.url)
        variables |= dict.fromkeys(("HTTPS_PROXY", "https_proxy"), proxy.url)
        yield variables | {"NO_PROXY": "", "no_proxy": ""}, serving, proxy.asked_for


def ran(variables: dict[str, str], *options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "auditor.demo.client", *map(str, options)],
        capture_output=True,
        check=False,
        env=os.environ | variables,
        text=True,
        timeout=60,
    )
