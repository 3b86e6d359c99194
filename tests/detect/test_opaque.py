import base64

import pytest

from auditor.evidence.exchange import Received
from tests.detect.making import Audit
from tests.detect.test_randomness import BLOCK, DEFLATED, noise

OCTETS = "application/octet-stream"
ECB = noise(160) + BLOCK + noise(320, b"x") + BLOCK
B64 = base64.b64encode(noise(600)).decode()
JPEG = base64.b64encode(b"\xff\xd8\xff\xe0" + noise(2000)).decode()
PLAIN = "http://api.example-vendor.test/v1/chat"
SENT = [
    (noise(600), OCTETS, [("body/looks-random", "body", "possible")]),
    (ECB, OCTETS, [("body/home-made-encryption", "body", "likely")]),
    ({"d": B64}, "application/json", [("body/looks-random", "body.$.d", "possible")]),
    ({"d": noise(600).hex()}, "application/json", [("body/looks-random", "body.$.d", "possible")]),
    ({"d": JPEG}, "application/json", []),
    ({"d": base64.b64encode(noise(100)).decode()}, "application/json", []),
    ({"text": "the heron stood still " * 40}, "application/json", []),
    (noise(600), "image/jpeg", []),
    (noise(600), "application/zip", []),
    (noise(600), "application/x-protobuf", []),
    (DEFLATED, OCTETS, []),
]


def bodies(audit):
    return [
        (one.kind, one.place, one.sureness)
        for one in audit.observed().observations
        if one.kind.startswith("body/")
    ]


@pytest.mark.parametrize(("body", "kind", "expected"), SENT)
def test_a_body_that_looks_encrypted_is_told(tmp_path, body, kind, expected):
    audit = Audit(tmp_path)
    audit.capture(body, kind=kind, planted=False)
    assert bodies(audit) == expected


def test_without_tls_it_is_likelier(tmp_path):
    audit = Audit(tmp_path)
    audit.capture(noise(600), url=PLAIN, kind=OCTETS, planted=False)
    assert bodies(audit) == [("body/looks-random", "body", "likely")]


def test_a_content_encoding_that_was_not_undone_is_no_encryption(tmp_path):
    audit = Audit(tmp_path)
    audit.capture(noise(600), kind=OCTETS, headers=(("Content-Encoding", "br"),), planted=False)
    assert bodies(audit) == []


@pytest.mark.parametrize(("kind", "count"), [("application/json", 1), (OCTETS, 0), ("", 0)])
def test_of_what_is_received_only_fields_of_texts_are_looked_at(tmp_path, kind, count):
    audit = Audit(tmp_path)
    body = {"d": B64} if kind == "application/json" else noise(600)
    received = Received(200, audit._json({"headers": []}), audit._keep(body), kind)
    audit.capture(received=received, planted=False)
    assert len(bodies(audit)) == count


def test_messages_that_begin_alike_show_a_fixed_start(tmp_path):
    audit = Audit(tmp_path)
    for seed in (b"a", b"b", b"c", b"d"):
        audit.capture(BLOCK + noise(600, seed), kind=OCTETS, planted=False)
    found = [one for one in bodies(audit) if one[0] == "body/home-made-encryption"]
    assert found == [("body/home-made-encryption", "body", "likely")]


ALIKE = [
    [BLOCK + noise(600)] * 4,
    [noise(616, seed) for seed in (b"a", b"b", b"c", b"d")],
    [b"MADEUP\0\1\0\0\0\0\0\0\0\0" + noise(600, seed) for seed in (b"a", b"b", b"c", b"d")],
]


@pytest.mark.parametrize("messages", ALIKE)
def test_the_same_message_and_a_header_are_no_fixed_start(tmp_path, messages):
    audit = Audit(tmp_path)
    for body in messages:
        audit.capture(body, kind=OCTETS, planted=False)
    assert "body/home-made-encryption" not in {one[0] for one in bodies(audit)}
