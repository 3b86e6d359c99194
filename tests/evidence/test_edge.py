"""No live secret gets past the edge, and everything else does."""

import base64
import hashlib
import json

import pytest

from auditor.evidence.edge import MAX_PLACEHOLDERS, Edge
from auditor.evidence.exchange import Placeholder, Side
from auditor.evidence.masking import tag
from tests.cost import costing_less_than

SALT = b"salt"
OWN = 'sk/own+key="7QpL2'
SECRET = "Zq9-hidden_8kLm2Xw7"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"
PEM = "-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEIP\\n-----END PRIVATE KEY-----"


def _edge(**planted: tuple[str, ...]) -> Edge:
    return Edge(SALT, {OWN: "auditor-key"}, **planted)


def _shown(kind: str, value: str = SECRET) -> str:
    return f"{{{{{kind}:{tag(SALT, value)}}}}}"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Authorization", f"Bearer {SECRET}", f"Bearer {_shown('bearer-token')}"),
        ("authorization", f"bearer {SECRET}", f"bearer {_shown('bearer-token')}"),
        ("Authorization", f"Basic {SECRET}", f"Basic {_shown('credentials')}"),
        ("Authorization", SECRET, _shown("bearer-token")),
        ("Authorization", "two words", _shown("bearer-token", "two words")),
        ("Authorization", f"Bearer {OWN}", f"Bearer {_shown('auditor-key', OWN)}"),
        ("Proxy-Authorization", f"Basic {SECRET}", f"Basic {_shown('credentials')}"),
        ("X-Api-Key", SECRET, _shown("api-key")),
        ("X-Api-Key", "two words", _shown("api-key", "two words")),
        ("api-key", OWN, _shown("auditor-key", OWN)),
        ("x-goog-api-key", SECRET, _shown("api-key")),
        ("X-Amz-Security-Token", SECRET, _shown("session-token")),
        ("X-CSRF-Token", SECRET, _shown("session-token")),
        ("CF-Access-Client-Secret", SECRET, _shown("credentials")),
        ("Cookie", f"a={SECRET}; b=", f"a={_shown('cookie')}; b="),
        ("Cookie", f"a={SECRET};{SECRET}", f"a={_shown('cookie')}; {_shown('cookie')}"),
        ("Set-Cookie", f"{SECRET}; Secure", f"{_shown('cookie')}; Secure"),
        (
            "Referer",
            f"https://shop.example/?a=1&token={SECRET}#x",
            f"https://shop.example/?a=1&token={_shown('session-token')}#x",
        ),
        (
            "Location",
            f"https://app.example/cb#access_token={SECRET}&state=1",
            f"https://app.example/cb#access_token={_shown('bearer-token')}&state=1",
        ),
        ("X-Debug", f"key={OWN}", f"key={_shown('auditor-key', OWN)}"),
        ("X-Debug", f"saw {JWT}", f"saw {_shown('bearer-token', JWT)}"),
        ("Content-Type", "application/json", "application/json"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="),
        ("Authorization", "", ""),
        ("Location", "http://[::1", "http://[::1"),
    ],
)
def test_a_secret_in_a_header_is_replaced(name: str, value: str, shown: str) -> None:
    assert _edge().headers([(name, value)], "sent") == [(name, shown)]


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        (("X-Api-Key", "plain words here"), _shown("api-key", "plain words here")),
        (("X-Debug", f"saw {JWT}"), f"saw {_shown('bearer-token', JWT)}"),
        (("X-Debug", f"saw {OWN}"), f"saw {_shown('auditor-key', OWN)}"),
        (("X-Debug", "nothing"), "nothing"),
    ],
    ids=["name", "form", "own", "none"],
)
def test_headers_are_looked_at_together_and_replaced_one_by_one(
    header: tuple[str, str], shown: str
) -> None:
    plain = [("X-Request-Id", "plain words here"), ("Server", "mock")]
    seen = _edge().headers([*plain, header], "received")
    assert seen == [*plain, (header[0], shown)]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (
            f"https://a.example/?token={SECRET}",
            f"https://a.example/?token={_shown('session-token')}",
        ),
        (f"https://a.example/?key={SECRET}", f"https://a.example/?key={_shown('api-key')}"),
        (
            f"https://a.example/?API_KEY={SECRET}&b=2",
            f"https://a.example/?API_KEY={_shown('api-key')}&b=2",
        ),
        (
            "https://a.example/?password=a%20b",
            f"https://a.example/?password={_shown('password', 'a b')}",
        ),
        ("https://u:p@a.example/x", f"https://{_shown('credentials', 'u:p')}@a.example/x"),
        ("https://tok@a.example/x", f"https://{_shown('credentials', 'tok')}@a.example/x"),
        (f"https://a.example/{JWT}/x", f"https://a.example/{_shown('bearer-token', JWT)}/x"),
        (
            "https://a.example/?q=sk%2Fown%2Bkey%3D%227QpL2",
            f"https://a.example/?q={_shown('auditor-key', OWN)}",
        ),
        ("https://a.example/@someone?q=1&&r=#", "https://a.example/@someone?q=1&&r=#"),
        ("https://a.example/?mytoken=abcdefgh", "https://a.example/?mytoken=abcdefgh"),
        ("http://[::1", "http://[::1"),
        ("not an address", "not an address"),
        ("", ""),
    ],
)
def test_a_secret_in_an_address_is_replaced_and_the_rest_stays(url: str, shown: str) -> None:
    assert _edge().url(url) == shown


