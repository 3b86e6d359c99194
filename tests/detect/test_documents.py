import pytest

from auditor.detect.budget import Budget
from auditor.detect.documents import MOST, documents

DOCUMENTS = [
    (
        '<?xml version="1.0"?><u id="7"><mail>ada@x.test</mail><b:n>A &amp; B</b:n></u>',
        [("body.id", "7"), ("body.mail", "ada@x.test"), ("body.n", "A & B")],
    ),
    ("<dict><key>imei</key><string>4901</string></dict>", [("body.imei", "4901")]),
    ('cb({"a": 1});', [("body.$", {"a": 1})]),
    (
        "BEGIN:VCARD\nFN:Ada Lark\nTEL;TYPE=cell:+49 30\nEND:VCARD",
        [
            ("body.begin", "VCARD"),
            ("body.full_name", "Ada Lark"),
            ("body.phone", "+49 30"),
            ("body.end", "VCARD"),
        ],
    ),
    (
        "From: Ada <ada@x.test>\nSubject: =?utf-8?b?SGk=?=\n\nbody here",
        [("body.From", "Ada <ada@x.test>"), ("body.Subject", "Hi"), ("body", "body here")],
    ),
    ("name,mail\nAda,ada@x.test\n", [("body[].name", "Ada"), ("body[].mail", "ada@x.test")]),
]


@pytest.mark.parametrize(("text", "values"), DOCUMENTS)
def test_the_values_of_a_document_stand_under_their_names(text, values):
    found = documents(text, "body", Budget())
    assert [(piece.place, piece.value) for piece in found or ()] == values


@pytest.mark.parametrize(
    "text", ["", "plain text, nothing more", "a,b\nc", "f(x)", "Note: one line"]
)
def test_a_text_that_is_no_document_is_left_alone(text):
    assert documents(text, "body", Budget()) is None


def test_a_bound_that_was_met_is_told():
    for text in ("<a>" + "<b>c</b>" * MOST, "a,b\n" + "1,2\n" * MOST):
        budget = Budget()
        documents(text, "body", budget)
        assert budget.hit == {"leaves"}
