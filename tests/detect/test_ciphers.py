import pytest

from auditor.detect.ciphers import weakness

STRONG = [
    "",
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "ECDHE-RSA-AES128-GCM-SHA256",
    "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-AES256-SHA",
    "DHE-RSA-AES256-GCM-SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "a name that nobody knows",
]
WEAK = [
    ("NULL-SHA256", "does not encrypt"),
    ("EXP-RC4-MD5", "short on purpose"),
    ("EXP1024-DES-CBC-SHA", "short on purpose"),
    ("ADH-AES256-SHA", "nobody's identity"),
    ("TLS_DH_anon_WITH_AES_128_CBC_SHA", "nobody's identity"),
    ("ECDHE-RSA-RC4-SHA", "RC4"),
    ("RC4-MD5", "RC4"),
    ("DES-CBC3-SHA", "3DES"),
    ("TLS_RSA_WITH_3DES_EDE_CBC_SHA", "3DES"),
    ("AES128-SHA", "no forward secrecy"),
    ("AES256-GCM-SHA384", "no forward secrecy"),
    ("TLS_RSA_WITH_AES_128_GCM_SHA256", "no forward secrecy"),
    ("CAMELLIA256-SHA", "no forward secrecy"),
]


@pytest.mark.parametrize("cipher", STRONG)
def test_a_suite_in_good_use_has_no_weakness(cipher):
    assert weakness(cipher) == ""


@pytest.mark.parametrize(("cipher", "why"), WEAK)
def test_a_weak_suite_says_why(cipher, why):
    assert why in weakness(cipher)
