"""The same tests, with the same names, on a slow machine and in every process that runs a part."""

import pytest
from hypothesis import settings

# How long one example takes says more of the machine than of the code.
settings.register_profile("everywhere", deadline=None)
settings.load_profile("everywhere")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes may hold a time, and functions show an address: both go by their argument's name."""
    return argname if isinstance(val, bytes) or callable(val) else None
