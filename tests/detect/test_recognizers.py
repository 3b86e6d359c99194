import pytest

from auditor.detect.models import installed_model
from auditor.detect.recognizers import Recognizers


@pytest.fixture(scope="module")
def recognizers():
    return Recognizers(installed_model())


def test_the_earlier_of_two_shapes_stands(recognizers):
    (found,), whole = recognizers.shaped([("iban", "DE89370400440532013000")])
    assert ([kind for kind, _ in found], whole) == (["iban"], True)


def test_names_come_in_the_order_of_the_texts(recognizers):
    found = dict(recognizers.named(["I met Ada Lovelace.", "The heron stood still."]))
    assert [[match.value for _, match in each] for each in found.values()] == [
        ["Ada Lovelace"],
        [],
    ]


def test_the_model_keeps_no_string_of_what_it_read(recognizers):
    strings = recognizers.pipeline.spacy.vocab.strings
    before = len(strings)
    texts = [f"Ada Quill{n} met Ben Vole{n} in the park." for n in range(300)]
    list(recognizers.named(texts))
    assert len(strings) == before
