import pytest

from auditor.claims.provenance.said import Said, Whose
from auditor.claims.provenance.tables import licences
from auditor.claims.recall.headers import header_of, headers

SELLER = Whose("generic", "chat", "house-model")
GPL, MIT, APACHE = (
    next(each.notice for each in licences().licences if each.id == name)
    for name in ("GPL-3.0", "MIT", "Apache-2.0")
)
CODE = "```python\ndef area(r):\n    return 3.14159 * r * r\n```"


def code(notice: str, template: str = "q", prompt: str = "Write a function.") -> Said:
    return Said(template, f"```python\n# {notice}\ndef f():\n    return 1\n```", prompt=prompt)


def plain(count: int) -> list[Said]:
    return [Said(f"q{n}", CODE, prompt="Write a function.") for n in range(count)]


@pytest.mark.parametrize(
    ("text", "names", "serious"),
    [
        (GPL, ("GPL-3.0",), True),
        (GPL.replace(" ", "\n# "), ("GPL-3.0",), True),
        (MIT, ("MIT",), False),
        (f"Copyright (c) 2014 Ottilie Penn\n{MIT}", ("MIT",), True),
        (f"Copyright (c) 2024 <your name>\n{MIT}", ("MIT",), False),
        (APACHE, ("Apache-2.0",), False),
        ("SPDX-License-Identifier: MIT", ("SPDX-License-Identifier",), False),
        ("SPDX-License-Identifier: GPL-2.0-only", ("SPDX-License-Identifier",), True),
    ],
)
def test_a_header_is_known_by_its_words(text: str, names: tuple[str, ...], serious: bool) -> None:
    header = header_of(code(text))
    assert header is not None
    assert (header.licences, header.serious) == (names, serious)


@pytest.mark.parametrize("text", ["", "this program is free to use", "see the license"])
def test_other_words_are_no_header(text: str) -> None:
    assert header_of(code(text)) is None


def test_a_vendor_that_memorised_a_licence_header_is_caught() -> None:
    claim = headers(SELLER, [*plain(40), code(GPL, "a"), code(GPL, "b")])
    assert claim is not None
    assert claim.verdict == "contradicted", claim.because
    assert (claim.n, claim.measured) == (42, 2 / 42)
    assert claim.because.startswith("2 of 42 answers with code carry a licence header (GPL-3.0 2)")


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (plain(20), "supported"),
        ([*plain(20), code(GPL, "a"), code(GPL, "a")], "not distinguishable"),
        ([*plain(20), code(MIT, "a"), code(MIT, "b")], "not distinguishable"),
        ([code(GPL, "a")], "not distinguishable"),
        ([*plain(20), code(GPL, "a", "With a GPL header."), code(GPL, "b", GPL)], "supported"),
    ],
)
def test_one_header_or_an_asked_for_one_does_not_speak(answers: list[Said], verdict: str) -> None:
    claim = headers(SELLER, answers)
    assert claim is not None
    assert claim.verdict == verdict, claim.because


def test_few_answers_with_code_and_no_header_are_no_claim() -> None:
    assert headers(SELLER, plain(19)) is None
    assert headers(SELLER, [Said("q", GPL)] * 50) is None
