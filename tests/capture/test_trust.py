import ssl
import stat
from pathlib import Path

import certifi
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from auditor.capture.trust import MAX_BYTES, STORE_PASSWORD, client_trust, upstream_bundle
from auditor.errors import AuditorError
from tests.capture.vendor import authority


@pytest.fixture
def root(tmp_path):
    return authority(tmp_path, "api.vendor.test")[0]


def trusted_in(bundle: Path) -> set[bytes]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(bundle)
    return set(context.get_ca_certs(binary_form=True))


@pytest.mark.parametrize("further", [False, True])
def test_the_public_roots_are_always_trusted_and_one_more_if_given(tmp_path, root, further):
    bundle = upstream_bundle(tmp_path, root if further else None)
    public, trusted = trusted_in(Path(certifi.where())), trusted_in(bundle)
    assert len(public) > 50
    assert trusted - public == (trusted_in(root) if further else set())
    assert public <= trusted


def test_clients_get_a_bundle_and_a_store_that_hold_the_authority(tmp_path, root):
    trust = client_trust(tmp_path, root)
    (own,) = x509.load_pem_x509_certificates(root.read_bytes())
    assert trusted_in(root) <= trusted_in(trust.bundle)
    store = pkcs12.load_pkcs12(trust.store.read_bytes(), STORE_PASSWORD.encode())
    assert [each.certificate for each in store.additional_certs] == [own]
    assert stat.S_IMODE(trust.store.stat().st_mode) == 0o600


def test_a_further_root_that_is_too_large_is_refused(tmp_path):
    large = tmp_path / "large.pem"
    large.write_bytes(bytes(MAX_BYTES + 1))
    with pytest.raises(AuditorError, match=r"large\.pem: larger than 1 MB"):
        upstream_bundle(tmp_path, large)
