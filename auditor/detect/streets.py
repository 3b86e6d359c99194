"""Street addresses as they are written in the US, the UK, the rest of Europe and China.

A form names a street by a word for one, or bears a postcode beside a place; Chinese ones name a
province, city or district. Towns and countries alone are left to the language model.
"""

import re

from auditor.detect.shape import KEY, Match, Shape
from auditor.evidence.observation import Sureness

_UNIT = r"(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|Rm)\.? ?#?[A-Z0-9-]{1,6}|,? #[A-Z0-9-]{1,6})?"
_WORD = r"[A-Z0-9][A-Za-z0-9'’.-]{0,24}"
_TYPE = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Square|Sq"
    "|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Close|Crescent|Cres|Row|Mews|Trail|Trl|Circle|Cir|Gardens"
    "|Grove|Hill|Alley|Broadway|Quay|Wharf|Walk|Loop|Turnpike"
)
_NAME = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.-]{1,24}"
_TOWN = rf"{_NAME}(?: {_NAME}){{0,3}}"
_STATE = (
    "(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY])"
)
_UK_CODE = r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}"
_GAP = r",?[ \n]{1,2}"
_END = rf"(?:{_GAP}{_TOWN}(?![\w:]))?(?:{_GAP}(?:{_STATE}\b(?: [0-9]{{5}}(?:-[0-9]{{4}})?)?|{_UK_CODE}))?"
_ENGLISH = (
    rf"[0-9]{{1,6}}[A-Za-z]?,? (?:{_WORD} ){{1,4}}(?:{_TYPE})\b\.?{_UNIT}{_END}"
    rf"|P\.? ?O\.? Box [0-9]{{1,6}}{_END}"
    rf"|{_TOWN}, {_STATE} [0-9]{{5}}(?:-[0-9]{{4}})?|{_TOWN},? {_UK_CODE}"
)
_CODE = r"(?:(?:[A-Z]{1,2}-)?[0-9]{4,5}(?: [A-Z]{2})?|[0-9]{2}-[0-9]{3}|[0-9]{3} [0-9]{2})"
_EU_END = rf"(?:{_GAP}{_CODE} {_TOWN})?"
_GERMAN = (
    r"[A-ZÄÖÜ][A-Za-zäöüß.-]{1,24}(?: [A-ZÄÖÜ][A-Za-zäöüß.-]{1,20}){0,2} ?"
    r"(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse|[Uu]fer|damm|straat|laan|gracht"
    r"|gatan|vägen)"
)
_LOWER = r"rue|avenue|boulevard|chemin|all[ée]e|quai|impasse|calle|avenida|rua|ul\.|aleja"
_UPPER = (
    r"Rue|Avenue|Boulevard|Chemin|All[ée]e|Quai|Impasse|Place|Via|Viale|Piazza|Corso|Calle|Avenida"
    r"|Avda\.|Plaza|Paseo|Rua|Pra[çc]a|Ulica|Aleja|Al\."
)
_SMALL = r"(?:(?:de|du|des|la|le|les|del|della|dei|di|da|do|dos|y|e) |[ldLD]['’]){0,3}"
_NAMES = rf"{_SMALL}{_NAME}(?: {_SMALL}{_NAME}){{0,3}}"
_EUROPEAN = (
    rf"{_GERMAN} ?[0-9]{{1,4}}(?: ?[a-z]\b)?{_EU_END}"
    rf"|[0-9]{{1,4}}(?: bis| ter)?,? (?:{_LOWER}|{_UPPER}) {_NAMES}{_EU_END}"
    rf"|(?:{_LOWER}|{_UPPER}) {_NAMES},? (?:n[.º°] ?)?[0-9]{{1,4}}{_EU_END}"
)
_HAN = "[\u4e00-\u9fff]"
_COUNTED = "[A-Za-z0-9一二三四五六七八九十百-]{1,6}"
_ROAD = "(?:路|街|大道|巷|胡同|弄|村|小区|花园|苑|大厦|广场|新区|开发区)"
_CHINESE = (
    rf"{_HAN}{{1,40}}?{_ROAD}{_HAN}{{0,4}}?"
    rf"(?:{_COUNTED}(?:号楼|号院|号|弄|栋|幢|座|单元|楼|层|室|院|组|队)){{1,6}}(?:{_COUNTED}室?)?"
    rf"|{_HAN}{{2,7}}(?:省|市|自治区){_HAN}{{1,7}}(?:市|区|县)(?:{_HAN}{{1,8}}(?:路|街|镇|乡|村))?"
)
_LEADS = re.compile("家住|住在|居住|住址|位于|寄到|寄往|送到|送往|搬到|发到|地址|住|在|是|为|到")
_COMMON = re.compile(
    r"[0-9]+[A-Za-z]?,? .*(?:Way|Place|Hill|Walk|Row|Loop|Court|Square|Close|Drive|Grove|Circle)"
)
"""Of a street alone: a heading may read so."""
_IN_CHINESE = re.compile(_HAN)
_NO_ADDRESS = re.compile(r"@|://|^[\[{<]|\b0x[0-9a-f]", re.IGNORECASE)


