from pathlib import Path

import pytest

from auditor.report.oscal_items import line, markup, risk_of, token
from tests.report.reports import ALL, full


@pytest.mark.parametrize(
    ("parts", "made"),
    [
        (("gdpr", "art-5-1-c"), "gdpr-art-5-1-c"),
        (("nist-ai-rmf", "measure-2.10"), "nist-ai-rmf-measure-2.10"),
        (("ISO 27001", "A.5/14"), "ISO-27001-A.5-14"),
        (("7",), "_7"),
        (("",), "_"),
        (("x" * 500,), "x" * 200),
    ],
)
def test_a_token_holds_what_oscal_takes(parts: tuple[str, ...], made: str) -> None:
    assert token(*parts) == made


@pytest.mark.parametrize(("text", "made"), [("", "none"), (" a ", "a"), ("a\nb", "a↵b")])
def test_a_line_is_never_empty(text: str, made: str) -> None:
    assert line(text) == made


def test_nothing_in_a_text_is_marked_up() -> None:
    assert markup("*a* [b](c)\n# d") == r"\*a\* \[b\](c)↵\# d"
    assert markup("") == "none"


def test_a_risk_says_how_it_is_rated(tmp_path: Path) -> None:
    broken = next(each for each in ALL if each.verdict == "broken")
    (rated,) = risk_of(full(tmp_path), broken)["characterizations"]
    facets = {each["name"]: each["value"] for each in rated["facets"]}
    assert facets == {
        "impact": str(broken.impact),
        "likelihood": str(broken.likelihood),
        "risk": broken.risk,
    }
