"""Presidio's engine with our shapes as its recognizers, and with the pipeline's names and places."""

from collections.abc import Iterator, Sequence

from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

from auditor.detect.models import Model
from auditor.detect.naming import names
from auditor.detect.pipeline import Pipeline
from auditor.detect.shape import Match, Shape
from auditor.detect.shapes import SHAPES
from auditor.detect.shaping import Keyed, Matches, Shaping
from auditor.evidence.observation import Sureness

NAMES = {"PERSON": "person", "LOCATION": "location"}
"""What presidio calls the model's finds → kinds."""
_MATCH = "auditor-match"
_SCORES: dict[Sureness, float] = {"certain": 1.0, "likely": 0.7, "possible": 0.4}


class Recognizers:
    """A curated registry: what presidio would bring by itself is left out."""

    def __init__(self, model: Model | None) -> None:
        self.pipeline = Pipeline(model)
        self._engine = AnalyzerEngine(
            registry=RecognizerRegistry(
                recognizers=[*map(_Shaped, SHAPES), SpacyRecognizer(supported_entities=[*NAMES])],
                supported_languages=["en"],
            ),
            nlp_engine=self.pipeline,
            context_aware_enhancer=_NoEnhancer(0, 0, 0, 0),
            supported_languages=["en"],
        )
        recognizers = self._engine.registry.recognizers
        self._shaping = Shaping([each.shape for each in recognizers if isinstance(each, _Shaped)])

    def shaped(self, texts: Sequence[Keyed]) -> tuple[list[Matches], bool]:
        """What the patterns find in texts behind their keys; whether all was looked at.

        They are asked without the engine: what it does round them costs more than they do, and
        comparing all results with each other takes quadratic time.
        """
        return self._shaping.found(texts)

    def named(self, texts: Sequence[str]) -> Iterator[tuple[str, list[tuple[str, Match]]]]:
        """Names and places in each text; strings of the model are forgotten behind them."""
        with self.pipeline.spacy.memory_zone():
            for text, artifacts in self.pipeline.process_batch(texts, "en"):
                yield text, list(_named(text, self._analyzed(text, [*NAMES], artifacts)))

    def _analyzed(
        self, text: str, entities: list[str], artifacts: NlpArtifacts
    ) -> list[RecognizerResult]:
        """What presidio finds, in the order of the entities asked for and of the text."""
        results = self._engine.analyze(text, "en", entities, nlp_artifacts=artifacts)
        return sorted(results, key=lambda one: (entities.index(one.entity_type), one.start))


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
        return [self._result(start, match) for start, match in self.shape.matches(text)]

    def _result(self, start: int, match: Match) -> RecognizerResult:
        return RecognizerResult(
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
    read = [(NAMES[each.entity_type], each.start, each.end) for each in results]
    for kind, start, end, because in names(text, read):
        words = text[start:end].split()
        sure: Sureness = "likely" if kind == "person" and len(words) > 1 else "possible"
        yield kind, Match(" ".join(words), sure, because)
