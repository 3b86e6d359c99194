"""What each <<slot>> of a text template stands for: its kind (None for a look-alike) and its value."""

from datetime import date, timedelta
from random import Random

import ids_test as ids
import names_test as names
import secrets_test as secrets
import values_test as values
from values_test import Person, of

MONTHS = (
    "January February March April May June July August September October November December"
).split()
FUNCTIONS = "parseUserName|get_email_field|normalise_address|mergeSort|renderPatientView|load_config|flushQueue"
VENDORS = "acme-tools.example|cloudmart.test|parcelbird.example|fitloop.test"
HANDLES = "{f}_{n}|{l}{n}|the.real.{f}|{f}xo{n}|night_{l}"


def handle(rng: Random, p: Person) -> str:
    first, last = p.first, p.last
    if p.country == "CN":
        last, first = (
            names.SURNAMES_ZH[p.last],
            (names.GIVEN_ZH_M if p.male else names.GIVEN_ZH_F)[p.first],
        )
    plain = [
        ids.ascii_fold(part).lower().replace("'", "").replace("-", "") for part in (first, last)
    ]
    return of(rng, HANDLES).format(f=plain[0], l=plain[1], n=rng.randint(10, 999))


def honor_zh(rng: Random, p: Person) -> str:
    return p.last + (
        rng.choice(["先生", "师傅", "老师", "主任"])
        if p.male
        else rng.choice(["女士", "小姐", "老师", "阿姨"])
    )


def nick_zh(rng: Random, p: Person) -> str:
    return rng.choice([f"小{p.last[0]}", f"老{p.last[0]}", f"阿{p.first[-1]}"])


def dob_en(rng: Random, p: Person) -> str:
    d = p.dob
    numeric = d.strftime("%m/%d/%Y") if p.country == "US" else d.strftime("%d/%m/%Y")
    return rng.choice(
        [
            numeric,
            d.isoformat(),
            f"{d.day} {d:%B} {d.year}",
            f"{d:%B} {d.day}, {d.year}",
            d.strftime("%d.%m.%Y"),
            f"{d.day} {d:%b} {d.year}",
        ]
    )


def dob_zh(rng: Random, p: Person) -> str:
    d = p.dob
    return rng.choice(
        [
            f"{d.year}年{d.month}月{d.day}日",
            d.isoformat(),
            f"{d.year}.{d.month}.{d.day}",
            f"{d.year}/{d.month:02d}/{d.day:02d}",
            f"{d.year}年{d.month:02d}月{d.day:02d}日",
        ]
    )


def date_zh(rng: Random, p: Person) -> str:
    d = date(2024, 1, 1) + timedelta(days=rng.randint(0, 900))
    return f"{d.year}年{d.month}月{d.day}日"


def order(rng: Random, p: Person) -> str:
    return rng.choice(
        [
            f"ORD-{rng.randint(2022, 2026)}-{ids.digits(rng, 5)}",
            f"#{ids.digits(rng, 4)}-{ids.digits(rng, 5)}",
            values.broken_luhn(rng, 18),
        ]
    )


def price(rng: Random, p: Person) -> str:
    return f"{rng.choice(['$', '£', '€'])}{rng.randint(3, 1890)}.{rng.randint(0, 99):02d}"


