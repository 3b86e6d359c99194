"""What the search for personal data is given and gives back, and what of it is worth a look."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from auditor.detect import health
from auditor.detect.leaf import Leaf
from auditor.detect.naming import could_carry, is_full_name
from auditor.detect.prose import SAMPLE, is_prose
from auditor.evidence.observation import Sureness

GENERAL = frozenset(
    {"name", "id", "value", "number", "no", "code", "key", "text", "address", "uuid"}
)
"""Names that say something only with the name of what holds them."""

_tuple = tuple.__new__
REMEMBERED = 16_384
LONGEST = 200
"""Characters of a place or text that is remembered."""
_PLACES: dict[str, tuple[str, str, bool, bool]] = {}
_DULL_TEXTS: dict[str, bool] = {}
"""Whether a text is dull: apps say the same in every request."""
_SPEAKS = re.compile(
    r"phone|telefon|mobile|(?<![a-z])(?:tel|cell|fax|sms|call|dial|reach|pan|cc|lat|lon|lng|long|geo|gps"
    r"|dni|nie|nif|ssn|tin|bsn|pnr|cpr|pps|pan|uid|open|union|dob|geb|addr|licen)(?![a-z])|msisdn|whats"
    r"|card|visa|credit|debit|bank|giro|account|acct|routing|sort.?code|konto|compte|iban|idf[av]|gaid"
    r"|a[ad]id|oaid|ifa|install|instance|client|anonym|distinct|visitor|hardware|finger|browser|serial|_ga|(?<![a-z])[cadi]id(?![a-z])|sin|cpf|hkid|handle|nick|login|beneficiar|telegram|instagram|wechat|advert|android|device|ssaid|vendor|machine|imei|meid|latitu|longitu|coord|location"
    r"|passport|passe|pasap|licen[cs]e|driv|birth|born|naiss|user|customer|member|patient|address"
    r"|street|city|town|person|steuer|idnr|tax|burger|sofi|pesel|contrib|aadha|uidai|recipient|holder"
    r"|subscri|guest|student|employee|profile|buyer|seller|player|passenger|diagnos|medic|symptom"
    r"|illness|disease|health|condition|treatment|surname|[fl]name|[^\x00-\x7f]"
    r"|(?:full|first|last|middle|given|family|display|legal|real|maiden|contact|billing|shipping|author"
    r"|sender|owner|applicant|traveller|parent|child|true)[ _.-]?name"
    r"|open_?id|union_?id|(?:vor|nach|familien)[ _-]?name|naam|nom(?![a-z])|nombre|apellido|cognome|nome(?![a-z])|nazwisk|(?<![a-z])imi|namn|navn|xing_?ming|forename|consignee"
    r"|payer|payee|signatory|insured|attn|stra(?:ss|ß)e|adres|direcci|domicili|indirizz|endere|di_?zhi|vill[ea]|ciudad|citt"
    r"|cidade|woonplaats|miasto|(?<![a-z])(?:ort|stadt|localidad|comune|celular|movil|cellulare|handy|shou_?ji|dian_?hua)"
    r"|sfzh|shen_?fen|kunden|client|cliente|extern|matric|mrn|policy|crm|staff|payroll|reward|loyal|hospital|chart|uin",
    re.IGNORECASE,
)
_DULL = re.compile(
    # Words alone; ids, times and small numbers that no name stands over.
    r"[^0-9@:\u4e00-\u9fff]*+"
    r"|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
    r"|[0-9a-f]{16}|[0-9a-f]{20,}"
    r"|-?[0-9]{0,7}(?:\.[0-9]{1,20})?"
    r"|1[0-9]{9}(?:\.[0-9]{1,9})?|1[0-9]{12}|1[0-9]{15}|1[0-9]{18}"
    r"|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]{5,18}(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_HAS_SIGNS = re.compile(
    r"[@\u4e00-\u9fff]|[0-9](?:[^0-9]{0,3}[0-9]){3}|:[0-9A-Fa-f]{0,4}:|[0-9][A-Za-z]?,? [A-Z]"
    r"|[a-zß.] [0-9]|[A-Z] [0-9]|(?:[0-9A-Fa-f]{2}[:-]){5}"
)


class Text(NamedTuple):
    """One text to look at; ``key`` is the name it stood under."""

    key: str
    text: str
    prose: bool
    within: str = ""
    """The place of what holds it and its neighbours; empty where it stands alone."""


NOTHING = Text("", "", prose=False)


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data in the text of a number."""

    number: int
    kind: str
    """Without the leading ``personal-data/``."""
    value: str
    sureness: Sureness
    because: str


@dataclass(slots=True)
class Scanned:
    """What was found, and what could not be looked at."""

    found: list[Found] = field(default_factory=list)
    lone: list[Found] = field(default_factory=list)
    """What is personal data only if a person is told elsewhere in the same text."""
    bounds: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    """Of prose that no installed pipeline covers."""


def key_of(place: str) -> str:
    """The name that a value at a place stood under, with its holder's where it says little."""
    rest, _, name = place.rpartition(".")
    name = name.removesuffix("[]")
    if name.lower() in GENERAL and (holder := rest.rpartition(".")[2].removesuffix("[]")) != "$":
        return f"{holder}.{name}" if holder else name
    return name


def text_of(leaf: Leaf) -> Text:
    """A leaf for the search for personal data; names and places stand in prose only.

    NOTHING is what stands for all in which nothing of anybody can be found.
    """
    place, text, _ = leaf
    if isinstance(text, bytes):
        return NOTHING
    key, within, machine, asks = _PLACES.get(place) or _of_place(place)
    dull = _DULL_TEXTS.get(text)
    if dull is None:
        dull = _is_dull(text)
    if dull and not asks:
        return NOTHING
    # What has no two blanks is prose in no language that has ASCII alone.
    bare = machine or dull or (text.isascii() and text.count(" ", 0, SAMPLE) < 2)
    return _tuple(Text, (key, text, not bare and is_prose(text), within))


def worth(key: str, text: str) -> bool:
    """Whether any form could stand in a text under a name."""
    # What has a blank may tell in words what it is.
    return " " in text or _speaks(key) or could_hold(text)


def _of_place(place: str) -> tuple[str, str, bool, bool]:
    """Key, what holds it, whether it never holds prose, and whether the key may say what it is."""
    machine = place.startswith(("header.", "url.path", "url.host"))
    key = key_of(place)
    asks = _speaks(key) or could_carry(key) or health.speaks(key)
    told = key, place.rpartition(".")[0], machine, asks
    if len(_PLACES) >= REMEMBERED:
        _PLACES.clear()
    if len(place) <= LONGEST:
        _PLACES[place] = told
    return told


def _is_dull(text: str) -> bool:
    """Whether a text is one word or number in which no form of anything could stand."""
    dull = (
        text.isascii()
        and text.count(" ", 0, SAMPLE) < 2
        and not could_hold(text)
        and not is_full_name(text)
        and not health.is_term(text)
    )
    if len(_DULL_TEXTS) >= REMEMBERED:
        _DULL_TEXTS.clear()
    if len(text) <= LONGEST:
        _DULL_TEXTS[text] = dull
    return dull


def could_hold(text: str) -> bool:
    """Whether any form could stand in a text, whatever its name."""
    return not _DULL.fullmatch(text) and _HAS_SIGNS.search(text) is not None


@lru_cache(4096)
def _speaks(key: str) -> bool:
    """Whether a name may say what the values under it are."""
    return _SPEAKS.search(key) is not None
