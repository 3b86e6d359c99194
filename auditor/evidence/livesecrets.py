"""The names of headers and fields in which live secrets stand."""

import re
from functools import lru_cache
from itertools import product

LONGEST_STAND_IN = 120
HEADERS = {
    "apikey": "api-key",
    "authorization": "bearer-token",
    "ocp-apim-subscription-key": "api-key",
    "proxy-authorization": "credentials",
    "token": "session-token",
}
"""Further ones by their endings, see ``header_kind``."""
_HEADER_ENDS = {
    "api-key": "api-key",
    "-apikey": "api-key",
    "-token": "session-token",
    "-secret": "credentials",
    "-password": "password",
    "-authorization": "bearer-token",
}
_ENDS = tuple(_HEADER_ENDS)
SCHEMES = {
    "apikey": "api-key",
    "basic": "credentials",
    "bearer": "bearer-token",
    "digest": "credentials",
    "negotiate": "credentials",
    "token": "bearer-token",
}
"""Words before the secret in an Authorization header."""

_STRONG = {
    "access token": "bearer-token",
    "api key": "api-key",
    "auth token": "bearer-token",
    "authorization": "bearer-token",
    "bearer token": "bearer-token",
    "client assertion": "credentials",
    "client secret": "credentials",
    "code verifier": "credentials",
    "confirm password": "password",
    "csrf token": "session-token",
    "current password": "password",
    "id token": "bearer-token",
    "jwt": "bearer-token",
    "new password": "password",
    "old password": "password",
    "passcode": "password",
    "passphrase": "password",
    "passwd": "password",
    "password": "password",
    "password confirmation": "password",
    "private key": "credentials",
    "pwd": "password",
    "refresh token": "bearer-token",
    "secret access key": "credentials",
    "secret key": "credentials",
    "session token": "session-token",
    "subscription key": "api-key",
    "user password": "password",
    "xsrf token": "session-token",
}
_WEAK = {
    "auth": "bearer-token",
    "secret": "credentials",
    "session id": "session-token",
    "sid": "session-token",
    "token": "session-token",
}
_KINDS = {name.replace(" ", ""): kind for name, kind in (_STRONG | _WEAK).items()}
_WEAK_NAMES = {name.replace(" ", "") for name in _WEAK}
_SEPARATORS = ("", "-", "_")
_FIRST = "".join(sorted({name[0] for name in _STRONG | _WEAK}))
_NAME = "|".join(
    name.replace(" ", "[-_]?") for name in sorted(_STRONG | _WEAK, key=len, reverse=True)
)
# Most words begin otherwise, which one look tells.
_ALONE = rf"(?ai:(?=[{_FIRST}])(?:{_NAME}))"
_COLON = r"[ \t\r\n]{0,8}:[ \t\r\n]{0,8}"

# Every pattern has the groups ``before`` (kept), ``name`` and ``value``. Repeats are possessive
# and stop at what the next match starts with, so that no body takes more than linear time.
IN_JSON = re.compile(
    rf'(?P<before>"(?P<name>{_ALONE})"{_COLON}")(?P<value>(?:[^"\\]++|\\.)++)',
    re.IGNORECASE | re.DOTALL,
)
IN_JSON_AS_NUMBER = re.compile(
    rf'(?P<before>"(?P<name>{_ALONE})"{_COLON})(?P<value>[0-9]{{4,20}}+)(?![0-9.eE])',
    re.IGNORECASE,
)
IN_NESTED_JSON = re.compile(
    rf'(?P<before>"(?P<name>{_ALONE})(\\{{1,7}}+)"{_COLON}\3")'
    r'(?P<value>(?:[^"\\]++|(?!\3")\\++.)++)',
    re.IGNORECASE | re.DOTALL,
)
# It begins with one set of signs, because that is what a search skips to fast.
_PAIR_START = r"[?&#;6](?:(?<=[?&#])|(?<=&amp;)|(?<=\\u0026))"
_PAIR_VALUE = r"""(?P<value>[^&#\s"'<>\\]++)"""
IN_PAIRS = re.compile(rf"(?P<before>{_PAIR_START}(?P<name>{_ALONE})=){_PAIR_VALUE}", re.IGNORECASE)
IN_FORM = re.compile(
    rf"(?P<before>(?:\A|{_PAIR_START})(?P<name>{_ALONE})=){_PAIR_VALUE}", re.IGNORECASE
)
IN_QUERY = re.compile(
    rf"(?P<before>(?:\A|{_PAIR_START})(?P<name>{_ALONE}|(?ai:key))=){_PAIR_VALUE}", re.IGNORECASE
)
IN_MULTIPART = re.compile(
    rf'(?P<before>\bname="(?P<name>{_ALONE})"[^\r\n]{{0,200}}\r?\n'
    r"(?:[^\r\n]{1,200}\r?\n){0,3}\r?\n)(?P<value>[^\r\n]++)",
    re.IGNORECASE,
)
BEFORE_HOST = re.compile(r"""(?P<before>//)(?P<value>[^/?#@:\s"'<>\\]*+:[^/?#@\s"'<>\\]++)(?=@)""")


_STAND_IN = re.compile(
    r"[<\[{%$*•.x-].*[>\]}%*•.x)-]|\$\w+|.*(?:(?<![a-z])x{4,}|\*{4,}|\.{3,}|your[-_ ]|<[a-z]).*"
    r"|(?:user(?:name)?|login|me|user):(?:pass(?:word|wd)?|pwd|secret)(?:@host)?|(?:change|replace)[-_]?me|password",
    re.IGNORECASE | re.DOTALL,
)


def is_stand_in(value: str) -> bool:
    """Whether a value only shows where a secret would stand, as manuals write it."""
    return len(value) <= LONGEST_STAND_IN and _STAND_IN.fullmatch(value) is not None


def spelled_names() -> list[str]:
    """Every name of a field that holds a secret, in lower case and in each of its spellings."""
    return [
        "".join(parts[:1] + [sign + part for sign, part in zip(signs, parts[1:], strict=True)])
        for parts in (name.split() for name in _STRONG | _WEAK)
        for signs in product(_SEPARATORS, repeat=len(parts) - 1)
    ]


def header_kind(name: str) -> str | None:
    """The kind of secret that a header holds, by its name."""
    lower = name.lower()
    if lower in HEADERS:
        return HEADERS[lower]
    if not lower.endswith(_ENDS):
        return None
    return next(kind for end, kind in _HEADER_ENDS.items() if lower.endswith(end))


@lru_cache(maxsize=1024)
def says_little(name: str) -> bool:
    """Whether the name of a header does not make its value a secret."""
    return name.lower() not in ("cookie", "set-cookie") and header_kind(name) is None


def field_kind(name: str) -> str:
    """The kind of secret that a field of one of the patterns' names holds."""
    return _KINDS.get(re.sub(r"[-_]", "", name).lower(), "api-key")


def named_kind(name: str) -> str | None:
    """The kind of secret that a field of this name holds; None for another name."""
    bare = re.sub(r"[-_]", "", name).lower()
    return _KINDS.get(bare)


def is_weak(name: str) -> bool:
    """Whether a field of this name often holds something else, such as a word of an answer."""
    return re.sub(r"[-_]", "", name).lower() in _WEAK_NAMES
