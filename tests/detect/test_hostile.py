"""What a vendor or an app could send to make detection slow, large or talkative."""

import base64
import json
import os
import time
from pathlib import Path

import pytest

from auditor.detect.chats import told
from auditor.detect.leaf import Leaf
from auditor.detect.models import installed_model
from auditor.detect.personal import PersonalData
from auditor.detect.prose import is_prose
from auditor.detect.recognizers import Recognizers
from auditor.detect.scanning import Text, text_of
from auditor.detect.secrets import decoded, secrets_in
from auditor.detect.texts import texts_of
from auditor.evidence.exchange import Blob, Sent
from tests.cost import costing_less_than

SIZE = 100_000


@pytest.fixture(scope="module")
def personal():
    return PersonalData(None)


def sent(body: bytes, kind: str = "application/json") -> tuple[Leaf, ...]:
    held = {"head": b'{"url": "https://a.test/b", "headers": []}', "body": body}
    message = Sent("POST", Blob("head", 0), Blob("body", 0), kind)
    return texts_of(message, lambda blob: held[blob.id] if blob else None).leaves


UNITS = [
    # What default Presidio took seconds or minutes for.
    *("a.", "1.1.1", "1 1 1 ", "1.1.", "+1+1", "\n1", "12-", "A1 ", "DE89 3704 ", "fe80::1:"),
    *("@", "a@b.", "a@a.a ", "ada@mail.example ", ":", "0123456789abcdef", "-", " ", "(1"),
    *("1732380000000,", "AKIA", "eyJ", "password=", "sk-", "://a:b@", "-----BEGIN PRIVATE KEY-----"),
    # Names, addresses, health, chats in other scripts and cases.
    *("Aa Bb ", "12 Aa Street, ", "rue de la ", "路1号", "张伟", "我叫", "姓名：", "市", "患者", "糖尿病 "),
    *("type 2 diabetes ", "user_id: ", "https://a.test/c/", "messages", "\u200b", "é", "😀", "\\u0041"),
    *("%25", "=&", "?a=b&", '{"a":', '["', '\\"', "data:;base64,", "Zm9v", "00", "<a ", "name: A. "),
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_100_kb_of_anything_cost_less_than_a_second(personal, unit):
    body = (unit * (SIZE // len(unit) + 1))[:SIZE]
    with costing_less_than(1):
        for kind in ("application/json", "text/plain"):
            leaves = sent(body.encode("utf-8", "surrogatepass"), kind)
        personal.scan([text_of(leaf) for leaf in leaves])
        list(decoded(leaves, "sent"))
        list(told(leaves, "sent"))
        list(secrets_in(body))


BODIES = {
    "many names": json.dumps({f"user_id_{n}": "Ada" for n in range(4000)}),
    "many values": json.dumps([f"u-{n}@mail.example" for n in range(3500)]),
    "deep": '{"a":' * 5000 + "1" + "}" * 5000,
    "in each other": json.dumps({"a": json.dumps({"a": json.dumps({"a": "x" * 60_000})})}),
    "much encoded": json.dumps([base64.b64encode(bytes([n % 256]) * 40).decode() for n in range(1600)]),
    "numbers": json.dumps([4_111_111_111_111_111 + n for n in range(5000)]),
    "phones": json.dumps([f"+4930{n:08}" for n in range(5000)]),
    "names": json.dumps([{"name": "A" + "a" * 40 + sign} for sign in "!.- '" for _ in range(300)]),
    "marks": "<a " + 'b="c" ' * 16_000,
    "columns": "a,b\n" + "1,2\n" * 25_000,
    "a call": "f({" + "}" * 99_000,
    "a card": "BEGIN:VCARD\n" + "N;A=b:Ada\n" * 10_000,
    "a mail": "From: Ada\nTo: =?utf-8?b?QWRh?=\n" * 3000,
    "ids": json.dumps([f"{n:032x}" for n in range(2500)]),
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_100_kb_of_structure_cost_less_than_a_second(personal, body):
    with costing_less_than(1):
        leaves = sent(body.encode(), "text/plain")
        personal.scan([text_of(leaf) for leaf in leaves])
        list(decoded(leaves, "sent"))
        list(told(leaves, "sent"))


ORDINARY = (
    "The ferry left a little after nine and Nora Whitfield watched the town grow small behind it. "
    "She had packed a coat, two books and the letter that her uncle had sent from Aberdeen. "
)
PROSE = [
    "Aa Bb Cc ",
    "ha ",
    "New York, ",
    "from Paris to ",
    "name: Ada ",
    "don't won't ",
]


@pytest.fixture(scope="module")
def recognizers():
    made = Recognizers(installed_model())
    list(made.named([ORDINARY]))
    return made


def seconds(recognizers: Recognizers, text: str) -> float:
    begun = time.process_time()
    list(recognizers.named([text[at : at + 4000] for at in range(0, len(text), 4000)]))
    return time.process_time() - begun


@pytest.mark.parametrize("unit", PROSE)
def test_each_character_of_hostile_prose_costs_the_model_at_most_twice_as_much(recognizers, unit):
    hostile, ordinary = (each * (6000 // len(each)) for each in (unit, ORDINARY))
    assert is_prose(hostile)
    costs = [(seconds(recognizers, hostile), seconds(recognizers, ordinary)) for _ in range(3)]
    # Twice, and by how much the measuring of so little errs.
    assert min(a / b for a, b in costs) < 2.2


@pytest.mark.parametrize("unit", ["!!! ??? ", "(a) [b] ", "x = [1, 2] ", "1 2 3 "])
def test_what_is_dense_with_signs_is_no_prose_also_far_into_a_text(unit):
    assert not is_prose(unit * 1000)
    read = PersonalData(None)._parts(ORDINARY * 30 + unit * 4000)
    assert sum(map(len, read)) < len(ORDINARY) * 30 + 8000


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is told by /proc")
def test_memory_stays_flat_over_200_000_unique_ids():
    personal = PersonalData(None)

    def look(first: int, last: int) -> None:
        for start in range(first, last, 1000):
            body = json.dumps(
                {"ids": [f"{n:07x}-{n * 7919:012x}" for n in range(start, start + 1000)]}
            )
            leaves = sent(body.encode())
            assert len(leaves) > 1000
            personal.scan([text_of(leaf) for leaf in leaves])

    look(0, 30_000)
    before = resident()
    look(30_000, 200_000)
    assert resident() - before < 30 * 2**20


def test_a_text_of_nothing_but_ids_is_never_read_by_the_model(personal):
    assert not text_of(Leaf("body.$.ids[]", "0000fa-000000b1c2d3")).prose
    assert personal.scan([Text("id", "0000fa-000000b1c2d3", prose=False)]).languages == set()
