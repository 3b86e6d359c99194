import pytest

from auditor.detect.models import installed_model
from auditor.detect.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(installed_model())


def test_it_knows_nothing_but_names_and_places(pipeline):
    assert pipeline.spacy.pipe_names == ["tok2vec", "ner"]
    text = "On Monday Ada Lovelace paid 20 dollars in Berlin."
    found = pipeline.process_text(text, "en").entities
    assert [(span.text, span.label_) for span in found] == [
        ("Ada Lovelace", "PERSON"),
        ("Berlin", "LOCATION"),
    ]


def test_common_words_hold_no_names_of_towns_or_people(pipeline):
    common = pipeline.common_words()
    assert {"the", "open", "quickly", "run"} <= common
    assert not {"ada", "berlin", "john", "smith"} & common


def test_without_a_model_there_is_an_empty_pipeline():
    assert Pipeline(None).spacy.pipe_names == []
