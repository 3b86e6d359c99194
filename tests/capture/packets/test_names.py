import pytest
from mitmproxy.dns import DNSMessage, Question, ResourceRecord
from mitmproxy.net.dns import classes, op_codes, response_codes, types

from auditor.capture.packets import names as naming
from auditor.capture.packets.names import Names


def dns(name, *answers, query=False):
    return DNSMessage(
        timestamp=0, id=1, query=query, op_code=op_codes.QUERY, authoritative_answer=False,
        truncation=False, recursion_desired=True, recursion_available=True, reserved=0,
        response_code=response_codes.NOERROR, questions=[Question(name, types.A, classes.IN)],
        answers=list(answers), authorities=[], additionals=[],
    ).packed  # fmt: skip


def a(name, address):
    return ResourceRecord(name, types.A, classes.IN, 60, bytes(map(int, address.split("."))))


def test_an_answer_names_an_address_as_it_was_asked_for():
    names = Names()
    alias = ResourceRecord.CNAME("api.vendor.test", "edge.cdn.test")
    assert not names.answered(dns("Api.vendor.test", alias, a("edge.cdn.test", "192.0.2.7")))
    assert names.of("192.0.2.7") == "api.vendor.test"
    six = ResourceRecord("six.test", types.AAAA, classes.IN, 60, bytes(15) + b"\1")
    names.answered(dns("six.test", six))
    assert names.of("::1") == "six.test"


def test_a_question_is_told_from_an_answer():
    assert Names().answered(dns("a.test", query=True))


def test_an_address_with_two_names_has_none():
    names = Names()
    for name in ("a.test", "a.test.", "b.test", "a.test"):
        names.learn("192.0.2.7", name)
    assert names.of("192.0.2.7") == ""


@pytest.mark.parametrize(
    "message",
    [b"", b"\0" * 12, b"\0\1\x81\x80\0\1\0\0\0\0\0\0\xc0\x0c\0\1\0\1", dns("a.test")[:20],
     dns("a.test", ResourceRecord("a.test", types.A, classes.IN, 60, b"\1"))],
)  # fmt: skip
def test_no_message_breaks_it(message):
    names = Names()
    names.answered(message)
    assert names.of("192.0.2.7") == ""


@pytest.mark.parametrize("name", ["", "a" * 254])
def test_a_name_that_cannot_be_one_is_not_learned(name):
    names = Names()
    names.learn("192.0.2.7", name)
    assert names.of("192.0.2.7") == ""


def test_so_many_addresses_are_known_at_once(monkeypatch):
    monkeypatch.setattr(naming, "MAX_ADDRESSES", 2)
    names = Names()
    for last in range(3):
        names.learn(f"192.0.2.{last}", "a.test")
    assert [names.of(f"192.0.2.{last}") for last in range(3)] == ["", "a.test", "a.test"]
