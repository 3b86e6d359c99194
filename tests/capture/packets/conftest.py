import pytest

from auditor.capture.importing.entry import NotReadable
from auditor.capture.packets.reading import read_packets


@pytest.fixture
def reading(tmp_path):
    """Write a file and read it: what was found, and why the rest was lost."""

    def read(content, keys=b""):
        path = tmp_path / f"some-{len(list(tmp_path.iterdir()))}"
        path.write_bytes(content)
        found = []
        try:
            found.extend(read_packets(path, keys))
        except NotReadable as err:
            return found, str(err)
        return found, ""

    return read
