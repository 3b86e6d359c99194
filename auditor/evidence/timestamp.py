"""The time of a seal, sworn to by a time-stamping authority (RFC 3161). Nothing is sent from here.

The request covers the bytes of ``seal.json``. The answer is checked against a root certificate of
the user's choice, kept beside it; the nonce of the request need not be kept, for the answer covers
this very seal, and an older answer to it proves more.
"""

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate, load_pem_x509_certificates

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.custody import stamp
from auditor.evidence.jsonl import write_private

ANSWER, ROOT = "seal.tsr", "seal.tsa.pem"
MAX_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Stamped:
    """When an authority saw the seal."""

    at: str
    """UTC, RFC 3339."""
    root: str
    """SHA-256 of the root certificate, hex: whom one has to trust for the time."""


def write_request(folder: Path, out: Path) -> None:
    """Write the request for a sealed folder's time stamp, to be sent by the user."""
    request = (
        _library().TimestampRequestBuilder().data(_sealed(folder)).cert_request(cert_request=True)
    )
    if out.exists():
        raise AuditorError("is there already", where=out, hint="another file")
    write_private(out, request.build().as_bytes())


def keep_answer(folder: Path, answer: Path, root: Path) -> Stamped:
    """Check an authority's answer and put it beside the seal; AuditorError when it is none."""
    token, roots = _bounded(answer), _bounded(root)
    stamped = _checked(_sealed(folder), token, roots, answer, AuditorError)
    write_private(folder / ROOT, roots)
    write_private(folder / ANSWER, token)
    return stamped


def read_stamp(folder: Path) -> Stamped | None:
    """When the seal was stamped; None where it was not. EvidenceAltered when it does not hold."""
    answer, root = folder / ANSWER, folder / ROOT
    if not answer.exists() and not root.exists():
        return None
    for path in (answer, root, folder / "seal.json"):
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise EvidenceAltered("is missing, or larger than auditor writes it", where=path)
    return _checked(
        _sealed(folder), answer.read_bytes(), root.read_bytes(), answer, EvidenceAltered
    )


def _checked(
    seal: bytes, token: bytes, roots: bytes, where: Path, wrong: type[AuditorError]
) -> Stamped:
    library = _library()
    root, *more = _certificates(roots, where, wrong)
    verifier = library.VerifierBuilder(roots=[root], intermediates=more).build()
    try:
        answer = library.decode_timestamp_response(token)
        verifier.verify_message(answer, seal)
        at = answer.tst_info.gen_time
    except (library.VerificationError, ValueError) as err:
        raise wrong(f"no valid time stamp of this seal: {str(err)[:200]}", where=where) from err
    return Stamped(stamp(at), _fingerprint(root))


def _certificates(pem: bytes, where: Path, wrong: type[AuditorError]) -> list[Certificate]:
    """The root first, then what leads to it."""
    try:
        return load_pem_x509_certificates(pem)
    except ValueError as err:
        raise wrong("the root is not a certificate in PEM", where=where) from err


def _fingerprint(root: Certificate) -> str:
    return root.fingerprint(SHA256()).hex()


def _sealed(folder: Path) -> bytes:
    path = folder / "seal.json"
    if not path.is_file():
        raise AuditorError("not sealed", where=folder, hint=f"auditor seal {folder}")
    return path.read_bytes()


def _bounded(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise AuditorError(f"larger than {MAX_BYTES} bytes", where=path)
        return path.read_bytes()
    except OSError as err:
        raise AuditorError("cannot be read", where=path) from err


def _library() -> ModuleType:
    try:
        import rfc3161_client  # noqa: PLC0415 - an extra
    except ImportError as err:
        raise AuditorError(
            "time stamps need the package rfc3161-client", hint="pip install 'auditor[timestamp]'"
        ) from err
    return rfc3161_client
