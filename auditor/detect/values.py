"""A value that was planted, where it stands by itself, and the forms under one layer that it takes."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from auditor.detect.folding import bytes_of, fold
from auditor.detect.layers import HASHES, URL_SAFE, aligned, digest
from auditor.detect.strength import STRONG_BITS, bits

MIN_FRAGMENT = 10
MIN_HEX = 12
_COMPACT = {"phone", "iban", "payment-card", "national-id", "imei", "device-id", "account-id"}
_WORDS = {"person", "location"}
_BEGUN = re.compile(rb"[A-Za-z0-9][._%+-]$")
_RUN_BEFORE, _RUN = re.compile(rb"[A-Za-z0-9]+$"), re.compile(rb"[A-Za-z0-9]{1,3}")
_GOES_ON = re.compile(rb"[.-][A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Value:
    """One planted value."""

    kind: str
    """Without the leading ``planted/``."""
    text: str
    persona: str

    @property
    def strong(self) -> bool:
        """Whether nobody else would happen to write it."""
        return bits(self.kind, self.text) >= STRONG_BITS

    def stands(self, text: bytes, start: int, end: int, *, whole: bool) -> bool:
        """Whether what was found at a place is the value, and not a part of something else.

        A strong one may be glued to a word; with ``whole``, not to a sign or two: that is a
        look-alike.
        """
        if self.strong and not whole:
            return True
        around = _around(text, start, end)
        if not self.strong:
            return around == (0, 0)
        return all(each in (0, 3) for each in around) and not self.goes_on(text, start, end)

    def goes_on(self, text: bytes, start: int, end: int) -> bool:
        """Whether an address that was found is only a part of a longer one."""
        before, after = text[max(0, start - 2) : start], text[end : end + 2]
        return self.kind == "email" and bool(_BEGUN.search(before) or _GOES_ON.match(after))


def _around(text: bytes, start: int, end: int) -> tuple[int, int]:
    """How many letters and digits go on before and after a place, up to three."""
    before, after = _RUN_BEFORE.search(text[max(0, start - 3) : start]), _RUN.match(text, end)
    goes_on = text[start : start + 1].isalnum(), text[end - 1 : end].isalnum()
    return (
        len(before[0]) if before and goes_on[0] else 0,
        min(3, len(after[0])) if after and goes_on[1] else 0,
    )


def forms(value: Value) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """The forms under one layer, folded."""
    for text in _spellings(value):
        plain = fold(text)
        yield bytes_of(plain), ()
        for quoted in {quote(text, safe=""), quote_plus(text)}:
            if quoted.lower() != plain:
                yield quoted.lower().encode(), ("url",)
    for written in written_ways(value):
        if len(encoded := written.hex()) >= MIN_HEX:
            yield encoded.encode(), ("hex",)
        for fragment in aligned(written, MIN_FRAGMENT):
            yield from _base64(fragment, ("base64",))
        for name in HASHES:
            made = digest(name, written)
            yield made.hex().encode(), (name,)
            yield from _base64(base64.b64encode(made).rstrip(b"="), ("base64", name))

    for written in run_together(value):
        for name in HASHES:
            yield digest(name, written).hex().encode(), (name,)


def _base64(encoded: bytes, steps: tuple[str, ...]) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    for form in dict.fromkeys((encoded, encoded.translate(URL_SAFE))):
        yield form.lower(), steps


def written_ways(value: Value) -> list[bytes]:
    """The value in all spellings and cases."""
    return [*dict.fromkeys(each for text in _spellings(value) for each in _cases(text))]


def run_together(value: Value) -> list[bytes]:
    """Words as apps join them before they hash them; in the clear they may be part of an address."""
    words = value.text.split() if value.kind in _WORDS else []
    joined = [mark.join(words) for mark in ("", ".", "_", "-")] if len(words) > 1 else []
    return [*dict.fromkeys(each for text in joined for each in _cases(text))]


def _spellings(value: Value) -> list[str]:
    """The value as written and, for numbers and ids, without separators."""
    spellings = [value.text.strip()]
    if value.kind in _COMPACT:
        compact = re.sub(r"[\s().:/-]+", "", value.text)
        spellings += [compact, compact.removeprefix("+")]
        if compact.startswith("+"):
            spellings.append(f"00{compact[1:]}")
    return [text for text in dict.fromkeys(spellings) if len(bytes_of(text)) >= 3]


def _cases(text: str) -> list[bytes]:
    return list(dict.fromkeys(bytes_of(each) for each in (text, text.lower(), text.upper())))
