import pytest

from auditor.detect.budget import Budget
from auditor.detect.documents import documents
from tests.cost import costing_less_than

CASES = [
    (
        '<user id="u7"><firstName>Mara</firstName><mail>m@x.example.zz</mail></user>',
        [("body.id", "u7"), ("body.firstName", "Mara"), ("body.mail", "m@x.example.zz")],
    ),
    ("<p>Tom &amp; Jo</p>", [("body.p", "Tom & Jo")]),
    (
        "<plist><dict><key>Phone</key><string>12</string></dict></plist>",
        [("body.Phone", "12")],
    ),
    ('callback({"a": "b"});', [("body.$", {"a": "b"})]),
    (
        "BEGIN:VCARD\nN:Dunmore;Mara;;;\nTEL;TYPE=cell:12345\nEND:VCARD",
        [
            ("body.begin", "VCARD"),
            ("body.full_name", "Mara Dunmore"),
            ("body.phone", "12345"),
            ("body.end", "VCARD"),
        ],
    ),
    (
        "From: Mara Dunmore\nTo: Jo\n\nSee you.",
        [("body.From", "Mara Dunmore"), ("body.To", "Jo"), ("body", "See you.")],
    ),
    ("name,city\nMara,Oakham", [("body[].name", "Mara"), ("body[].city", "Oakham")]),
    ("First, we met.\nThen, we left, happy.", None),
    ("just a line", None),
    ("", None),
]
HOSTILE = ["<a " * 30_000, "<a>" * 30_000, "a(" * 30_000, "A: b\n" * 20_000, "a,b\n" * 30_000]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_values_are_told_under_their_names(text, expected):
    found = documents(text, "body", Budget())
    assert (found and [(each.place, each.value) for each in found]) == expected


@pytest.mark.parametrize("text", HOSTILE, ids=["attributes", "tags", "calls", "heads", "rows"])
def test_no_document_takes_long(text):
    with costing_less_than(0.5):
        documents(text, "body", Budget())