def _json(**fields: object) -> str:
    return json.dumps(fields)


@pytest.mark.parametrize(
    ("media_type", "body", "shown"),
    [
        (
            "application/json",
            _json(access_token=SECRET, n=1),
            _json(access_token=_shown("bearer-token"), n=1),
        ),
        ("application/json", _json(accessToken=SECRET), _json(accessToken=_shown("bearer-token"))),
        ("application/json", _json(password="x"), _json(password=_shown("password", "x"))),
        ("application/json", _json(password=71430), _json(password=_shown("password", "71430"))),
        (
            "application/json",
            '{"password" :\n"a\\"b\\\\", "c": "d"}',
            f'{{"password" :\n"{_shown("password", chr(97) + chr(92) + chr(34) + "b" + 2 * chr(92))}"'
            ', "c": "d"}',
        ),
        (
            "application/json",
            '{"password":"cut off',
            f'{{"password":"{_shown("password", "cut off")}',
        ),
        (
            "application/json",
            _json(inner=_json(access_token=SECRET, n="m")),
            _json(inner=_json(access_token=_shown("bearer-token"), n="m")),
        ),
        (
            "application/json",
            _json(a=_json(b=_json(api_key=SECRET, n="m"))),
            _json(a=_json(b=_json(api_key=_shown("api-key"), n="m"))),
        ),
        (
            "application/json",
            _json(url=f"https://a.example/?x=1&token={SECRET}"),
            _json(url=f"https://a.example/?x=1&token={_shown('session-token')}"),
        ),
        (
            "application/json",
            '{"url":"https://a.example/?x=1\\u0026token=' + SECRET + '"}',
            '{"url":"https://a.example/?x=1\\u0026token=' + _shown("session-token") + '"}',
        ),
        (
            "application/json",
            _json(proxy="http://user:pass@proxy.example:3128"),
            _json(proxy=f"http://{_shown('credentials', 'user:pass')}@proxy.example:3128"),
        ),
        (
            "application/x-www-form-urlencoded",
            "password=a+b&user=ada",
            f"password={_shown('password', 'a b')}&user=ada",
        ),
        (
            "multipart/form-data; boundary=x",
            '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter2\r\n--x--',
            '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n'
            f"{_shown('password', 'hunter2')}\r\n--x--",
        ),
        ("text/plain", f"the key {OWN}!", f"the key {_shown('auditor-key', OWN)}!"),
        (
            "application/json",
            _json(error=f"bad key {OWN}"),
            _json(error=f"bad key {_shown('auditor-key', OWN)}"),
        ),
        (
            "application/json",
            '{"error":"sk\\/own+key=\\"7QpL2"}',
            f'{{"error":"{_shown("auditor-key", OWN)}"}}',
        ),
        ("text/plain", f"Bearer {JWT}", f"Bearer {_shown('bearer-token', JWT)}"),
        (
            "application/json",
            f'{{"k":"{PEM}"}}',
            f'{{"k":"{_shown("credentials", PEM.partition("-----END")[0])}'
            '-----END PRIVATE KEY-----"}',
        ),
        *(
            ("text/plain", f"({key})", f"({_shown('api-key', key)})")
            for key in (
                "sk-proj-abcdefghij0123456789",
                "AKIA0123456789ABCDEF",
                "ghp_" + "a1" * 18,
                "hf_" + "A" * 34,
                "AIza" + "b" * 35,
                "glpat-" + "c" * 20,
                "xoxb-1234567890-abc",
            )
        ),
    ],
)
def test_a_secret_in_a_body_is_replaced(media_type: str, body: str, shown: str) -> None:
    assert _edge().body(body.encode(), media_type, "received").decode() == shown


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00binary\x80\xed\xa0\x80",
        "größe 你好".encode(),
        b'{"token":"Hello","logprob":-0.1}',
        b'{"token":" the quick brown fox jumps"}',
        b'{"max_tokens":64,"tokens":[1,2],"token":50256}',
        b'{"password":""}',
        b"a task-list-for-everyone-in-the-whole-team",
        b"sk-learn-is-a-library-for-everyone",
        b"see https://medium.example/@someone and git@host.example:x/y",
        b"http://host.example:8080/a@b",
    ],
)
def test_a_body_without_a_secret_stays_as_it_is(body: bytes) -> None:
    edge = _edge()
    assert edge.body(body, "application/json", "sent") == body
    assert edge.placeholders == []


