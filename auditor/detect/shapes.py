"""Forms of personal data that a bounded pattern and a check can tell: numbers and addresses."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from auditor.evidence.observation import Sureness


@dataclass(frozen=True, slots=True)
class Match:
    """A value that passed its check."""

    value: str
    sureness: Sureness
    because: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One form; ``check`` gets what stands before the value and the value."""

    kind: str
    """Without the leading ``personal-data/``."""
    pattern: re.Pattern[str]
    check: Callable[[str, str], Match | None]
    digits: int
    """Without so many digits a text is not looked at."""


BEFORE = 40
"""Characters before a value that may say what it is."""
REGIONS = ("US", "GB", "DE", "FR")

_NOT_DOMAINS = {"png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css", "html", "py"}
_ASKS_FOR_PHONE = re.compile(
    r"(?:phone|tel|telephone|mobile|cell|fax|whats ?app|sms|call|dial|reach|msisdn)\b|电话|手机",
    re.IGNORECASE,
)
_ASKS_FOR_CARD = re.compile(r"card|\bcc\b|\bpan\b|visa|credit|debit|卡", re.IGNORECASE)
_IS_A_VERSION = re.compile(r"version|build|sdk|firmware|release|\bv$", re.IGNORECASE)
_DATE = re.compile(r"(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4})(?!\d)")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){2,}")
_IBAN_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "NL", "FO", "GL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "KZ", "LT", "LU", "XK"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "BH", "CR", "DE", "GB", "GE", "IE", "ME", "RS", "VA"), 22),
    **dict.fromkeys(("AE", "GI", "IL", "IQ", "TL"), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "PK", "RO", "SA", "SE", "SK", "TN", "VG"), 24),
    **dict.fromkeys(("PT", "ST"), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "MR", "SM"), 27),
    **dict.fromkeys(("AL", "AZ", "BY", "CY", "DO", "GT", "HU", "LB", "PL", "SV"), 28),
    **dict.fromkeys(("BR", "PS", "QA", "UA"), 29),
    **dict.fromkeys(("JO", "KW", "MU"), 30),
    **dict.fromkeys(("MT", "SC"), 31),
}


def email(before: str, value: str) -> Match | None:
    """An e-mail address, and neither the user part of an address nor a file's name."""
    local, _, domain = value.partition("@")
    if before.endswith("//") or local == "git":
        return None
    if domain.rpartition(".")[2].lower() in _NOT_DOMAINS:
        return None
    return Match(value, "certain", "has the form of an e-mail address")


def phone(before: str, value: str) -> Match | None:
    """A phone number: international, after a word that asks for one, or valid as written."""
    digits = _digits(value)
    if not 7 <= len(digits) <= 15 or len(set(digits)) < 3:
        return None
    if value.startswith(("+", "00")):
        return _international("+" + digits.lstrip("0") if value[0] != "+" else value)
    if _DATE.match(value) or _DOTTED.match(value):
        return None
    if _ASKS_FOR_PHONE.search(before):
        return Match(value, "likely", "a number after a word for phone")
    if len(digits) >= 9 and not value.isdigit() and any(_valid(value, r) for r in REGIONS):
        return Match(value, "possible", "grouped and valid as a phone number")
    return None


def payment_card(before: str, value: str) -> Match | None:
    """A card number of a known scheme whose check digit (Luhn) is right."""
    digits = _digits(value)
    known = digits[0] in "3456" or 2221 <= int(digits[:4]) <= 2720
    if not 13 <= len(digits) <= 19 or not known or len(set(digits)) < 2 or not luhn(digits):
        return None
    if value.isdigit() and not _ASKS_FOR_CARD.search(before):
        return Match(value, "possible", "has the prefix and the check digit of a card")
    return Match(value, "likely", "has the prefix, check digit and setting of a card")


def iban(_before: str, value: str) -> Match | None:
    """An IBAN of its country's length whose check digits (mod 97) are right."""
    length = _IBAN_LENGTHS.get(value[:2])
    if length is None:
        return None
    taken, count = "", 0
    for char in value:
        if count == length:
            break
        taken += char
        count += char.isalnum()
    bare = re.sub(r"[ -]", "", taken)
    if len(bare) != length or not mod_97(bare):
        return None
    return Match(taken, "certain", "has the length and the check digits of an IBAN")


def national_id(_before: str, value: str) -> Match | None:
    """A US social security or UK national insurance number, as the pattern tells."""
    whose = "a US social security" if value[0].isdigit() else "a UK national insurance"
    return Match(value, "likely", f"has the form of {whose} number")


def ip_address(before: str, value: str) -> Match | None:
    """An address of a host other than this one; versions are not addresses."""
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return None
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        return None
    if _IS_A_VERSION.search(before):
        return None
    if address.version == 4 and max(address.packed) < 20:
        return None
    return Match(value, "likely", "has the form of an IP address")


def luhn(digits: str) -> bool:
    """Whether the last digit is right."""
    doubled = (int(d) * 2 for d in digits[-2::-2])
    return (sum(d - 9 if d > 9 else d for d in doubled) + sum(map(int, digits[::-2]))) % 10 == 0


def mod_97(iban_: str) -> bool:
    """Whether the check digits of an IBAN without separators are right."""
    return int("".join(str(int(char, 36)) for char in iban_[4:] + iban_[:4])) % 97 == 1


# In this order: where two overlap, the earlier one stands.
SHAPES = (
    Shape(
        "email",
        re.compile(
            r"(?<![\w.+%-])\w(?:[\w.+%'-]{0,62}[\w+-])?@(?:[A-Za-z0-9-]{1,63}\.){1,8}"
            r"[A-Za-z]{2,24}(?![\w-])"
        ),
        email,
        0,
    ),
    Shape(
        "iban",
        re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){11,30}(?![A-Za-z0-9])"),
        iban,
        8,
    ),
    Shape(
        "payment-card",
        re.compile(r"(?<![\w.+-])[0-9](?:[ -]?[0-9]){12,18}(?![\w-]|\.[0-9])"),
        payment_card,
        13,
    ),
    Shape(
        "national-id",
        re.compile(
            r"(?<![\w-])(?:(?!000|666|9)[0-9]{3}([- ])(?!00)[0-9]{2}\1(?!0000)[0-9]{4}"
            r"|(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
            r"(?: ?[0-9]{2}){3} ?[A-D])(?![\w-])"
        ),
        national_id,
        6,
    ),
    Shape(
        "ip-address",
        re.compile(
            r"(?<![\w./:-])(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![\w-]|\.[0-9])"
            r"|(?=[0-9A-Fa-f:]*:[0-9A-Fa-f]*:[0-9A-Fa-f:]*)[0-9A-Fa-f:]{6,39}(?![\w:.]))"
        ),
        ip_address,
        3,
    ),
    Shape(
        "phone",
        re.compile(
            r"(?<![\w.,:/@=&#+-])(?:\+|00)?\(?[0-9](?:[ ().\-/\u00a0]{0,3}[0-9]){6,16}"
            r"(?![\w@%]|[.,:-][0-9])"
        ),
        phone,
        7,
    ),
)


@lru_cache(4096)
def _international(number: str) -> Match | None:
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(parsed):
        return Match(number, "certain", "valid as an international phone number")
    if phonenumbers.is_possible_number(parsed):
        return Match(number, "likely", "has the form of an international phone number")
    return None


def _valid(number: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _digits(value: str) -> str:
    return "".join(filter(str.isdigit, value))
