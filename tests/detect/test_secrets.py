import pytest

from auditor.detect.leaf import Leaf
from auditor.detect.secrets import in_leaf, secrets_in
from tests.cost import costing_less_than

KEY = "q7Rm2xKd91LsVb40TzYp"


def told(text):
    return [(one.kind, text[one.start : one.end]) for one in secrets_in(text)]


FOUND = [
    (f"use npm_{'aB3' * 12} for it", [("api-key", f"npm_{'aB3' * 12}")]),
    (f"123456789:AA{'bC4' * 11}", [("api-key", f"123456789:AA{'bC4' * 11}")]),
    ("-----BEGIN PGP PRIVATE KEY BLOCK-----\nabc", None),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\nabc", None),
    ("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl", None),
    ("postgres://ada:w1nter-7@db.test/x", [("credentials", "postgres://ada:w1nter-7@db.test/x")]),
    ("Server=db;User Id=ada;Password=w1nter-7;", [("password", "w1nter-7")]),
    (f"AWS_SECRET_ACCESS_KEY={KEY}", [("credentials", KEY)]),
    (f'"client_secret": "{KEY}"', [("credentials", KEY)]),
    (f"api_key = '{KEY}'", [("api-key", KEY)]),
    ("my password is h4unted-mill", [("password", "h4unted-mill")]),
    ("密码：zX81-qq7", [("password", "zX81-qq7")]),
    ("数据库口令是 zX81-qq7。", [("password", "zX81-qq7")]),
]
SILENT = [
    "the password is required",
    "password: your_password_here",
    "PASSWORD=${DB_PASSWORD}",
    "password=********",
    "api_key = os.environ['KEY']",
    "token: 12ab",
    "a secret: nobody knew",
    "tokens: 4096",
    "max_tokens=2048000",
    "密码不能为空",
    "the key is under the mat",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_secret_is_told_with_its_kind(text, expected):
    found = told(text)
    assert (found == expected) if expected else len(found) == 1


@pytest.mark.parametrize("text", SILENT)
def test_a_word_about_secrets_is_none(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("place", "value", "count"),
    [
        ("body.$.password", "h4unted mill", 1),
        ("body.$.token", KEY, 1),
        ("body.$.token", "short", 0),
        ("body.$.text", f"sk-proj-{KEY}{KEY}", 1),
        ("body.$.text", "nothing", 0),
    ],
)
def test_the_name_a_leaf_stood_under_counts(place, value, count):
    assert len(list(in_leaf(Leaf(place, value)))) == count


@pytest.mark.parametrize(
    "unit", ["password=", "a_", "password is ", "eyJ", "://a:", '"token":"', "x-"]
)
def test_100_kb_of_what_begins_like_secrets_cost_less_than_a_second(unit):
    with costing_less_than(1):
        list(secrets_in((unit * 100_000)[:100_000]))
