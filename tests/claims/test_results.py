import json
from pathlib import Path
from typing import Any

import pytest

from auditor.claims.results import LARGEST, MOST, Scored, held, read_results
from auditor.claims.sheets import Figure
from auditor.errors import AuditorError

HARNESS: dict[str, Any] = {
    "results": {
        "gpqa_diamond": {"alias": "gpqa", "acc,none": 0.5, "acc_stderr,none": 0.03},
        "mmlu": {"exact_match,strict-match": 0.71, "exact_match_stderr,strict-match": "N/A"},
        "odd": {"perplexity,none": 12.5, "acc,none": float("inf"), "acc,x": True},
    },
    "n-shot": {"gpqa_diamond": 0, "mmlu": 5},
    "n-samples": {"gpqa_diamond": {"original": 198, "effective": 198}},
    "model_name": "deepseek-ai/DeepSeek-V3",
}
INSPECT: dict[str, Any] = {
    "version": 2,
    "status": "success",
    "eval": {"task": "inspect_evals/gpqa_diamond", "model": "openrouter/deepseek/deepseek-v3"},
    "results": {
        "total_samples": 198,
        "completed_samples": 198,
        "scores": [
            {
                "name": "choice",
                "metrics": {
                    "accuracy": {"name": "accuracy", "value": 0.59},
                    "stderr": {"name": "stderr", "value": 0.03},
                },
            }
        ],
    },
}


def written(path: Path, value: Any) -> Path:
    file = path / "results.json"
    file.write_text(json.dumps(value).replace("Infinity", "1e400"))
    return file


def test_the_scores_of_both_harnesses_are_read(tmp_path: Path) -> None:
    assert read_results(written(tmp_path, HARNESS | {"results": {
        name: each for name, each in HARNESS["results"].items() if name != "odd"
    }})) == [
        Scored("results.json", "deepseek-ai/DeepSeek-V3", "gpqa_diamond", "acc", 0.5, 198, 0),
        Scored("results.json", "deepseek-ai/DeepSeek-V3", "mmlu", "exact_match", 0.71, None, 5),
    ]  # fmt: skip
    assert read_results(written(tmp_path, INSPECT)) == [
        Scored(
            "results.json",
            "openrouter/deepseek/deepseek-v3",
            "inspect_evals/gpqa_diamond",
            "accuracy",
            0.59,
            198,
        )
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no score"),
        (b'{"results": 7}', "no score"),
        (b'{"results": {"a": {"acc,none": 1e400}}}', "no JSON|no score"),
        (b'{"results": {"a": {"acc,none": -0.1, "f1,none": true, "em": 0.5}}}', "no score"),
        (b'{"eval": {}, "status": "success", "results": {"scores": [7, {"metrics": []}]}}',
         "no score"),
        (json.dumps(INSPECT | {"status": "cancelled"}).encode(), "no score"),
        (json.dumps({"results": {"a": {f"m{n},x": 0.5 for n in range(MOST + 1)}}}).encode(),
         "more than 500 scores"),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_score_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "results.json"
    path.write_bytes(content)
    with pytest.raises(AuditorError, match=what):
        read_results(path)


def test_a_huge_or_missing_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    with pytest.raises(AuditorError, match="cannot be read"):
        read_results(path)
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(AuditorError, match="more than 64 MB"):
        read_results(path)


def a_figure(**changes: Any) -> Figure:
    plain = {
        "model": "DeepSeek-V3",
        "vendor": "deepseek",
        "benchmark": "GPQA-Diamond",
        "metric": "pass@1",
        "value": 59.1,
        "by": "deepseek",
        "source": "README",
        "date": "2024-12-26",
        "tier": "A",
    }
    return Figure(**{**plain, **changes})


def a_score(**changes: Any) -> Scored:
    plain = {
        "file": "r.json",
        "model": "deepseek-ai/DeepSeek-V3",
        "task": "inspect_evals/gpqa_diamond",
        "metric": "accuracy",
        "value": 0.59,
        "n": 5000,
    }
    return Scored(**{**plain, **changes})


@pytest.mark.parametrize(
    ("score", "figure", "verdict"),
    [
        ({}, {}, "supported"),
        ({"value": 0.5}, {}, "contradicted"),
        ({"value": 0.565}, {}, "not distinguishable"),
        ({"value": 0.7}, {}, "supported"),
        ({"n": 198}, {}, "unverifiable"),
        ({"n": None}, {}, "unverifiable"),
        ({"shots": 5}, {}, "unverifiable"),
        ({"shots": 5}, {"metric": "5-shot acc"}, "supported"),
        ({"metric": "f1"}, {}, "unverifiable"),
        ({"metric": "f1", "shots": 3}, {"metric": "3-shot F1"}, "supported"),
        ({}, {"metric": "percentile"}, "unverifiable"),
        ({}, {"value": 2029.0}, "unverifiable"),
    ],
)
def test_a_score_counts_where_the_conditions_are_the_same(
    score: dict[str, Any], figure: dict[str, Any], verdict: str
) -> None:
    (claim,) = held([a_score(**score)], [a_figure(**figure)], {"GPQA-Diamond": 5000})
    assert (claim.verdict, claim.check) == (verdict, "benchmark/accuracy")


def test_few_items_do_not_show_agreement() -> None:
    (claim,) = held([a_score(n=198)], [a_figure()], {"GPQA-Diamond": 198})
    assert claim.verdict == "not distinguishable"


@pytest.mark.parametrize(
    "score", [{"model": "DeepSeek-V3-Base"}, {"task": "gpqa"}, {"model": ""}, {"task": ""}]
)
def test_another_model_or_benchmark_is_not_compared(score: dict[str, Any]) -> None:
    assert held([a_score(**score)], [a_figure()], {"GPQA-Diamond": 5000}) == []
