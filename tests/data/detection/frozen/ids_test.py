"""Government numbers: national ids, passports and driving licences, with valid check digits."""

import unicodedata
from random import Random

import checks_test as checks

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALNUM = UPPER + "0123456789"
SPECIAL_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "ø": "o", "Ø": "O", "æ": "ae"}
)


def ascii_fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(SPECIAL_LETTERS))
    return "".join(c for c in plain if ord(c) < 128)


def digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def letters(rng: Random, count: int, alphabet: str = UPPER) -> str:
    return "".join(rng.choice(alphabet) for _ in range(count))


def ssn(rng, person=None):
    area = rng.choice([n for n in range(1, 900) if n != 666])
    return f"{area:03d}-{rng.randint(1, 99):02d}-{rng.randint(1, 9999):04d}"


def nino(rng, person=None):
    prefix = rng.choice(["AB", "CE", "HJ", "JK", "LM", "PA", "RS", "SX", "WM", "YZ"])
    body = digits(rng, 6)
    suffix = rng.choice("ABCD")
    spaced = f"{prefix} {body[:2]} {body[2:4]} {body[4:]} {suffix}"
    return rng.choice([prefix + body + suffix, spaced])


def prc_id(rng, person):
    region = rng.choice(
        [
            "510107",
            "330105",
            "420102",
            "610113",
            "430104",
            "320508",
            "370202",
            "230103",
            "530102",
            "350203",
            "340104",
            "440604",
            "130102",
            "441900",
        ]
    )
    order = digits(rng, 2) + rng.choice("13579" if person.male else "02468")
    body = region + person.dob.strftime("%Y%m%d") + order
    return body + checks.prc_digit(body)


def aadhaar(rng, person=None):
    body = rng.choice("23456789") + digits(rng, 10)
    full = body + checks.verhoeff_digit(body)
    return rng.choice([full, f"{full[:4]} {full[4:8]} {full[8:]}"])


def pan(rng, person):
    return (
        letters(rng, 3)
        + "P"
        + ascii_fold(person.last)[0].upper()
        + digits(rng, 4)
        + rng.choice(UPPER)
    )


def german_tax_id(rng, person=None):
    chosen = rng.sample("0123456789", 9)
    chosen.append(rng.choice(chosen))
    rng.shuffle(chosen)
    while chosen[0] == "0":
        rng.shuffle(chosen)
    body = "".join(chosen)
    full = body + checks.german_tax_digit(body)
    return rng.choice([full, f"{full[:2]} {full[2:5]} {full[5:8]} {full[8:]}"])


def nir(rng, person):
    sex = "1" if person.male else "2"
    department = rng.choice(["13", "21", "29", "30", "35", "42", "63", "69", "75"])
    body = (
        sex
        + person.dob.strftime("%y%m")
        + department
        + f"{rng.randint(1, 700):03d}{rng.randint(1, 999):03d}"
    )
    key = checks.nir_key(body)
    spaced = " ".join([body[0], body[1:3], body[3:5], body[5:7], body[7:10], body[10:], key])
    return rng.choice([body + key, spaced])


def dni(rng, person=None):
    number = rng.randint(10_000_000, 79_999_999)
    return f"{number}{rng.choice(['', '-'])}{checks.DNI_LETTERS[number % 23]}"


def nie(rng, person=None):
    first, body = rng.choice("XYZ"), digits(rng, 7)
    number = int(str("XYZ".index(first)) + body)
    return f"{first}{body}{checks.DNI_LETTERS[number % 23]}"


def name_code(name: str, skip_second: bool) -> str:
    plain = [c for c in ascii_fold(name).upper() if c.isalpha()]
    consonants = [c for c in plain if c not in "AEIOU"]
    vowels = [c for c in plain if c in "AEIOU"]
    if skip_second and len(consonants) > 3:
        del consonants[1]
    return "".join(consonants + vowels + ["X"] * 3)[:3]


def codice_fiscale(rng, person):
    day = person.dob.day + (0 if person.male else 40)
    town = rng.choice(["A944", "E506", "G224", "A662", "L424", "F205", "H501"])
    body = (
        name_code(person.last, False)
        + name_code(person.first, True)
        + person.dob.strftime("%y")
        + "ABCDEHLMPRST"[person.dob.month - 1]
        + f"{day:02d}"
        + town
    )
    return body + checks.codice_fiscale_char(body)


def bsn(rng, person=None):
    while True:
        body = str(rng.randint(10_000_000, 99_999_999))
        last = checks.weighted(body, (9, 8, 7, 6, 5, 4, 3, 2)) % 11
        if last < 10:
            return body + str(last)


def pesel(rng, person):
    month = person.dob.month + (20 if person.dob.year >= 2000 else 0)
    order = digits(rng, 3) + rng.choice("13579" if person.male else "02468")
    body = person.dob.strftime("%y") + f"{month:02d}{person.dob.day:02d}" + order
    return body + checks.pesel_digit(body)


def cpf(rng, person=None):
    body = digits(rng, 9)
    body += checks.cpf_digit(body)
    full = body + checks.cpf_digit(body)
    return rng.choice([full, f"{full[:3]}.{full[3:6]}.{full[6:9]}-{full[9:]}"])


