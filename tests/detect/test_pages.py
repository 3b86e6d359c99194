import pytest

from auditor.detect.pages import mixed
from auditor.evidence.exchange import Received
from tests.cost import costing_less_than
from tests.detect.making import Audit

HTML = [
    ('<script src="http://cdn.example/a.js"></script>', ["script http://cdn.example"]),
    ("<img alt=x src='http://pic.example/a.png'>", ["img http://pic.example"]),
    ("<FORM ACTION=http://form.example/go>", ["form http://form.example"]),
    ('<link rel="stylesheet" href="http://c.example/a.css">', ["link http://c.example"]),
    ('<link rel="canonical" href="http://a.example/">', []),
    ('<a href="http://a.example/">', []),
    ('<script src="https://cdn.example/a.js"></script>', []),
    ('<script src="http://localhost:8080/a.js"></script>', []),
    ("<p>http://a.example/</p>", []),
    ('<img src="http://a.example/1"><img src="http://a.example/2">', ["img http://a.example"]),
]


@pytest.mark.parametrize(("html", "expected"), HTML)
def test_parts_of_a_page_that_are_loaded_unencrypted_are_told(html, expected):
    assert [one.excerpt for one in mixed(html)] == expected


def test_a_hostile_page_costs_little():
    with costing_less_than(3):
        assert list(mixed("<img " * 400_000)) == []
        assert list(mixed("<img " + "src = " * 300_000)) == []
        assert len(list(mixed("".join(f'<img src="http://h{n}.x/">' for n in range(999))))) == 20


def page(audit, url="https://www.example-vendor.test/", status=200, kind="text/html", **headers):
    pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
    head = audit._json({"headers": pairs})
    received = Received(status, head, audit._keep(b"<p>hello</p>"), kind)
    audit.capture(url=url, received=received, planted=False)


def kinds(audit):
    return [(one.kind, one.host) for one in audit.observed().observations]


WWW = "www.example-vendor.test"
HSTS = [
    ({}, [("transport/no-hsts", WWW)]),
    ({"Strict_Transport_Security": "max-age=31536000"}, []),
    ({"Strict_Transport_Security": "max-age=0"}, [("transport/no-hsts", WWW)]),
    ({"kind": "application/json"}, []),
    ({"status": 404}, []),
    ({"url": f"http://{WWW}/"}, [("transport/plain-http", WWW)]),
]


@pytest.mark.parametrize(("answer", "expected"), HSTS)
def test_a_page_whose_host_does_not_insist_on_https_is_told(tmp_path, answer, expected):
    audit = Audit(tmp_path)
    page(audit, **answer)
    assert kinds(audit) == expected


def test_one_answer_that_insists_is_enough_and_a_host_is_told_once(tmp_path):
    audit = Audit(tmp_path)
    page(audit)
    page(audit)
    page(audit, "https://other.example-vendor.test/")
    page(audit, "https://other.example-vendor.test/a.js", kind="text/javascript",
         Strict_Transport_Security="max-age=100")  # fmt: skip
    assert kinds(audit) == [("transport/no-hsts", WWW)]


def test_a_domain_may_insist_for_all_under_it(tmp_path):
    audit = Audit(tmp_path)
    page(audit)
    page(
        audit,
        "https://example-vendor.test/",
        Strict_Transport_Security="max-age=100; includeSubDomains",
    )
    assert kinds(audit) == []


def test_an_unencrypted_request_of_an_encrypted_page_is_told(tmp_path):
    audit = Audit(tmp_path)
    audit.capture(
        url="http://pic.example/a.png", headers=(("Referer", "https://a.example/"),), planted=False
    )
    assert ("body/mixed-content", "pic.example") in kinds(audit)
