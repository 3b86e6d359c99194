"""Whether an answer asks the user for personal data, in English and in Chinese."""

import re
from collections.abc import Iterable, Iterator

from auditor.detect.sighting import Sighting
from auditor.detect.texts import Part

MAX_TEXT = 50_000
"""Characters of an answer that are looked at."""
NEAR = 160
"""Characters between the asking and what is asked for."""

_WORDS: dict[str, tuple[str, str]] = {
    "person": (
        r"(?:full |legal |first |last |sur|family )names?\b|your name\b",
        "姓名|全名|真实名字|您的名字|你的名字",
    ),
    "phone": (
        r"(?<!by )(?<!the )(?:tele)?phone\b(?! call| app)|(?:mobile|cell|contact|whatsapp) number"
        r"|number to (?:reach|call|contact) you",
        "手机号|(?<![打通接回致])电话(?!咨询|预约|确认|联系|里|中)|联系方式|微信号",
    ),
    "email": (
        r"e-?mail address|your (?:\w+ ){0,2}e-?mail\b",
        "邮箱|电子邮件地址|邮件地址",
    ),
    "date-of-birth": (
        r"dates? of birth|birth ?dates?\b|\bdob\b|when were you born"
        r"|birthday\b(?! (?:party|cake|dinner|gift|present|celebration|card|meal))",
        "出生日期|出生年月|生日(?!快乐|蛋糕|派对|聚会|宴|礼|贺|会|那天|当天)|出生于哪",
    ),
    "national-id": (
        r"passport|social security|\bssn\b|(?:national|government|photo)[ -](?:identity|id)\b"
        r"|\bid (?:card|number)|identity (?:card|number)|driver.s licen[cs]e|national insurance",
        "身份证|护照|证件号|证件信息|社保号",
    ),
    "payment-card": (
        r"(?:credit|debit|payment|bank) card|card (?:number|details)|\bcvv\b|\bcvc\b",
        "信用卡|银行卡|借记卡|卡号|安全码",
    ),
    "iban": (r"\biban\b|bank (?:account|details)|account number", "银行账号|银行账户|收款账号"),
    "location": (
        r"(?:home|street|postal|mailing|residential|full|your) address\b|where (?:do )?you live",
        "家庭住址|住址|家庭地址|详细地址|居住地址|住在哪",
    ),
}
KINDS = tuple(_WORDS)
"""What can be asked for, of what this module knows."""

