import socket
import ssl
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from auditor.demo.certificates import Authority, make_authority, server_context


def shaken(authority: Authority, name: str, trusted: Path, wanted: str) -> dict:
    """The server's certificate as a client sees it that trusts one authority and wants a name."""
    context = ssl.create_default_context(cafile=trusted)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    ours, theirs = socket.socketpair()
    for end in (ours, theirs):
        end.settimeout(10)

    def serve() -> None:
        try:
            server_context(authority, name).wrap_socket(theirs, server_side=True).close()
        except ssl.SSLError:
            theirs.close()

    thread = Thread(target=serve)
    thread.start()
    try:
        with ours, context.wrap_socket(ours, server_hostname=wanted) as connection:
            return connection.getpeercert() or {}
    finally:
        thread.join()


def test_a_strict_client_that_trusts_the_authority_accepts_the_name(authority):
    seen = shaken(authority, "api.vendor.test", authority.file, "api.vendor.test")
    assert seen["subjectAltName"] == (("DNS", "api.vendor.test"),)


def test_another_name_is_refused(authority):
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shaken(authority, "api.vendor.test", authority.file, "other.vendor.test")


def test_a_client_that_trusts_another_authority_refuses(authority, tmp_path):
    other = make_authority(tmp_path / "other")
    with pytest.raises(ssl.SSLCertVerificationError):
        shaken(authority, "api.vendor.test", other.file, "api.vendor.test")


def test_an_authority_lives_a_day(authority):
    certificate = authority.certificate
    lives = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert timedelta(days=1) <= lives < timedelta(days=1, hours=1)


def test_the_folder_is_private_and_keeps_no_key(authority):
    server_context(authority, "api.vendor.test")
    folder = authority.file.parent
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in folder.iterdir()] == ["demo-ca.pem"]
    assert b"PRIVATE" not in authority.file.read_bytes()
