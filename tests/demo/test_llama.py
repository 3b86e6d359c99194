import subprocess
import sys

import pytest

from auditor.demo import model


@pytest.fixture
def process():
    command = [sys.executable, "-m", "auditor.demo.llama", str(model.weights()), "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as started:
        yield started
        started.kill()


def test_it_says_only_its_address_and_ends_when_stdin_does(process):
    address = process.stdout.readline().decode()
    assert address.startswith("http://127.0.0.1:")
    process.stdin.close()
    assert process.wait(10) == 0
    assert process.stdout.read() == b""


def test_it_ends_while_it_still_loads(process):
    process.stdin.close()
    assert process.wait(10) == 0
