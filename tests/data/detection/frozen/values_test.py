"""Made-up people and values. Every generator takes a random.Random and nothing else that varies."""

import uuid
from dataclasses import dataclass
from datetime import date
from random import Random

import checks_test as checks
import names_test as names
from ids_test import UPPER, ascii_fold, digits, letters
from secrets_test import HEX, pick

CARD_RANGES = (
    ("4", 16),
    ("51", 16),
    ("53", 16),
    ("2221", 16),
    ("34", 15),
    ("37", 15),
    ("6011", 16),
    ("3528", 16),
    ("6221", 16),
    ("62", 19),
    ("36", 14),
)
TEST_CARDS = (
    "4111111111111111",
    "5555555555554444",
    "378282246310005",
    "6011111111111117",
    "3530111333300000",
    "4012888888881881",
    "5105105105105100",
)
IBAN_SHAPES = {
    "DE": "n18",
    "GB": "a4n14",
    "FR": "n10c11n2",
    "ES": "n20",
    "IT": "a1n10c12",
    "NL": "a4n10",
    "PL": "n24",
    "CH": "n5c12",
    "SE": "n20",
    "IE": "a4n14",
    "AE": "n19",
    "PT": "n21",
    "BE": "n12",
}
# Ranges kept for drama or tests where a country has them (US, GB, DE, FR, SE, AU); elsewhere only the shape.
CN_HEADS = ("133", "135", "137", "138", "150", "158", "166", "177", "186", "189", "199")
PHONE_SHAPES = {
    "US": ("(N##) 555-01##", "N##-555-01##", "+1 N## 555 01##", "+1N##55501##"),
    "GB": ("07700 900###", "+44 7700 900###", "020 7946 0###", "0161 496 0###", "+447700900###"),
    "DE": ("030 23125 ###", "+49 171 39200##", "0171 / 39200##"),
    "FR": ("06 39 98 ## ##", "+33 6 39 98 ## ##"),
    "SE": ("070-174 06 N#", "+46 70 174 06 N#"),
    "AU": ("0491 570 006", "0491 570 156", "0491 570 157", "+61 491 570 158", "0491 570 110"),
    "IN": ("+91 9#### #####", "9#########"),
    "ES": ("+34 6## ### ###",),
    "IT": ("+39 3## #######",),
    "NL": ("+31 6 ########",),
    "PL": ("+48 5## ### ###",),
    "BR": ("+55 (41) 9####-####",),
    "CN": tuple(
        head + tail
        for head in CN_HEADS
        for tail in ("########", "########", "-####-####", " #### ####")
    )
    + tuple(f"+86 {head}########" for head in CN_HEADS),
}
FREE_EMAIL_TAGS = ("", "", "", "+shop", "+news", "88", "_x", ".home")


@dataclass
class Person:
    first: str
    last: str
    full: str
    male: bool
    country: str
    dob: date
    email: str
    city: str
    region: str = ""


def of(rng: Random, joined: str) -> str:
    return rng.choice(joined.split("|"))


def birth(rng: Random) -> date:
    return date(rng.randint(1942, 2006), rng.randint(1, 12), rng.randint(1, 28))


def email_for(rng: Random, first: str, last: str, domains=None) -> str:
    first, last = (ascii_fold(part).lower().replace(" ", "") for part in (first, last))
    last = last.replace("'", "")
    local = rng.choice(
        [
            f"{first}.{last}",
            f"{first[0]}{last}",
            f"{first}_{last}",
            f"{last}{first[0]}",
            f"{first}{rng.randint(60, 99)}",
        ]
    )
    return local + rng.choice(FREE_EMAIL_TAGS) + "@" + rng.choice(domains or names.MAIL_DOMAINS)


def make_person(rng: Random, country: str = "") -> Person:
    fits = [c for c in names.CULTURES.values() if c[3] == country] or list(names.CULTURES.values())
    females, males, lasts, home = rng.choice(fits)
    male = rng.random() < 0.5
    first, last = rng.choice((males if male else females).split()), rng.choice(lasts.split())
    home = country or home
    return Person(
        first,
        last,
        f"{first} {last}",
        male,
        home,
        birth(rng),
        email_for(rng, first, last),
        of(rng, names.CITIES[home]),
    )


def make_person_zh(rng: Random) -> Person:
    male = rng.random() < 0.5
    surname = rng.choice(list(names.SURNAMES_ZH))
    given_table = names.GIVEN_ZH_M if male else names.GIVEN_ZH_F
    given = rng.choice(list(given_table))
    mail = email_for(rng, given_table[given], names.SURNAMES_ZH[surname])
    region = rng.choice(["5101", "3301", "4201", "6101", "4301"])
    return Person(
        given,
        surname,
        surname + given,
        male,
        "CN",
        birth(rng),
        mail,
        of(rng, names.CITIES["CN"]),
        region,
    )


def pinyin_of(person: Person) -> str:
    table = names.GIVEN_ZH_M if person.male else names.GIVEN_ZH_F
    return f"{table[person.first].title()} {names.SURNAMES_ZH[person.last].title()}"


def fill_digits(rng: Random, shape: str) -> str:
    """Replace each # by any digit and each N by a digit from 2 to 9."""
    return "".join(
        digits(rng, 1) if c == "#" else str(rng.randint(2, 9)) if c == "N" else c for c in shape
    )


def phone(rng: Random, country: str) -> str:
    return fill_digits(rng, rng.choice(PHONE_SHAPES[country]))


