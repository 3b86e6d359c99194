"""A mistake is one line: where, what; and what to try."""

import pickle
from pathlib import Path

import pytest

from auditor.errors import AuditorError, EvidenceAltered


@pytest.mark.parametrize(
    ("error", "line", "hint"),
    [
        (AuditorError("is missing"), "is missing", ""),
        (AuditorError("is missing", where=Path("a/b.yaml")), "a/b.yaml: is missing", ""),
        (AuditorError("no", where="f:3", hint="try it"), "f:3: no", "try it"),
        (AuditorError("two\n lines\t", hint="a\nb"), "two lines", "a b"),
        (EvidenceAltered("changed", where="f:3"), "f:3: changed", ""),
    ],
)
def test_an_error_is_one_line(error: AuditorError, line: str, hint: str) -> None:
    assert (str(error), error.hint) == (line, hint)


def test_each_error_knows_its_exit_code() -> None:
    assert (AuditorError("x").exit_code, EvidenceAltered("x").exit_code) == (2, 4)


def test_an_error_survives_the_way_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(EvidenceAltered("changed", where="f:3", hint="h")))
    assert (type(error), str(error), error.hint) == (EvidenceAltered, "f:3: changed", "h")
