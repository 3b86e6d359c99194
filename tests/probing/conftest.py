"""A vendor to ask and a folder to write to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.evidence.writer import Writer
from tests.making import a_writer
from tests.probing.fake import FakeVendor, serving


@pytest.fixture
def fake_vendor() -> Iterator[FakeVendor]:
    with serving() as vendor:
        yield vendor


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with a_writer(tmp_path) as made:
        yield made
