"""The spaCy pipeline that knows names and places, as presidio asks for one; nothing is downloaded."""

from collections.abc import Iterable, Iterator

import spacy
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.lookups import Lookups
from spacy.tokens import Doc, Span

from auditor.detect.models import Model

BATCH = 128
LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
}
"""What spaCy's models call them → what presidio does."""


class Pipeline(NlpEngine):
    """A spaCy pipeline that only knows names and places. Presidio's own would download one."""

    engine_name = "spacy"
    is_available = True

    def __init__(self, model: Model | None) -> None:
        unused = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
        self._model = model
        self.spacy = spacy.load(model.path, exclude=unused) if model else spacy.blank("en")

    def common_words(self) -> frozenset[str]:
        """Words in lower case that are no names: stop words, and the model's verbs and the like.

        Its nouns are left out, for towns and first names are among them.
        """
        words = set(self.spacy.Defaults.stop_words)
        if self._model and (path := self._model.path / "lemmatizer" / "lookups").is_dir():
            index = Lookups().from_disk(path).get_table("lemma_index", {})
            for kind in ("verb", "adj", "adv"):
                words.update(index.get(kind, ()))
        return frozenset(words)

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
        batch_size: int = BATCH,
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
        return sorted(set(LABELS.values()))

    def get_supported_languages(self) -> list[str]:
        """The only one."""
        return ["en"]

    def _artifacts(self, doc: Doc) -> NlpArtifacts:
        spans = [
            Span(doc, span.start, span.end, label=LABELS[span.label_])
            for span in doc.ents
            if span.label_ in LABELS
        ]
        return NlpArtifacts(spans, doc, [], [], self, "en")
