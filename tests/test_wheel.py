"""The wheel holds what git holds, and works where nothing else is."""

import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.building import LOCKS, sbom

ROOT = Path(__file__).parent.parent
SHIPPED = ("probes", "policies", "reports")


def _run(*command: object, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_just_the_tracked_files(wheel: Path) -> None:
    tracked = _run("git", "ls-files", "auditor", *SHIPPED, cwd=ROOT).splitlines()
    assert len(tracked) > 100
    wanted = {
        name if name.startswith("auditor/") else f"auditor/_shipped/{name}" for name in tracked
    }
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if ".dist-info/" not in name} == wanted


def test_the_wheel_is_the_same_byte_for_byte_wherever_it_is_built(
    wheel: Path, tmp_path: Path
) -> None:
    """In another place, on another day, by somebody with another zone and other rights."""
    home = tmp_path / "elsewhere"
    listed = _run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in listed.splitlines():
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, home / name)
            os.utime(home / name, (10**9, 10**9))
            (home / name).chmod(0o600)
    away = ("env", "TZ=Asia/Tokyo", "LC_ALL=C", sys.executable, "-m", "hatchling", "build")
    _run(*away, "-t", "wheel", "-d", tmp_path, cwd=home)
    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def test_the_list_of_what_it_brings_is_cyclonedx_and_names_all_that_is_locked(wheel: Path) -> None:
    made = sbom(wheel)
    assert made == sbom(wheel)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made.decode()) is None
    value = json.loads(made)
    locks = "".join((ROOT / name).read_text() for name in LOCKS)
    assert len(value["components"]) == len(re.findall("^[a-z]", locks, re.MULTILINE))
    assert all(each["hashes"] for each in value["components"])
    (spacy,) = [each for each in value["components"] if each["name"] == "spacy"]
    assert spacy["purl"] == f"pkg:pypi/spacy@{version('spacy')}"


def test_it_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=tmp_path)
    _run(*pip, "--no-deps", wheel, cwd=tmp_path)
    auditor = python.with_name("auditor")
    assert "nothing wrong" in _run(auditor, "packs", "check", cwd=tmp_path)
    assert "demo" in _run(auditor, "--help", cwd=tmp_path)
