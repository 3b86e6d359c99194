import pytest

from auditor.detect.layers import INNER, OUTER, Form, aligned, wrapped

WRAPPED = [
    ("base64", b"YUBi"),
    ("hex", b"614062"),
    ("base32", b"MFAGE==="),
    ("url", b"a%40b"),
    ("quoted-printable", b"a=40b"),
    ("html", b"a&#64;b"),
    ("unicode", b"a\\u0040b"),
    ("rot13", b"n@o"),
    ("reversed", b"b@a"),
]


@pytest.mark.parametrize(("step", "expected"), WRAPPED)
def test_each_way_wraps_a_text(step, expected):
    assert expected in [way.wrap(b"a@b") for way in INNER if way.steps == (step,)]


def test_the_steps_are_told_outermost_first_and_nothing_twice():
    once = wrapped([Form(b"Ada", ())], INNER, {b"Ada"})
    twice = wrapped(once, OUTER, {form.text for form in once})
    assert Form(b"daA", ("reversed",)) not in wrapped([Form(b"Ada", ())], OUTER, {b"daA"})
    assert {len(form.steps) for form in twice} == {2, 3, 4}
    assert len({form.text for form in twice}) == len(twice)


def test_base64_is_cut_to_what_does_not_hang_on_its_neighbours():
    assert list(aligned(b"abcdefghi", 10)) == [b"YWJjZGVmZ2hp", b"FiY2RlZmdoa", b"hYmNkZWZnaG"]
