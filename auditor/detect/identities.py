"""Numbers of identity: of persons, passports and driving licences, and dates of birth.

A number with a strong check proves itself; one with a weak or no check needs a word before it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from stdnum.be import nn
from stdnum.br import cpf
from stdnum.ca import sin
from stdnum.cn import ric
from stdnum.de import idnr
from stdnum.dk import cpr
from stdnum.es import nif
from stdnum.exceptions import ValidationError
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.ie import pps
from stdnum.in_ import aadhaar, pan
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.pt import nif as pt_nif
from stdnum.se import personnummer

from auditor.detect.shape import Match, Shape, digits
from auditor.evidence.observation import Sureness


@dataclass(frozen=True, slots=True)
class _Id:
    """One country's number; ``asks`` is a word without which its check proves too little."""

    whose: str
    form: re.Pattern[str]
    valid: Callable[[str], bool]
    sureness: Sureness
    asks: re.Pattern[str] | None = None


def _ric(value: str) -> bool:
    """Its check digit and birth date (GB 11643-1999); the place is left to who made it up."""
    try:
        ric.get_birth_date(value)
    except ValidationError:
        return False
    return value[-1].upper() == ric.calc_check_digit(value.upper())


def _asks(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])|身份证", re.IGNORECASE)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_IDS: tuple[_Id, ...] = (
    _Id(
        "a US social security",
        _form(r"(?!000|666|9)[0-9]{3}([- ])(?!00)[0-9]{2}\1(?!0000)[0-9]{4}"),
        bool,
        "likely",
    ),
    _Id(
        "a UK national insurance",
        _form(
            r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?[0-9]{2}){3} ?[A-D]"
        ),
        bool,
        "likely",
    ),
    _Id("a Chinese resident identity", _form(r"[1-9][0-9]{16}[0-9Xx]"), _ric, "certain"),
    _Id(
        "an Italian tax",
        _form(r"[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]"),
        codicefiscale.is_valid,
        "certain",
    ),
    _Id("a Belgian national", _form(r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}"), nn.is_valid, "certain"),
    _Id(
        "a French social security",
        _form(r"[12] ?\d{2} ?\d{2} ?[0-9AB]{2} ?\d{3} ?\d{3} ?\d{2}"),
        nir.is_valid,
        "likely",
    ),
    _Id("a Finnish personal", _form(r"\d{6}[-+A]\d{3}[0-9A-Y]"), hetu.is_valid, "likely"),
    _Id("an Indian Aadhaar", _form(r"[2-9]\d{3} \d{4} \d{4}"), aadhaar.is_valid, "likely"),
    _Id(
        "an Indian Aadhaar",
        _form(r"[2-9]\d{11}"),
        aadhaar.is_valid,
        "likely",
        _asks("aadhaar|aadhar|uidai"),
    ),
    _Id("an Indian PAN", _form(r"[A-Z]{5}\d{4}[A-Z]"), pan.is_valid, "likely", _asks("pan")),
    _Id(
        "a Spanish identity",
        _form(r"[XYZ]?-?\d{7,8}-?[A-Z]"),
        nif.is_valid,
        "likely",
        _asks("dni|nie|nif|identidad"),
    ),
    _Id(
        "a German tax",
        _form(r"\d{2} ?\d{3} ?\d{3} ?\d{3}"),
        idnr.is_valid,
        "likely",
        _asks("steuer-?id(?:entifikationsnummer|nr)?|idnr|steuernummer|tax id|tin"),
    ),
    _Id(
        "a Dutch citizen service",
        _form(r"\d{9}"),
        bsn.is_valid,
        "likely",
        _asks("bsn|burgerservicenummer|sofinummer"),
    ),
    _Id("a Polish PESEL", _form(r"\d{11}"), pesel.is_valid, "likely", _asks("pesel")),
    _Id(
        "a Swedish personal",
        _form(r"(?:\d{2})?\d{6}[-+]?\d{4}"),
        personnummer.is_valid,
        "likely",
        _asks("personnummer|personnr|pnr"),
    ),
    _Id("a Danish personal", _form(r"\d{6}-?\d{4}"), cpr.is_valid, "likely", _asks("cpr(?:-nr)?")),
    _Id(
        "an Irish public service",
        _form(r"\d{7}[A-W][A-IW]?"),
        pps.is_valid,
        "likely",
        _asks("ppsn?"),
    ),
    _Id(
        "a Portuguese tax",
        _form(r"[1-9]\d{8}"),
        pt_nif.is_valid,
        "likely",
        _asks("nif|contribuinte"),
    ),
)
_HONG_KONG = re.compile(r"([A-Z]{1,2})([0-9]{6})\(?([0-9A])\)?")
_TAIWAN = re.compile(r"([A-Z])([12489][0-9]{8})")
_TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def _hong_kong(value: str) -> bool:
    """Its check digit: positions weighted 9 to 2, to a multiple of 11."""
    found = _HONG_KONG.fullmatch(value)
    if found is None:
        return False
    letters = [36, *(ord(each) - 55 for each in found[1])][-2:]
    drawn = [*letters, *map(int, found[2])]
    total = sum(each * weight for each, weight in zip(drawn, range(9, 1, -1), strict=True))
    return (total + (10 if found[3] == "A" else int(found[3]))) % 11 == 0