def address_zh(rng: Random, person: Person, street: str, number: int) -> str:
    text = f"{names.DISTRICTS_ZH[person.city]}{street}{number}号"
    if rng.random() < 0.5:
        return text
    block = (
        f"{rng.randint(1, 20)}栋{rng.randint(1, 4)}单元{rng.randint(1, 28)}0{rng.randint(1, 4)}室"
    )
    return text + of(rng, names.ESTATES_ZH) + block


def address(rng: Random, person: Person) -> str:
    street, number, country = (
        of(rng, names.STREETS[person.country]),
        rng.randint(2, 398),
        person.country,
    )
    if country == "CN":
        return address_zh(rng, person, street, number)
    if country == "US":
        return (
            f"{number} {street}, {person.city}, {names.US_ZIP_HEADS[person.city]}{digits(rng, 2)}"
        )
    if country == "GB":
        area = names.UK_POST_AREAS[person.city]
        code = f"{area}{rng.randint(1, 19)} {rng.randint(1, 9)}{letters(rng, 2, 'ABDEFGHJLN')}"
        return f"{number} {street}, {person.city} {code}"
    if country in ("FR", "AU", "IN"):
        return f"{number} {street}, {person.city} {rng.randint(10, 89)}0{digits(rng, 2)}"
    return f"{street} {number}, {rng.randint(10, 89)}{digits(rng, 3)} {person.city}"


def card_number(rng: Random) -> str:
    if rng.random() < 0.2:
        return rng.choice(TEST_CARDS)
    prefix, length = rng.choice(CARD_RANGES)
    body = prefix + digits(rng, length - len(prefix) - 1)
    return body + checks.luhn_digit(body)


def grouped(number: str, gap: str) -> str:
    if len(number) == 15:
        return gap.join([number[:4], number[4:10], number[10:]])
    return gap.join(number[i : i + 4] for i in range(0, len(number), 4))


def card(rng: Random) -> str:
    number = card_number(rng)
    return rng.choice([number, grouped(number, " "), grouped(number, " "), grouped(number, "-")])


def card_cn(rng: Random) -> str:
    body = rng.choice(["622202", "621700", "622848", "623058"]) + digits(rng, 12)
    number = body + checks.luhn_digit(body)
    return rng.choice([number, grouped(number, " ")])


def broken_luhn(rng: Random, length: int = 16) -> str:
    body = rng.choice("456") + digits(rng, length - 2)
    right = int(checks.luhn_digit(body))
    return body + str((right + rng.randint(1, 9)) % 10)


def iban(rng: Random, spaced: bool | None = None, country: str = "") -> str:
    country = country if country in IBAN_SHAPES else rng.choice(list(IBAN_SHAPES))
    bban, shape = "", IBAN_SHAPES[country]
    while shape:
        size = len(shape[1:]) - len(shape[1:].lstrip("0123456789"))
        count = int(shape[1 : 1 + size])
        bban += letters(
            rng, count, {"n": "0123456789", "a": UPPER, "c": UPPER + "0123456789"}[shape[0]]
        )
        shape = shape[1 + size :]
    full = country + checks.iban_check(country, bban) + bban
    spaced = rng.random() < 0.5 if spaced is None else spaced
    return grouped_all(full) if spaced else full


def grouped_all(text: str) -> str:
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def ipv4(rng: Random) -> str:
    if rng.random() < 0.25:
        return rng.choice(["192.0.2.", "198.51.100.", "203.0.113."]) + str(rng.randint(1, 254))
    first = rng.choice([n for n in range(23, 220) if n not in (100, 127, 169, 172, 192, 198, 203)])
    return f"{first}.{rng.randint(0, 255)}.{rng.randint(0, 255)}.{rng.randint(1, 254)}"


def ipv6(rng: Random) -> str:
    groups = ["2001", "db8"] + [f"{rng.randint(1, 0xFFFF):x}" for _ in range(6)]
    return rng.choice([":".join(groups), ":".join(groups[:4]) + "::" + groups[7]])


def mac(rng: Random, gap: str = "") -> str:
    gap = gap or rng.choice(":::-")
    first = rng.choice(["a4", "3c", "f0", "b8", "dc"])
    parts = [first] + [f"{rng.randint(0, 255):02x}" for _ in range(5)]
    joined = gap.join(parts)
    return joined.upper() if rng.random() < 0.4 else joined


def imei(rng: Random) -> str:
    body = rng.choice(["35", "86", "01"]) + digits(rng, 12)
    return body + checks.luhn_digit(body)


def make_uuid(rng: Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def latitude(rng: Random) -> str:
    return f"{rng.choice([-1, 1, 1]) * rng.uniform(12, 59):.{rng.choice([4, 5, 6])}f}"


def longitude(rng: Random) -> str:
    return f"{rng.choice([-1, 1]) * rng.uniform(3, 149):.{rng.choice([4, 5, 6])}f}"


def coords(rng: Random) -> str:
    return latitude(rng) + rng.choice([", ", ",", ", "]) + longitude(rng)


def isbn(rng: Random) -> str:
    body = "978" + digits(rng, 9)
    full = body + checks.isbn13_digit(body)
    return f"{full[:3]}-{full[3]}-{full[4:8]}-{full[8:12]}-{full[12]}"


def plain_date(rng: Random) -> str:
    day = date(rng.randint(2019, 2026), rng.randint(1, 12), rng.randint(1, 28))
    return rng.choice([day.isoformat(), day.strftime("%d/%m/%Y"), f"{day.day} {day:%B} {day.year}"])


def hex_string(rng: Random, length: int) -> str:
    return pick(rng, length, HEX)