def sin(rng, person=None):
    body = rng.choice("1234567") + digits(rng, 7)
    full = body + checks.luhn_digit(body)
    return f"{full[:3]} {full[3:6]} {full[6:]}"


def personnummer(rng, person):
    body = (
        person.dob.strftime("%y%m%d")
        + digits(rng, 2)
        + rng.choice("13579" if person.male else "02468")
    )
    full = body + checks.luhn_digit(body)
    return f"{rng.choice([person.dob.strftime('%Y'), person.dob.strftime('%y')])}{full[2:6]}-{full[6:]}"


def hkid(rng, person=None):
    letter, body = rng.choice("ABCDEFGHKMPRYZ"), digits(rng, 6)
    return f"{letter}{body}({checks.hkid_digit(letter, body)})"


def taiwan_id(rng, person):
    letter = rng.choice("ABCDEFHJKQ")
    body = ("1" if person.male else "2") + digits(rng, 7)
    return letter + body + checks.taiwan_digit(letter, body)


NATIONAL_IDS = {
    "US": ssn,
    "GB": nino,
    "CN": prc_id,
    "IN": aadhaar,
    "DE": german_tax_id,
    "FR": nir,
    "ES": dni,
    "IT": codice_fiscale,
    "NL": bsn,
    "PL": pesel,
    "BR": cpf,
    "SE": personnummer,
    "AU": sin,
}
ID_SLOTS = {
    "ssn": ssn,
    "nino": nino,
    "prcid": prc_id,
    "aadhaar": aadhaar,
    "pan": pan,
    "taxid_de": german_tax_id,
    "nir": nir,
    "dni": dni,
    "nie": nie,
    "cf": codice_fiscale,
    "bsn": bsn,
    "pesel": pesel,
    "cpf": cpf,
    "sin": sin,
    "personnummer": personnummer,
    "hkid": hkid,
    "twid": taiwan_id,
}
ID_CHECKS = {
    "ssn": checks.ssn_ok,
    "prcid": checks.prc_ok,
    "aadhaar": checks.verhoeff_ok,
    "nir": checks.nir_ok,
    "taxid_de": checks.german_tax_ok,
    "dni": checks.dni_ok,
    "nie": checks.dni_ok,
    "sin": checks.luhn_ok,
    "cf": checks.codice_fiscale_ok,
    "bsn": checks.bsn_ok,
    "pesel": checks.pesel_ok,
    "cpf": checks.cpf_ok,
    "personnummer": lambda v: checks.luhn_ok(checks.digits_of(v)[-10:]),
    "hkid": checks.hkid_ok,
    "twid": checks.taiwan_ok,
}


def national_id(rng, person):
    return NATIONAL_IDS[person.country](rng, person)


def passport(rng, person):
    shapes = {
        "US": lambda: rng.choice([digits(rng, 9), rng.choice("AXY") + digits(rng, 8)]),
        "GB": lambda: rng.choice("345") + digits(rng, 8),
        "DE": lambda: rng.choice("CFGHJK") + letters(rng, 8, "0123456789CFGHJKLMNPRTVWXYZ"),
        "FR": lambda: digits(rng, 2) + letters(rng, 2) + digits(rng, 5),
        "IN": lambda: rng.choice("JKLMNPRSTUVZ") + digits(rng, 7),
        "CN": lambda: rng.choice(
            [
                "E" + digits(rng, 8),
                "G" + digits(rng, 8),
                "E" + rng.choice("ABCDEFGH") + digits(rng, 7),
            ]
        ),
        "PL": lambda: letters(rng, 2) + digits(rng, 7),
        "NL": lambda: (
            letters(rng, 2, "BDFGHJKLMNPRSTVWXYZ")
            + letters(rng, 6, "BCDFGHJKLMNPRSTVWXYZ123456789")
            + rng.choice("0123456789")
        ),
    }
    return shapes.get(person.country, lambda: letters(rng, 2) + digits(rng, 6))()


def uk_licence(rng, person):
    surname = (ascii_fold(person.last).upper().replace("'", "").replace("-", "") + "99999")[:5]
    month = person.dob.month + (0 if person.male else 50)
    year = person.dob.strftime("%y")
    return (
        surname
        + year[0]
        + f"{month:02d}{person.dob.day:02d}"
        + year[1]
        + ascii_fold(person.first)[0].upper()
        + rng.choice("9" + UPPER)
        + "9"
        + letters(rng, 2)
    )


def driver_licence(rng, person):
    if person.country == "GB":
        return uk_licence(rng, person)
    shapes = {
        "US": lambda: rng.choice(
            [
                rng.choice("ABDFNY") + digits(rng, 7),
                digits(rng, 9),
                ascii_fold(person.last)[0].upper()
                + digits(rng, 3)
                + "-"
                + digits(rng, 3)
                + "-"
                + digits(rng, 2)
                + "-"
                + digits(rng, 3)
                + "-"
                + digits(rng, 1),
            ]
        ),
        "DE": lambda: rng.choice("BCEJ") + letters(rng, 10, "0123456789ABCDEFGHKL"),
        "IN": lambda: (
            rng.choice(["MH12", "TN37", "KL01", "UP32"])
            + " "
            + str(rng.randint(2004, 2023))
            + digits(rng, 7)
        ),
        "CN": lambda: person.region + digits(rng, 8),
    }
    return shapes.get(person.country, lambda: digits(rng, 8))()
