"""auditor init and doctor, as a shell runs them."""

from pathlib import Path

import orjson
import pytest

from auditor.vendors import shipped_vendors
from tests.cli.running import NOBODY, a_plan, auditor


@pytest.mark.parametrize("vendor", shipped_vendors(), ids=lambda vendor: vendor.id)
def test_a_plan_to_begin_with_can_be_shown_as_it_stands(tmp_path: Path, vendor: object) -> None:
    name = getattr(vendor, "id", "")
    made = auditor("init", name, cwd=tmp_path)
    assert (made.returncode, made.stdout) == (0, "")
    assert made.stderr == f"wrote {name}.yaml; next: auditor audit {name}.yaml --dry-run\n"
    key = {variable: "sk-one"} if (variable := getattr(vendor, "key_env", "")) else {}
    shown = auditor("audit", f"{name}.yaml", "--dry-run", cwd=tmp_path, **key)
    assert shown.returncode == 0, shown.stderr
    assert "authorised by: name the person or ticket" in shown.stdout
    assert [path.name for path in tmp_path.iterdir()] == [f"{name}.yaml"]


def test_a_plan_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine")
    done = auditor("init", "deepseek", "--out", "mine.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "Error: mine.yaml: is there already\ntry: choose another --out\n"
    assert (tmp_path / "mine.yaml").read_text() == "mine"


def test_an_unknown_vendor_is_told_with_the_known_ones(tmp_path: Path) -> None:
    done = auditor("init", "deepsick", cwd=tmp_path)
    assert done.returncode == 2
    assert "no vendor is called 'deepsick'" in done.stderr
    assert "deepseek" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_says_what_is_there(tmp_path: Path) -> None:
    done = auditor("doctor", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert rows[0] == ["what", "state", "found", "try"]
    assert {row[0] for row in rows} > {"python", "mitmproxy", "spaCy model", "clock"}
    assert {row[1] for row in rows[1:]} <= {"ok", "note"}
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_says_what_a_plan_lacks(tmp_path: Path) -> None:
    done = auditor("doctor", a_plan(tmp_path, NOBODY), "--json", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == f"Error: {tmp_path}/plan.yaml: needed and not there: chat: reachable\n"
    checks = {each["what"]: each for each in orjson.loads(done.stdout)}
    assert checks["python"]["ok"] is True
    assert checks["chat: reachable"]["ok"] is False
    assert checks["chat: reachable"]["needed"] is True
