"""Tells what of a chat stands in captured traffic: prompts, answers, titles, ids and addresses.

By the forms of AI providers' APIs, and elsewhere by the names that apps give such fields.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from auditor.detect.leaf import Leaf
from auditor.detect.ledger import Ledger
from auditor.detect.prose import is_prose
from auditor.detect.sighting import Sighting
from auditor.detect.texts import Texts
from auditor.evidence.exchange import Exchange, Side
from auditor.evidence.observation import Sureness

FAMILY = "chat"
MOST = 40
"""Sightings of one side of an exchange."""

_ROOT = r"(?:body(?:\.lines|\.stream)?|joined\.\w+)(?:\.\$)?\."
_ASKED = re.compile(
    rf"{_ROOT}(?:(?:input\.)?messages\[\]\.content(?:\[\]\.text)?|input(?:\[\]\.content(?:\[\]\.text)?)?"
    r"|contents(?:\[\])?\.parts(?:\[\])?\.text|(?:input\.)?prompt|query|question|inputs)"
)
_ANSWERED = re.compile(
    rf"{_ROOT}(?:(?:output\.)?choices\[\]\.(?:message|delta)\.(?:reasoning_)?content|choices\[\]\.text"
    r"|output\[\]\.content\[\]\.text|output\.text|content\[\]\.text|delta(?:\.text)?|completion"
    r"|candidates\[\]\.content\.parts\[\]\.text|message\.content|response)"
)
_NAMES = {
    **dict.fromkeys(
        "prompt userprompt prompttext userinput usermessage userquery userquestion chatmessage"
        " chatinput usertext promptcontent lastprompt firstprompt".split(),
        "prompt",
    ),
    **dict.fromkeys(
        "completion assistantmessage assistantresponse assistantreply modeloutput modelresponse"
        " airesponse aianswer aireply botreply botmessage botresponse generatedtext".split(),
        "answer",
    ),
    **dict.fromkeys(
        "chattitle conversationtitle threadtitle dialogtitle chatsessiontitle conversationname"
        " chatname".split(),
        "chat-title",
    ),
    **dict.fromkeys(
        "conversationid convid chatid chatsessionid threadid dialogid conversationuuid chatuuid"
        " chatsessionuuid".split(),
        "conversation-id",
    ),
}
"""Names of fields without ``_`` and ``-`` → what stands there."""
_WITH_ID = {
    **dict.fromkeys(("title", "subject", "name"), "chat-title"),
    **dict.fromkeys(("message", "text", "content", "query", "question", "input"), "prompt"),
    **dict.fromkeys(("answer", "response", "reply", "output"), "answer"),
}
"""Names that say so only beside the id of a conversation."""
_ADDRESS = re.compile(
    r"https?://[^\s\"'<>/?#]{3,100}/(?:[\w.-]{1,20}/){0,3}?"
    r"(?:c|chats?|conversations?|threads?|share|s)/"
    r"(?=[A-Za-z_-]{0,80}[0-9])[A-Za-z0-9_-]{12,80}(?![\w-])"
    r"|https?://[^\s\"'<>/?#]{3,100}/search/[a-z0-9-]{6,80}[-.][\w.-]{20,24}(?![\w-])",
    re.ASCII,
)
_HAN = re.compile("[\u4e00-\u9fff]{2}")
_SIGN_ON = re.compile(
    r"(?:none|login|consent|select_account|create)(?: (?:login|consent|\w+_\w+))*"
)
_ID = re.compile(r"(?=[^0-9]*[0-9])[\w:.-]{6,100}")


def chats(
    exchange: Exchange, texts: Mapping[Side, Texts], seen: Iterable[Sighting], ledger: Ledger
) -> list[Sighting]:
    """What of a chat an app sends, and what a model's API answers it.

    ``seen`` are the sightings so far: a call to a model's API among them tells of its form, and
    what was planted is told as that alone.
    """
    if exchange.plane != "capture" or exchange.sent is None:
        return []
    known = list(seen)
    called = any(each.kind.startswith("ai-api/") for each in known)
    here = list(told(texts["sent"].leaves, "sent", called=called))
    ledger.scanned(exchange, FAMILY, "sent", texts["sent"].bounds)
    if exchange.received is not None and called:
        ledger.scanned(exchange, FAMILY, "received", texts["received"].bounds)
        here += _of_form(texts["received"].leaves, "received", _ANSWERED, "answer")
    planted = {
        (each.kind.partition("/")[2], each.side, each.place)
        for each in known
        if each.kind.startswith("planted/")
    }
    return [
        each for each in here if (each.kind.partition("/")[2], each.side, each.place) not in planted
    ]


def told(leaves: Iterable[Leaf], side: Side, *, called: bool = False) -> Iterator[Sighting]:
    """What of a chat stands on one side, once a kind and place; of a call also by its form."""
    first: dict[tuple[str, str], Sighting] = {}
    everything = list(leaves)
    if called:
        for each in _of_form(everything, side, _ASKED, "prompt"):
            first.setdefault((each.kind, each.place), each)
    for each in (*_by_names(everything, side), *_addresses(everything, side)):
        first.setdefault((each.kind, each.place), each)
    yield from [*first.values()][:MOST]


def _of_form(
    leaves: Iterable[Leaf], side: Side, form: re.Pattern[str], kind: str
) -> Iterator[Sighting]:
    places: set[str] = set()
    for leaf in leaves:
        if isinstance(leaf.value, str) and leaf.place not in places and form.fullmatch(leaf.place):
            places.add(leaf.place)
            yield _sighting(kind, side, leaf, "likely", "stands where the API has it")


def _by_names(leaves: Iterable[Leaf], side: Side) -> Iterator[Sighting]:
    weak: list[tuple[Leaf, str, str]] = []
    holders: set[str] = set()
    for leaf in leaves:
        holder, _, name = leaf.place.rpartition(".")
        bare = _bare(name)
        kind = _NAMES.get(bare)
        if kind and isinstance(leaf.value, str) and _fits(kind, leaf.value):
            holders.update((holder,) if kind == "conversation-id" else ())
            yield _sighting(kind, side, leaf, "likely", f"stands under the name {name}")
        elif bare in _WITH_ID and isinstance(leaf.value, str):
            weak.append((leaf, holder, bare))
    for leaf, holder, bare in weak:
        if holder in holders and _fits(_WITH_ID[bare], str(leaf.value)):
            why = "stands beside the id of a conversation"
            yield _sighting(_WITH_ID[bare], side, leaf, "possible", why)


def _addresses(leaves: Iterable[Leaf], side: Side) -> Iterator[Sighting]:
    for leaf in leaves:
        if isinstance(leaf.value, str) and "://" in leaf.value:
            for found in _ADDRESS.finditer(leaf.value[:4000]):
                why = "has the form of the address of a chat"
                yield _sighting(
                    "conversation-url", side, Leaf(leaf.place, found[0], leaf.steps), "likely", why
                )


def _fits(kind: str, value: str) -> bool:
    """Whether a value can be what its name says."""
    if kind == "conversation-id":
        return _ID.fullmatch(value) is not None
    if _SIGN_ON.fullmatch(value):
        return False
    if kind == "chat-title":
        return 3 <= len(value) <= 300 and (" " in value.strip() or bool(_HAN.search(value)))
    return is_prose(value) or bool(_HAN.search(value))


def _sighting(kind: str, side: Side, leaf: Leaf, sureness: Sureness, because: str) -> Sighting:
    return Sighting(
        kind=f"{FAMILY}/{kind}",
        side=side,
        place=leaf.place,
        value=str(leaf.value),
        because=because,
        sureness=sureness,
        steps=leaf.steps,
    )


@lru_cache(4096)
def _bare(name: str) -> str:
    return re.sub(r"[-_]|\[\]$", "", name).lower()
