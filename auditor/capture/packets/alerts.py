"""What an alert says with which one side ends a TLS handshake (RFC 8446, section 6)."""

_CERTIFICATE = {
    42: "bad certificate",
    43: "unsupported certificate",
    44: "certificate revoked",
    45: "certificate expired",
    46: "certificate unknown",
    48: "unknown authority",
}
_OTHERS = {
    10: "unexpected message",
    20: "bad record",
    40: "nothing in common",
    47: "illegal parameter",
    50: "cannot be decoded",
    51: "cannot be decrypted",
    70: "protocol version",
    71: "too little security",
    80: "internal error",
    86: "inappropriate fallback",
    90: "cancelled",
    109: "missing extension",
    112: "unrecognized name",
    116: "certificate required",
    120: "no common protocol",
}


def refusal(mine: bool, code: int) -> str:
    """In words, of the client (``mine``) or the server."""
    if mine and code in _CERTIFICATE:
        return f"the client did not trust the server's certificate ({_CERTIFICATE[code]})"
    who = "client" if mine else "server"
    told = _CERTIFICATE.get(code) or _OTHERS.get(code) or f"alert {code}"
    return f"the {who} ended the TLS handshake ({told})"
