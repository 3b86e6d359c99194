"""Planted values under up to three layers: recall at each depth, false flows, and speed.

``python bench/planted.py``: values of a made-up persona, in several spellings, are wrapped by one
to three of 14 encodings and 9 hashes drawn by chance (seeded), and put into requests of several
forms. Recall is told for the raw bytes alone and with what was decoded out of them. The same
requests searched for another persona's values must stay silent, and so must made-up traffic.
Speed is that of the whole search, folding included, over bodies of SDK-like traffic.
"""

import argparse
import base64
import gzip
import hashlib
import json
import random
import re
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from auditor.detect.budget import Budget  # noqa: E402
from auditor.detect.decoding import leaves  # noqa: E402
from auditor.detect.leaf import Leaf, Piece  # noqa: E402
from auditor.detect.planted import Needles, found, needles  # noqa: E402
from auditor.detect.values import Value  # noqa: E402

ADA = {
    "email": "Ada.q7x2m9kd@mail.example.test",
    "phone": "+1 202-555-0143-7718",
    "person": "Ada Wrenfield Quillon",
    "account-id": "usr_8f3kq92mzx71",
    "iban": "DE89 3704 0044 0532 0130 00",
    "device-id": "6f9d2b1c-77aa-4e0b-9d51-0c2f8e7ab934",
    "location": "18 Thornfield Crescent, Umberton",
}
BEN = {
    "email": "ben.k3w8z5nq@mail.example.test",
    "phone": "+1 202-555-0199-3062",
    "person": "Ben Harrowgate Tull",
    "account-id": "usr_2p9vt47hcb05",
    "iban": "GB29 NWBK 6016 1331 9268 19",
    "device-id": "a1447c0e-52d8-4b6f-8a3e-f90b61d7c285",
    "location": "4 Quarry Lane, Eastmere",
}
NOT_ALNUM = re.compile(r"[^A-Za-z0-9]")

type Layer = Callable[[str], str]


def _numbered(form: str, every: float) -> Layer:
    """Signs by their numbers: those that are no letters and digits, or all."""
    pattern = re.compile(r"[\s\S]") if every else NOT_ALNUM
    return lambda text: pattern.sub(lambda sign: form % ord(sign[0]), text)


def _rot13(text: str) -> str:
    low, up = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return text.translate(str.maketrans(low + up, low[13:] + low[:13] + up[13:] + up[:13]))


def _raw(name: str, text: str) -> bytes:
    return hashlib.new(name, text.encode()).digest()


ENCODINGS: dict[str, Layer] = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "hex": lambda text: text.encode().hex(),
    "hex-upper": lambda text: text.encode().hex().upper(),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "base85": lambda text: base64.b85encode(text.encode()).decode(),
    "ascii85": lambda text: base64.a85encode(text.encode()).decode(),
    "url": lambda text: quote(text, safe=""),
    "quoted-printable": _numbered("=%02X", every=False),
    "html": _numbered("&#%d;", every=False),
    "unicode": _numbered("\\u%04x", every=False),
    "rot13": _rot13,
    "reversed": lambda text: text[::-1],
}
DECODED: dict[str, Layer] = {
    "url-all": _numbered("%%%02X", every=True),
    "html-all": _numbered("&#x%x;", every=True),
    "unicode-all": _numbered("\\u%04x", every=True),
    "gzip": lambda text: base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode(),
    "zlib": lambda text: base64.b64encode(zlib.compress(text.encode())).decode(),
}
"""What only decoders read: it lies over other layers, never under a hash or a turned text."""
NAMES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s")
HASHES: dict[str, Layer] = (
    {name: lambda text, n=name: _raw(n, text).hex() for name in NAMES}
    | {  # type: ignore[misc]
        f"{name}-base64": lambda text, n=name: base64.b64encode(_raw(n, text)).decode()  # type: ignore[misc]
        for name in NAMES[:4:1]
        if name != "sha224"
    }
)


def spelled(kind: str, text: str, chance: random.Random) -> str:
    """The value as an app may write it before it encodes or hashes it."""
    ways = [text, text.lower(), text.upper()]
    if kind in ("phone", "iban", "device-id"):
        bare = re.sub(r"[\s-]", "", text)
        ways += [bare, bare.removeprefix("+"), bare.lower()]
    return chance.choice(ways)


def chain(text: str, depth: int, chance: random.Random) -> tuple[str, list[str]]:
    """The text under layers, and their names; innermost first."""
    names: list[str] = []
    while len(names) < depth:
        only_decoded = any(name in DECODED for name in names)
        pool = {**ENCODINGS, **DECODED} if chance.random() < 0.5 or only_decoded else HASHES
        if only_decoded:
            pool = {name: each for name, each in pool.items() if name not in ("rot13", "reversed")}
        name = chance.choice(sorted(pool))
        wrapped = pool[name](text)
        if wrapped != text and len(wrapped) < 4000:
            text = wrapped
            names.append(name)
    return text, names


