"""Names for the cases of tables, the same in every process that runs a part of them."""

import pytest


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes may hold a time, and functions show an address: both go by their argument's name."""
    return argname if isinstance(val, bytes) or callable(val) else None