def street_address(_before: str, value: str) -> Match | None:
    """A street address by its form; of a Chinese one, without the words that lead to it."""
    text = value.strip(" ,.\n")
    if _IN_CHINESE.match(text):
        text = _LEADS.split(text)[-1]
    if len(text) < 5:
        return None
    sure: Sureness = "possible" if _COMMON.fullmatch(text) else "likely"
    return Match(text, sure, "has the form of a street address")


def named_address(_before: str, value: str) -> Match | None:
    """What stood under a name for an address or a town."""
    text = value.strip(" ,;")
    if _NO_ADDRESS.search(text) or not any(map(str.isalpha, text)):
        return None
    return Match(text, "likely", "stood under a name for an address")


_ASKS = (
    *(f" {each.lower()}" for each in _TYPE.split("|")),
    *(" box", "stra", "str.", "weg", "platz", "allee", "gasse", "ufer", "damm", "laan", "gracht"),
    *("gatan", "vägen", "rue ", "avenue ", "boulevard ", "chemin ", "allée ", "quai ", "impasse "),
    *("place ", "calle ", "avenida ", "avda. ", "rua ", "ul. ", "aleja ", "al. ", "via ", "viale "),
    *("piazza ", "corso ", "plaza ", "paseo ", "praça ", "praca ", "ulica "),
)
STREET_ADDRESS = Shape(
    "location",
    re.compile(rf"(?<![\w.@/-])(?:{_ENGLISH}|{_EUROPEAN})(?![A-Za-z0-9])", re.ASCII),
    street_address,
    _ASKS,
    hint=re.compile(r" (?:[A-Z]{2} [0-9]{5}|[0-9][A-Z]{2})(?![A-Za-z0-9])", re.ASCII),
)
HAN_ADDRESS = Shape("location", re.compile(_CHINESE), street_address, beyond_ascii=True)
NAMED_ADDRESS = Shape(
    "location",
    re.compile(
        rf"{KEY}(?i:(?:[a-z]{{0,20}}[ _.-]?(?:street|postal|mail(?:ing)?|home|shipping|billing|delivery"
        r"|residential|user|customer)?[ _.-]?(?:address(?:[ _-]?line)?[ _-]?[12]?|street|addr[12]?|stra(?:ß|ss)e|adresse|direcci[oó]n|domicilio|indirizzo|endere[cç]o|adres|di_?zhi)"
        r"|(?:收货|家庭|联系|详细|居住)?(?:地址|住址))): (?P<value>[^\n\x1f]{0,80}[ ,，][^\n\x1f]{2,80}|[\u4e00-\u9fff][^\n\x1f]{4,80})"
        rf"|{KEY}(?i:[a-z]{{0,20}}[ _.-]?(?:city|town|hometown|birth[ _-]?place|ville|ciudad|citt[àa]|cidade|woonplaats|wohnort|miasto)|ort|stadt|localidad|comune|城市|籍贯): "
        r"(?P<town>[^\W\d_][^\n\x1f]{1,40})",
    ),
    named_address,
    (
        *(
            "addr",
            "street",
            "city",
            "town",
            "place",
            "stra",
            "adres",
            "direcci",
            "domicili",
            "indirizz",
        ),
        *(
            "endere",
            "zhi: ",
            "ville",
            "ciudad",
            "citt",
            "cidade",
            "ort",
            "miasto",
            "stadt",
            "localidad",
        ),
        *("comune", "woonplaats", "址", "城市", "籍贯"),
    ),
)
