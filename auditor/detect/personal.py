"""Personal data by presidio and spaCy: own bounded patterns, names and places on prose only."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version

import spacy
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_analyzer.predefined_recognizers import SpacyRecognizer
from spacy.tokens import Doc, Span

from auditor.detect.models import Model
from auditor.detect.naming import names
from auditor.detect.prose import chunks, script_language
from auditor.detect.scanning import BREAK, Found, Scanned, Text, buffers
from auditor.detect.shape import BEFORE, Match, Shape
from auditor.detect.shapes import SHAPES
from auditor.evidence.observation import Sureness

PROSE_CHUNK = 4000
MAX_CHARACTERS = 2**20
"""Of one side of an exchange, for the patterns."""
MAX_PROSE = 200_000
"""Of one side of an exchange, for names and places."""
KEPT = 2000
"""Prose texts whose names are remembered, for chats send their history again and again."""

_NAMES = {"PERSON": "person", "LOCATION": "location"}
_MATCH = "auditor-match"
_LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
}
_SCORES: dict[Sureness, float] = {"certain": 1.0, "likely": 0.7, "possible": 0.4}


class PersonalData:
    """Looks for personal data; loads the model once, when it is made."""

    def __init__(self, model: Model | None) -> None:
        self.model = model
        self._nlp = _Pipeline(model)
        self._engine = AnalyzerEngine(
            registry=RecognizerRegistry(
                recognizers=[*map(_Shaped, SHAPES), SpacyRecognizer(supported_entities=[*_NAMES])],
                supported_languages=["en"],
            ),
            nlp_engine=self._nlp,
            context_aware_enhancer=_NoEnhancer(0, 0, 0, 0),
            supported_languages=["en"],
        )
        self._nothing = self._nlp.nothing()
        self._known: dict[str, tuple[tuple[str, Match], ...]] = {}

    def observed_with(self) -> dict[str, str]:
        """What found it, with versions."""
        names = ("presidio-analyzer", "spacy", "phonenumbers")
        found = {name: version(name) for name in names}
        return {**found, "spacy-model": self.model.title if self.model else "none"}

    def scan(self, texts: Sequence[Text], language: str = "") -> Scanned:
        """Personal data in the texts of one side of an exchange."""
        scanned = Scanned()
        by_shape = self._by_shape(texts, scanned)
        by_name = self._by_name(texts, language, scanned)
        for number in range(len(texts)):
            taken = by_shape.get(number, [])
            scanned.found.extend(taken)
            scanned.found.extend(
                each
                for each in by_name.get(number, [])
                if not any(each.value in other.value for other in taken)
            )
        return scanned

    def _by_shape(self, texts: Sequence[Text], scanned: Scanned) -> dict[int, list[Found]]:
        """What the patterns find, by the number of the text."""
        found: dict[int, dict[Found, None]] = {}
        left = MAX_CHARACTERS
        for whole, spans in buffers(texts):
            left -= len(whole)
            if left < 0:
                scanned.bounds.add("size")
                break
            taken = bytearray(len(whole))
            for result in self._analyze(whole, [shape.kind for shape in SHAPES], self._nothing):
                if any(taken[result.start : result.end]):
                    continue
                taken[result.start : result.end] = b"\1" * (result.end - result.start)
                number = spans[bisect_right(spans, (result.start, len(texts))) - 1][1]
                match: Match = result.recognition_metadata[_MATCH]
                one = Found(number, result.entity_type, match.value, match.sureness, match.because)
                found.setdefault(number, {})[one] = None
        return {number: list(each) for number, each in found.items()}

    def _by_name(
        self, texts: Sequence[Text], language: str, scanned: Scanned
    ) -> dict[int, list[Found]]:
        """Names and places in prose, by the number of the text."""
        wanted: dict[str, list[int]] = {}
        left = MAX_PROSE
        for number, text in enumerate(texts):
            if not text.prose:
                continue
            spoken = script_language(text.text)
            spoken = language if spoken == "en" and language else spoken
            left -= len(text.text)
            if spoken != "en" or self.model is None:
                scanned.languages.add(spoken or "unknown")
            elif left < 0:
                scanned.bounds.add("prose-size")
            else:
                for chunk in chunks(text.text, PROSE_CHUNK):
                    wanted.setdefault(chunk, []).append(number)
        names = self._names(list(wanted))
        found: dict[int, dict[Found, None]] = {}
        for chunk, numbers in wanted.items():
            for number in numbers:
                for kind, match in names[chunk]:
                    one = Found(number, kind, match.value, match.sureness, match.because)
                    found.setdefault(number, {})[one] = None
        return {number: list(each) for number, each in found.items()}

    def _names(self, texts: list[str]) -> dict[str, tuple[tuple[str, Match], ...]]:
        """Names and places in each text."""
        if len(self._known) + len(texts) > KEPT:
            self._known.clear()
        new = [text for text in texts if text not in self._known]
        with self._nlp.spacy.memory_zone():
            for text, artifacts in self._nlp.process_batch(new, "en"):
                results = self._analyze(text, [*_NAMES], artifacts)
                self._known[text] = tuple(_named(text, results))
        return {text: self._known[text] for text in texts}

    def _analyze(
        self, text: str, entities: list[str], artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """What presidio finds, in the order of the entities asked for and of the text."""
        results = self._engine.analyze(text, "en", entities, nlp_artifacts=artifacts)
        return sorted(results, key=lambda one: (entities.index(one.entity_type), one.start))


class _Pipeline(NlpEngine):
    """A spaCy pipeline that only knows names and places. Presidio's own would download one."""

    engine_name = "spacy"
    is_available = True

    def __init__(self, model: Model | None) -> None:
        unused = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
        self.spacy = spacy.load(model.path, exclude=unused) if model else spacy.blank("en")

    def load(self) -> None:
        """Do nothing: it is loaded."""

    def is_loaded(self) -> bool:
        """Whether there is no need to load."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """The names and places in one text."""
        del language
        return self._artifacts(self.spacy(text))

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = 64,
        n_process: int = 1,
        **_others: object,
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """The names and places in each text."""
        del language
        for doc in self.spacy.pipe(texts, batch_size=batch_size, n_process=n_process):
            yield doc.text, self._artifacts(doc)

    def nothing(self) -> NlpArtifacts:
        """What stands for a text that only the patterns look at."""
        return self._artifacts(self.spacy.make_doc(""))

    def is_stopword(self, word: str, language: str) -> bool:
        """Whether a word says little; needed for context words only, which are not used."""
        del word, language
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Whether a word is punctuation; needed for context words only, which are not used."""
        del word, language
        return False

    def get_supported_entities(self) -> list[str]:
        """As presidio calls them."""
        return [*_NAMES]

    def get_supported_languages(self) -> list[str]:
        """The only one."""
        return ["en"]

    def _artifacts(self, doc: Doc) -> NlpArtifacts:
        spans = [
            Span(doc, span.start, span.end, label=_LABELS[span.label_])
            for span in doc.ents
            if span.label_ in _LABELS
        ]
        return NlpArtifacts(spans, doc, [], [], self, "en")


