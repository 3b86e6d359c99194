"""Values that belong to nobody: reserved for examples and fiction, or printed in every manual."""

import re

_DOMAINS = re.compile(
    r"@(?:[a-z0-9-]+\.)*(?:example\.(?:com|net|org|edu)|example|test|invalid|localhost"
    r"|(?:my|your)?(?:e-?mail|domain|company|website|site|business)\.(?:com|net|org))$"
)
"""RFC 2606 and RFC 6761, and the stand-ins that manuals use."""

_PHONES = re.compile(
    # NANPA: 555-0100 to 555-0199 of any area. Ofcom: numbers for drama.
    r"1?[2-9]\d{2}55501\d\d|555\d{4}|(?:44|0)(?:20794[67]0|1(?:1[346]|21|41|51|61)4960|1632960"
    r"|7700900|8081570|9098790|3069990)\d{3,4}"
    # In order, or one digit throughout: nobody's.
    r"|1?1?2345?67?8?9?0?\d?|1?(\d)\1{6,}|1?38001380(?:00|38)|1?3[89]12345678|4001234567"
)
_CARDS = frozenset(
    "4111111111111111 4242424242424242 4012888888881881 4000056655665556 5555555555554444"
    " 5105105105105100 2223003122003222 378282246310005 371449635398431 6011111111111117"
    " 6011000990139424 30569309025904 38520000023237 3530111333300000 3566002020360505"
    " 6212345678901265 6222021234567890123 4539578763621486 1234567812345670".split()
)
_IBANS = frozenset(
    "DE89370400440532013000 GB82WEST12345698765432 GB29NWBK60161331926819"
    " FR1420041010050500013M02606 NL91ABNA0417164300 CH9300762011623852957"
    " BE68539007547034 ES9121000418450200051332 IT60X0542811101000000123456".split()
)
_IDS = re.compile(r"000|666|9\d\d|07805112?0|1234567|219099999|457555462|AB123456|QQ123456")


def reserved(kind: str, value: str) -> bool:
    """Whether a value of a kind, without ``personal-data/``, can belong to no person."""
    bare = re.sub(r"[\s().+/\u00a0-]", "", value)
    match kind:
        case "email":
            return _DOMAINS.search(value.lower()) is not None
        case "phone":
            return _PHONES.fullmatch(bare) is not None
        case "payment-card":
            return bare in _CARDS or len(set(bare)) <= 2
        case "iban":
            return bare in _IBANS
        case "national-id":
            return _IDS.match(bare) is not None
    return False
