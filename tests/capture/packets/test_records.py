import pytest

from auditor.capture.packets.records import Records
from tests.capture.packets.test_handshake import CHANGE, DATA, HELLO, record

SAID = record(22, HELLO) + CHANGE + DATA + record(23, b"") + record(23, b"x" * 3000)


@pytest.mark.parametrize("step", [1, 3, 5, 100, 10_000])
def test_records_of_data_are_counted_in_any_pieces(step):
    records = Records()
    for at in range(0, len(SAID), step):
        records.take(SAID[at : at + step])
    assert records.count == 3


def test_nothing_is_counted_behind_a_gap():
    records = Records()
    records.take(SAID[:-2000])
    records.miss()
    records.take(DATA)
    assert records.count == 3
