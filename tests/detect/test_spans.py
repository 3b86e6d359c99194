import pytest

from auditor.detect.models import installed_model
from auditor.detect.personal import PersonalData
from auditor.detect.spans import Passage, Spans
from auditor.evidence.persona import Persona

EMAIL = "ada.q7x2m9kd@mail.example"
ADA = Persona("ada", "en", {"email": (EMAIL,), "person": ("Ada Lark",)})
KEY = "sk-proj-abcdefghij0123456789abcd"


@pytest.fixture(scope="module")
def personal():
    return PersonalData(installed_model())


def told(personal, text, persona=None):
    """Kind and the text at its place."""
    spans = Spans(personal, persona).of([Passage("a", text)])
    return [(one.kind, text[one.start : one.end] if one.end else one.decoded) for one in spans]


CASES = [
    (
        "My name is Ada Lovelace and I live in Berlin.\n\nWrite to ada@x.example.zz.",
        [
            ("personal-data/person", "Ada Lovelace"),
            ("personal-data/location", "Berlin"),
            ("personal-data/email", "ada@x.example.zz"),
        ],
    ),
    (
        "a@x.example.zz and again a@x.example.zz, not aa@x.example.zzz",
        [
            ("personal-data/email", "a@x.example.zz"),
            ("personal-data/email", "a@x.example.zz"),
            ("personal-data/email", "aa@x.example.zzz"),
        ],
    ),
    (f"export OPENAI_API_KEY={KEY}", [("secret/api-key", KEY)]),
    ('{"password": "hunter2", "token": "yes"}', [("secret/password", "hunter2")]),
    (
        "at postgres://jo:hunter2@db.test/x",
        [("secret/credentials", "postgres://jo:hunter2@db.test/x")],
    ),
    ("Your password is quiet7heron!", [("secret/password", "quiet7heron!")]),
    ("user: app\n  db_password: quiet7heron", [("secret/password", "quiet7heron")]),
    ('client_secret="q7h2k9x4m1p8w5z3"', [("secret/credentials", "q7h2k9x4m1p8w5z3")]),
    ("初始密码：quiet7heron，请修改", [("secret/password", "quiet7heron")]),
    ("The password: required, at least 8 signs", []),
    ("API_KEY=xxxxxxxx1 or ${API_KEY1} or <your-key1>", []),
    ("Nothing of the kind.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_every_value_is_told_where_it_stands(personal, text, expected):
    assert told(personal, text) == expected


def test_planted_values_are_told_apart_and_decoded(personal):
    spaced = " ".join(EMAIL)
    assert told(personal, f"It is {EMAIL}.", ADA) == [
        ("personal-data/email", EMAIL),
        ("planted/email", EMAIL),
    ]
    assert told(personal, f"It is {spaced}.", ADA) == [("planted/email", ("spaced",))]


def test_places_count_from_the_start_of_the_whole_text(personal):
    passages = [Passage("a", "x@a.example.zz", 100), Passage("b", "none", 0)]
    (one,) = Spans(personal).of(passages)
    assert (one.id, one.start, one.end) == ("a", 100, 114)


def test_what_could_not_be_looked_at_is_remembered(personal):
    spans = Spans(personal)
    spans.of([Passage("a", "我叫张伟，住在北京。")])
    assert (spans.languages, spans.bounds) == ({"zh"}, set())
    spans.of([Passage("a", "1234567 " * 200_000)])
    assert spans.bounds == {"size"}
