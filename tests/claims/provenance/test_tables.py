"""The shipped tables hold what the checks need, and lead nobody."""

import pytest

from auditor.claims.provenance.makers import claimed, makers_of
from auditor.claims.provenance.tables import Template, licences, names, passages, questions
from auditor.claims.recall.references import words
from auditor.vendors import shipped_vendors

LANGUAGES = {"en", "zh", "de", "fr", "es", "pt", "it", "ru", "ja", "ko", "ar", "hi"}


def test_every_vendor_that_makes_models_has_its_names() -> None:
    known = {vendor for maker in names().makers for vendor in maker.vendors}
    assert {each.id for each in shipped_vendors()} - known == {"generic"}
    assert len({maker.id for maker in names().makers}) == len(names().makers) >= 30


@pytest.mark.parametrize("arm", ["unled", "control"])
def test_questions_are_asked_in_twelve_languages(arm: str) -> None:
    templates: tuple[Template, ...] = getattr(questions(), arm)
    assert len(templates) >= (8 if arm == "unled" else 2)
    for each in templates:
        assert set(each.says) == LANGUAGES


def test_no_unled_question_names_a_maker_and_every_led_one_does() -> None:
    def leads(text: str) -> bool:
        return bool(makers_of("nobody", text))

    assert not any(leads(text) for each in questions().unled for text in each.says.values())
    assert all(leads(text) for each in questions().led for text in each.says.values())


def test_no_question_is_itself_read_as_a_claim() -> None:
    arms = (questions().unled, questions().control, questions().led)
    assert [t for arm in arms for each in arm for t in each.says.values() if claimed(t)] == []


def test_free_texts_have_a_source_and_controls_a_day() -> None:
    free, control = passages().free, passages().control
    assert len(free) >= 8
    assert len(control) >= 8
    assert all(each.source.startswith("https://") and each.author for each in free)
    assert all(int(each.published.removeprefix("before ")) < 1930 for each in free)
    assert {each.written for each in control} == {"2026-11-25"}
    assert min(len(words(each.text)) for each in (*free, *control)) >= 20


def test_notices_are_of_licences_of_both_kinds() -> None:
    kinds = [each.kind for each in licences().licences]
    assert {"permissive", "copyleft"} == set(kinds)
    assert all(each.source.startswith("https://") for each in licences().licences)
