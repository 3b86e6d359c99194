"""A finished audit to look at, and a vendor to ask."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.capture.vendor import serving as serving_hosts
from tests.cli.running import a_plan, auditor, leaky, parrot
from tests.probing.fake import FakeVendor, serving


@dataclass(frozen=True)
class Audited:
    """An audit that ended, and what its command said."""

    folder: Path
    plan: Path
    exit_code: int
    stdout: str
    stderr: str


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def fake_vendor() -> Iterator[FakeVendor]:
    with serving() as vendor:
        yield vendor


@pytest.fixture(scope="session")
def the_audit(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """A target that gives everything away and a leaky client, audited once for all tests."""
    home = tmp_path_factory.mktemp("audited")
    folder = home / "audit"
    with serving() as vendor, serving_hosts() as port:
        vendor.always = parrot
        client = {"run": leaky(folder, port), "app": "our-client", "phase": "first-use"}
        plan = a_plan(home, vendor.url, captures=[client])
        done = auditor("audit", plan, "--yes", "--out", folder, cwd=home)
    return Audited(folder, plan, done.returncode, done.stdout, done.stderr)


@pytest.fixture
def audited(the_audit: Audited, tmp_path: Path) -> Path:
    """A copy of its folder to work on."""
    return shutil.copytree(the_audit.folder, tmp_path / "audit")
