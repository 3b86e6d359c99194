import pytest

from auditor.probing.paths import pick, pick_keyed


@pytest.mark.parametrize(
    ("value", "path", "found"),
    [
        ({"a": {"b": 1}}, "a.b", [1]),
        ({"a": [{"b": 1}, {"c": 2}, {"b": 3}]}, "a.*.b", [1, 3]),
        ({"a": [1, [2]]}, "a.*", [1, [2]]),
        ({"a": None}, "a", [None]),
        ({"a": {"0": 1}}, "a.*", []),
        ({"a": [1]}, "a.b", []),
        ([{"a": 1}], "*.a", [1]),
        ([{"a": 1}], "a", []),
        (None, "a", []),
        ("a", "a", []),
        ({"t": "x", "a": 1}, "[t=x].a", [1]),
        ({"t": "x.y", "a": 1}, "[t=x.y].a", [1]),
        ({"t": "x", "a": 1}, "[t=y].a", []),
        ({"a": 1}, "[t=y].a", []),
        ({"a": 1}, "[t!=y].a", [1]),
        ({"t": "x", "a": 1}, "[t=x]", [{"t": "x", "a": 1}]),
        ([{"t": "x", "a": 1}, {"t": "y", "a": 2}], "*[t!=x].a", [2]),
        ([{"t": True, "a": 1}, {"t": False, "a": 2}, {"a": 3}], "*[t=true].a", [1]),
        ([{"t": True, "a": 1}, {"t": False, "a": 2}, {"a": 3}], "*[t!=true].a", [2, 3]),
        ([{"a": 0}, {"a": None}, {"b": 1}], "*[a]", [{"a": 0}]),
        ([{"a": 0}, {"a": None}, {"b": 1}], "*[!a]", [{"a": None}, {"b": 1}]),
        ([{"t": 1, "u": 2, "a": 3}], "*[!b][t!=x].a", [3]),
        ([{"t": ["x"], "a": 3}], "*[t=x].a", []),
        ({"a": {"t": "x", "b": 5}}, "a[t=x].b", [5]),
    ],
)
def test_a_path_reaches_what_is_there_and_nothing_else(
    value: object, path: str, found: list[object]
) -> None:
    assert list(pick(value, path)) == found


@pytest.mark.parametrize(
    ("value", "path", "found"),
    [
        ([{"i": 4, "a": 1}, {"a": 2}], "*#i.a", [((4,), 1), ((1,), 2)]),
        ([{"i": "x", "a": 1}, {"i": {}, "a": 2}], "*#i.a", [(("x",), 1), ((1,), 2)]),
        ([{"i": True, "a": 1}], "*#i.a", [((0,), 1)]),
        ([{"a": 1}], "*.a", [((), 1)]),
        ({"t": "x", "i": 7, "a": 1}, "[t=x]#i.a", [((7,), 1)]),
        ([{"i": 1, "c": [{"i": 2, "a": 3}]}], "*#i.c.*#i.a", [((1, 2), 3)]),
    ],
)
def test_what_is_reached_is_known_by_the_fields_that_tell_it_apart(
    value: object, path: str, found: list[object]
) -> None:
    assert list(pick_keyed(value, path)) == found
