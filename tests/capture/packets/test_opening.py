import os
import time
from pathlib import Path

import pytest

from auditor.capture.packets import opening
from auditor.capture.packets.opening import Opening, is_there
from tests.capture.conftest import needs
from tests.capture.packets.making import RAW, REQUEST, RESPONSE, pcap, tls_talk
from tests.capture.vendor import authority


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Packets of a real session, and its keys."""
    folder = tmp_path_factory.mktemp("session")
    root, context = authority(folder, "api.vendor.test")
    packets = tls_talk(folder, root, context, (True, REQUEST), (False, RESPONSE * 2000), port=8443)
    return packets, (folder / "keys").read_bytes()


@pytest.fixture
def written(tmp_path, session):
    path = tmp_path / "some.pcap"
    path.write_bytes(pcap(*session[0], link=RAW))
    return path


def opened(path, keys, packets):
    with Opening(path, keys) as found:
        data = [each for number in range(1, packets + 1) for each in found.of(number)]
    return b"".join(data), found


def test_every_packet_gives_what_it_carried(written, session):
    needs("tshark")
    said, found = opened(written, session[1], len(session[0]))
    assert said == REQUEST + RESPONSE * 2000
    assert (found.opened > 3, found.lost) == (True, False)


def test_other_keys_open_nothing(written, session):
    needs("tshark")
    said, found = opened(written, b"CLIENT_RANDOM " + b"0" * 64 + b" " + b"1" * 96 + b"\n", 99)
    assert (said, found.opened, found.lost) == (b"", 0, False)


def test_a_file_that_is_cut_gives_what_came_before(written, session):
    needs("tshark")
    content = written.read_bytes()
    written.write_bytes(content[: len(content) // 2])
    said, _ = opened(written, session[1], len(session[0]))
    assert said.startswith(REQUEST)


def test_nothing_of_it_touches_the_disk(written, session):
    needs("tshark")
    with Opening(written, session[1]) as found:
        kept = [each.read_bytes() for each in os.scandir(found._folder.name) if each.is_file()]
        assert not any(b"prompt" in each or b"SECRET" in each for each in kept)
    assert not Path(found._folder.name).exists()


STUBBORN = "#!/bin/sh\nexec sleep 600\n"
NOISY = "#!/bin/sh\nexec cat /dev/zero\n"
BROKEN = "#!/bin/sh\nexit 3\n"


@pytest.fixture
def another(tmp_path, monkeypatch):
    """A program of that name that behaves as told."""

    def put(script):
        folder = tmp_path / "bin"
        folder.mkdir()
        (folder / "tshark").write_text(script)
        (folder / "tshark").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")

    return put


@pytest.mark.parametrize("script", [STUBBORN, NOISY, BROKEN])
def test_a_program_that_does_not_do_its_work_is_ended(
    another, written, session, monkeypatch, script
):
    another(script)
    monkeypatch.setattr(opening, "MAX_SECONDS", 0.5)
    begun = time.monotonic()
    said, found = opened(written, session[1], 5)
    assert (said, found.lost) == (b"", True)
    assert found._process.returncode is not None
    assert time.monotonic() - begun < 30


def test_a_machine_may_lack_it(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert not is_there()
