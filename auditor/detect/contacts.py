"""E-mail addresses and phone numbers."""

import re
from functools import lru_cache

import phonenumbers

from auditor.detect.shape import Match, Shape, digits

REGIONS = ("US", "GB", "DE", "FR")

_NOT_DOMAINS = {"png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css", "html", "py"}
_IN_ADDRESS = re.compile(r"//(?:[^\s/@]*:)?$")
_ASKS_FOR_PHONE = re.compile(
    r"(?:phone|tel|telephone|mobile|cell|fax|whats ?app|sms|call|dial|reach|msisdn|telefon[oe]?|celular|m[oó]vil|cellulare|handy(?:nummer)?|shou_?ji(?:_?hao)?|dian_?hua)\b|电话|手机|座机|致电|拨打|热线|联系方式",
    re.IGNORECASE,
)
_OFFICES = frozenset(
    "support noreply no-reply donotreply do-not-reply info help helpdesk desk contact sales admin administrator"
    " hello press privacy security billing service services abuse postmaster webmaster hostmaster careers jobs team"
    " feedback notifications notification newsletter news mailer-daemon dpo legal marketing customerservice care kefu"
    " orders returns invoices alerts updates".split()
)
_STAND_INS = frozenset(
    "user you name yourname someone somebody example test foo bar baz john jane username email me a b x".split()
)
_MANUALS = frozenset({"example.com", "example.org", "example.net"})
_TOLL_FREE = re.compile(r"1?8(?:00|88|77|66|55|44|33)\d{7}")
_HOTLINE = re.compile(r"[48]00[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)|0800[ -]?\d|0120-")
_DATE = re.compile(r"(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4})(?!\d)")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){2,}")
_FRACTION = re.compile(r"\d+\.\d+")
_CHINESE_MOBILE = re.compile(r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}")
_AFTER_HAN = re.compile("[\u4e00-\u9fff][：:，,、）)]{0,2} ?$")


def email(before: str, value: str) -> Match | None:
    """An e-mail address, and neither the user part of an address nor a file's name."""
    local, _, domain = value.partition("@")
    if _IN_ADDRESS.search(before) or local == "git":
        return None
    if domain.rpartition(".")[2].lower() in _NOT_DOMAINS or _is_nobodys(local, domain):
        return None
    return Match(value, "certain", "has the form of an e-mail address")


def _is_nobodys(local: str, domain: str) -> bool:
    """Whether an address is an office's, or stands for one in a manual."""
    bare = re.split(r"[+.]", local.lower())[0]
    return bare in _OFFICES or (bare in _STAND_INS and domain.lower() in _MANUALS)


def phone(before: str, value: str) -> Match | None:
    """A phone number: international, after a word that asks for one, or valid as written."""
    number = value if value.isdecimal() else digits(value)
    if not 7 <= len(number) <= 15 or len(set(number)) < 3:
        return None
    abroad = value.startswith(("+", "00"))
    too_short = abroad and len(number.lstrip("0")) < 7
    if too_short or _TOLL_FREE.fullmatch(number) or _HOTLINE.match(value):
        return None
    if abroad:
        return _international("+" + number.lstrip("0") if value[0] != "+" else value)
    if _DATE.match(value) or _DOTTED.match(value) or _FRACTION.fullmatch(value):
        return None
    if _asks_for_phone(before):
        return Match(value, "likely", "a number after a word for phone")
    return _national(before, value, number)


@lru_cache(4096)
def _asks_for_phone(before: str) -> bool:
    """The same names stand before values in every request."""
    return _ASKS_FOR_PHONE.search(before) is not None


def _national(before: str, value: str, number: str) -> Match | None:
    """As one country writes it, with no word for it."""
    if _CHINESE_MOBILE.fullmatch(value) and _AFTER_HAN.search(before):
        return Match(value, "likely", "has the form of a Chinese mobile number, in Chinese text")
    if len(number) >= 9 and not value.isdigit() and any(_valid(value, r) for r in REGIONS):
        return Match(value, "possible", "grouped and valid as a phone number")
    return None


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


@lru_cache(4096)
def _valid(number: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


EMAIL = Shape(
    "email",
    re.compile(
        r"(?<![\w.+%-])\w(?:[\w.+%'-]{0,62}[\w+-])?@(?:[A-Za-z0-9-]{1,63}\.){1,8}"
        r"[A-Za-z]{2,24}(?![\w-])",
        re.ASCII,
    ),
    email,
    ("@",),
)
PHONE = Shape(
    "phone",
    re.compile(
        r"[+(0-9](?<![\w.,:/@=&#+-][+(0-9])(?:(?<=\+)\(?[0-9]|(?<=\()[0-9]|(?<=0)0\(?[0-9]|(?<=[0-9]))"
        r"(?:[ ().\-/\u00a0]{0,3}[0-9]){6,16}"
        r"(?![\w@%]|[.,:-][0-9])",
        re.ASCII,
    ),
    phone,
)
