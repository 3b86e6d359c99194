"""Replaces live secrets by typed placeholders before anything reaches the disk.

What stays is the kind, the place, cookie attributes and a tag by which the same secret is known
again within one audit, so that rules about secrets still work.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable
from functools import lru_cache, partial
from urllib.parse import quote, quote_plus, unquote_plus

from auditor.evidence import livesecrets as live
from auditor.evidence.exchange import Placeholder, Side
from auditor.evidence.hints import Hints, hints, issuer_of
from auditor.evidence.keyforms import KeyForm
from auditor.evidence.masking import tag

Headers = list[tuple[str, str]]
Listed = dict[tuple[str, ...], Placeholder]

MAX_PLACEHOLDERS = 1000
"""Listed for one exchange; further secrets are replaced all the same."""
MAX_ATTRIBUTES = 20
MAX_LEARNT, MAX_LEARNT_SIZE = 2048, 2**20
"""Headers, and characters of their values, that are remembered."""
SHORTEST = len("sid=x")
"""Characters of a text that can hold a secret: a name, a sign and a value."""
MAX_KNOWN = 4096
"""Characters of a secret of which the tag is remembered."""
MAX_NAME = 100
"""Characters of a header's name that is looked up."""
SHORTEST_OWN = 8
"""Characters; a shorter key is no secret, and would turn up in innocent words."""
SHORTEST_PLANTED = 6
STAND_IN = "stand-in"
"""Attribute of what is concealed all the same, though it only shows where a secret would stand."""
_HASH_LENGTHS = (32, 40, 64)
LEAST_TOKEN = 16
"""Characters without a space in a field whose name says little, such as ``token``."""

_DONE = re.compile(r"\{\{[a-z-]+:[0-9a-f]{10}\}\}")
_USER = re.compile(r"\A(?P<before>[A-Za-z][A-Za-z0-9+.-]{0,20}://)(?P<value>[^/?#]+)(?=@)")
_ADDRESSES = ("content-location", "location", "origin", "referer")


