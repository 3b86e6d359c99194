"""Shows the kind and shape of a value without giving it away."""

from auditor.evidence.keyed import Keyed

SHOWN = 40
"""Characters of shape at the most, so that a length tells little."""


def shape(value: str) -> str:
    """Letters as a or A, digits as 9, other scripts as x; punctuation and space stay."""
    shown = "".join(_shape_of(char) for char in value[:SHOWN])
    return shown + "…" if len(value) > SHOWN else shown


def tag(salt: bytes, value: str) -> str:
    """Ten hex digits by which the same value is known again within one audit."""
    return Keyed(salt).of(value.encode("utf-8", "surrogatepass"))[:10]


def masked(kind: str, value: str, salt: bytes) -> str:
    """Such as ``email aaa@aaaaaaa.aaa #1f2e3d4c5b``."""
    return f"{kind.rpartition('/')[2]} {shape(value)} #{tag(salt, value)}"


def _shape_of(char: str) -> str:
    if char.isdigit():
        return "9"
    if char.isalpha():
        if not char.isascii():
            return "x"
        return "A" if char.isupper() else "a"
    return char if char.isprintable() else "·"
