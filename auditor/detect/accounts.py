"""Payment cards and bank accounts."""

import re

from stdnum import iban as iban_number
from stdnum import luhn

from auditor.detect.shape import Match, Shape, digits

LONGEST_IBAN = 34

_ASKS_FOR_CARD = re.compile(r"card|\bcc\b|\bpan\b|visa|credit|debit|卡", re.IGNORECASE)
_ASKS_FOR_ACCOUNT = re.compile(
    r"(?:bank|giro|checking|savings|deposit|salary|payroll|current)[ _-]?(?:account|acct|konto)|account[ _-]?(?:number|no)\b"
    r"|\bacct\b|kontonummer|num[ée]ro de compte|(?:银行|收款|付款|对公|储蓄)[账帐卡][号户]?|开户账?号"
    r"|(?:sort[ _-]?code|routing|(?<![a-z])(?:aba|bsb|blz)|bank|transfer|银行|开户|支行|汇款|转账).{0,36}"
    r"(?<![a-z])(?:account|acct|a/c|konto|rekening|cuenta|compte|conto|账[号户]|帐[号户]|卡号)",
    re.IGNORECASE,
)
_NAMES_THE_BANK = re.compile(
    r"(?:sort[ _-]?code|routing(?:[ _-]?(?:no|num(?:ber)?))?|(?<![a-z])(?:aba|bsb|blz|bic|swift)|联行号|行号)[\"']?(?: is)?[ \t]?[:=：#]?[ \t\"']{0,3}$",
    re.IGNORECASE,
)
"""A number that is its bank's, not a person's."""
_NAMES_ANOTHER = re.compile(
    r"(?:\b|_)(?:id|ids|order|trace|span|cursor|seq|ts|time(?:stamp)?|build|ean|isbn|nonce|uid|track(?:ing)?"
    r"|ref(?:erence)?|invoice|session|event|msg|request)[\"']?[ \t]?[:=#][ \t\"']{0,2}$",
    re.IGNORECASE,
)
_GROUPED = re.compile(
    r"\d{4}(?:[ -]\d{4}){2,3}(?:[ -]?\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{4,5}|\d{6}[ -]\d{6,13}|\d+"
)


def payment_card(before: str, value: str) -> Match | None:
    """A card number of a known scheme whose check digit (Luhn) is right."""
    number = digits(value)
    known = number[0] in "3456" or 2221 <= int(number[:4]) <= 2720
    if not 13 <= len(number) <= 19 or not known or len(set(number)) < 2:
        return None
    if not luhn.is_valid(number):
        return None
    if not _GROUPED.fullmatch(value) or _NAMES_ANOTHER.search(before):
        return None
    if value.isdigit() and not _ASKS_FOR_CARD.search(before):
        if _ASKS_FOR_ACCOUNT.search(before):
            return None
        return Match(value, "possible", "has the prefix and the check digit of a card")
    return Match(value, "likely", "has the prefix, check digit and setting of a card")


def iban(_before: str, value: str) -> Match | None:
    """An IBAN of its country's length whose check digits (ISO 7064, mod 97) are right."""
    ends = [at + 1 for at, sign in enumerate(value) if sign.isalnum()]
    # What follows in capitals may be a word of the text.
    for count in range(min(len(ends), LONGEST_IBAN), 14, -1):
        taken = value[: ends[count - 1]]
        if iban_number.is_valid(taken, check_country=False):
            return Match(taken, "certain", "has the length and the check digits of an IBAN")
    return None


def bank_account(before: str, value: str) -> Match | None:
    """A number after a word for a bank account."""
    if (
        not 6 <= len(digits(value)) <= 19
        or _NAMES_THE_BANK.search(before)
        or not _ASKS_FOR_ACCOUNT.search(before)
    ):
        return None
    return Match(value, "likely", "a number after a word for a bank account")


IBAN = Shape(
    "iban",
    re.compile(
        r"[A-Z](?<![A-Za-z0-9][A-Z])[A-Z][0-9]{2}(?:[ -]?[A-Z0-9]){11,30}(?![A-Za-z0-9])", re.ASCII
    ),
    iban,
)
PAYMENT_CARD = Shape(
    "payment-card",
    re.compile(r"[0-9](?<![\w.+-][0-9])(?:[ -]?[0-9]){12,18}(?![\w-]|\.[0-9])", re.ASCII),
    payment_card,
)
BANK_ACCOUNT = Shape(
    "bank-account",
    re.compile(r"[0-9](?<![\w.+-][0-9])(?:[ -]?[0-9]){5,18}(?![\w-]|\.[0-9])", re.ASCII),
    bank_account,
    ("acc", "a/c", "konto", "rekening", "cuenta", "conto", "compte", "账", "帐", "卡"),
)
