"""Reads HAR files of any size, entry by entry."""

from collections.abc import Iterator
from pathlib import Path

from auditor.capture.importing.entry import Found
from auditor.capture.importing.harentry import entry_of
from auditor.capture.importing.mending import spans


def read_har(path: Path) -> Iterator[Found]:
    """The entries in order; NotReadable when there is none or the rest is lost."""
    for found in spans(path):
        yield entry_of(found) if isinstance(found, dict) else found
