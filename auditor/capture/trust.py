"""Certificates for one run: whom the proxy trusts, and how clients come to trust the proxy."""

import os
from dataclasses import dataclass
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PKCS12Certificate,
    serialize_java_truststore,
)

from auditor.errors import AuditorError

STORE_PASSWORD = "changeit"  # noqa: S105 - Java wants one; the store holds no secret
MAX_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Trust:
    """Files by which clients trust the proxy."""

    authority: Path
    """PEM: the proxy's own, made for this run."""
    bundle: Path
    """PEM: it and the public roots, so that what passes the proxy by still works."""
    store: Path
    """PKCS#12 for Java: it alone."""


def upstream_bundle(folder: Path, further: Path | None) -> Path:
    """The public roots and, if given, one more: whom the proxy trusts towards servers."""
    roots = Path(certifi.where()).read_bytes()
    more = _certificates(further) if further else b""
    return _private(folder / "upstream.pem", roots + b"\n" + more)


def client_trust(folder: Path, authority: Path) -> Trust:
    """Bundle and store with the proxy's own authority, made for this run."""
    own, roots = authority.read_bytes(), Path(certifi.where()).read_bytes()
    certificates = x509.load_pem_x509_certificates(own)
    return Trust(
        authority=_private(folder / "authority.pem", own),
        bundle=_private(folder / "client.pem", roots + b"\n" + own),
        store=_private(folder / "client.p12", _java_store(certificates)),
    )


def _java_store(certificates: list[x509.Certificate]) -> bytes:
    entries = [
        PKCS12Certificate(certificate, b"auditor-%d" % number)
        for number, certificate in enumerate(certificates)
    ]
    return serialize_java_truststore(entries, BestAvailableEncryption(STORE_PASSWORD.encode()))


def _certificates(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise AuditorError(f"larger than {MAX_BYTES // 2**20} MB", where=path)
        content = path.read_bytes()
        x509.load_pem_x509_certificates(content)
    except OSError as err:
        raise AuditorError(f"cannot be read: {err.strerror}", where=path) from err
    except ValueError as err:
        raise AuditorError(
            "no certificate in PEM", where=path, hint="export the root as PEM (Base-64)"
        ) from err
    return content


def _private(path: Path, content: bytes) -> Path:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return path
