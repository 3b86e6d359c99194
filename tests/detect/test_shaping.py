import re

import pytest

from auditor.detect.shape import BREAK, Match, Shape
from auditor.detect.shapes import SHAPES
from auditor.detect.shaping import CHUNK, TOGETHER, Shaping


def shape(kind: str, pattern: str, **more) -> Shape:
    return Shape(
        kind, re.compile(pattern), lambda before, value: Match(value, "likely", before), **more
    )


SOME = Shaping(
    [
        shape("asked", "[0-9]{4}", asks=("pin",)),
        shape("hinted", "[a-z]+!", asks=("loud",), hint=re.compile("!!")),
        shape("any", "[0-9]{3,5}"),
        shape("far", "[é0-9]+", beyond_ascii=True),
    ]
)


@pytest.mark.parametrize(
    ("key", "text", "found"),
    [
        ("pin", "1234", [("asked", "1234")]),
        ("k", "my PIN: 1234", [("asked", "1234")]),
        ("k", "1234", [("any", "1234")]),
        ("k", "hey!", []),
        ("k", "loud hey!", [("hinted", "hey!")]),
        ("k", "hey!!", [("hinted", "hey!")]),
        ("k", "é1234", [("any", "1234"), ("far", "é1234")][:1]),
        ("k", "é12", [("far", "é12")]),
        ("k", "", []),
    ],
)
def test_a_shape_reads_only_where_its_words_stand(key, text, found):
    told, whole = SOME.found([(key, text)])
    assert whole
    assert [(kind, match.value) for kind, match in told[0]] == found


def test_each_text_is_told_by_itself_and_sees_no_other():
    texts = [("pin", "x"), ("k", "1234"), ("pin", "5678"), ("k", "loud"), ("k", "a!")]
    told, _ = SOME.found(texts)
    assert [[(kind, match.because) for kind, match in each] for each in told] == [
        [],
        [("any", "k: ")],
        [("asked", "pin: ")],
        [],
        [],
    ]
    assert BREAK not in "".join(match.because for each in told for _, match in each)


@pytest.mark.parametrize("before", [CHUNK - 130, CHUNK - 60, CHUNK - 10, CHUNK])
@pytest.mark.parametrize("filler", ["x", "x "])
def test_what_stands_on_the_cut_of_a_long_text_is_found(before, filler):
    mail = "ada.k7m2q9@mail.example"
    text = (filler * CHUNK)[:before] + mail.join("  ") + (filler * CHUNK)[:CHUNK]
    told, whole = Shaping(SHAPES).found([("k", text)])
    assert whole
    assert [(kind, match.value) for kind, match in told[0]] == [("email", mail)]


def test_many_texts_are_told_in_their_order():
    texts = [(f"pin{n}", f"{n:04}" + "x" * (n % 300)) for n in range(1000)]
    assert sum(map(len, map("".join, texts))) > 2 * TOGETHER
    told, _ = SOME.found(texts)
    assert [each[0][1].value for each in told] == [text[:4] for _, text in texts]


def test_what_is_beyond_the_most_is_told():
    texts = [("pin", "1234")] * 10 + [("k", "x" * 100_000), ("pin", "5678")]
    told, whole = SOME.found(texts, 1000)
    assert not whole
    assert told[-1] == ()
