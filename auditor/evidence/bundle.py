"""One archive of an audit's folder to hand over; the same folder always gives the same bytes."""

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

from auditor.errors import AuditorError

_NEVER = (".lock",)
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP can say: times of files would differ between two copies."""
_CHUNK = 2**20


def write_bundle(folder: Path, out: Path) -> int:
    """Write the archive where nothing stands yet; how many files it holds.

    Paths in it begin with the audit's name and lead nowhere else; links are refused.
    """
    if out.exists():
        raise AuditorError("is there already", where=out, hint="another --out")
    if out.resolve().is_relative_to(folder.resolve()):
        raise AuditorError("lies in the audit's own folder", where=out, hint="another --out")
    files = list(_files(folder))
    part = out.with_name(out.name + ".part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as raw, zipfile.ZipFile(raw, "w") as archive:
            for path in files:
                _add(archive, path, f"audit/{path.relative_to(folder).as_posix()}")
        part.replace(out)
    except OSError as err:
        part.unlink(missing_ok=True)
        raise AuditorError(f"cannot write: {os.strerror(err.errno or 0)}", where=out) from err
    return len(files)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise AuditorError("neither a file nor a folder, so not handed over", where=path)
        if path.is_file() and path.name not in _NEVER and not path.name.endswith(".part"):
            yield path


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o600) << 16
    # Segments are compressed already; lines and reports are not.
    packed = path.suffix == ".seg"
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    with path.open("rb") as file, archive.open(entry, "w", force_zip64=True) as inside:
        while chunk := file.read(_CHUNK):
            inside.write(chunk)
