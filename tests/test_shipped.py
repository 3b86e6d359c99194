"""The shipped data is found, in a checkout and in a wheel."""

from pathlib import Path

import pytest

import auditor.shipped
from auditor.errors import AuditorError
from auditor.shipped import shipped


def test_in_a_checkout_the_data_lies_beside_the_package() -> None:
    root = Path(__file__).parent.parent
    assert shipped("probes", "plan.schema.json") == root / "probes" / "plan.schema.json"
    assert shipped("policies").is_dir()
    assert shipped("reports").is_dir()


def test_in_a_wheel_the_data_lies_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditor.shipped, "_PACKAGE", tmp_path / "auditor")
    with pytest.raises(AuditorError, match="are missing") as told:
        shipped("probes")
    assert told.value.hint == "install auditor again"
    (tmp_path / "auditor" / "_shipped").mkdir(parents=True)
    assert shipped("probes", "packs") == tmp_path / "auditor" / "_shipped" / "probes" / "packs"
