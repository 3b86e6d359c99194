from auditor.capture.content import Content
from auditor.capture.keeping import (
    Half,
    planted_values,
    put_received,
    put_sent,
    safe_received,
    safe_sent,
)
from auditor.evidence.edge import Edge
from auditor.evidence.exchange import Planted
from auditor.evidence.jsonl import decode
from auditor.evidence.persona import persona_bytes
from tests.making import ADA, a_writer


def test_both_sides_are_put_away_without_their_secrets(tmp_path):
    with a_writer(tmp_path) as writer:
        edge = Edge(writer.salt)
        half = Half(
            headers=[("Cookie", "sid=0123456789")],
            content=Content(b'{"password":"hunter22"}', "br", "body-cap"),
            media_type="application/json",
            messages=[(b"hello", True)],
        )
        sent = put_sent(
            writer, "POST", safe_sent(edge, "https://a.test/?token=0123456789abcdef0", half)
        )
        received = put_received(writer, 200, safe_received(edge, half))
        assert {each.kind for each in edge.placeholders} == {"cookie", "password", "session-token"}
        for blob in (sent.head, sent.body, received.head, received.body):
            assert not {b"hunter22", b"0123456789"} & set(writer.body(blob).split(b'"'))
        assert decode(writer.body(sent.joined), list) == [{"channel": "websocket", "text": "hello"}]
        assert (sent.truncated, sent.encoding, received.status) == ("body-cap", "br", 200)


def test_what_was_cut_says_so_and_nothing_is_no_blob(tmp_path):
    with a_writer(tmp_path) as writer:
        half = Half([], Content(b""), messages_cut=True)
        sent = put_sent(writer, "GET", safe_sent(Edge(writer.salt), "http://a.test/", half))
    assert (sent.body, sent.joined, sent.truncated) == (None, None, "message-cap")


def test_planted_values_are_those_of_the_persona(tmp_path):
    with a_writer(tmp_path) as writer:
        blob = writer.keep(persona_bytes(ADA))
        values = planted_values(writer, [Planted("email", blob.id)])
    assert "ada.k7m2q9@mail.example" in values
