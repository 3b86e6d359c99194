"""What a report format needs that an installation may lack."""

from collections.abc import Iterable
from importlib.util import find_spec

from auditor.errors import AuditorError

NEEDS = {"pdf": "typst", "xlsx": "openpyxl"}
"""Format → the library that makes it, in the extra of the format's name."""


def check_needs(formats: Iterable[str]) -> None:
    """AuditorError for the first format whose library is not installed."""
    for name in formats:
        if name in NEEDS and find_spec(NEEDS[name]) is None:
            raise AuditorError(
                f"the format {name} needs {NEEDS[name]}", hint=f"pip install 'auditor[{name}]'"
            )
