"""Made-up values of every kind: reserved ranges where there are some, check digits right."""

import random
import string
import unicodedata
from collections.abc import Callable

from stdnum import luhn, verhoeff
from stdnum.cn import ric
from stdnum.iso7064 import mod_11_10, mod_97_10

FIRST = (
    "Maren Tobias Ayesha Declan Priya Oluwaseun Ingrid Mateo Noor Fiona Hamish Zeynep Lachlan "
    "Beatriz Kwame Saoirse Dmitri Leilani Rhys Amara Piotr Yusra Colette Bram Nadia Esteban Hiroshi Linh Mohammed Siobhán João Łukasz Åsa "
    "Jean-Pierre Xiaoming Min-jun Rajesh Fatima Chukwuemeka Giorgos Wei Svetlana Ahmed Emily James Sarah Michael "
    "Grace Hope Mark Will Rose June"
).split()
LAST = (
    "Halvorsen Okonkwo Delacroix Pemberton Bhattacharya Lindqvist Castellanos Drummond Achterberg "
    "Yildiz Kowalczyk Thistlewood Marchetti Abernathy Nakagawa Villanueva Osei Fairbanks Rasmussen "
    "Whitlock Ferreira Stanhope Boateng Novak Ashworth Quigley Tanaka Nguyen Al-Farsi O'Brien Silva Wiśniewski "
    "Sjöberg Dubois Zhang Kim Iyer Hassan Okafor Papadopoulos Li Ivanova Smith Johnson Garcia Brown Young "
    "Baker Page West Stone Rivers"
).split()
FAMILY = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 欧阳 上官 司徒".split()
GIVEN = (
    "思远 雨桐 建国 晓明 梦瑶 志强 丽华 子涵 佳怡 浩然 雪梅 俊杰 文静 国栋 诗涵 伟 芳 敏 磊".split()
)
CITIES = (
    "Rotterdam Leeds Nairobi Guadalajara Bergen Lisbon Chennai Toronto Gdansk Marseille Brisbane "
    "Osaka Cork Portland Valencia Tallinn Accra Denver Utrecht Seville"
).split()
COUNTRIES = "Portugal Kenya Norway Canada Poland Japan Ghana Mexico Estonia Ireland".split()
STREETS = "Maple Harbour Wellington Chestnut Kingsway Orchard Millbrook Juniper Station".split()
ENDS = "Street Avenue Road Lane Drive Court".split()
CITIES_ZH = "杭州 成都 武汉 西安 青岛 厦门 长沙 苏州 哈尔滨 昆明".split()
ROADS_ZH = "解放路 中山东路 建设大街 人民南路 文化西路 滨江大道 学院路".split()
HEALTH = (
    "type 2 diabetes|epilepsy|breast cancer|bipolar disorder|asthma|HIV|multiple sclerosis"
    "|chronic kidney disease|endometriosis|atrial fibrillation|clinical depression"
).split("|")
HEALTH_ZH = "糖尿病 高血压 抑郁症 乙肝 哮喘 冠心病 甲状腺癌 癫痫 类风湿关节炎".split()
MONTHS = (
    "January February March April May June July August September October November December".split()
)
DOMAINS = "example.com example.org example.net mail.example.com post.example.org".split()

type Make = Callable[[random.Random], str]


def digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(string.digits, k=count))


def signs(chance: random.Random, count: int, of: str = string.ascii_letters + string.digits) -> str:
    return "".join(chance.choices(of, k=count))


