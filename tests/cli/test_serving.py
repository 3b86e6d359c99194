"""auditor serve."""

import re
import subprocess
from pathlib import Path

from tests.cli.running import COMMAND, said
from tests.report.audits import FINDINGS, audit, judged


def test_it_tells_its_address_and_ends_when_interrupted(tmp_path: Path) -> None:
    audit(tmp_path / "a").write_judged(judged(FINDINGS))
    command = [*COMMAND, "serve", str(tmp_path / "a"), "--port", "18417"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        try:
            address = (run.stdout.readline() if run.stdout else "").strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:18417/[\w-]{32}/", address)
        finally:
            run.terminate()
    assert run.returncode is not None


def test_no_audit_is_one_line(tmp_path: Path) -> None:
    result = said("serve", tmp_path)
    assert result.exit_code == 2
    assert "not an audit folder" in result.stderr
