"""The files that are scanned in shards: on this machine, or in object storage through fsspec.

What lies in object storage is copied into a temporary file that only its owner may read, scanned
and erased; one file at a time. No host is asked but the one that is named, keys come from the usual
variables only, and neither proxies nor further places of keys are taken from the environment.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from auditor.errors import AuditorError
from auditor.evidence.folder import is_audit

STORAGE = "s3://"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
MOST_FILES = 100_000
"""Of a folder or a prefix."""
_PIECE = 2**20
_SECONDS = 30
_KEYS = {
    "key": "AWS_ACCESS_KEY_ID",
    "secret": "AWS_SECRET_ACCESS_KEY",
    "token": "AWS_SESSION_TOKEN",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One file; ``storage`` is fsspec's file system where it does not lie on this machine."""

    name: str
    size: int
    """In bytes."""
    storage: Any = None

    @contextmanager
    def local(self) -> Iterator[Path]:
        """Where it can be read meanwhile. AuditorError when it cannot be fetched."""
        if self.storage is None:
            yield Path(self.name)
            return
        if shutil.disk_usage(tempfile.gettempdir()).free < 2 * self.size:
            told = f"no room for its {self.size // 2**20} MB in {tempfile.gettempdir()}"
            raise AuditorError(told, where=self.name, hint="let TMPDIR name a larger disk")
        with tempfile.TemporaryDirectory(prefix="auditor-") as folder:
            # Its name is a stranger's, and no path.
            path = Path(folder) / "capture"
            _fetch(self, path)
            yield path


def in_shards_only(name: str) -> bool:
    """Whether a name is of object storage or a folder of captures."""
    path = Path(name)
    return name.startswith(STORAGE) or (path.is_dir() and not is_audit(path))


def sources_of(names: Sequence[str], endpoint: str = "") -> list[Source]:
    """The files of some names, in their order; those of a folder or prefix are sorted.

    AuditorError for stdin and audits, which have no shards, and for what is not there.
    """
    _check(endpoint)
    storage = _storage(endpoint) if any(name.startswith(STORAGE) for name in names) else None
    found = []
    for name in names:
        some = [*(_stored(name, storage) if name.startswith(STORAGE) else _here(name))]
        if not some:
            raise AuditorError("no files in it", where=name)
        found += some
    return found


def _here(name: str) -> Iterator[Source]:
    path = Path(name)
    if name == "-" or is_audit(path):
        told = "only files are scanned in shards, no audits and not stdin"
        raise AuditorError(told, where=name, hint="leave --workers and --manifest out")
    if not path.is_dir():
        yield Source(name, path.stat().st_size)
        return
    for count, each in enumerate(sorted(path.rglob("*")), 1):
        if count > MOST_FILES:
            raise AuditorError(f"more than {MOST_FILES} files", where=name)
        if each.is_file() and not each.is_symlink():
            yield Source(str(each), each.stat().st_size)


def _stored(name: str, storage: Any) -> Iterator[Source]:
    with _told(name):
        listed = storage.find(name, detail=True, maxdepth=None)
    for count, (path, about) in enumerate(sorted(listed.items()), 1):
        if count > MOST_FILES:
            raise AuditorError(f"more than {MOST_FILES} files", where=name)
        if about["type"] == "file" and about["size"]:
            yield Source(f"{STORAGE}{path}", about["size"], storage)


def _fetch(source: Source, path: Path) -> None:
    left = source.size
    with (
        _told(source.name),
        source.storage.open(source.name, "rb", cache_type="none") as stored,
        path.open("xb") as file,
    ):
        while left and (piece := stored.read(min(_PIECE, left))):
            file.write(piece)
            left -= len(piece)
    if left:
        raise AuditorError("ended early: it changed while it was read", where=source.name)


def _check(endpoint: str) -> None:
    address = urlsplit(endpoint)
    if endpoint and address.scheme != "https" and address.hostname not in LOOPBACK:
        told = "captures would travel readable by anybody on the way"
        raise AuditorError(told, where=endpoint, hint="an https address")


def _storage(endpoint: str) -> Any:
    """The file system of object storage, at an address or else at its usual one."""
    try:
        import fsspec
        import s3fs  # noqa: F401, PLC0415
    except ImportError as err:
        hint = "pip install 'auditor[storage]'"
        raise AuditorError("object storage needs the extra [storage]", hint=hint) from err
    keys = {
        name: os.environ[variable] for name, variable in _KEYS.items() if variable in os.environ
    }
    settings: dict[str, object] = {
        "connect_timeout": _SECONDS,
        "read_timeout": _SECONDS,
        "retries": {"max_attempts": 2},
        "ignore_configured_endpoint_urls": True,
        "proxies": {},
    }
    if endpoint:
        # Else the bucket's name would become part of the host's.
        settings["s3"] = {"addressing_style": "path"}
    return fsspec.filesystem(
        "s3",
        anon="key" not in keys,
        endpoint_url=endpoint or None,
        config_kwargs=settings,
        skip_instance_cache=True,
        use_listings_cache=False,
        **keys,
    )


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What goes wrong with storage in words of ours: theirs may hold keys and signatures."""
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - comes with the extra

    keys = f"keys come from {' and '.join([*_KEYS.values()][:2])}"
    try:
        yield
    except FileNotFoundError as err:
        raise AuditorError("no such bucket or object", where=name) from err
    except PermissionError as err:
        raise AuditorError("may not be read", where=name, hint=keys) from err
    except (OSError, BotoCoreError) as err:
        told = f"cannot be fetched ({type(err).__name__})"
        raise AuditorError(told, where=name, hint="look at the address and --endpoint") from err
