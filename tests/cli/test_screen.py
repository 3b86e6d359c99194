import os
import pty
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from auditor.cli import screen
from auditor.cli.options import QUIET
from auditor.probing.asking import Progress
from tests.cli.running import said


def test_messages_go_to_stderr_and_results_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    screen.tell("looking")
    screen.say("found")
    screen.show({"found": 1})
    assert capsys.readouterr() == ('found\n{\n  "found": 1\n}\n', "looking\n")


def test_quiet_leaves_results_alone(capsys: pytest.CaptureFixture[str]) -> None:
    quiet = QUIET.set(True)
    screen.tell("looking")
    screen.say("found")
    with screen.watching() as watcher:
        watcher.tell("looking")
    QUIET.reset(quiet)
    assert capsys.readouterr() == ("found\n", "")
    unknown = said("--quiet", "packs", "show", "nothing")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert unknown.stderr.startswith("Error: no pack is called")
    assert not QUIET.get()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [bold]:warning: text", "plain [bold]:warning: text"),
        ("two\nlines", "two·lines"),
        ("\x1b[2Jgone\r", "·[2Jgone·"),
        ("right\u202eto left", "right·to left"),
    ],
)
def test_a_text_is_one_line_and_steers_nothing(
    text: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    screen.tell(text)
    screen.say(text)
    screen.table([["a"], [text]])
    assert capsys.readouterr() == (f"{shown}\na\n{shown}\n", f"{shown}\n")


def test_a_table_in_a_pipe_has_tabs_and_is_never_folded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    screen.table([["a", "b"], ["x" * 200, "y z"]])
    assert capsys.readouterr().out == f"a\tb\n{'x' * 200}\ty z\n"


def test_progress_in_a_pipe_is_a_line_now_and_then_and_the_last_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "SECONDS_BETWEEN_LINES", 3600)
    with screen.watching() as watcher:
        for done in range(1, 10):
            watcher.progress(Progress(done, 9, done // 4, done * 1000, done / 100))
    (line,) = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"asked 9 of 9: [\d.]+/s, 9,000 tokens, 0\.09 USD, 2 failed", line)
    monkeypatch.setattr(screen, "SECONDS_BETWEEN_LINES", -1)
    with screen.watching() as watcher:
        watcher.progress(Progress(1, 9, 0, 0, 0))
        watcher.progress(Progress(2, 9, 0, 0, 0))
    first, second = capsys.readouterr().err.splitlines()
    assert first == "asked 1 of 9: 0 tokens"
    assert re.fullmatch(r"asked 2 of 9: [\d.]+/s, \d+ s left, 0 tokens", second)


@pytest.mark.parametrize(("seconds", "told"), [(0.4, "0 s"), (59.4, "59 s"), (61, "1 min 1 s")])
def test_a_time_is_told_in_minutes_and_seconds(seconds: float, told: str) -> None:
    assert screen._duration(seconds) == told


def all_of(terminal: int) -> str:
    """What is written to a terminal until nobody holds its other end."""
    shown = b""
    try:
        while part := os.read(terminal, 4096):
            shown += part
    except OSError:
        pass
    return shown.decode()


def test_on_a_terminal_messages_stand_above_the_bar_which_goes_when_all_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    near, far = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(all_of, near)
        with os.fdopen(far, "w", encoding="utf-8") as terminal:
            monkeypatch.setattr("sys.stderr", terminal)
            with screen.watching() as watcher:
                watcher.tell("before")
                watcher.progress(Progress(1, 3, 0, 100, 0))
                watcher.tell("in between")
                watcher.progress(Progress(3, 3, 1, 300, 0))
                watcher.tell("after")
        shown = reading.result()
    os.close(near)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert "1/3" in plain
    assert "100 tokens" in plain
    lines = [line.strip() for line in plain.replace("\r", "\n").split("\n")]
    assert [line for line in lines if line in ("before", "in between", "after")] == [
        "before",
        "in between",
        "after",
    ]
    assert any(re.fullmatch(r"asked 3 of 3: .*300 tokens, 1 failed", line) for line in lines)
    assert shown.rstrip().endswith("after")
