"""The JA4 fingerprint of a TLS client, as FoxIO publishes it (JA4 alone; BSD 3-Clause).

Specification: github.com/FoxIO-LLC/ja4, technical_details/JA4.md, read in November 2026.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_VERSIONS = {0x0304: "13", 0x0303: "12", 0x0302: "11", 0x0301: "10", 0x0300: "s3", 0x0002: "s2"}
_NAME, _ALPN = 0x0000, 0x0010
_MOST = 99
_NOTHING = "0" * 12


@dataclass(frozen=True, slots=True)
class Offer:
    """What a ClientHello offers, in its order, with the values that mean nothing still in it."""

    quic: bool
    versions: Sequence[int]
    """Of the extension that lists them; else the one version of the message."""
    ciphers: Sequence[int]
    extensions: Sequence[int]
    signatures: Sequence[int]
    alpn: bytes = b""
    """The first protocol."""


def ja4(offer: Offer) -> str:
    """The fingerprint."""
    ciphers, extensions = _meant(offer.ciphers), _meant(offer.extensions)
    version = _VERSIONS.get(max(_meant(offer.versions), default=0), "00")
    kept = sorted(each for each in extensions if each not in (_NAME, _ALPN))
    told = _listed(kept)
    if signatures := _meant(offer.signatures):
        told += f"_{_listed(signatures)}"
    return "_".join(
        (
            ("q" if offer.quic else "t")
            + version
            + ("d" if _NAME in extensions else "i")
            + f"{min(len(ciphers), _MOST):02}{min(len(extensions), _MOST):02}"
            + _ends(offer.alpn),
            _hashed(_listed(sorted(ciphers))) if ciphers else _NOTHING,
            _hashed(told) if kept else _NOTHING,
        )
    )


def _meant(values: Iterable[int]) -> list[int]:
    """Without GREASE, which keeps servers used to values that they do not know."""
    return [each for each in values if each & 0x0F0F != 0x0A0A or each >> 8 != each & 0xFF]


def _ends(alpn: bytes) -> str:
    """The first and the last character of a protocol's name; of its digits if one is unusual."""
    if not alpn:
        return "00"
    ends = alpn[:1] + alpn[-1:]
    if ends.isalnum():
        return ends.decode("ascii")
    digits = alpn.hex()
    return digits[0] + digits[-1]


def _listed(values: Iterable[int]) -> str:
    return ",".join(f"{each:04x}" for each in values)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
