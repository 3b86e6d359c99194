"""Opens documents of marks, lines and columns: XML and HTML, cards and mails, tables, JSON with a call."""

import csv
import html
import quopri
import re
from collections.abc import Iterator

from auditor.detect.budget import Budget
from auditor.detect.leaf import Piece, parsed, shown

MOST = 5000
"""Values of one document."""
COLUMNS = 100
SNIFFED = 2000

_TAG = re.compile(
    r"<([A-Za-z_][\w.:-]{0,60})((?:\s+[A-Za-z_:@][\w.:-]{0,60}\s*=\s*(?:\"[^\"<]{0,2000}\"|'[^'<]{0,2000}'))*)\s*/?>"
    r"([^<>]{0,20000})"
)
_ATTRIBUTE = re.compile(r"([\w.:-]{1,60})\s*=\s*(?:\"([^\"<]{0,2000})\"|'([^'<]{0,2000})')")
_IS_MARKED = re.compile(r"\s*<(?:[?!]|[A-Za-z_][\w.:-]{0,60}[\s/>])")
_CALL = re.compile(
    r"\s*[A-Za-z_$][\w$.]{0,80}\(\s*([{\[].{0,2000000}[}\]])\s*\)\s*;?\s*\Z", re.DOTALL
)
_FIELD = re.compile(
    r"^([A-Za-z][\w-]{0,40})((?:;[^:\r\n]{0,200})?):[ \t]?(.{0,4000})$", re.MULTILINE
)
_FOLD = re.compile(r"\r?\n[ \t]")
_PARAMETER = re.compile(r";([A-Z-]{2,20})=(?:\"([^\"]{0,200})\"|([^;:]{0,200}))", re.IGNORECASE)
_CARD = re.compile(r"\A\s*BEGIN:V(?:CARD|CALENDAR)", re.IGNORECASE)
_MAIL = re.compile(r"\A(?:[A-Za-z][A-Za-z-]{1,40}: .{1,1000}\r?\n){2,}")
_CARD_KEYS = {
    "fn": "full_name",
    "n": "full_name",
    "tel": "phone",
    "adr": "address",
    "bday": "birthday",
    "cn": "full_name",
    "attendee": "attendee",
    "organizer": "organizer",
    "location": "place",
}


def documents(text: str, place: str, budget: Budget) -> list[Piece] | None:
    """The values of a document under their names; None for a text that is none."""
    if _IS_MARKED.match(text):
        return [*_marked(text, place, budget)]
    if (call := _CALL.match(text)) and (value := parsed(call[1], budget)):
        return [Piece(f"{place}.$", value, ("json",))]
    if _CARD.match(text):
        return [*_fields(_FOLD.sub("", text), place, budget)]
    if _MAIL.match(text):
        return [*_mail(text, place, budget)]
    return _table(text, place, budget)


def _marked(text: str, place: str, budget: Budget) -> Iterator[Piece]:
    named = ""
    for count, found in enumerate(_TAG.finditer(text)):
        if count >= MOST:
            budget.hit.add("leaves")
            return
        tag, attributes, content = found[1].rpartition(":")[2], found[2], found[3]
        for attribute in _ATTRIBUTE.finditer(attributes):
            yield Piece(
                f"{place}.{shown(attribute[1])}", html.unescape(attribute[2] or attribute[3] or "")
            )
        said = html.unescape(content).strip()
        if tag == "key":
            named = said
        elif said:
            yield Piece(f"{place}.{shown(named or tag)}", said)
            named = ""


def _fields(text: str, place: str, budget: Budget) -> Iterator[Piece]:
    for count, found in enumerate(_FIELD.finditer(text.replace("\r", ""))):
        if count >= MOST:
            budget.hit.add("leaves")
            return
        name = found[1].rpartition(".")[2].lower()
        for parameter in _PARAMETER.finditer(found[2]):
            if parameter[1].lower() in _CARD_KEYS:
                yield Piece(f"{place}.full_name", parameter[2] or parameter[3])
        value = found[3].replace("\\n", "\n").replace("\\,", ",").removeprefix("mailto:")
        if name == "n":
            family, _, given = value.partition(";")
            value = f"{given.partition(';')[0]} {family}"
        elif name == "adr":
            value = ", ".join(part for part in value.split(";") if part)
        yield Piece(f"{place}.{_CARD_KEYS.get(name, shown(name))}", value)


def _mail(text: str, place: str, budget: Budget) -> Iterator[Piece]:
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    for name, value in re.findall(r"^([A-Za-z-]{1,40}): (.{1,2000})$", head, re.MULTILINE):
        yield Piece(f"{place}.{shown(name)}", _words(value))
    if re.search(
        r"^content-transfer-encoding:\s*quoted-printable", head, re.IGNORECASE | re.MULTILINE
    ):
        plain = quopri.decodestring(body.encode("utf-8", "replace")).decode("utf-8", "replace")
        yield Piece(place, plain, ("quoted-printable",))
    elif body:
        yield Piece(place, re.sub(r"\s+", "", body) if _is_packed(head) else body)
    del budget


def _words(value: str) -> str:
    """A header of a mail, with the words in it decoded (RFC 2047)."""
    from email.errors import HeaderParseError  # noqa: PLC0415 - rarely needed
    from email.header import decode_header, make_header  # noqa: PLC0415

    try:
        return str(make_header(decode_header(value))) if "=?" in value else value
    except (HeaderParseError, LookupError, ValueError):
        return value


def _is_packed(head: str) -> bool:
    found = re.search(r"^content-transfer-encoding:\s*base64", head, re.IGNORECASE | re.MULTILINE)
    return found is not None


def _table(text: str, place: str, budget: Budget) -> list[Piece] | None:
    """Rows under a head of names; None unless each row has as many columns."""
    lines = text.strip().splitlines()
    between = (
        next((sign for sign in ("\t", ";", ",") if sign in lines[0][:SNIFFED]), "") if lines else ""
    )
    if len(lines) < 2 or not between or text.lstrip()[:1] in "{[":
        return None
    try:
        rows = list(csv.reader(lines[:MOST], delimiter=between))
    except csv.Error:
        return None
    head = [name.strip() for name in rows[0]]
    if not 2 <= len(head) <= COLUMNS or any(not _is_head(name) for name in head):
        return None
    if any(row and len(row) != len(head) for row in rows):
        return None
    if len(lines) > MOST:
        budget.hit.add("leaves")
    return [
        Piece(f"{place}[].{shown(name.replace(' ', '_'))}", value.strip())
        for row in rows[1:]
        for name, value in zip(head, row, strict=False)
    ]


def _is_head(name: str) -> bool:
    return 0 < len(name) <= 40 and not re.search(r"[0-9@]{3}|[.!?]$", name) and name.count(" ") <= 3