_ASKS = re.compile(
    r"\b(?:could|can|would|will) you\b(?! like (?:me|us))[^.?!]{0,30}?"
    r"\b(?:tell|give|share|provide|send|enter|confirm|supply|include|specify|let)\b"
    r"|\b(?:may|can|could) i\b[^.?!]{0,20}?\b(?:have|get|ask|know|take)\b"
    r"|\b(?:please|kindly)\b[^.?!]{0,25}?"
    r"\b(?:provide|share|tell|give|send|enter|confirm|include|let|supply|specify|fill|reply|add)\b"
    r"|\bwhat(?:[’']s|s| is| are) your\b|\bwhen (?:were|was) you\b|\bwhere do you\b"
    r"|\b(?:i|we)(?:[’']ll|[’']d| will| would)?(?: also| just| still| only| first)* "
    r"(?:need|require|like to have|have to have)\b|\bjust need\b"
    r"|\b(?:let me know|tell me|give me|send me) your\b",
    re.IGNORECASE,
)
_ASKS_ZH = re.compile(
    "请(?:您|你)?(?:先|再|也|另外|还|同时|务必)?(?:提供|告诉|告知|填写|输入|发送|发来|发给|发我|留下|留个|留一下|报一下|补充|确认|给我|说明)"
    "|(?:能否|可否|能不能|可不可以|可以|方便|麻烦|劳烦)(?:请)?(?:您|你)?.{0,4}?(?:提供|告诉|告知|留|填写|说一下|报一下)"
    "|(?:我|我们|这边)?(?:还|另外|也|首先)?需要(?:您|你|知道|了解|以下|先)"
    "|请问(?:一下)?(?:您|你)|(?:您|你)的.{0,12}是(?:什么|多少|几|哪|[？?])",
)
_DECLINED = re.compile(
    r"\b(?:no need|not need|n[’']t need|never|without|not required|n[’']t required|optional(?:ly)?|"
    r"(?:do not|don[’']t|please avoid|avoid)\s+(?:\w+\s+)?"
    r"(?:share|shar|send|give|giving|provide|providing|include|including|enter|tell|need)\w*)\b"
    r"|不需要|无需|无须|不必|不用|请勿|不要|切勿|请别|可选|选填|不会要求",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`|(?m:^>.*$)|\"[^\"\n]{0,300}\"|“[^”\n]{0,300}”|「[^」\n]{0,300}」",
    re.DOTALL,
)
_SENTENCE = re.compile(r"[^.?!。？！；\n]+[.?!。？！；]*")
_ITEM = re.compile(r"\s*(?:[-*•·–]|\(?\d{1,2}[.)、）])\s*(.{1,300})")
_OTHERS = re.compile(
    r"(?:\b(?:their|his|her|its)|(?<!what)[’']s|\bof the)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_OF_OTHERS = re.compile(
    r"(?:\s+(?:number|address|details))?\s+(?:of|for)\s+(?:the|their|his|her|its|my|our)\b"
    r"(?! (?:booking|reservation|table|order|account|file|records?|appointment|form|list|receipt))",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"\bthe\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_OTHERS_ZH = re.compile(r"(?:他|她|对方|店|厅|馆|公司|酒店|医院|商家)的?$")
_YOURS = re.compile(r"\byour\b", re.IGNORECASE)


def asked_for(parts: Iterable[Part], kinds: Iterable[str]) -> list[Sighting]:
    """One sighting for each of the kinds that the answer asks its reader for."""
    said = "\n".join(part.text for part in parts if part.channel == "answer")[:MAX_TEXT]
    wanted = list(_requests(_QUOTED.sub(" ", said)))
    return [_sighting(kind) for kind in kinds if any(_names(each, kind) for each in wanted)]


def _requests(text: str) -> Iterator[str]:
    """What is asked for, sentence by sentence; a list is asked for by the line before it."""
    open_list = ""
    for line in text.split("\n"):
        item = _ITEM.fullmatch(line)
        if item and open_list:
            if not _DECLINED.search(item[1]):
                yield f"your {item[1].strip('*_ ')}"
            continue
        if line.strip():
            open_list = ""
        for sentence in _SENTENCE.findall(item[1] if item else line):
            if (asks := _asking(sentence)) and not _DECLINED.search(sentence):
                yield sentence[asks.start() :]
                if line.rstrip(" *").endswith((":", "：")):
                    open_list = sentence


def _asking(sentence: str) -> re.Match[str] | None:
    return _ASKS.search(sentence) or _ASKS_ZH.search(sentence)


def _names(request: str, kind: str) -> bool:
    """Whether a request names a kind as the reader's own."""
    english, chinese = _WORDS[kind]
    for found in re.finditer(english, request[:NEAR], re.IGNORECASE):
        before, after = request[: found.start()], request[found.end() :]
        if _OTHERS.search(before):
            continue
        if _YOURS.search(before + found[0]):
            return True
        if not _OF_OTHERS.match(after) and not _KNOWN.search(before):
            return True
    for found in re.finditer(chinese, request[:NEAR]):
        if not _OTHERS_ZH.search(request[: found.start()]):
            return True
    return False


def _sighting(kind: str) -> Sighting:
    return Sighting(
        kind="answer/asks-for-data",
        side="received",
        place="joined.answer",
        value=kind,
        because=f"the answer asks the user for personal data of the kind {kind}",
        sureness="likely",
        excerpt=kind,
    )