def _taiwan(value: str) -> bool:
    """Its check digit: the letter's two digits and the others, weighted, to a multiple of 10."""
    found = _TAIWAN.fullmatch(value)
    if found is None:
        return False
    letter = _TAIWAN_LETTERS.index(found[1]) + 10
    drawn = [letter // 10, letter % 10, *map(int, found[2])]
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(each * weight for each, weight in zip(drawn, weights, strict=True)) % 10 == 0


_IDS += (
    _Id("a Brazilian CPF", _form(r"\d{3}\.\d{3}\.\d{3}-\d{2}"), cpf.is_valid, "certain"),
    _Id("a Brazilian CPF", _form(r"\d{11}"), cpf.is_valid, "likely", _asks("cpf")),
    _Id(
        "a Canadian social insurance",
        _form(r"\d{3}[ -]?\d{3}[ -]?\d{3}"),
        sin.is_valid,
        "likely",
        _asks("sin|nas|social insurance(?: number)?"),
    ),
    _Id("a Hong Kong identity", _form(r"[A-Z]{1,2}\d{6}\([0-9A]\)"), _hong_kong, "certain"),
    _Id(
        "a Hong Kong identity",
        _form(r"[A-Z]{1,2}\d{6}[0-9A]"),
        _hong_kong,
        "likely",
        _asks("hkid(?: no)?|hong kong id(?:entity)?(?: card)?"),
    ),
    _Id(
        "a Taiwanese identity",
        _form(r"[A-Z][12489]\d{8}"),
        _taiwan,
        "likely",
        re.compile(
            r"id(?:card|[ _-]?n)?(?![a-z])|identi|national|taiwan|roc|身[份分]|統一|统一",
            re.IGNORECASE,
        ),
    ),
)
_ASKS_FOR_PASSPORT = re.compile(
    r"passport|passeport|reisepass|pasaporte|paspoort|passaporto|paszport|travel document|护照|通行证",
    re.IGNORECASE,
)
_ASKS_FOR_LICENCE = re.compile(
    r"driv(?:er|ing|ers)[’'s]{0,2}[ _-]?(?:licen[cs]e|permit)|(?<![a-z])dl[ _-]?(?:no|num(?:ber)?|id|#|:)"
    r"|licen[cs]e[ _-]?(?:no|num(?:ber)?|nr|id)\b|f[üu]hrerschein|permis[ _-]de[ _-]conduire|rijbewijs"
    r"|patente|permiso de conducir|驾驶证|驾照|档案编号",
    re.IGNORECASE,
)
_ASKS_FOR_BIRTH = re.compile(
    r"\bborn\b|birth|(?<![a-z])(?:dob|bday|d\.o\.b|yob)(?![a-z])|\(b\. |geburtsdatum|geboren|geb\.|n[ée]e? le|naissance"
    r"|nacid[oa]|nacimiento|nascid[oa]|nascita|nat[oa] il|geboorte|urodz|född|født|生日|出生|生于|生辰",
    re.IGNORECASE,
)


def national_id(before: str, value: str) -> Match | None:
    """A number of identity whose check is right, after a word for it where the check is weak."""
    for each in _IDS:
        if not each.form.fullmatch(value) or (each.asks and not _asked(each.asks, before)):
            continue
        if each.valid(value):
            how = f"has the form of {each.whose} number"
            return Match(value, each.sureness, f"{how}, after a word for it" if each.asks else how)
    return None


@lru_cache(4096)
def _asked(asks: re.Pattern[str], before: str) -> bool:
    """The same names stand before values in every request."""
    return asks.search(before) is not None


def passport(before: str, value: str) -> Match | None:
    """A number of a passport's form after a word for one."""
    if not _ASKS_FOR_PASSPORT.search(before) or len(digits(value)) < 5:
        return None
    return Match(value, "likely", "a number after a word for passport")


def driver_licence(before: str, value: str) -> Match | None:
    """A number after a word for a driving licence."""
    if not _ASKS_FOR_LICENCE.search(before) or len(digits(value)) < 4:
        return None
    return Match(value, "likely", "a number after a word for a driving licence")


def date_of_birth(before: str, value: str) -> Match | None:
    """A date after a word for birth, or in Chinese before one."""
    date = value.removesuffix("出生").removesuffix("生")
    if date == value and not _ASKS_FOR_BIRTH.search(before):
        return None
    return Match(date, "likely", "a date after a word for birth")


NATIONAL_ID = Shape(
    "national-id",
    re.compile(
        r"[0-9A-Z-](?<![\w-][0-9A-Z-])(?:(?<=[0-9])(?:[0-9]\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}"
        r"|(?<=[12]) ?[0-9]{2} ?[0-9]{2} ?[0-9AB]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}"
        r"|[0-9]{2}[- ][0-9]{2}[- ][0-9]{4}"
        r"|[0-9]{3} [0-9]{4} [0-9]{4}(?! [0-9])|[0-9] [0-9]{3} [0-9]{3} [0-9]{3}"
        r"|[0-9]{5}(?:[0-9]{2})?[-+A][0-9]{3}[0-9A-Y]"
        r"|[0-9]{2}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}|[0-9]{2}[ -][0-9]{3}[ -][0-9]{3}(?![ -][0-9])"
        r"|[0-9]{16}[0-9Xx]|[0-9]{8,11}|[0-9]{6,7}-?[A-Z]{1,2})"
        r"|(?<=[A-Z])(?:[A-Z]?[0-9]{6}(?:\([0-9A]\)|[0-9A])|[12489][0-9]{8}"
        r"|[A-Z]{5}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]|[A-Z]{4}[0-9]{4}[A-Z]"
        r"|[A-Z](?: ?[0-9]{2}){3} ?[A-D])"
        r"|(?:(?<=[XYZ])-?|(?<=-))[0-9]{7,8}-?[A-Z]{1,2})(?![\w-])",
        re.ASCII,
    ),
    national_id,
)
PASSPORT = Shape(
    "passport",
    re.compile(
        r"(?<![\w-])(?:[A-Z]{0,2}[0-9]{5,9}[A-Z0-9]{0,2}|[A-Z](?=[A-Z]{0,4}[0-9])[A-Z0-9]{7,8})(?![\w-])",
        re.ASCII,
    ),
    passport,
    tuple("passp passe passa eisepass pasap paspo paszp travel 护照 通行证".split()),
)
DRIVER_LICENCE = Shape(
    "driver-licence",
    re.compile(r"(?<![\w-])[A-Z0-9](?:[ -]?[A-Z0-9]){5,18}(?![\w-])", re.ASCII),
    driver_licence,
    ("driv", "dl", "licen", "hrerschein", "permis", "rijbewijs", "patente", "驾", "档案"),
)
DATE_OF_BIRTH = Shape(
    "date-of-birth",
    re.compile(
        r"(?<![\w./-])(?:(?:19|20)[0-9]{2}(?:[-/.][0-9]{1,2}[-/.][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)(?:出?生(?![产成效日活]))?"
        r"|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)?[0-9]{2}"
        r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
        r"|[0-9]{1,2}(?:st|nd|rd|th|er)?\.? (?:of |de )?[A-Za-zéûäç]{3,10}\.?,? (?:de |del )?(?:19|20)[0-9]{2}"
        r"|[A-Z][a-z]{2,8}\.? [0-9]{1,2}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{2})(?=T00:00|(?![\w/-]))",
        re.ASCII,
    ),
    date_of_birth,
    (
        *"born birth dob bday d.o.b yob geb naissance naci nasci urodz född født 生".split(),
        *("(b. ", "e le", "é le", "nato il", "nata il"),
    ),
)
