"""A scheduler and its worker in processes of their own, over TLS on loopback."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from auditor.errors import AuditorError
from auditor.sharding.cluster import Cluster
from auditor.sharding.executors import Local
from auditor.sharding.manifest import Manifest
from auditor.sharding.scan import scan
from auditor.sharding.sources import sources_of
from tests.sharding.making import HOW, a_corpus, scanned

MOST_SECONDS = 240


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """One certificate that is its own authority."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "fleet")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return pem, pem, private


@contextmanager
def running(command: str, *args: object, tls: tuple[Path, ...]) -> Iterator[subprocess.Popen[str]]:
    """One of dask's own commands."""
    names = ("--tls-ca-file", "--tls-cert", "--tls-key")
    files = [part for pair in zip(names, map(str, tls), strict=True) for part in pair]
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{command}", *files, *map(str, args)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stderr
        process.stderr.close()


def address_of(scheduler: subprocess.Popen[str]) -> str:
    assert scheduler.stderr
    for line in scheduler.stderr:
        if " tls://" in line:
            return line.split()[-1]
    raise AssertionError("no scheduler")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return a_corpus(tmp_path_factory.mktemp("corpus"))


def test_a_killed_worker_is_replaced_and_after_a_killed_scheduler_a_run_goes_on(
    corpus: list[Path], tls: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    quiet = ("--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--protocol", "tls")
    manifest = tmp_path / "manifest"
    with running("dask_scheduler", *quiet, tls=tls) as scheduler:
        address = address_of(scheduler)
        one = (
            "--nthreads",
            1,
            "--host",
            "127.0.0.1",
            "--no-dashboard",
            "--death-timeout",
            MOST_SECONDS,
        )
        with running("dask_worker", address, *one, tls=tls), Cluster(HOW, 1, address, tls) as fleet:
            assert fleet.workers == 1
            (pid,) = fleet._client.run(os.getpid).values()
            told, rejected = [], []
            with Manifest(None) as done:
                results = scan(sources_of([*map(str, corpus)]), HOW, fleet, done, rejected, 600)
                for number, result in enumerate(results):
                    if number == 1:
                        os.kill(pid, signal.SIGKILL)
                    told += result.told
            (other,) = fleet._client.run(os.getpid).values()
            assert other != pid
            with Manifest(manifest) as done:
                results = scan(sources_of([*map(str, corpus)]), HOW, fleet, done, [], 600)
                next(results)
                scheduler.kill()
                with pytest.raises(AuditorError, match="the scheduler is gone"):
                    list(results)
    begun = len(manifest.read_bytes().splitlines())
    assert 1 <= begun < 14
    with Local(1, HOW) as local:
        here = scanned(corpus, local, manifest)
    assert here == (json.loads(json.dumps(told)), rejected)
    assert len(manifest.read_bytes().splitlines()) == 14


def test_without_its_certificate_nobody_is_answered(
    tls: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(AuditorError, match=r"tls://127\.0\.0\.1:9: no scheduler with a worker"):
        Cluster(HOW, 1, "tls://127.0.0.1:9", tls)


def test_on_this_machine_all_is_tls_on_loopback_and_no_page_is_shown(corpus: list[Path]) -> None:
    with Cluster(HOW, 1) as here:
        scheduler = here._here.scheduler
        assert scheduler.address.startswith("tls://127.0.0.1:")
        page = requests.get(here.dashboard, timeout=10)
        assert page.status_code == 404
        told, _ = scanned(corpus[1:2], here, None)
    assert told[0]["kind"] == "personal-data/email"
