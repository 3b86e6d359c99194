import msgspec

from auditor.capture.importing.harentry import entry_of
from auditor.capture.importing.harshape import Item, Pair
from tests.capture.importing.hars import an_item


def test_what_is_left_out_changes_no_entry():
    item = an_item(_initiator={"stack": [1]}, cache={}, timings={"wait": 1})
    read = msgspec.json.decode(msgspec.json.encode(item), type=Item)
    assert "_initiator" not in read
    assert read["request"]["headers"] == [Pair("Content-Type", "application/json")]
    assert entry_of(read) == entry_of(item)
