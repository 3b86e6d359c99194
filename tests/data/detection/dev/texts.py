"""Labelled texts of the development half: every template filled several times, from a seed."""

import random
import re
from collections.abc import Iterator
from typing import Any

from tests.data.detection.dev import chinese, english
from tests.data.detection.dev import values as v

FILLS = {True: 5, False: 7}
"""Of one template, where it holds something and where not; equal ones count once."""

_CHOICE = re.compile(r"\[([^\[\]|]*(?:\|[^\[\]|]*)+)\]")
_SLOT = re.compile(r"\{([a-z]+)(\d*)\}")

KINDS: dict[str, tuple[str, v.Make]] = {
    "person": ("person", v.person),
    "email": ("email", v.email),
    "phone": ("phone", v.phone),
    "city": ("location", lambda c: c.choice(v.CITIES)),
    "country": ("location", lambda c: c.choice(v.COUNTRIES)),
    "street": ("location", v.street),
    "address": ("location", v.address_zh),
    "dob": ("date-of-birth", v.birth),
    "card": ("payment-card", v.card),
    "iban": ("iban", v.iban),
    "bank": ("bank-account", v.bank_account),
    "ssn": ("national-id", v.ssn),
    "nino": ("national-id", v.nino),
    "rid": ("national-id", v.resident_id),
    "aadhaar": ("national-id", v.aadhaar),
    "pan": ("national-id", v.pan),
    "dni": ("national-id", v.dni),
    "idnr": ("national-id", v.german_tax_id),
    "passport": ("passport", v.passport),
    "licence": ("driver-licence", v.licence),
    "ip": ("ip-address", v.ip),
    "mac": ("mac-address", v.mac),
    "imei": ("device-id", v.imei),
    "geo": ("geo-coordinates", v.geo),
    "account": ("account-id", v.account),
    "health": ("health-term", lambda c: c.choice(v.HEALTH)),
    "secret": ("secret", v.provider_key),
    "password": ("secret", v.password),
    "dsn": ("secret", lambda c: f"postgres://app:{v.signs(c, 14)}@db.internal:5432/orders"),
    "generic": ("secret", lambda c: v.signs(c, 32)),
    "jwt": ("secret", v.SECRETS["jwt"]),
}
FILLERS: dict[str, v.Make] = {
    "n": lambda c: v.digits(c, 5),
    "d": lambda c: str(c.randint(1, 9)),
    "v": lambda c: f"{c.randint(1, 9)}.{c.randint(0, 20)}.{c.randint(0, 20)}",
    "date": lambda c: f"{c.randint(1, 28)} {c.choice(v.MONTHS)} 202{c.randint(4, 7)}",
    "big": lambda c: v.digits(c, 8),
    "order": lambda c: f"{c.randint(100, 999)}-{v.digits(c, 7)}-{v.digits(c, 7)}",
    "track": lambda c: "1Z" + v.signs(c, 16, "0123456789ABCDEFGH"),
    "sha": lambda c: v.hexes(c, 40)[:10],
    "sku": lambda c: f"{v.signs(c, 2, 'ABCDEFG')}-{v.digits(c, 5)}",
    "sum": lambda c: v.hexes(c, 64),
}
ONLY = {
    "zh": {
        "person": v.person_zh,
        "phone": v.phone_zh,
        "city": lambda c: c.choice(v.CITIES_ZH),
        "dob": v.birth_zh,
        "health": lambda c: c.choice(v.HEALTH_ZH),
    }
}
IDS_IN_CONTEXT = {"uuid": v.uuid, "hexid": v.hexes}


def _pem(chance: random.Random) -> str:
    rows = "\n".join(v.signs(chance, 64) for _ in range(4))
    mark = "-" * 5
    kind = "RSA PRIVATE " + "KEY"
    return f"{mark}BEGIN {kind}{mark}\n{rows}\n{mark}END {kind}{mark}"


def _nick(chance: random.Random) -> str:
    return chance.choice("小老阿") + chance.choice(v.FAMILY)[0]


def _titled(chance: random.Random) -> str:
    return chance.choice(v.FAMILY) + chance.choice("先生 女士 老师 主任 经理 医生".split())


KINDS |= {"pem": ("secret", _pem), "nick": ("person", _nick), "titled": ("person", _titled)}


def texts(seed: int) -> Iterator[dict[str, Any]]:
    """Each with its spans, in characters of the text."""
    seen: set[str] = set()
    for language, source in (("en", english), ("zh", chinese)):
        for holding, block in ((True, source.HOLDING), (False, source.CLEAN)):
            for line in block.strip().splitlines():
                name, _, template = line.partition(": ")
                for number in range(FILLS[holding]):
                    id_ = f"{language}-{name}-{number}"
                    chance = random.Random(f"{seed} {id_}")
                    text, spans = _filled(template, language, chance, holding=holding)
                    if text in seen:
                        continue
                    seen.add(text)
                    yield {
                        "id": id_,
                        "template": f"{language}-{name}",
                        "language": language,
                        "text": text,
                        "spans": spans,
                    }


def _filled(
    template: str, language: str, chance: random.Random, *, holding: bool
) -> tuple[str, list[dict[str, Any]]]:
    template = template.replace("\\n", "\n").replace("\\\\", "\\")
    template = _CHOICE.sub(lambda found: chance.choice(found[1].split("|")), template)
    drawn: dict[str, str] = {}
    text, spans, at = "", [], 0
    for slot in _SLOT.finditer(template):
        kind, value = _value(slot[1], slot[2], language, chance, drawn, holding)
        text += template[at : slot.start()]
        if kind:
            spans.append({"start": len(text), "end": len(text) + len(value), "kind": kind})
        text, at = text + value, slot.end()
    return text + template[at:], spans


def _value(
    slot: str,
    number: str,
    language: str,
    chance: random.Random,
    drawn: dict[str, str],
    holding: bool,
) -> tuple[str, str]:
    """Kind, empty for a filler, and value; parts of a name are of the person named before."""
    if slot in ("first", "firstname", "last", "lastname", "lowerperson", "upperperson"):
        whole = drawn.setdefault("person" + number, v.person(chance))
        first, last = whole.split(" ", 1)
        return "person", {
            "first": first,
            "firstname": first,
            "lastname": last,
            "lowerperson": whole.lower(),
            "upperperson": whole.upper(),
        }[slot]
    if slot in IDS_IN_CONTEXT:
        return "device-id" if holding else "", IDS_IN_CONTEXT[slot](chance)
    if slot in FILLERS:
        return "", FILLERS[slot](chance)
    kind, make = KINDS[slot]
    make = ONLY.get(language, {}).get(slot, make)
    if slot == "person":
        return kind, drawn.setdefault(slot + number, make(chance))
    return kind, make(chance)
