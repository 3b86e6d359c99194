import pytest

from auditor.capture.packets.suites import suite
from auditor.detect.ciphers import weakness


@pytest.mark.parametrize(
    ("code", "name", "weak"),
    [
        (0x1301, "TLS_AES_128_GCM_SHA256", False),
        (0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", False),
        (0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", False),
        (0x0005, "TLS_RSA_WITH_RC4_128_SHA", True),
        (0x000A, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", True),
        (0x0018, "TLS_DH_anon_WITH_RC4_128_MD5", True),
        (0x0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5", True),
        (0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA", True),
        (0xABCD, "0xABCD", False),
    ],
)
def test_a_suite_has_the_name_by_which_its_weakness_is_known(code, name, weak):
    assert suite(code) == name
    assert bool(weakness(suite(code))) == weak
