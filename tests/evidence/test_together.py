"""Threads write together what each waits for."""

import threading
from collections.abc import Sequence

import pytest

from auditor.evidence.together import Together


def test_a_piece_is_written_when_it_was_added() -> None:
    written: list[bytes] = []
    together = Together(written.extend)
    together.add(b"one")
    together.add(b"two")
    assert written == [b"one", b"two"]


def test_who_comes_while_another_writes_is_written_with_all_who_wait() -> None:
    batches: list[list[bytes]] = []
    begun, go_on = threading.Event(), threading.Event()

    def write(pieces: Sequence[bytes]) -> None:
        begun.set()
        assert go_on.wait(10)
        batches.append(list(pieces))

    together = Together(write)
    threads = [threading.Thread(target=together.add, args=(b"%d" % n,)) for n in range(9)]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    while len(together.waiting) < 8:
        pass
    go_on.set()
    for thread in threads:
        thread.join()
    assert batches[0] == [b"0"]
    assert sorted(batches[1]) == [b"%d" % n for n in range(1, 9)]
    assert len(batches) == 2


def test_what_went_wrong_is_raised_for_each_and_the_next_are_written() -> None:
    written: list[bytes] = []

    def write(pieces: Sequence[bytes]) -> None:
        if b"bad" in pieces:
            raise OSError(28, "No space left on device")
        written.extend(pieces)

    together = Together(write)
    with pytest.raises(OSError, match="No space"):
        together.add(b"bad")
    together.add(b"good")
    assert written == [b"good"]


def test_many_threads_write_each_piece_once() -> None:
    written: list[bytes] = []
    together = Together(written.extend)

    def add(thread: int) -> None:
        for n in range(100):
            together.add(b"%d %d" % (thread, n))
            assert b"%d %d" % (thread, n) in written

    threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(written) == len(set(written)) == 800
    for thread in range(8):
        mine = [each for each in written if each.startswith(b"%d " % thread)]
        assert mine == [b"%d %d" % (thread, n) for n in range(100)]


def test_what_is_left_is_written_with_the_next() -> None:
    batches: list[list[bytes]] = []
    together = Together(batches.append)
    assert (together.leave(b"one"), together.leave(b"three")) == (3, 8)
    assert batches == []
    together.add(b"now")
    together.flush()
    assert together.leave(b"two") == 3
    together.flush()
    assert batches == [[b"one", b"three", b"now"], [b"two"]]


def test_what_is_left_goes_on_waiting_until_it_can_be_written() -> None:
    written: list[bytes] = []
    full = True

    def write(pieces: Sequence[bytes]) -> None:
        if full:
            raise OSError(28, "No space left on device")
        written.extend(pieces)

    together = Together(write)
    together.leave(b"one")
    together.leave(b"two")
    with pytest.raises(OSError, match="No space"):
        together.add(b"waited for")
    with pytest.raises(OSError, match="No space"):
        together.flush()
    assert together.leave(b"three") == 11
    full = False
    together.flush()
    assert written == [b"one", b"two", b"three"]
