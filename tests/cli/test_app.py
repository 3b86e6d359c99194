"""One boundary: every error is a line and an exit code, whoever made it."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from auditor import __version__
from auditor.cli.app import _boundary, app
from auditor.errors import AuditorError, EvidenceAltered
from tests.cli.running import COMMAND, auditor
from tests.cost import costing_less_than, of_children


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (AuditorError("not a date", where="plan.yaml:3:1", hint="2026-11-23"), 2,
         "Error: plan.yaml:3:1: not a date\ntry: 2026-11-23\n"),
        (AuditorError("not a\ndate\x1b[2J"), 2, "Error: not a date·[2J\n"),
        (EvidenceAltered("not what was written", where="custody.jsonl:4"), 4,
         "Error: custody.jsonl:4: not what was written\n"),
        (KeyboardInterrupt(), 130, "Error: stopped; what was gathered is on disk\n"
         "try: the same command with the same --out\n"),
        (OSError(errno.ENOSPC, "?", "audit/findings.json"), 2,
         "Error: audit/findings.json: No space left on device\n"),
        (PermissionError(errno.EACCES, "?"), 2, "Error: Permission denied\n"),
        (typer.Exit(3), 3, ""),
    ],
)  # fmt: skip
def test_an_error_is_a_line_and_an_exit_code(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as left, _boundary():
        raise error
    assert left.value.exit_code == code
    assert capsys.readouterr() == ("", said)


@pytest.mark.parametrize("error", [KeyError("x"), FileNotFoundError(errno.ENOENT, "?", "x")])
def test_our_fault_shows_its_traceback(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as left, _boundary():
        raise error
    assert left.value.exit_code == 5
    assert "Traceback (most recent call last)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["bogus"], "Error: No such command 'bogus'.\ntry: auditor --help\n"),
        (["--bogus"], "Error: No such option: --bogus\ntry: auditor --help\n"),
        (["packs", "bogus"], "Error: No such command 'bogus'.\ntry: auditor packs --help\n"),
        (["judge"], "Error: Missing argument 'F'.\ntry: auditor judge --help\n"),
        (["judge", "f", "--bogus"], "Error: No such option: --bogus\ntry: auditor judge --help\n"),
        (["redact", "f"], "Error: Missing option '--why'.\ntry: auditor redact --help\n"),
    ],
)
def test_a_wrong_word_is_a_line_with_the_help_to_look_at(args: list[str], said: str) -> None:
    result = CliRunner().invoke(app, args, prog_name="auditor")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", said)


@pytest.mark.parametrize("args", [[], ["packs"], ["vendors"]])
def test_a_group_by_itself_shows_its_help(args: list[str]) -> None:
    result = CliRunner().invoke(app, args, prog_name="auditor")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Usage: {' '.join(['auditor', *args])} [OPTIONS] COMMAND")
    assert "Commands:" in result.stderr


def test_the_version_is_told_at_once(tmp_path: Path) -> None:
    auditor("--version", cwd=tmp_path)  # compiles what is new
    with costing_less_than(0.35, of_children):
        done = auditor("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"auditor {__version__}\n")


def test_a_reader_who_went_away_is_no_error(audited: Path, tmp_path: Path) -> None:
    for args in (["judge", str(audited)], ["judge", str(audited), "--json"], ["--help"]):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [*COMMAND, *args], stdout=write, stderr=subprocess.PIPE, check=False, text=True
        )
        os.close(write)
        assert done.returncode == 141
        assert done.stderr == ""


def test_no_colour_is_sent_into_a_pipe_or_against_ones_wish(audited: Path, tmp_path: Path) -> None:
    for args in (["judge", audited], ["packs", "list"], ["vendors", "list"]):
        done = auditor(*args, cwd=tmp_path, FORCE_COLOR="", NO_COLOR="1")
        assert "\x1b" not in done.stdout + done.stderr


def test_a_terminal_that_knows_few_signs_is_shown_their_numbers(tmp_path: Path) -> None:
    done = auditor("audit", "plän.yaml", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert done.stderr.startswith("Error: pl\\xe4n.yaml: cannot be read")


def test_python_m_auditor_is_the_same_program(tmp_path: Path) -> None:
    installed = Path(sys.executable).with_name("auditor")
    done = subprocess.run([installed, "--help"], capture_output=True, check=True, text=True)
    assert done.stdout == auditor("--help", cwd=tmp_path).stdout
