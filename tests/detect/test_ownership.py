import pytest

from auditor.detect.ownership import readers_own


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("send us your ", ".", True),
        ("send us her ", ".", False),
        ("the ", " of the hotel", False),
        ("sent to your ", "", False),
        ("our ", " is +44 20 7946 0123", False),
    ],
)
def test_only_what_the_reader_is_to_tell_is_the_readers_own(before, after, expected):
    assert readers_own(before, after) is expected
