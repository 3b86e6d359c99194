"""Personal data by presidio and spaCy: own bounded patterns, names and places on prose only."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version

from auditor.detect import health
from auditor.detect.gate import Gate
from auditor.detect.models import Model
from auditor.detect.naming import carried
from auditor.detect.prose import chunks, is_prose, script_language
from auditor.detect.recognizers import Recognizers
from auditor.detect.scanning import NOTHING, Found, Scanned, Text, worth
from auditor.detect.shape import Match
from auditor.detect.shaping import MOST, Keyed, Matches

PROSE_CHUNK = 4000
MAX_PROSE = 200_000
"""Of one side of an exchange, for names and places."""
KEPT = 2000
"""Prose texts whose names are remembered, for chats send their history again and again."""
KEPT_SHORT = 20_000
"""Short texts whose forms are remembered: apps say the same of their device in every request."""
SHORT = 200


class PersonalData:
    """Looks for personal data; loads the model once, when it is made.

    With ``gated``, the model reads only the sentences that can hold a name: faster, and blind to
    names in lower case.
    """

    def __init__(self, model: Model | None, *, gated: bool = False) -> None:
        self.model = model
        self._recognizers = Recognizers(model)
        self._gate = Gate(self._recognizers.pipeline.common_words()) if gated else None
        self._known: dict[str, Matches] = {}
        self._short: dict[Keyed, Matches] = {}
        self._ahead: dict[Keyed, Matches] = {}

    def observed_with(self) -> dict[str, str]:
        """What found it, with versions."""
        names = ("presidio-analyzer", "spacy", "phonenumbers")
        found = {name: version(name) for name in names}
        gate = {"sentence-gate": "on"} if self._gate else {}
        return {**found, "spacy-model": self.model.title if self.model else "none", **gate}

    def scan(self, texts: Sequence[Text], language: str = "") -> Scanned:
        """Personal data in the texts of one side of an exchange."""
        scanned = Scanned()
        some = [(number, text) for number, text in enumerate(texts) if text is not NOTHING]
        by_shape = self._by_shape(some, scanned)
        by_name = self._by_name(some, language, scanned)
        for number in sorted({*by_shape, *by_name}):
            taken = by_shape.get(number, ())
            named = [
                (kind, match)
                for kind, match in by_name.get(number, ())
                if not any(match.value in other.value for _, other in taken)
            ]
            scanned.found += [_found(number, each) for each in dict.fromkeys((*taken, *named))]
        _add_health(texts, some, scanned)
        return scanned

    def read_ahead(self, texts: Iterable[Text]) -> None:
        """Look through the texts of several exchanges together: in batches that is far faster."""
        some = [text for text in texts if text is not NOTHING]
        self._ahead.clear()
        new = {(key, text): None for key, text, _, _ in some if (key, text) not in self._short}
        self._ahead |= self._shapes(_within(new, MOST))[0]
        said: dict[str, None] = {}
        left = MAX_PROSE
        for text in some if self.model else ():
            each = _said(text)
            if each and each not in said and script_language(each) == "en":
                left -= len(each)
                if left < 0:
                    break
                said[each] = None
        if said:
            self._names([*said])

    def _by_shape(self, texts: Sequence[tuple[int, Text]], scanned: Scanned) -> dict[int, Matches]:
        """What the patterns find, by the number of the text; the same text is looked at once."""
        seen: dict[Keyed, Matches] = {}
        new: dict[Keyed, None] = {}
        short, ahead = self._short, self._ahead
        for _, (key, text, _, _) in texts:
            each = (key, text)
            known = short.get(each)
            if known is None:
                known = ahead.get(each)
            if known is None:
                new[each] = None
            elif known:
                seen[each] = known
        if new:
            told, whole = self._shapes([*new])
            seen |= told
            if not whole:
                scanned.bounds.add("size")
        if not seen:
            return {}
        return {
            number: found for number, (key, text, _, _) in texts if (found := seen.get((key, text)))
        }

    def _shapes(self, new: Sequence[Keyed]) -> tuple[dict[Keyed, Matches], bool]:
        """What the patterns find in keys and texts that are new; whether all was looked at."""
        wanted = [each for each in new if worth(*each)]
        found, whole = self._recognizers.shaped(wanted)
        seen = dict.fromkeys(new, ()) | dict(zip(wanted, found, strict=True))
        if not whole:
            return seen, False
        if len(self._short) + len(new) > KEPT_SHORT:
            self._short.clear()
        self._short |= {each: found for each, found in seen.items() if len(each[1]) <= SHORT}
        return seen, True

    def _by_name(
        self, texts: Sequence[tuple[int, Text]], language: str, scanned: Scanned
    ) -> dict[int, Matches]:
        """Names and places in prose, by the number of the text."""
        wanted: dict[str, list[int]] = {}
        left = MAX_PROSE
        for number, text in texts:
            said = _said(text)
            if not said:
                continue
            if said in wanted:
                wanted[said].append(number)
                continue
            spoken = script_language(said)
            spoken = language if spoken == "en" and language else spoken
            left -= len(text.text)
            if spoken != "en" or self.model is None:
                scanned.languages.add(spoken or "unknown")
            elif left < 0:
                scanned.bounds.add("prose-size")
            else:
                wanted[said] = [number]
        names = self._names([*wanted])
        return {
            number: names[text]
            for text, numbers in wanted.items()
            for number in numbers
            if names[text]
        }

    def _names(self, texts: Sequence[str]) -> dict[str, Matches]:
        """Names and places in each text."""
        if not texts:
            return {}
        parts = {text: [*self._parts(text)] for text in texts}
        new = [*dict.fromkeys(each for some in parts.values() for each in some)]
        if len(self._known) + len(new) > KEPT:
            self._known.clear()
        new = [each for each in new if each not in self._known]
        for text, matches in self._recognizers.named(new):
            self._known[text] = tuple(matches)
        return {
            text: tuple(dict.fromkeys(match for each in some for match in self._known[each]))
            for text, some in parts.items()
        }

    def _parts(self, text: str) -> Iterable[str]:
        """What the model reads of a text."""
        read = self._gate.passed(text) if self._gate else [text]
        if len(text) <= PROSE_CHUNK:
            return read
        # What begins as prose may go on as tables or code: the model reads no more of it than prose.
        several = (chunk for each in read for chunk in chunks(each, PROSE_CHUNK))
        return [each for each in several if is_prose(each)]


def _said(text: Text) -> str:
    """What the model reads of a text: prose, or a sentence that carries what could be a name."""
    return text.text if text.prose else carried(text.key, text.text)


def _found(number: int, each: tuple[str, Match]) -> Found:
    kind, match = each
    return Found(number, kind, match.value, match.sureness, match.because)


def _within(texts: Iterable[Keyed], most: int) -> list[Keyed]:
    """The first of some texts, up to a number of characters."""
    kept = []
    for key, text in texts:
        most -= len(key) + len(text)
        if most < 0:
            break
        kept.append((key, text))
    return kept


def _add_health(texts: Sequence[Text], some: Sequence[tuple[int, Text]], scanned: Scanned) -> None:
    """Words of health, where a person stands near them or in the same record."""
    told: dict[int, list[str]] = {}
    held: set[str] = set()
    for each in scanned.found:
        if each.kind in health.TELLING:
            told.setdefault(each.number, []).append(each.value)
            held.add(texts[each.number].within)
    for number, text in some:
        if not text.prose and (health.is_term(text.text) or health.named(text.key, text.text)):
            because = "a word of health by itself, in a message that tells a person"
            one = Found(number, health.KIND, text.text, "likely", because)
            (scanned.found if told else scanned.lone).append(one)
            continue
        if not text.prose and not health.speaks(text.key):
            continue
        beside = not text.prose and text.within and text.within in held
        for term in health.terms(text.text[:MAX_PROSE], told.get(number, ())):
            one = Found(number, health.KIND, term.value, term.sureness or "likely", term.because)
            if beside and not term.sureness:
                because = "a word of health in the same record as a person"
                one = Found(number, health.KIND, term.value, "likely", because)
            (scanned.found if term.sureness or beside else scanned.lone).append(one)
