import pytest

from auditor.claims.provenance.said import Said
from auditor.claims.recall.recital import LONGEST, recitals
from auditor.claims.recall.references import Text, hashed

TEXT = " ".join(f"w{n}" for n in range(100))
REFERENCES = hashed([Text("t", "t", "protected", TEXT)], b"salt" * 4)


def said(first: int, last: int) -> str:
    return " ".join(TEXT.split()[first:last])


@pytest.mark.parametrize(
    ("answer", "prompt", "run", "near", "share"),
    [
        ("nothing of it at all here", "", 0, 0, 0.0),
        (said(0, 4), "", 0, 0, 0.0),
        (said(0, 5), "", 5, 5, 1 / 96),
        (TEXT, "", 100, 100, 1.0),
        (TEXT.upper().replace(" ", ", "), "", 100, 100, 1.0),
        (f"{said(0, 20)} OTHER {said(21, 60)}", "", 39, 59, 51 / 96),
        (f"{said(0, 20)} a b c d e f g {said(20, 60)}", "", 40, 40, 52 / 96),
        (f"{said(10, 20)}. {said(50, 60)}", "", 10, 20, 12 / 96),
        (TEXT, said(0, 50), 54, 54, 50 / 96),
        (TEXT, TEXT, 0, 0, 0.0),
    ],
)
def test_runs_are_counted_in_words_without_what_the_prompt_held(
    answer: str, prompt: str, run: int, near: int, share: float
) -> None:
    (found,), cut = recitals(REFERENCES, [Said("q", answer, prompt=prompt)])
    assert (found.run, found.near, cut) == (run, near, 0)
    assert found.share == pytest.approx(share)
    assert found.asked == bool(prompt)


def test_the_share_is_of_all_answers_together_and_the_run_of_one() -> None:
    (found,), _ = recitals(REFERENCES, [Said("a", said(0, 50)), Said("b", said(50, 100))])
    assert (found.run, round(found.share, 3)) == (50, round(92 / 96, 3))


def test_an_answer_longer_than_is_read_is_counted() -> None:
    (found,), cut = recitals(REFERENCES, [Said("a", "x " * LONGEST + TEXT)])
    assert (found.run, cut) == (0, 1)