class Edge:
    """Conceals the secrets of one exchange, or of one after the other, and lists what it replaced.

    ``own`` maps auditor's own secrets to their kind: they go wherever they stand, also where a
    vendor's error message repeats them. What carries one of the ``planted`` values stays, whatever
    its name: it is no secret, and where it goes is what an audit is about.
    """

    def __init__(
        self, salt: bytes, own: dict[str, str] | None = None, planted: Iterable[str] = ()
    ) -> None:
        self._salt = salt
        self._own = {value: kind for value, kind in (own or {}).items() if value}
        self._spelled = _spellings(tuple(self._own))
        self._values = tuple(planted)
        self._planted = {each.lower() for each in self._values if len(each) >= SHORTEST_PLANTED}
        self._hashes: set[str] = set()
        self._listed: Listed = {}
        self._learnt: dict[tuple[str, str, Side], tuple[tuple[str, str], Listed]] = {}
        self._learnt_size = 0

    def begin(self) -> None:
        """Another exchange, whose secrets are listed by themselves."""
        self._listed = {}

    @property
    def placeholders(self) -> list[Placeholder]:
        """What was replaced, each secret once for each place."""
        return list(self._listed.values())

    def url(self, url: str, side: Side = "sent", place: str = "url") -> str:
        """The address with secrets in its user part, query and fragment replaced."""
        if self._harmless(url):
            return url
        rest, hash_, fragment = url.partition("#")
        path, mark, query = rest.partition("?")
        path = _USER.sub(lambda found: self._matched(found, side, f"{place}.user"), path)
        path = self._conceal(path, side, place)
        query = self._conceal(query, side, f"{place}.query", live.IN_QUERY)
        fragment = self._conceal(fragment, side, f"{place}.fragment", live.IN_QUERY)
        return path + mark + query + hash_ + fragment

    def headers(self, headers: Iterable[tuple[str, str]], side: Side) -> Headers:
        """The headers with tokens and cookies replaced."""
        kept = [(name, value, side) for name, value in headers]
        if len(self._learnt) > MAX_LEARNT or self._learnt_size > MAX_LEARNT_SIZE:
            self._learnt, self._learnt_size = {}, 0
        if new := [each for each in kept if each not in self._learnt]:
            self._learn(new)
        shown = [self._learnt[each] for each in kept]
        for _, replaced in shown:
            if replaced:
                for key, found in replaced.items():
                    self._list(key, found)
        return [header for header, _ in shown]

    def _learn(self, new: list[tuple[str, str, Side]]) -> None:
        """Remember what becomes of headers: most come again with the next exchange."""
        # Most say nothing that could be a secret, and one look at all of them is enough.
        plain = [len(name) <= MAX_NAME and live.says_little(name) for name, *_ in new]
        values = (value for (_, value, _), is_plain in zip(new, plain, strict=True) if is_plain)
        harmless = self._harmless("\n".join(values))
        listed = self._listed
        for each, is_plain in zip(new, plain, strict=True):
            self._listed = {}
            value = each[1] if is_plain and harmless else self._header(*each)
            self._learnt[each] = (each[0], value), self._listed
            self._learnt_size += len(each[1])
        self._listed = listed

    def body(self, body: bytes, media_type: str, side: Side) -> bytes:
        """The body with passwords and tokens replaced by what their names or forms say."""
        if not self._spelled and not hints(body):
            return body
        text = body.decode("utf-8", "surrogateescape")
        pairs = live.IN_FORM if "urlencoded" in media_type else live.IN_PAIRS
        return self._conceal(text, side, "body", pairs).encode("utf-8", "surrogateescape")

    def text(self, text: str, side: Side, place: str) -> str:
        """A short text, such as an error message, without secrets."""
        return self._conceal(text, side, place)

    def _harmless(self, text: str) -> bool:
        """Whether a text surely holds no secret; many texts, one in each line, all of them."""
        if any(spelled in text for spelled, _ in self._spelled):
            return False
        return not hints(text.encode("utf-8", "surrogatepass"))

    def _conceal(
        self, text: str, side: Side, place: str, pairs: re.Pattern[str] = live.IN_PAIRS
    ) -> str:
        for spelled, own in self._spelled:
            if spelled in text:
                text = text.replace(spelled, self._replace(self._own[own], own, side, place))

        hinted = hints(text.encode("utf-8", "surrogatepass")) if len(text) >= SHORTEST else None
        if hinted:
            text = self._hinted(text, hinted, side, place, pairs)
        return text

    def _hinted(
        self, text: str, hinted: Hints, side: Side, place: str, pairs: re.Pattern[str]
    ) -> str:
        """The text without what the patterns find that it could answer to."""

        def conceal(found: re.Match[str]) -> str:
            return self._matched(found, side, place)

        if hinted.quoted:
            text = live.IN_JSON.sub(conceal, text)
        if hinted.escaped:
            text = live.IN_NESTED_JSON.sub(conceal, text)
        if hinted.quoted:
            text = live.IN_MULTIPART.sub(conceal, text)
        if hinted.paired:
            text = pairs.sub(conceal, text)
        if hinted.quoted:
            text = live.IN_JSON_AS_NUMBER.sub(
                lambda found: self._matched(found, side, place, quote='"'), text
            )
        if hinted.before_host:
            text = live.BEFORE_HOST.sub(conceal, text)
        for form in hinted.forms:
            if any(each in text for each in form.literals):
                known = partial(self._known, form=form, side=side, place=place)
                text = form.pattern.sub(known, text)
        return text

    def _matched(self, found: re.Match[str], side: Side, place: str, quote: str = "") -> str:
        """A secret that was found by what stands before it."""
        parts = found.groupdict()
        name, value = parts.get("name"), parts["value"]
        if name is None:
            kind = "credentials"
        else:
            kind, place = live.field_kind(name), f"{place}.{name.lower()}"
            in_pair = found["before"].endswith("=")
            if live.is_weak(name) and not in_pair and not _like_a_token(value):
                return found[0]
        if self._spared(value):
            return found[0]
        plain = unquote_plus(value) if found["before"].endswith("=") else value
        return found["before"] + quote + self._replace(kind, plain, side, place) + quote

    def _known(self, found: re.Match[str], form: KeyForm, side: Side, place: str) -> str:
        if self._spared(found[0]):
            return found[0]
        return self._replace(form.kind, found[0], side, place)

    def _header(self, name: str, value: str, side: Side) -> str:
        lower, place = name.lower(), f"header.{name.lower()}"
        if lower == "cookie":
            return "; ".join(self._cookie(cookie.strip()) for cookie in value.split(";"))
        if lower == "set-cookie":
            return self._set_cookie(value)
        if lower in _ADDRESSES:
            return self.url(value, side, place)
        kind = live.header_kind(lower)
        if kind is None:
            return self._conceal(value, side, place)
        scheme, space, token = value.partition(" ")
        if not space or not lower.endswith("authorization") or scheme.lower() not in live.SCHEMES:
            scheme, space, token = "", "", value
        if not token or (token not in self._own and self._spared(token)):
            return value
        kind = self._own.get(token) or live.SCHEMES.get(scheme.lower(), kind)
        return scheme + space + self._replace(kind, token, side, place)

    def _cookie(self, cookie: str) -> str:
        name, equals, value = cookie.partition("=")
        if not equals:
            name, value = "", cookie
        if not value or self._spared(value):
            return cookie
        shown = self._replace("cookie", value, "sent", "header.cookie", {"name": name})
        return name + equals + shown

    def _set_cookie(self, value: str) -> str:
        first, *rest = (part.strip() for part in value.split(";"))
        name, equals, secret = first.partition("=")
        if not equals:
            name, secret = "", first
        if not secret or self._spared(secret):
            return value
        attributes: dict[str, str] = {}
        for attribute in rest[:MAX_ATTRIBUTES]:
            key, _, content = attribute.partition("=")
            attributes[key.strip().lower()] = content.strip()
        attributes["name"] = name
        shown = self._replace("cookie", secret, "received", "header.set-cookie", attributes)
        return "; ".join([name + equals + shown, *rest])

    def _replace(
        self,
        kind: str,
        value: str,
        side: Side,
        place: str,
        attributes: dict[str, str] | None = None,
    ) -> str:
        known, issuer = (_known if len(value) <= MAX_KNOWN else _known.__wrapped__)(
            self._salt, value
        )
        if issuer:
            attributes = {**(attributes or {}), "issuer": issuer}
        if live.is_stand_in(value):
            attributes = {**(attributes or {}), STAND_IN: "yes"}
        found = Placeholder(kind, side, place, known, attributes or {})
        self._list((kind, side, place, known, str(attributes)), found)
        return f"{{{{{kind}:{known}}}}}"

    def _list(self, key: tuple[str, ...], found: Placeholder) -> None:
        if len(self._listed) < MAX_PLACEHOLDERS:
            self._listed.setdefault(key, found)

    def _spared(self, value: str) -> bool:
        """Whether a value is a placeholder already, or carries a planted value."""
        if _DONE.fullmatch(value):
            return True
        if not self._planted:
            return False
        if (digest := value.strip().lower()) and len(digest) in _HASH_LENGTHS:
            self._hashes = self._hashes or {each for it in self._values for each in _hashes(it)}
            if digest in self._hashes:
                return True
        readings = [each.lower() for each in (value, unquote_plus(value), _from_base64(value))]
        return any(planted in each for each in readings for planted in self._planted)


