from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.demo import model
from auditor.demo.certificates import Authority, make_authority


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return make_authority(tmp_path / "authority")


@pytest.fixture(scope="package")
def model_url() -> Iterator[str]:
    """The real model, started once for all of the demo's tests."""
    with model.serve(print) as url:
        yield url
