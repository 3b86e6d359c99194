import sys

import pytest

from auditor.errors import AuditorError
from auditor.report.files import FORMATS
from auditor.report.needs import NEEDS, check_needs


@pytest.mark.parametrize(("name", "library"), [("pdf", "typst"), ("xlsx", "openpyxl")])
def test_a_format_without_its_library_says_what_to_install(
    name: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(AuditorError, match=f"the format {name} needs {library}") as caught:
        check_needs(["html", name])
    assert caught.value.hint == f"pip install 'auditor[{name}]'"
    check_needs(set(FORMATS) - {name})


def test_only_formats_that_there_are_need_anything() -> None:
    assert set(NEEDS) <= set(FORMATS)
