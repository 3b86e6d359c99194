"""A chain holds its lines in their order."""

import hashlib
import threading
from pathlib import Path

import pytest

from auditor.errors import AuditorError, EvidenceAltered
from auditor.evidence.chain import GENESIS, Chain, Head, check_head, digest, links
from tests.making import no_file_longer_than


def _chain(path: Path, *records: object) -> Head:
    chain = Chain(path, Head(), closed=False)
    for record in records:
        chain.append(record)
    chain.close()
    return chain.state


def test_each_line_names_the_bytes_of_the_one_before(tmp_path: Path) -> None:
    state = _chain(tmp_path / "c", "one", {"two": 2})
    first = b'{"seq":1,"prev":"%b","record":"one"}\n' % hashlib.sha256(b"").hexdigest().encode()
    second = b'{"seq":2,"prev":"%b","record":{"two":2}}\n' % (
        hashlib.sha256(first).hexdigest().encode()
    )
    assert (tmp_path / "c").read_bytes() == first + second
    assert state == Head(2, hashlib.sha256(second).hexdigest())
    assert [(link.seq, bytes(link.record)) for _, link in links(tmp_path / "c")] == [
        (1, b'"one"'),
        (2, b'{"two":2}'),
    ]


def test_a_chain_goes_on_where_it_ended(tmp_path: Path) -> None:
    state = _chain(tmp_path / "c", "one")
    chain = Chain(tmp_path / "c", state, closed=True)
    assert (chain.append("two"), chain.cut) == (2, 0)
    chain.close()
    assert len(list(links(tmp_path / "c"))) == 2


def test_several_records_are_written_at_once_or_not_at_all(tmp_path: Path) -> None:
    one_by_one = _chain(tmp_path / "one", "one", "two", "three")
    chain = Chain(tmp_path / "c", Head(), closed=False)
    assert chain.extend([b'"one"', b'"two"']) == 2
    held = (tmp_path / "c").read_bytes()
    with no_file_longer_than(len(held) + 200), pytest.raises(AuditorError, match="cannot write"):
        chain.extend([b'"three"', b'"four"'])
    assert ((tmp_path / "c").read_bytes(), chain.state.count) == (held, 2)
    assert chain.extend([]) == 2
    assert chain.extend([b'"three"']) == 3
    chain.close()
    assert chain.state == one_by_one
    assert (tmp_path / "c").read_bytes() == (tmp_path / "one").read_bytes()


def test_a_chain_that_was_never_written_is_empty(tmp_path: Path) -> None:
    assert list(links(tmp_path / "c")) == []
    assert Head() == Head(0, GENESIS)


def test_an_unfinished_last_line_is_cut_only_after_an_open_head(tmp_path: Path) -> None:
    state = _chain(tmp_path / "c", "one")
    whole = (tmp_path / "c").read_bytes()
    (tmp_path / "c").write_bytes(whole + b'{"seq":2')
    with pytest.raises(EvidenceAltered, match="not finished"):
        Chain(tmp_path / "c", state, closed=True)
    assert (tmp_path / "c").read_bytes() == whole + b'{"seq":2'
    chain = Chain(tmp_path / "c", state, closed=False)
    chain.close()
    assert (chain.cut, (tmp_path / "c").read_bytes()) == (8, whole)


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"nothing\n",
        b'{"seq":1}\n',
        b'{"seq":"1","prev":"","record":1}\n',
        b'{"seq":1,"prev":"","record":1}\n',
        b'{"seq":1,"prev":"\xff","record":1}\n',
        b'{"seq":2,"prev":"%b","record":1}\n' % GENESIS.encode(),
        b'{"seq":1,"prev":"%b","record":' % GENESIS.encode() + b"[" * 10**5 + b"]" * 10**5 + b"}\n",
    ],
)
def test_what_is_no_first_line_is_altered(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "c").write_bytes(line)
    with pytest.raises(EvidenceAltered) as told:
        list(links(tmp_path / "c"))
    assert told.value.where == f"{tmp_path / 'c'}:1"


@pytest.mark.parametrize(
    ("said", "exact", "beyond"),
    [
        (Head(2, "b"), True, 0),
        (Head(1, "a"), False, 1),
        (Head(), False, 2),
        (Head(1, "a"), True, "c:2"),
        (Head(3, "b"), False, "c:3"),
        (Head(-1, "b"), False, "c:3"),
        (Head(2, "a"), False, "c:2"),
        (Head(0, "a"), False, "c:1"),
    ],
)
def test_a_head_is_held_against_the_lines(said: Head, exact: bool, beyond: int | str) -> None:
    try:
        got: int | str = check_head(Path("c"), ["a", "b"], said, "head.json", exact=exact)
    except EvidenceAltered as err:
        got = err.where
    assert got == beyond


def test_threads_write_one_chain(tmp_path: Path) -> None:
    chain = Chain(tmp_path / "c", Head(), closed=False)
    threads = [
        threading.Thread(target=lambda n=n: [chain.append([n, i]) for i in range(100)])
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    chain.close()
    lines = [line for line, _ in links(tmp_path / "c")]
    assert chain.state == Head(800, digest(lines[-1]))
    assert len(lines) == 800
