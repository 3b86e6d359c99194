"""Ids by which a service knows a person: of a user, customer, member, subscriber or advertiser."""

import re

from auditor.detect.shape import Match, Shape

_WHO = (
    r"user|customer|member(?:ship)?|account|acct|subscriber|patient|policy[ _-]?holder|loyalty|guest"
    r"|student|matric(?:ulation)?|mrn|medical[ _-]?record|chart|hospital|library(?:[ _-]?card)?|rewards|(?<!national )(?<!social )insurance|policy|employee|staff|payroll|advertiser|ad[ _-]?account|profile|login|player|buyer|seller|passenger"
    r"|frequent[ _-]?flyer|crm|open|union|external|driver|tenant|enrol?ment|badge|game|steam|line|library[ _-]?card"
    r"|kunden|mitglieds?|cliente|socio|klant|lid|abonn[ée]|utente|usuario|benutzer|utilisateur|gebruiker"
)
_NUMBER = r"nummer|num[ée]ro|n[uú]mero|kod|ids?|i\.d\.|identifier|uuid|guid|number|num|no\.?|nr\.?|ref(?:erence)?|#"
_CHINESE = (
    r"(?:用户|客户|会员|账户|帐户|账号|帐号|学员|员工|患者|病人|广告主|广告账户|买家|卖家|玩家|订阅者)"
    r"(?:的)?(?:编号|代码|号码|号|标识|id)?|工号|学号|学籍号|考生号|病历号|住院号|门诊号|就诊卡号|就诊号|会员卡号|保单号|社保号|微信号"
)
_NOT_BEFORE = re.compile(r"(?:银行|收款|付款|开户)$")
_NOT_ACCOUNT = re.compile(r"(?:account|acct)[ _-]?(?:number|num|no|nr)\b", re.IGNORECASE)
"""A bank's, or one of many: see accounts.py."""
_ASKS = (
    *("user", "uid", "customer", "member", "account", "acct", "subscriber", "patient", "policy"),
    *("loyalty", "guest", "student", "employee", "advertiser", "ad", "profile", "login", "player"),
    *("buyer", "seller", "passenger", "flyer", "crm", "open", "union", "client", "号", "户", "员"),
    *("者", "主", "家", "matric", "mrn", "record", "chart", "hospital", "library", "reward", "uin"),
    *(
        "insurance",
        "driver",
        "tenant",
        "enrol",
        "badge",
        "game",
        "steam",
        "line",
        "club",
        "gym",
        "staff",
        "payroll",
        "external",
        "kunden",
        "mitglied",
        "socio",
        "klant",
        "lid",
        "abonn",
    ),
    *("utente", "usuario", "benutzer", "utilisateur", "gebruiker"),
)
_VERSION = re.compile(r"v?[0-9]{1,3}(?:\.[0-9]{1,4}){1,3}", re.IGNORECASE)
_DATE = re.compile(r"(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}\b")
_IS_FIELD = re.compile(r"[A-Za-z._ -]{2,39}: ")
LEAST = 4
"""Characters; a shorter one names too many to tell anybody apart."""


def account_id(before: str, value: str) -> Match | None:
    """An id right after a name for a person's account; a plain count or version is none."""
    # Digits alone tell an id from a word; under the name of a field, one is enough.
    least = 1 if _IS_FIELD.fullmatch(before) and len(value) >= 8 else 2
    if sum(map(str.isdigit, value)) < least or len(value) < LEAST:
        return None
    if set(value) <= set("0-") or _VERSION.fullmatch(value) or _DATE.match(value):
        return None
    if "@" in value or _NOT_ACCOUNT.search(before[-24:]) or _NOT_BEFORE.search(_label(before)):
        return None
    return Match(value, "likely", "an id after a name for a person's account")


def _label(before: str) -> str:
    """What stands before the Chinese name of the account."""
    return re.split(r"账号|帐号|账户|帐户", before[-24:])[0]


ACCOUNT_ID = Shape(
    "account-id",
    re.compile(
        rf"(?:(?<![A-Za-z])(?:(?:{_WHO})[ _.-]?(?:{_NUMBER})|(?:num[ée]ro|n[uú]mero|id)[ _-](?:de[ _-])?(?:client|cliente|user|usuario|utente)|library[ _-]?card|(?:customer|gym|club)[ _-]account|uid|uin|mrn|openid|unionid|(?:customer|member|user)[ _-]?code|client[ _-]?(?:number|no|ref))"
        rf"(?![A-Za-z])|{_CHINESE})"
        r"[\"']{0,2}[ \t]{0,2}(?:is|was|[:=：#]|为|是)?[ \t]{0,2}[\"'#“(（]{0,2}"
        r"(?P<value>[A-Za-z0-9][A-Za-z0-9_.-]{2,62}[A-Za-z0-9])(?![A-Za-z0-9@])",
        re.ASCII,
    ),
    account_id,
    _ASKS,
    lowered=True,
)
