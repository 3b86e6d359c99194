import subprocess
import sys

import pytest

from auditor.detect.models import installed_model
from auditor.detect.personal import PersonalData
from auditor.detect.prose import is_prose
from auditor.detect.scanning import Text
from tests.cost import costing_less_than


@pytest.fixture(scope="module")
def personal():
    return PersonalData(installed_model())


def kinds(personal, text, key="text", language=""):
    scanned = personal.scan([Text(key, text, is_prose(text))], language)
    return [(one.kind, one.value) for one in scanned.found]


FOUND = [
    (
        "My name is Ada Lovelace and I live in Berlin, write to ada@x.example.test.",
        [("email", "ada@x.example.test"), ("person", "Ada Lovelace"), ("location", "Berlin")],
    ),
    ("ada@x.example.test ada@x.example.test", [("email", "ada@x.example.test")]),
    ("DE89370400440532013000", [("iban", "DE89370400440532013000")]),
    ("The weather will stay dry until the evening.", []),
    ("b7a3-order-2291 en-US Mozilla/5.0", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_personal_data_is_found_once_with_its_kind(personal, text, expected):
    assert kinds(personal, text) == expected


def test_the_name_a_value_stood_under_says_what_it_is(personal):
    assert kinds(personal, "2025550143", "mobile") == [("phone", "2025550143")]
    assert kinds(personal, "2025550143", "sequence") == []


def test_each_value_is_told_of_the_text_it_stood_in(personal):
    texts = [Text("a", "ada@x.example.test", False), Text("b", "none", False)]
    texts += [Text("c", "ben@x.example.test", False)]
    assert [(one.number, one.value) for one in personal.scan(texts).found] == [
        (0, "ada@x.example.test"),
        (2, "ben@x.example.test"),
    ]


def test_a_value_far_into_a_long_text_is_found_also_across_a_cut(personal):
    for length in (7960, 7990, 8010, 30_000):
        text = "lorem " * (length // 6) + "ada@x.example.test"
        assert kinds(personal, text) == [("email", "ada@x.example.test")]


@pytest.mark.parametrize(
    ("text", "language", "missing"),
    [
        ("我叫张伟，住在北京。", "", {"zh"}),
        ("わたしはたなかです、よろしく。", "", {"ja"}),
        ("Меня зовут Иван Петров, я живу тут.", "", {"cyrillic"}),
        ("Mein Name ist Kurt und ich wohne hier.", "de", {"de"}),
        ("My name is Kurt and I live here.", "en", set()),
    ],
)
def test_prose_that_no_pipeline_covers_is_told(personal, text, language, missing):
    scanned = personal.scan([Text("t", text, is_prose(text))], language)
    assert scanned.languages == missing


def test_too_much_text_is_told_and_not_counted_as_clean(personal):
    machine = personal.scan([Text("t", "1234567 " * 200_000, False)])
    prose = personal.scan([Text("t", "the heron stood still " * 10_000, True)])
    assert (machine.bounds, prose.bounds) == ({"size"}, {"prose-size"})


def test_without_a_model_the_patterns_run_and_names_are_told_as_not_covered():
    text = "My name is Ada Lovelace, write to ada@x.example.test please."
    scanned = PersonalData(None).scan([Text("t", text, True)])
    assert [one.kind for one in scanned.found] == ["email"]
    assert scanned.languages == {"en"}


HOSTILE = [
    *("1 1 1 ", "1.1.", "+1+1", "\n1", "DE89 3704 ", "a:b:", "12-", "A1", "@", "a@b.", "a@a."),
    *("a'", ":", "1732380000000,", "-", "(1", "AB 12 34 56 ", "a.a", "0", " ", "1:"),
    *("4111111111111111 ", "ada@example.test ", "+493090182012 ", "call 2025550143 "),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_100_kb_of_anything_cost_the_patterns_less_than_a_second(personal, unit):
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    with costing_less_than(1):
        personal.scan([Text("k", text, False)])


def test_looking_for_a_model_imports_no_spacy():
    code = (
        "import sys; from auditor.detect.models import installed_model;"
        "print(installed_model().title, 'spacy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("en_core_web_")
    assert ran.stdout.endswith(" False\n")
