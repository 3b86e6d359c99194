"""Builds what is released, into dist/: wheel, source, and a CycloneDX list of what they bring.

The list is made of the lock files alone, so that it is the same wherever it is made: every package
with its version and the SHA-256 of each file it may come as. Packages for
some systems only are optional and say which.
"""

import hashlib
import json
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

from auditor import __version__

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "model.lock")
"""What an ordinary installation and the demo bring."""

_PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ; ([^\\\n]+?))? \\$", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> Iterator[dict[str, object]]:
    """The packages of a lock file, in its order."""
    found = [*_PACKAGE.finditer(lock)]
    ends = [each.start() for each in found[1:]] + [len(lock)]
    for each, end in zip(found, ends, strict=True):
        name, version, marker = each.groups()
        purl = f"pkg:pypi/{name}@{version}"
        yield {
            "type": "library",
            "bom-ref": f"{purl}#{marker}" if marker else purl,
            "name": name,
            "version": version,
            "scope": "optional" if marker else "required",
            "purl": purl,
            "hashes": [
                {"alg": "SHA-256", "content": digest}
                for digest in _HASH.findall(lock, each.end(), end)
            ],
            **({"properties": [{"name": "auditor:marker", "value": marker}]} if marker else {}),
        }


def sbom(wheel: Path) -> bytes:
    """What a wheel brings, as CycloneDX 1.6."""
    locks = "".join((ROOT / name).read_text() for name in LOCKS)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    own = f"pkg:pypi/auditor@{__version__}"
    brought = [*components(locks)]
    made = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest + locks)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "auditor",
                "version": __version__,
                "purl": own,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
        },
        "components": brought,
        "dependencies": [{"ref": own, "dependsOn": [each["bom-ref"] for each in brought]}],
    }
    return json.dumps(made, indent=1).encode() + b"\n"


def build(to: Path) -> None:
    """Make all three."""
    to.mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(to)], cwd=ROOT, check=True
    )
    (wheel,) = to.glob(f"auditor-{__version__}-*.whl")
    wheel.with_name(f"auditor-{__version__}.cdx.json").write_bytes(sbom(wheel))


if __name__ == "__main__":
    build(ROOT / "dist")
