import pytest

from auditor.claims.answered import Answered
from auditor.claims.served import echo, parameters, same_name, served, streaming
from tests.claims.answers import STATED, an_answer, failed


@pytest.mark.parametrize(
    ("asked", "named", "same"),
    [
        ("gpt-4o", "gpt-4o-2024-08-06", True),
        ("gpt-4o-2024-08-06", "gpt-4o", True),
        ("gpt-4o", "GPT-4o", True),
        ("deepseek/deepseek-chat", "deepseek-chat", True),
        ("small", "small-latest", True),
        ("small", "small:v2.1", True),
        ("gpt-4o", "gpt-4o-mini", False),
        ("gpt-4o", "gpt-4", False),
        ("qwen-max", "qwen-turbo", False),
    ],
)
def test_a_version_is_the_same_name_and_a_sibling_is_not(
    asked: str, named: str, same: bool
) -> None:
    assert same_name(asked, named) is same


@pytest.mark.parametrize(
    ("names", "verdict"),
    [
        (["small-1", "small-1-2026-11"], "supported"),
        (["small-1", "tiny-2"], "contradicted"),
        (["", ""], "unverifiable"),
        (["", "small-1"], "supported"),
    ],
)
def test_the_named_model_is_held_against_the_one_asked_for(names: list[str], verdict: str) -> None:
    assert echo(STATED, [an_answer(named_model=name) for name in names]).verdict == verdict


COUNT = " ".join(map(str, range(1, 31)))
DIFFERENT = [f"{n} boats in a harbour far from home" for n in range(4)]
SAME = ["One boat in a harbour"] * 4


def several(question: str, texts: list[str], **changes: object) -> list[Answered]:
    return [
        an_answer(question=question, text=text, trial=n, **changes) for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (several("cap", ["1 2 3"] * 3, tokens_out=8), "supported"),
        (several("cap", ["1 2 3"] * 3, tokens_out=10), "supported"),
        (several("cap", ["1 2 3"] * 3, tokens_out=60), "contradicted"),
        (several("cap", ["1 2 3"] * 3, tokens_out=None), "unverifiable"),
        (several("stop", [COUNT[:31]] * 3), "supported"),
        (several("stop", [COUNT] * 3), "contradicted"),
        (several("stop", ["I cannot count."] * 3), "unverifiable"),
        (several("seed", SAME), "supported"),
        (several("seed", DIFFERENT), "unverifiable"),
        (several("cold", SAME), "supported"),
        (several("cold", [*SAME[:3], "Two"]), "unverifiable"),
        (several("cold", DIFFERENT), "contradicted"),
        (several("n", SAME, choices=2), "supported"),
        (several("n", SAME), "unverifiable"),
        (several("hot", SAME), "unverifiable"),
        (several("hot", DIFFERENT), "unverifiable"),
        ([failed()], "not tested"),
    ],
)
def test_parameters_are_held_against_answers(answers: list[Answered], verdict: str) -> None:
    assert parameters(STATED, answers).verdict == verdict


def a_stream(*times: float, tokens: int = 60) -> Answered:
    return an_answer(question="stream", streamed=True, times=times, tokens_out=tokens)


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ([a_stream(0.2, 1, 2)] * 2, "supported"),
        ([a_stream(1.9, 1.95, 2)] * 2, "contradicted"),
        ([a_stream(2.0)] * 2, "contradicted"),
        ([a_stream(1.9, 2), a_stream(0.2, 1, 2)], "supported"),
        ([a_stream(0.1, 0.11)] * 3, "unverifiable"),
        ([a_stream(1.9, 2, tokens=5)] * 3, "unverifiable"),
        ([an_answer(question="stream")], "unverifiable"),
        ([failed(question="stream")], "not tested"),
        ([], "not tested"),
    ],
)
def test_a_held_back_stream_is_told_by_its_times(answers: list[Answered], verdict: str) -> None:
    assert streaming(STATED, answers).verdict == verdict


def test_every_check_of_the_service_says_something() -> None:
    assert [each.check for each in served(STATED, [failed()])] == [
        "equality/echo",
        "service/parameters",
        "service/streaming",
    ]
