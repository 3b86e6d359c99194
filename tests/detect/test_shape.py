import pytest

from auditor.detect.shape import digits


@pytest.mark.parametrize(("value", "bare"), [("+1 (202) 555-0143", "12025550143"), ("a-b", "")])
def test_digits_are_left_alone(value, bare):
    assert digits(value) == bare
