import io

from auditor.capture.importing.window import Window
from tests.cost import costing_less_than


def test_a_text_without_an_end_is_read_once(tmp_path, monkeypatch):
    reads = []

    class Counting(io.BytesIO):
        def read(self, size=-1):
            reads.append(size)
            return super().read(size)

    text = Window(Counting(b'{"' + b'\\"' * 600_000))
    assert text.next_bracket() == b"{"
    assert text.next_bracket() is None
    assert len(reads) < 10


def _leaps(content):
    """What each entry was thought to be, or None."""
    window = Window(io.BytesIO(content))
    leaps = []
    while window.next_bracket() == b"{":
        window.keep()
        leapt = window.leap()
        leaps.append(bytes(leapt) if leapt else None)
        if leapt:
            window.forget()
            continue
        window.back()
        depth = 1
        while depth:
            depth += 1 if window.next_bracket() in b"{[" else -1
        window.kept()
    return leaps


def test_how_one_entry_gives_place_to_the_next_is_learnt():
    plain = b'{"a":{"b":1}},{"a":[{"b":2},{"b":3}]},{"c":4},{"a":5},{"a":6},{"c":7},{"c":8}'
    assert _leaps(plain) == [
        None, b'{"a":[{"b":2},{"b":3}]},{"c":4}', b'{"a":5}', None, b'{"c":7}', None,
    ]  # fmt: skip
    indented = b'{"a":1},\n  {"b":[\n    {},\n    {}\n  ]},\n  {"c":1},\n  {"d":1}'
    assert _leaps(indented) == [
        None, b'{"b":[\n    {},\n    {}\n  ]}', b'{"c":1}', None,
    ]  # fmt: skip


def test_entries_that_all_begin_otherwise_take_no_more_than_counting():
    content = b",".join(b'{"%d":1}' % number for number in range(6_000))
    with costing_less_than(1):
        assert not any(_leaps(content)[2:])
