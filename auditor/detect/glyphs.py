"""Signs that look like others, or like nothing, brought back to what a person reads."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef"
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""Without ink, or drawn over the sign before."""
_TAGS = {0xE0000 + code: chr(code) for code in range(0x20, 0x7F)} | {0xE0001: "", 0xE007F: ""}
"""Letters of a block that no font draws."""
_HAS_TAGS = re.compile("[\U000e0000-\U000e007f]")
_READ_AS = str.maketrans(
    "аеорсухіјѕԁһԛԝӏкмтвнгАВЕКМНОРСТУХІЈЅοαρυικτνΑΒΕΖΗΙΚΜΝΟΡΤΥΧᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢꜱıȷɑɡ",
    "aeopcyxijsdhqwlkmtbhrABEKMHOPCTYXIJSoapuiktvABEZHIKMNOPTYXabcdefghijklmnoprtuvwyzsijag",
)
_SQUARED = {
    first + at: chr(97 + at) for first in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6) for at in range(26)
}
_IN_VALUES = re.compile(r"[A-Za-z0-9@._+-]+")


def without_invisible(text: str) -> str:
    """Without the signs that nobody sees; what was written in unseen letters is seen."""
    if text.isascii():
        return text
    if _HAS_TAGS.search(text):
        text = text.translate(_TAGS)
    return _INVISIBLE.sub("", text)


def plain(text: str) -> str:
    """Letters and digits of other widths, styles and scripts as those of ASCII that they show."""
    if text.isascii():
        return text
    shown = {ord(sign): ascii_ for sign in set(text) if (ascii_ := _ascii(sign))}
    return text.translate(shown) if shown else text


def _ascii(sign: str) -> str:
    """What a sign reads as in a value; empty if it is none of a value's signs."""
    if sign.isascii():
        return ""
    if squared := _SQUARED.get(ord(sign)):
        return squared
    if (number := unicodedata.digit(sign, None)) is not None:
        return str(number)
    read = unicodedata.normalize("NFKC", sign).translate(_READ_AS)
    read = read.strip("().,") if len(read) > 1 else read
    return read if _IN_VALUES.fullmatch(read) else ""
