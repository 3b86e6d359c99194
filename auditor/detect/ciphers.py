"""Which cipher suites are weak, after RFC 9325 (BCP 195, November 2022), section 4."""

_BROKEN = {
    "NULL": "it does not encrypt",
    "EXP": "its keys were made short on purpose",
    "ANON": "it proves nobody's identity",
    "ADH": "it proves nobody's identity",
    "AECDH": "it proves nobody's identity",
    "RC4": "RC4 is broken",
    "RC2": "RC2 is broken",
    "DES": "DES has short keys, and 3DES small blocks",
    "3DES": "3DES has small blocks",
    "CBC3": "3DES has small blocks",
    "IDEA": "IDEA is withdrawn",
    "MD5": "MD5 is broken",
}
_FORWARD = ("ECDHE", "DHE", "EDH", "AES_", "CHACHA20_POLY1305", "SM4_")
"""Beginnings of suites, after TLS_, with keys that nobody can make again later."""
_FIXED = ("AES", "CAMELLIA", "ARIA", "SEED", "RSA")


def weakness(cipher: str) -> str:
    """Why a suite, by its OpenSSL or IANA name, is weak; empty for one that is not or unknown."""
    name = cipher.upper().strip()
    parts = set(name.replace("-", "_").split("_"))
    for part, why in _BROKEN.items():
        if part in parts or (part == "EXP" and any(each.startswith("EXP") for each in parts)):
            return why
    bare = name.removeprefix("TLS_").replace("-", "_")
    if name.startswith("TLS_") and bare.startswith(_FORWARD):
        return ""
    if bare.startswith(_FIXED):
        return "who gets the server's key can read what was recorded before (no forward secrecy)"
    return ""