def test_bytes_that_are_no_text_stay_beside_a_replaced_secret() -> None:
    body = _edge().body(b'\xff\x00{"password":"hunter2"}\x80', "application/json", "sent")
    assert body == b'\xff\x00{"password":"' + _shown("password", "hunter2").encode() + b'"}\x80'


def test_an_error_text_tells_no_key_and_no_query() -> None:
    text = f"GET https://a.example/v1?key=1&token={SECRET} with {OWN}: 401"
    assert _edge().text(text, "connection", "error") == (
        f"GET https://a.example/v1?key=1&token={_shown('session-token')}"
        f" with {_shown('auditor-key', OWN)}: 401"
    )


@pytest.mark.parametrize(
    "carried",
    [
        "ada.k7m2q9@mail.example",
        "ADA.K7M2Q9@mail.example",
        "ada.k7m2q9%40mail.example",
        "user:ada.k7m2q9@mail.example;17",
        base64.b64encode(b"mail=ada.k7m2q9@mail.example").decode(),
        base64.urlsafe_b64encode(b"ada.k7m2q9@mail.example???").decode().rstrip("="),
        hashlib.sha256(b"ada.k7m2q9@mail.example").hexdigest(),
        hashlib.md5(b"ada.k7m2q9@mail.example").hexdigest().upper(),
        "sk-test-ada.k7m2q9@mail.example",
    ],
)
def test_a_planted_value_is_no_secret_whatever_its_name(carried: str) -> None:
    edge = Edge(SALT, planted=["Ada.K7m2q9@mail.example", "Ada"])
    assert edge.body(_json(password=carried).encode(), "application/json", "sent").decode() == (
        _json(password=carried)
    )
    url = f"https://a.example/?token={carried.replace(';', '%3B')}"
    assert edge.url(url) == url
    for header in (
        ("X-Api-Key", carried),
        ("Set-Cookie", f"id={carried.partition(';')[0]}; Path=/"),
    ):
        assert edge.headers([header], "sent") == [header]
    assert edge.placeholders == []


def test_a_short_planted_word_spares_nothing() -> None:
    edge = Edge(SALT, planted=["Ada"])
    assert edge.url("https://a.example/?token=AdaLovelace") == (
        f"https://a.example/?token={_shown('session-token', 'AdaLovelace')}"
    )


@pytest.mark.parametrize(
    ("side", "header", "place", "attributes"),
    [
        ("sent", ("Cookie", f"sid={SECRET}"), "header.cookie", {"name": "sid"}),
        (
            "received",
            ("Set-Cookie", f"sid={SECRET};Path=/; HttpOnly ;Secure; SameSite=Lax; kind=x; name=y"),
            "header.set-cookie",
            {
                "path": "/",
                "httponly": "",
                "secure": "",
                "samesite": "Lax",
                "kind": "x",
                "name": "sid",
            },
        ),
    ],
)
def test_a_cookie_keeps_its_name_and_attributes(
    side: Side, header: tuple[str, str], place: str, attributes: dict[str, str]
) -> None:
    edge = _edge()
    edge.headers([header], side)
    assert edge.placeholders == [Placeholder("cookie", side, place, tag(SALT, SECRET), attributes)]