PERSONAL = {
    "full": ("person", lambda r, p: p.full),
    "first": ("person", lambda r, p: p.first),
    "last": ("person", lambda r, p: p.last),
    "lastfirst": ("person", lambda r, p: f"{p.last}, {p.first}"),
    "initlast": ("person", lambda r, p: f"{p.first[0]}. {p.last}"),
    "honor": ("person", honor_zh),
    "nick": ("person", nick_zh),
    "pinyin": ("person", lambda r, p: values.pinyin_of(p)),
    "email": ("email", lambda r, p: p.email),
    "workemail": ("email", lambda r, p: values.email_for(r, *latin(p), domains=names.WORK_DOMAINS)),
    "phone": ("phone", lambda r, p: values.phone(r, p.country)),
    "city": ("location", lambda r, p: p.city),
    "address": ("location", values.address),
    "dob": ("date-of-birth", dob_en),
    "dobzh": ("date-of-birth", dob_zh),
    "dobiso": ("date-of-birth", lambda r, p: p.dob.isoformat()),
    "dobslash": ("date-of-birth", lambda r, p: p.dob.strftime("%d/%m/%Y")),
    "doblong": ("date-of-birth", lambda r, p: f"{p.dob.day} {p.dob:%B} {p.dob.year}"),
    "card": ("payment-card", lambda r, p: values.card(r)),
    "cardcn": ("payment-card", lambda r, p: values.card_cn(r)),
    "iban": ("iban", lambda r, p: values.iban(r, country=p.country)),
    "acct": (
        "bank-account",
        lambda r, p: ids.digits(r, 16 if p.country == "CN" else r.choice([8, 8, 10, 12])),
    ),
    "passport": ("passport", ids.passport),
    "licence": ("driver-licence", ids.driver_licence),
    "ip": ("ip-address", lambda r, p: values.ipv4(r)),
    "ip6": ("ip-address", lambda r, p: values.ipv6(r)),
    "mac": ("mac-address", lambda r, p: values.mac(r)),
    "imei": ("device-id", lambda r, p: values.imei(r)),
    "adid": ("device-id", lambda r, p: values.make_uuid(r)),
    "androidid": ("device-id", lambda r, p: values.hex_string(r, 16)),
    "serial": ("device-id", lambda r, p: "C02" + secrets.pick(r, 9, ids.ALNUM)),
    "coords": ("geo-coordinates", lambda r, p: values.coords(r)),
    "lat": ("geo-coordinates", lambda r, p: values.latitude(r)),
    "lon": ("geo-coordinates", lambda r, p: values.longitude(r)),
    "custid": (
        "account-id",
        lambda r, p: r.choice(["C-", "KD", "M", ""]) + r.choice("123456789") + ids.digits(r, 7),
    ),
    "userid": ("account-id", lambda r, p: r.choice("123456789") + ids.digits(r, 8)),
    "mrn": ("account-id", lambda r, p: r.choice("123456789") + ids.digits(r, 6)),
    "handle": ("account-id", handle),
    **{slot: ("national-id", make) for slot, make in ids.ID_SLOTS.items()},
    **{
        slot: ("secret", lambda r, p, make=make: make(r))
        for slot, make in secrets.SECRET_SLOTS.items()
    },
}
LOOKALIKES = {
    "order": order,
    "price": price,
    "pricezh": lambda r, p: f"{r.randint(5, 4000)}元",
    "invoice": lambda r, p: f"INV{r.randint(2023, 2026)}{ids.digits(r, 5)}",
    "badcard": lambda r, p: values.grouped(values.broken_luhn(r), r.choice(["", " ", "-"])),
    "version": lambda r, p: f"v{r.randint(0, 12)}.{r.randint(0, 30)}.{r.randint(0, 9)}",
    "version4": lambda r, p: (
        f"{r.randint(1, 12)}.{r.randint(0, 30)}.{r.randint(0, 9)}.{r.randint(1, 255)}"
    ),
    "uuid": lambda r, p: values.make_uuid(r),
    "trace": lambda r, p: values.hex_string(r, 32),
    "sha": lambda r, p: values.hex_string(r, 40),
    "sha256": lambda r, p: values.hex_string(r, 64),
    "isbn": lambda r, p: values.isbn(r),
    "date": lambda r, p: values.plain_date(r),
    "datezh": date_zh,
    "month": lambda r, p: r.choice(MONTHS),
    "year": lambda r, p: str(r.randint(2023, 2027)),
    "time": lambda r, p: f"{r.randint(6, 22)}:{r.choice(['05', '15', '20', '30', '45'])}",
    "num": lambda r, p: str(r.randint(13, 990)),
    "small": lambda r, p: str(r.randint(2, 9)),
    "oven": lambda r, p: str(r.choice([160, 170, 180, 190, 200, 210])),
    "epoch": lambda r, p: str(r.randint(1_690_000_000, 1_780_000_000)),
    "port": lambda r, p: str(r.choice([3000, 4317, 5000, 8000, 8080, 9090])),
    "company": lambda r, p: of(r, names.COMPANIES),
    "product": lambda r, p: of(r, names.PRODUCTS),
    "companyzh": lambda r, p: of(r, names.COMPANIES_ZH),
    "productzh": lambda r, p: of(r, names.PRODUCTS_ZH),
    "ticket": lambda r, p: f"{r.choice(['OPS', 'WEB', 'CS', 'APP'])}-{r.randint(100, 9999)}",
    "tracking": lambda r, p: "1Z" + secrets.pick(r, 16, ids.ALNUM),
    "func": lambda r, p: of(r, FUNCTIONS),
    "sku": lambda r, p: f"{r.choice(['HX', 'TR', 'BQ'])}-{ids.digits(r, 4)}-{ids.letters(r, 2)}",
    "vendor": lambda r, p: of(r, VENDORS),
}


def latin(p: Person) -> tuple[str, str]:
    if p.country != "CN":
        return p.first, p.last
    return tuple(values.pinyin_of(p).lower().split())


def health_slots(language: str) -> dict:
    conditions, drugs = (
        (names.HEALTH_ZH, names.DRUGS_ZH) if language == "zh" else (names.HEALTH_EN, names.DRUGS_EN)
    )
    return {
        "health": ("health-term", lambda r, p: of(r, conditions)),
        "drug": ("health-term", lambda r, p: of(r, drugs)),
    }


def slots_for(language: str) -> dict:
    plain = {name: (None, make) for name, make in LOOKALIKES.items()}
    return {**plain, **PERSONAL, **health_slots(language)}
