"""How much would be told: more, the more is swapped and the more is asked."""

import pytest

from auditor.claims.power import contrast, power, smallest_told, told_here
from tests.claims.test_equality import pool


def test_the_power_grows_with_the_share_that_was_swapped() -> None:
    reference, contrast = pool("a", 40, 1), pool("b", 40, 2)
    powers = [power(reference, contrast, share, 10, 7, runs=20) for share in (0.0, 0.3, 1.0)]
    assert powers[0] <= 0.25
    assert powers == sorted(powers)
    assert powers[2] == 1.0
    told = smallest_told(reference, contrast, 10, 7, shares=(0.5, 1.0))
    assert told is not None
    assert told[0] in (0.5, 1.0)
    assert told[1] >= 0.8


def test_a_contrast_that_is_no_other_is_never_told() -> None:
    reference = pool("a", 40, 1)
    assert smallest_told(reference, pool("a", 40, 2), 10, 7, shares=(1.0,)) is None


@pytest.mark.parametrize("size", [21, 41])
def test_a_pool_that_is_too_small_has_no_power_to_tell(size: int) -> None:
    with pytest.raises(ValueError, match="a pool has fewer answers"):
        power(pool("a", 40, 1), pool("b", 40, 2), 0.5, size, 7)


def test_an_audit_has_its_own_smallest_share() -> None:
    known = contrast()
    few, many = (
        told_here(
            {each: texts[:size] for each, texts in known.items()},
            {each: texts[size : 2 * size] for each, texts in known.items()},
            0.001,
            7,
        )
        for size in (4, 25)
    )
    # One model against itself: nothing of the contrast is another model's, and nothing is told.
    assert (few, many) == (None, None)
    other = dict(zip(known, pool("a", 50, 1, len(known)).values(), strict=True))
    told = told_here(*({e: t[at : at + 25] for e, t in other.items()} for at in (0, 25)), 0.001, 7)
    assert told is not None
    assert told[0] <= 0.3
    assert told[1] >= 0.8


def test_prompts_that_the_contrast_has_not_have_no_power_of_their_own() -> None:
    assert told_here(pool("a", 20, 1), pool("a", 20, 2), 0.001, 7) is None
    assert told_here({}, {}, 0.001, 7) is None