def test_every_place_is_named() -> None:
    edge = _edge()
    edge.url(f"https://u:p@a.example/?token={SECRET}#id_token={SECRET}")
    edge.headers([("Referer", f"https://a.example/?sid={SECRET}")], "sent")
    edge.headers([("X-Auth-Token", SECRET)], "sent")
    edge.body(_json(Password=SECRET, b=OWN).encode(), "application/json", "received")
    assert [(p.kind, p.side, p.place) for p in edge.placeholders] == [
        ("credentials", "sent", "url.user"),
        ("session-token", "sent", "url.query.token"),
        ("bearer-token", "sent", "url.fragment.id_token"),
        ("session-token", "sent", "header.referer.query.sid"),
        ("session-token", "sent", "header.x-auth-token"),
        ("auditor-key", "received", "body"),
        ("password", "received", "body.password"),
    ]
    assert len({p.tag for p in edge.placeholders if p.kind in ("session-token", "password")}) == 1


def test_what_was_replaced_is_not_replaced_again() -> None:
    edge = _edge()
    once = edge.body(_json(password="hunter2", token=SECRET).encode(), "application/json", "sent")
    url = edge.url(f"https://a.example/?token={SECRET}")
    headers = edge.headers([("Cookie", f"a={SECRET}"), ("X-Api-Key", SECRET)], "sent")
    listed = edge.placeholders
    assert edge.body(once, "application/json", "sent") == once
    assert edge.url(url) == url
    assert edge.headers(headers, "sent") == headers
    assert edge.placeholders == listed


def test_what_only_begins_like_a_placeholder_is_replaced() -> None:
    assert SECRET not in _edge().url(f"https://a.example/?token={{{{{SECRET}}}}}")


def test_a_key_too_short_to_be_one_spoils_no_text() -> None:
    edge = Edge(SALT, {"none": "auditor-key"})
    assert edge.text("there is none", "received", "error") == "there is none"
    assert edge.headers([("Authorization", "Bearer none")], "sent") == [
        ("Authorization", f"Bearer {_shown('auditor-key', 'none')}")
    ]


def test_a_longer_key_is_replaced_before_one_that_it_holds() -> None:
    edge = Edge(SALT, {"abcdefgh": "api-key", "abcdefghijkl": "auditor-key"})
    assert edge.text("abcdefghijkl", "sent", "x") == _shown("auditor-key", "abcdefghijkl")


def test_many_secrets_are_all_replaced_and_the_list_stays_short() -> None:
    edge = _edge()
    body = json.dumps([{"password": f"hunter{n}"} for n in range(5000)]).encode()
    assert b"hunter" not in edge.body(body, "application/json", "sent")
    assert len(edge.placeholders) == MAX_PLACEHOLDERS


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        '\\"',
        "\\",
        '"token":"',
        '"token\\":\\"',
        '"token\\\\\\":\\\\\\"',
        '"password":"a\\',
        '"password":1',
        '"password"' + " " * 8 + ":" + " " * 8,
        "&token",
        "&token=",
        "//a:",
        "//:@",
        "eyJ",
        "-eyJaaaaaaaaa",
        "eyJaaaaaaaaa.",
        "sk-",
        "sk-a",
        "-sk-aaaaaaaaaaaaaaaaaaaaaaaaa",
        'name="password"\n',
        "-----BEGIN PRIVATE KEY-----a",
        "{{password:",
    ],
)
def test_a_hostile_body_takes_no_more_than_a_moment(piece: str) -> None:
    body = (piece * (2**20 // len(piece))).encode()
    with costing_less_than(5):
        _edge(planted=("ada.k7m2q9@mail.example",)).body(body, "application/json", "received")


def test_who_issued_a_key_stays_known() -> None:
    edge = _edge()
    edge.headers([("x-api-key", "sk-ant-" + "a1" * 20), ("x-token", SECRET)], "sent")
    assert [each.attributes for each in edge.placeholders] == [{"issuer": "Anthropic"}, {}]