def _noise(chance: random.Random, size: int) -> str:
    return base64.urlsafe_b64encode(chance.randbytes(size)).decode().rstrip("=")


def body(text: str, chance: random.Random) -> bytes:
    """A request that holds the text."""
    noise = _noise(chance, 12)
    event = {"event": "open", "id": noise, "ts": chance.randrange(10**12), "u": {"k": text}}
    form = chance.randrange(6)
    if form == 0:
        return json.dumps(event).encode()
    if form == 1:
        return f"v=2&tid={noise}&uid={quote(text, safe='')}&dl=home".encode()
    if form == 2:
        packed = base64.b64encode(json.dumps(event).encode()).decode()
        return json.dumps({"data": packed, "v": 3}).encode()
    if form == 3:
        return gzip.compress(json.dumps([event, {"n": noise}]).encode(), mtime=0)
    if form == 4:
        held = text.encode()
        size = len(held)
        head = bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])
        return b"\x08\x07\x12" + head + held + b"\x18\x01"
    return f"user {text} seen on {noise}".encode()


def planted(depth: int, count: int, persona: dict[str, str]) -> Iterator[tuple[str, bytes, str]]:
    """Kind, request and chain of each, the same ones every time."""
    chance = random.Random(depth)
    for _ in range(count):
        kind = chance.choice(sorted(persona))
        text, names = chain(spelled(kind, persona[kind], chance), depth, chance)
        yield kind, body(text, chance), " < ".join(reversed(names))


def wanted_of(persona: dict[str, str]) -> Needles:
    """All their values."""
    return needles(Value(kind, text, "p") for kind, text in persona.items())


def kinds_in(request: bytes, wanted: Needles, *, decoded: bool) -> set[str]:
    """The kinds that are found; a weak value of its own has no company here, and is let pass."""
    inside = [Leaf("body", request)]
    if decoded:
        inside += leaves([Piece("body", request)], Budget())
    return {hit.value.kind for hit in found(inside, wanted)}


def recall(count: int, *, verbose: bool) -> None:
    """At each depth, with the false flows of another persona's values."""
    wanted, strangers = wanted_of(ADA), wanted_of(BEN)
    weak = [value.kind for value in wanted.values if not value.strong]
    print(f"weak alone, so left out: {', '.join(weak) or 'none'}")
    persona = {kind: text for kind, text in ADA.items() if kind not in weak}
    for depth in (0, 1, 2, 3):
        raw = right = false = 0
        for kind, request, names in planted(depth, count, persona):
            raw += kind in kinds_in(request, wanted, decoded=False)
            seen = kinds_in(request, wanted, decoded=True)
            right += kind in seen
            false += len(seen - {kind}) + len(kinds_in(request, strangers, decoded=True))
            if verbose and kind not in seen:
                print(f"  missed {kind}: {names}: {request[:100]!r}")
        print(
            f"depth {depth}: recall raw {raw / count:.3f}, decoded {right / count:.3f}, false {false}"
        )


def traffic(size: int) -> list[Leaf]:
    """What SDK-like requests decode to, and their bodies."""
    chance = random.Random(7)
    some: list[Leaf] = []
    total = 0
    while total < size:
        events = [
            {
                "event": chance.choice(("open", "tap", "view", "prompt_sent")),
                "id": _noise(chance, 16),
                "hash": chance.randbytes(32).hex(),
                "ts": chance.randrange(10**12),
                "ua": "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36",
                "text": " ".join(chance.choices(("the", "heron", "stood", "still", "by"), k=30)),
            }
            for _ in range(chance.randrange(1, 60))
        ]
        request = json.dumps(events).encode()
        for leaf in [Leaf("body", request), *leaves([Piece("body", request)], Budget())]:
            some.append(leaf)
            total += len(leaf.value)
    return some


def speed(megabytes: int) -> None:
    """Of making the forms, and of the search."""
    wanted = wanted_of(ADA)
    begun = time.process_time()
    found([Leaf("body", "nothing")], wanted)
    print(
        f"forms of {len(wanted.values)} values made in {time.process_time() - begun:.2f} s of CPU"
    )
    some = traffic(megabytes * 1_000_000)
    size = sum(len(leaf.value) for leaf in some)
    times = []
    for _ in range(3):
        begun = time.process_time()
        hits = found(some, wanted)
        times.append(time.process_time() - begun)
    print(f"search: {size / 1e6 / min(times):.0f} MB/s over {size / 1e6:.0f} MB, {len(hits)} false")


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000, help="requests at each depth")
    parser.add_argument("--verbose", action="store_true", help="show what is missed")
    options = parser.parse_args()
    speed(20)
    recall(options.count, verbose=options.verbose)


if __name__ == "__main__":
    main()
