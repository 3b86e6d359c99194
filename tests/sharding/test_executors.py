import os
import signal
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.sharding.executors import Local
from auditor.sharding.manifest import Manifest
from auditor.sharding.scan import scan
from auditor.sharding.sources import sources_of
from tests.sharding.making import HOW, a_corpus


def test_a_killed_worker_is_told_and_the_manifest_goes_on(tmp_path: Path) -> None:
    manifest, har = tmp_path / "manifest", a_corpus(tmp_path)[2]
    with Local(1, HOW) as local, Manifest(manifest) as done:
        found = scan(sources_of([str(har)]), HOW, local, done, [], 500)
        first = next(found)
        for pid in list(local.pool._processes):
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(AuditorError, match="a worker was killed"):
            list(found)
    kept = manifest.read_bytes()
    manifest.write_bytes(kept + b'{"file":"unfin')
    with Manifest(manifest) as again:
        ids = [each.told[0]["id"] for each in again.done.values()]
        # What was read ahead may have been done before the kill.
        assert ids[0] == first.told[0]["id"]
        assert len(ids) < 12
    assert manifest.read_bytes() == kept
