"""README says what the program does now."""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import orjson
import pytest
import yaml

from auditor import __version__
from auditor.packs import shipped_packs
from auditor.plan import read_plan
from auditor.policy.waivers import read_waivers
from auditor.prepared import prepare
from auditor.schemas import problems
from tests.docs import BLOCK, README, help_of, renewed, table
from tests.sample import PICTURES, SAMPLE


def test_the_help_texts_in_readme_are_the_ones_that_are_printed() -> None:
    text = README.read_text("utf-8")
    assert len(BLOCK.findall(text)) >= 3
    assert renewed(text) == text


def test_readme_names_every_command() -> None:
    commands = re.findall(r"^  ([a-z]+) ", help_of([]).partition("Commands:")[2], re.MULTILINE)
    assert len(commands) >= 11
    told = README.read_text("utf-8").partition("## Commands")[0] + "auditor demo"
    assert [name for name in commands if not re.search(rf"\bauditor {name}\b", told)] == []


def test_files_that_readme_shows_are_there() -> None:
    shown = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert shown
    assert [name for name in shown if not (README.parent / name).exists()] == []


@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_of_the_sample_are_shown_and_small(name: str) -> None:
    """How they look depends on the machine's fonts: that they are those of now is not tested."""
    assert f"reports/sample/{name}.png" in README.read_text("utf-8")
    picture = (SAMPLE / f"{name}.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 150_000


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from auditor.cli.app import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('spacy', 'presidio_analyzer', 'mitmproxy', 'scipy', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_sample_report_is_one_that_this_version_writes() -> None:
    value = orjson.loads((README.parent / "reports" / "sample" / "report.json").read_bytes())
    assert list(problems("report", value)) == []
    assert value["tool"]["auditor"] == __version__
    assert value["evidence"]["sealed"]
    packs = {pack["id"]: pack["sha256"] for pack in value["packs"]}
    now = {pack.id: pack.sha256 for kind in ("probes", "rules") for pack in shipped_packs(kind)}
    assert {name: now.get(name) for name in packs} == packs


def test_the_sample_report_names_no_machine() -> None:
    for name in ("report.html", "report.json"):
        text = (README.parent / "reports" / "sample" / name).read_text("utf-8")
        assert str(README.parent.parent) not in text
        assert str(Path.home()) not in text


def test_the_plan_in_readme_is_one_that_runs_to_its_end(tmp_path: Path) -> None:
    block, waivers = re.findall(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    (tmp_path / "waivers.yaml").write_text(waivers, "utf-8")
    assert len(read_waivers(tmp_path / "waivers.yaml")) == 1
    (tmp_path / "deepseek.yaml").write_text(textwrap.dedent("   " + block.lstrip(" ")), "utf-8")
    prepared = prepare(read_plan(tmp_path / "deepseek.yaml"))
    assert prepared.probes
    assert prepared.requests <= prepared.plan.limits.requests


def test_the_table_of_replays_in_readme_is_that_of_the_files() -> None:
    assert f"<!-- replays: -->\n{table()}<!-- end -->" in README.read_text("utf-8")


def test_the_workflow_in_readme_is_one_and_its_commands_are_there() -> None:
    text = README.read_text("utf-8").partition("## Every week")[2].partition("\n## ")[0]
    (workflow,) = re.findall(r"```yml\n(.*?)```", text, re.DOTALL)
    steps = yaml.safe_load(workflow)["jobs"]["audit"]["steps"]
    assert [step.get("name", "") for step in steps] == ["", "audit", "findings to code scanning"]
    called = re.findall(r"auditor (audit|trend) ([^;|\n]*)", text.replace("`", "\n"))
    assert len(called) >= 3
    for command, arguments in called:
        options = set(re.findall(r"--[a-z-]+", arguments))
        assert options <= set(re.findall(r"--[a-z-]+", help_of([command])))


def test_the_tests_that_security_names_are_there() -> None:
    named = re.findall(r"`(tests/[^`]+|test_[^`]+)`", (README.parent / "SECURITY.md").read_text())
    assert len(named) > 20
    assert [name for name in named if not (README.parent / name).exists()] == []
