import pytest

from tests.detect.making import DEVICE, EMAIL, PERSONA, Audit


def personal(audit):
    return [
        (one.kind, one.side, one.place, one.because)
        for one in audit.observed().observations
        if one.kind.startswith("personal-data/")
    ]


def test_a_word_of_health_counts_beside_what_was_planted(tmp_path):
    audit = Audit(tmp_path)
    audit.capture(
        {
            "note": f"the phone {DEVICE} reports asthma and much more of it",
            "other": "asthma is common in towns",
        }
    )
    assert personal(audit) == [
        (
            "personal-data/health-term",
            "sent",
            "body.$.note",
            "a word of health beside what was planted of a person",
        )
    ]


@pytest.mark.parametrize(
    ("prompt", "answer", "kinds"),
    [
        ("Tell me.", "Write to ben@x.example.zz", ["personal-data/email"]),
        ("Who is ben@x.example.zz?", "Write to Ben@x.example.zz", []),
        ("Tell me.", f"Write to {EMAIL}", []),
    ],
)
def test_neither_an_echo_nor_what_was_planted_is_told(tmp_path, prompt, answer, kinds):
    audit = Audit(tmp_path, persona={"email": PERSONA["email"]})
    audit.probe(answer, prompt=prompt)
    assert [each[0] for each in personal(audit)] == kinds