def person(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def person_zh(chance: random.Random) -> str:
    return chance.choice(FAMILY) + chance.choice(GIVEN)


def _plain(name: str) -> str:
    """In the letters that an address has."""
    bare = unicodedata.normalize("NFKD", name).replace("Ł", "L").replace("ł", "l")
    return "".join(sign for sign in bare.lower() if sign.isascii() and sign.isalpha())


def email(chance: random.Random) -> str:
    first, last = _plain(chance.choice(FIRST)), _plain(chance.choice(LAST))
    local = chance.choice([f"{first}.{last}", f"{first[0]}{last}", f"{last}{digits(chance, 2)}"])
    return f"{local}@{chance.choice(DOMAINS)}"


def phone(chance: random.Random) -> str:
    """Numbers set apart for fiction in the US, UK, Germany, France and Australia."""
    last = digits(chance, 3)
    area = chance.choice(["202", "312", "415", "617", "713"])
    return chance.choice(
        [
            f"+1 {area} 555 01{last[:2]}",
            f"({area}) 555-01{last[:2]}",
            f"{area}-555-01{last[:2]}",
            f"+44 7700 900{last}",
            f"07700 900{last}",
            f"020 7946 0{last}",
            f"+49 30 23125 {last}",
            f"+33 1 99 00 {last[:2]} {digits(chance, 2)}",
            f"+61 491 570 {last}",
        ]
    )


def phone_zh(chance: random.Random) -> str:
    """No range is set apart in China: the block 0000 of a prefix."""
    head, last = chance.choice(["139", "158", "186", "177"]), digits(chance, 4)
    return chance.choice([f"{head}0000{last}", f"{head} 0000 {last}", f"+86 {head}0000{last}"])


def street(chance: random.Random) -> str:
    number, name = chance.randint(2, 980), f"{chance.choice(STREETS)} {chance.choice(ENDS)}"
    return chance.choice(
        [
            f"{number} {name}",
            f"{number} {name}, {chance.choice(CITIES)}",
            f"{number} {name}, Apt 4B",
        ]
    )


def address_zh(chance: random.Random) -> str:
    where = f"{chance.choice(CITIES_ZH)}市{chance.choice(ROADS_ZH)}{chance.randint(2, 400)}号"
    return where + chance.choice(["", f"{chance.randint(1, 20)}栋{chance.randint(101, 2404)}室"])


def birth(chance: random.Random) -> str:
    year, month, day = chance.randint(1938, 2006), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(
        [
            f"{year}-{month:02}-{day:02}",
            f"{day}/{month}/{year}",
            f"{day} {MONTHS[month - 1]} {year}",
            f"{MONTHS[month - 1]} {day}, {year}",
            f"{day:02}.{month:02}.{year}",
        ]
    )


def birth_zh(chance: random.Random) -> str:
    year, month, day = chance.randint(1938, 2006), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice([f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}"])


def card(chance: random.Random) -> str:
    bare = chance.choice(["400000", "555500", "222300", "601100"]) + digits(chance, 9)
    bare += luhn.calc_check_digit(bare)
    between = chance.choice(["", " ", "-"])
    return between.join(bare[at : at + 4] for at in range(0, 16, 4))


def iban(chance: random.Random) -> str:
    country, bank, rest = chance.choice(
        [("DE", "", 18), ("GB", "NWBK", 14), ("NL", "INGB", 10), ("ES", "", 20), ("BE", "", 12)]
    )
    held = bank + digits(chance, rest)
    number = country + mod_97_10.calc_check_digits(held + country) + held
    if chance.random() < 0.5:
        return number
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def bank_account(chance: random.Random) -> str:
    return digits(chance, chance.choice([8, 9, 10, 12]))


def ssn(chance: random.Random) -> str:
    return f"7{chance.randint(50, 99)}-{chance.randint(10, 99)}-{chance.randint(1000, 9999)}"


def nino(chance: random.Random) -> str:
    bare = chance.choice(["AB", "JK", "PW", "SX"]) + digits(chance, 6) + chance.choice("ABCD")
    spaced = f"{bare[:2]} {bare[2:4]} {bare[4:6]} {bare[6:8]} {bare[8]}"
    return chance.choice([bare, spaced])


def resident_id(chance: random.Random) -> str:
    born = f"{chance.randint(1950, 2005)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    bare = chance.choice(["110105", "330106", "510107", "420111"]) + born + digits(chance, 3)
    return bare + ric.calc_check_digit(bare + "0")


def aadhaar(chance: random.Random) -> str:
    bare = str(chance.randint(2, 9)) + digits(chance, 10)
    bare += verhoeff.calc_check_digit(bare)
    return f"{bare[:4]} {bare[4:8]} {bare[8:]}"


def pan(chance: random.Random) -> str:
    letters = signs(chance, 3, string.ascii_uppercase) + "P" + chance.choice("ABDKMS")
    return letters + f"{chance.randint(1, 9999):04}" + chance.choice(string.ascii_uppercase)


def dni(chance: random.Random) -> str:
    number = digits(chance, 8)
    return number + "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23]


def german_tax_id(chance: random.Random) -> str:
    """One digit twice, the others once or not at all."""
    drawn = chance.sample("123456789", 9)
    bare = drawn[0] + drawn[0] + "".join(drawn[1:9])
    return bare + mod_11_10.calc_check_digit(bare)


def passport(chance: random.Random) -> str:
    return chance.choice(["", "C", "X", "EG"]) + digits(chance, 7) + chance.choice("0123456789")


def licence(chance: random.Random) -> str:
    letter = chance.choice(string.ascii_uppercase)
    return chance.choice(
        [letter + digits(chance, 7), f"{letter}{digits(chance, 3)}-{digits(chance, 4)}"]
    )


def ip(chance: random.Random) -> str:
    """RFC 5737 and RFC 3849."""
    last = chance.randint(2, 250)
    net = chance.choice(["203.0.113", "198.51.100", "192.0.2"])
    six = f"2001:db8:{chance.getrandbits(16):x}:{chance.getrandbits(16):x}::{last:x}"
    return chance.choice([f"{net}.{last}", f"{net}.{last}", six])


def mac(chance: random.Random) -> str:
    """RFC 7042, and locally administered ones."""
    between = chance.choice(":-")
    parts = ["02", *(f"{chance.getrandbits(8):02x}" for _ in range(5))]
    return between.join(chance.choice([parts, ["00", "00", "5e", "00", "53", parts[-1]]]))


def uuid(chance: random.Random) -> str:
    bare = f"{chance.getrandbits(128):032x}"
    return f"{bare[:8]}-{bare[8:12]}-4{bare[13:16]}-a{bare[17:20]}-{bare[20:]}"


def hexes(chance: random.Random, count: int = 16) -> str:
    return f"{chance.getrandbits(4 * count):0{count}x}"


def imei(chance: random.Random) -> str:
    bare = "00101" + digits(chance, 9)
    return bare + luhn.calc_check_digit(bare)


def geo(chance: random.Random) -> str:
    between = chance.choice([", ", ","])
    return f"{chance.uniform(-60, 70):.5f}{between}{chance.uniform(-170, 170):.5f}"


def account(chance: random.Random) -> str:
    return chance.choice(
        [
            f"ACC-{digits(chance, 7)}",
            f"CU{digits(chance, 8)}",
            digits(chance, 8),
            f"M-{digits(chance, 6)}",
        ]
    )


_ALNUM = string.ascii_letters + string.digits
_UPPER = string.ascii_uppercase + string.digits
SECRETS: dict[str, Make] = {
    "openai": lambda c: "sk-" + "proj-" + signs(c, 48),
    "anthropic": lambda c: "sk-" + "ant-api03-" + signs(c, 60),
    "google": lambda c: "AI" + "za" + signs(c, 35),
    "aws": lambda c: "AK" + "IA" + signs(c, 16, _UPPER),
    "github": lambda c: "gh" + "p_" + signs(c, 36),
    "gitlab": lambda c: "gl" + "pat-" + signs(c, 20),
    "slack": lambda c: "xo" + "xb-" + digits(c, 12) + "-" + signs(c, 24),
    "stripe": lambda c: "sk" + "_live_" + signs(c, 24),
    "huggingface": lambda c: "h" + "f_" + signs(c, 34),
    "npm": lambda c: "np" + "m_" + signs(c, 36),
    "alibaba": lambda c: "LT" + "AI" + signs(c, 20),
    "tencent": lambda c: "AK" + "ID" + signs(c, 32),
    "volcengine": lambda c: "AK" + "LT" + signs(c, 44),
    "telegram": lambda c: digits(c, 9) + ":" + "AA" + signs(c, 33),
    "deepseek": lambda c: "sk-" + hexes(c, 32),
    "jwt": lambda c: ".".join(["ey" + "J" + signs(c, 33), "ey" + "J" + signs(c, 60), signs(c, 43)]),
}


def password(chance: random.Random) -> str:
    return signs(chance, 5) + chance.choice("!#%*-") + digits(chance, 3) + signs(chance, 4)


def provider_key(chance: random.Random) -> str:
    return SECRETS[chance.choice([*SECRETS])](chance)