class _Shaped(PatternRecognizer):
    """A shape for presidio. It has no time-out, for presidio's counts what was cut as clean."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        pattern = Pattern(shape.kind, shape.pattern.pattern, 0.5)
        super().__init__(supported_entity=shape.kind, name=shape.kind, patterns=[pattern])

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Every place where the pattern and the check agree."""
        del entities, nlp_artifacts, regex_flags
        return list(self._results(text))

    def _results(self, text: str) -> Iterator[RecognizerResult]:
        for found in self.shape.pattern.finditer(text):
            start = found.start()
            before = text[max(0, start - BEFORE) : start].rpartition(BREAK)[2]
            if match := self.shape.check(before, found[0]):
                yield RecognizerResult(
                    self.shape.kind,
                    start,
                    start + len(match.value),
                    _SCORES[match.sureness],
                    recognition_metadata={
                        RecognizerResult.RECOGNIZER_NAME_KEY: self.shape.kind,
                        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                        _MATCH: match,
                    },
                )


class _NoEnhancer(ContextAwareEnhancer):
    """Leaves scores alone: the checks know what stands before a value."""

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Give back what was found."""
        del text, nlp_artifacts, recognizers, context
        return raw_results


def _named(text: str, results: list[RecognizerResult]) -> Iterator[tuple[str, Match]]:
    """Names and places: what the words round them tell, and what the language model does."""
    read = [(_NAMES[each.entity_type], each.start, each.end) for each in results]
    for kind, start, end, because in names(text, read):
        words = text[start:end].split()
        sure: Sureness = "likely" if kind == "person" and len(words) > 1 else "possible"
        yield kind, Match(" ".join(words), sure, because)