@lru_cache(maxsize=16)
def _spellings(own: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each secret as text, JSON and addresses spell it, with itself; the longest first."""
    found: dict[str, str] = {}
    for value in own:
        if len(value) >= SHORTEST_OWN:
            escaped = json.dumps(value)[1:-1]
            percent = (quote(value, safe=""), quote(value), quote_plus(value))
            lower = [re.sub(r"%[0-9A-F]{2}", lambda it: it[0].lower(), each) for each in percent]
            for each in (value, escaped, escaped.replace("/", r"\/"), *percent, *lower):
                found.setdefault(each, value)
    return sorted(found.items(), key=lambda item: -len(item[0]))


@lru_cache(maxsize=256)
def _known(salt: bytes, value: str) -> tuple[str, str]:
    """The tag of a secret, and its issuer; cookies come again with every request."""
    return tag(salt, value), issuer_of(value)


def _like_a_token(value: str) -> bool:
    return len(value) >= LEAST_TOKEN and not re.search(r"\s", value)


def _hashes(value: str) -> set[str]:
    spellings = {each.encode("utf-8", "replace") for each in (value, value.strip().lower())}
    return {
        hashlib.new(name, each, usedforsecurity=False).hexdigest()
        for name in ("md5", "sha1", "sha256")
        for each in spellings
    }


def _from_base64(value: str) -> str:
    plain = value.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
