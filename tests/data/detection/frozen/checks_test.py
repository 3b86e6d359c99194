"""Check-digit algorithms: compute a digit to build a value, and verify a whole value."""

import re

VERHOEFF_D = (
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210",
)
VERHOEFF_P = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)
VERHOEFF_INV = "0432156789"
DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
CF_ODD = {
    c: v
    for c, v in zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            1,
            0,
            5,
            7,
            9,
            13,
            15,
            17,
            19,
            21,
            1,
            0,
            5,
            7,
            9,
            13,
            15,
            17,
            19,
            21,
            2,
            4,
            18,
            20,
            11,
            3,
            6,
            8,
            12,
            14,
            16,
            10,
            22,
            25,
            24,
            23,
        ),
    )
}
TAIWAN_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def digits_of(value: str) -> str:
    return re.sub(r"\D", "", value)


def weighted(digits: str, weights) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights))


def luhn_digit(payload: str) -> str:
    total = 0
    for place, char in enumerate(reversed(payload)):
        number = int(char) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return str(-total % 10)


def luhn_ok(value: str) -> bool:
    digits = digits_of(value)
    return luhn_digit(digits[:-1]) == digits[-1]


def iban_check(country: str, bban: str) -> str:
    number = "".join(str(int(c, 36)) for c in bban + country + "00")
    return f"{98 - int(number) % 97:02d}"


def iban_ok(value: str) -> bool:
    compact = value.replace(" ", "").upper()
    return int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1


def verhoeff_digit(payload: str) -> str:
    state = 0
    for place, char in enumerate(reversed(payload), start=1):
        state = int(VERHOEFF_D[state][int(VERHOEFF_P[place % 8][int(char)])])
    return VERHOEFF_INV[state]


def verhoeff_ok(value: str) -> bool:
    digits = digits_of(value)
    return verhoeff_digit(digits[:-1]) == digits[-1]


def prc_digit(body: str) -> str:
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    return "10X98765432"[weighted(body, weights) % 11]


def prc_ok(value: str) -> bool:
    return len(value) == 18 and prc_digit(value[:17]) == value[17].upper()


def german_tax_digit(payload: str) -> str:
    product = 10
    for char in payload:
        total = (int(char) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def german_tax_ok(value: str) -> bool:
    digits = digits_of(value)
    return len(digits) == 11 and german_tax_digit(digits[:10]) == digits[10]


def nir_key(body: str) -> str:
    return f"{97 - int(body) % 97:02d}"


def nir_ok(value: str) -> bool:
    digits = digits_of(value)
    return len(digits) == 15 and nir_key(digits[:13]) == digits[13:]


def dni_ok(value: str) -> bool:
    compact = value.replace("-", "").upper()
    number = compact[:-1].translate(str.maketrans("XYZ", "012"))
    return DNI_LETTERS[int(number) % 23] == compact[-1]


def codice_fiscale_char(body: str) -> str:
    even = sum(int(c) if c.isdigit() else ord(c) - 65 for c in body[1::2])
    odd = sum(CF_ODD[c] for c in body[0::2])
    return chr(65 + (even + odd) % 26)


def codice_fiscale_ok(value: str) -> bool:
    return len(value) == 16 and codice_fiscale_char(value[:15]) == value[15]


def bsn_ok(value: str) -> bool:
    return len(value) == 9 and weighted(value, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def pesel_digit(payload: str) -> str:
    return str(-weighted(payload, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)


def pesel_ok(value: str) -> bool:
    return len(value) == 11 and pesel_digit(value[:10]) == value[10]


def cpf_digit(payload: str) -> str:
    rest = weighted(payload, range(len(payload) + 1, 1, -1)) % 11
    return "0" if rest < 2 else str(11 - rest)


def cpf_ok(value: str) -> bool:
    digits = digits_of(value)
    return (
        len(digits) == 11
        and cpf_digit(digits[:9]) == digits[9]
        and cpf_digit(digits[:10]) == digits[10]
    )


def hkid_digit(letter: str, digits: str) -> str:
    total = 36 * 9 + (ord(letter) - 55) * 8 + weighted(digits, (7, 6, 5, 4, 3, 2))
    return "0123456789A"[-total % 11]


def hkid_ok(value: str) -> bool:
    return hkid_digit(value[0], value[1:7]) == value[8]


def taiwan_digit(letter: str, digits: str) -> str:
    code = TAIWAN_LETTERS.index(letter) + 10
    total = code // 10 + code % 10 * 9 + weighted(digits, (8, 7, 6, 5, 4, 3, 2, 1))
    return str(-total % 10)


def taiwan_ok(value: str) -> bool:
    return taiwan_digit(value[0], value[1:9]) == value[9]


def isbn13_digit(payload: str) -> str:
    return str(-weighted(payload, (1, 3) * 6) % 10)


def ssn_ok(value: str) -> bool:
    area, group, serial = value.split("-")
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"
