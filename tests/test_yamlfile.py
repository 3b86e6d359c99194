"""YAML is data with places, and nothing else."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import AuditorError
from auditor.yamlfile import MAX_BYTES, MAX_DEPTH, parse_yaml, read_yaml

HERE = Path("plan.yaml")

DEEP = """\
# a comment
audit: x
targets:
  - id: a
    sampling: {temperature: 0.7,
               top-p: 1}
  -
    id: b
    list:
    - - one
      - two
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("[no, yes, on, off, y, n]", ["no", "yes", "on", "off", "y", "n"]),
        ("[true, True, FALSE, tRUE]", [True, True, False, "tRUE"]),
        ("[null, ~, Null, '', 'null', ]", [None, None, None, "", "null"]),
        ("a:", {"a": None}),
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23T18:00:00Z", "2026-11-23T18:00:00Z"),
        ("12:30:45", "12:30:45"),
        ("[1, -1, +1, 007, 1_000, 0x1F, 0o17]", [1, -1, 1, 7, "1_000", "0x1F", "0o17"]),
        (
            "[1.5, -.5, 1e3, 1., .inf, .nan, 1e999]",
            [1.5, -0.5, 1000.0, 1.0, ".inf", ".nan", "1e999"],
        ),
        ("99999999999999999999", "99999999999999999999"),
        ("1.0.0", "1.0.0"),
        ("['1', \"true\"]", ["1", "true"]),
        ("{1: a, true: b, 'c': d}", {"1": "a", "true": "b", "c": "d"}),
        ("'<<': {a: 1}", {"<<": {"a": 1}}),
        ("text: |\n  one\n  two\n", {"text": "one\ntwo\n"}),
        ("text: >\n  12\n", {"text": "12\n"}),
        ("é: 你好 🎈", {"é": "你好 🎈"}),
        ("", None),
        ("# nothing\n", None),
        ("---\na: 1\n...\n", {"a": 1}),
        ("{}", {}),
        ("[]", []),
        ('{"a": [1, {"b": null}]}', {"a": [1, {"b": None}]}),
    ],
)
def test_scalars_are_what_they_look_like(text: str, value: object) -> None:
    got = parse_yaml(text, HERE).value
    assert (got, repr(got)) == (value, repr(value))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x 1", "plan.yaml:1:4: anchors are not allowed"),
        ("a: 1\nb: &x {c: 1}", "plan.yaml:2:4: anchors are not allowed"),
        ("a: *x", "plan.yaml:1:4: aliases are not allowed"),
        ("a: !!str 1", "plan.yaml:1:4: tags are not allowed"),
        ("a: !!python/object/apply:os.system [x]", "plan.yaml:1:4: tags are not allowed"),
        ("a: ! 1", "plan.yaml:1:4: tags are not allowed"),
        ("- !x [1]", "plan.yaml:1:3: tags are not allowed"),
        ("a: 1\nb: 2\na: 3", "plan.yaml:3:1: the key 'a' stands twice"),
        ("x:\n  - {a: 1, a: 2}", "plan.yaml:2:12: the key 'a' stands twice"),
        ("1: a\n'1': b", "plan.yaml:2:1: the key '1' stands twice"),
        ("? [a]\n: b", "plan.yaml:1:3: a key must be a text"),
        ("? {a: b}\n: c", "plan.yaml:1:3: a key must be a text"),
        ("a: 1\n---\nb: 2", "plan.yaml:2:1: only one document a file"),
        ("a: 1\n---\n", "plan.yaml:2:1: only one document a file"),
        ("[" * 33, "plan.yaml:1:33: nested deeper than 32"),
        ("[" * 10**6, "plan.yaml:1:33: nested deeper than 32"),
        ("a: b: c", "plan.yaml:1:5: not YAML: mapping values are not allowed in this context"),
        ("a: 'b", "plan.yaml:1:6: not YAML: found unexpected end of stream"),
        ("a: @b", "plan.yaml:1:4: not YAML: found character that cannot start any token"),
        ("a:\n\t- b", "plan.yaml:2:1: not YAML: found character that cannot start any token"),
        ("a: é\nb: \x07", "plan.yaml:2: not YAML: the character U+0007 is not allowed"),
        ("a: \x00", "plan.yaml:1: not YAML: the character U+0000 is not allowed"),
        (
            f"{{{'k' * 100}: 1, {'k' * 100}: 2}}",
            f"plan.yaml:1:107: the key '{'k' * 60}' stands twice",
        ),
    ],
)
def test_what_is_not_plain_data_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(AuditorError) as told:
        parse_yaml(text, HERE)
    assert str(told.value) == said


def test_the_deepest_allowed_nesting_is_read() -> None:
    value = parse_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, HERE).value
    for _ in range(MAX_DEPTH - 1):
        (value,) = value
    assert value == []


@pytest.mark.parametrize(
    ("spot", "where"),
    [
        ((), "plan.yaml:1:1"),
        (("audit",), "plan.yaml:2:1"),
        (("targets",), "plan.yaml:3:1"),
        (("targets", 0), "plan.yaml:4:5"),
        (("targets", 0, "sampling"), "plan.yaml:5:5"),
        (("targets", 0, "sampling", "temperature"), "plan.yaml:5:16"),
        (("targets", 0, "sampling", "top-p"), "plan.yaml:6:16"),
        (("targets", 1), "plan.yaml:8:5"),
        (("targets", 1, "list", 0), "plan.yaml:10:7"),
        (("targets", 1, "list", 0, 1), "plan.yaml:11:9"),
        (("targets", 1, "list", 7, "x"), "plan.yaml:9:5"),
        (("nowhere", 3), "plan.yaml:1:1"),
    ],
)
def test_every_part_has_its_place(spot: tuple[str | int, ...], where: str) -> None:
    assert parse_yaml(DEEP, HERE).where(spot) == where


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff", ":1: not UTF-8 text"),
        (b"a: 1\nb: \xe9", ":2: not UTF-8 text"),
        (b"a: \xed\xa0\x80", ":1: not UTF-8 text"),
        (b"\xff\xfea\x00", ":1: not UTF-8 text"),
        (b"#" * (MAX_BYTES + 1), ": larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(content)
    with pytest.raises(AuditorError) as told:
        read_yaml(path)
    assert str(told.value) == f"{path}{said}"


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1")
    document = read_yaml(path)
    assert (document.value, document.where(("a",))) == ({"a": 1}, f"{path}:1:1")


def test_windows_line_ends_count_as_one(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"a: 1\r\nb: 2\r\n")
    assert read_yaml(path).where(("b",)) == f"{path}:2:1"


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path, said in (
        (tmp_path / "none", "cannot be read: No such file or directory"),
        (tmp_path, "not a file"),
        (tmp_path / "fifo", "not a file"),
        (Path("/dev/zero"), "not a file"),
    ):
        with pytest.raises(AuditorError) as told:
            read_yaml(path)
        assert str(told.value) == f"{path}: {said}"


# What PyYAML writes for the line ends of YAML 1.1 it does not read back itself.
_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029"))
_FLOATS = st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: "e" not in repr(x))
_SCALARS = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | _FLOATS | _TEXTS
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
)


class _Plain(yaml.SafeDumper):
    """Repeats what stands twice, where others would write an alias."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


@settings(max_examples=150, deadline=None)
@given(_VALUES)
def test_what_was_dumped_is_read(value: Any) -> None:
    text = yaml.dump(value, Dumper=_Plain, allow_unicode=True, width=10**6)
    assert parse_yaml(text, HERE).value == value
