import json

import pytest

from auditor.detect.budget import Budget
from auditor.detect.streams import events, pieces


def stream(*values: object) -> str:
    return "".join(f"data: {json.dumps(value)}\n\n" for value in values) + "data: [DONE]\n\n"


def delta(text: str, index: int = 0) -> dict[str, object]:
    return {"id": "c1", "choices": [{"index": index, "delta": {"content": text}}]}


CONTENT = "body.stream.$.choices[].delta.content"
JOINED = [
    (stream(delta("Ad"), delta("a La"), delta("rk")), [(CONTENT, "Ada Lark")]),
    (
        stream(delta("Ad"), delta("Be", 1), delta("a", 0), delta("n", 1)),
        [(CONTENT, "Ada"), (CONTENT, "Ben")],
    ),
    (
        stream({"type": "text", "delta": "Ad"}, {"type": "thought", "delta": "so"}),
        [("body.stream.$.delta", "Ad"), ("body.stream.$.delta", "so")],
    ),
    ("data: Ad\n\ndata: a\n\n", [("body.stream", "Ada")]),
    ("data: [DONE]\n\n", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), JOINED)
def test_texts_at_one_path_are_joined_and_others_are_not(text, expected):
    found = [(each.place, each.value) for each in pieces(text, Budget())]
    assert [one for one in found if one[0].endswith(("content", "delta", "stream"))] == expected


def test_a_text_that_never_changes_stands_once():
    found = [each.value for each in pieces(stream(delta("a"), delta("b")), Budget())]
    assert found.count("c1") == 1


def test_a_long_text_of_one_event_is_also_looked_at_alone():
    long = "a sentence of more than a few letters"
    values = [each.value for each in pieces(stream(delta(long), delta("!")), Budget())]
    assert long in values
    assert long + "!" in values


def test_data_over_several_lines_is_one_event():
    assert list(events("event: x\ndata: a\ndata: b\n\n: note\ndata:c")) == ["a\nb", "c"]


def test_a_deep_event_is_told():
    budget = Budget()
    list(pieces("data: " + "[" * 5000 + "]" * 5000 + "\n\n", budget))
    assert budget.hit == {"depth"}
