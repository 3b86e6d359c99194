from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.sharding.manifest import Line, Manifest, digest
from auditor.sharding.result import Result


def test_a_manifest_that_was_altered_counts_for_nothing(tmp_path: Path) -> None:
    manifest, result = tmp_path / "manifest", Result([{"id": "a"}])
    with Manifest(manifest) as done:
        done.add(Line("f", 0, 1, "ab", digest(result), result))
        done.add(Line("f", 1, 1, "cd", digest(result), result))
    manifest.write_bytes(manifest.read_bytes().replace(b'"id":"a"', b'"id":"b"', 1))
    with Manifest(manifest) as again:
        assert (list(again.done), again.altered) == (["cd"], 1)
    manifest.write_bytes(b"a diary\n")
    with pytest.raises(AuditorError, match="not a manifest of a scan"):
        Manifest(manifest)
