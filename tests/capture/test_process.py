import sys
import time

import pytest

from auditor.capture.process import end, start, wait

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def python(program):
    return start((sys.executable, "-c", program), {})


@pytest.mark.parametrize(
    ("program", "duration", "stopped", "ended_by"),
    [
        ("pass", 30, False, "exit"),
        ("import time; time.sleep(60)", 0.3, False, "duration"),
        ("import time; time.sleep(60)", None, True, "interrupt"),
    ],
)
def test_a_client_is_waited_for_no_longer_than_it_should(program, duration, stopped, ended_by):
    process = python(program)
    assert wait(process, duration, lambda: stopped) == ended_by
    end(process)
    assert process.returncode is not None


def test_what_a_client_started_ends_with_it(tmp_path):
    child = f"import time; time.sleep(2); open({str(tmp_path / 'late')!r}, 'w')"
    process = python(f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}])")
    assert wait(process, 30, lambda: False) == "exit"
    end(process)
    time.sleep(2.5)
    assert not (tmp_path / "late").exists()


def test_a_client_that_will_not_end_is_killed(monkeypatch):
    monkeypatch.setattr("auditor.capture.process.GRACE", 0.5)
    process = python(STUBBORN)
    time.sleep(0.5)
    end(process)
    assert process.returncode == -9
