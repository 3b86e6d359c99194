import shutil
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import AuditorError
from auditor.probing.dialect import Dialect, find_dialect, known_dialects, read_dialect
from auditor.schemas import problems
from auditor.shipped import shipped
from auditor.yamlfile import read_yaml

HOME = shipped("probes", "dialects")
NAMES = known_dialects(HOME)


def test_the_dialects_are_there() -> None:
    assert NAMES == [
        "anthropic-messages",
        "ark",
        "azure-openai",
        "dashscope",
        "deepseek",
        "gemini",
        "llama-cpp",
        "mistral",
        "ollama",
        "openai-chat",
        "openai-responses",
        "perplexity",
        "perplexity-agent",
        "vllm",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_dialect_says_from_which_documents_its_shape_was_taken(name: str) -> None:
    made = find_dialect(name)
    own = read_yaml(HOME / f"{name}.yaml").value
    assert made.id == name
    assert [each["address"][:8] for each in own["source"]] == ["https://"] * len(made.source)
    assert all(each["date"] >= "2026-09" for each in made.source)


@pytest.mark.parametrize("name", NAMES)
def test_a_dialect_sends_no_key_but_in_its_own_header(name: str) -> None:
    made = find_dialect(name)
    assert made.auth.header.lower() not in {header.lower() for header in made.headers}


@pytest.mark.parametrize("name", NAMES)
def test_a_dialect_decides_what_no_vendor_shall_decide_unseen(name: str) -> None:
    ask = find_dialect(name).ask
    decided = {"temperature", "max-tokens"} & set(ask.sampling)
    assert "max-tokens" in decided
    assert decided <= set(ask.defaults) <= set(ask.sampling)


@pytest.mark.parametrize("name", NAMES)
def test_a_dialect_knows_the_end_of_a_stream(name: str) -> None:
    stream = find_dialect(name).stream
    assert stream.format in ("sse", "ndjson")
    assert stream.end or stream.closes


def test_an_extending_dialect_joins_replaces_and_takes_away() -> None:
    chat, azure, sonar = map(find_dialect, ("openai-chat", "azure-openai", "perplexity"))
    assert (azure.auth.header, azure.ask.model, azure.ask.messages) == ("api-key", "", "messages")
    assert azure.ask.message == chat.ask.message
    assert (chat.ask.message["call"]["content"], azure.ask.sampling) == (None, chat.ask.sampling)
    assert set(sonar.ask.message) == {"system", "user", "assistant"}
    assert (sonar.ask.tools, sonar.answer.calls, sonar.stream.calls) == (None, (), ())
    assert sonar.ask.streamed == {"stream": True}
    assert sonar.answer.usage.tokens_in == chat.answer.usage.tokens_in


def test_a_stream_stands_as_a_whole_answer_where_nothing_else_is_said() -> None:
    made = find_dialect("gemini")
    assert made.stream.text == made.answer.text
    assert made.stream.usage == made.answer.usage


def test_an_unknown_dialect_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(AuditorError) as caught:
        find_dialect("openai-chats")
    assert (caught.value.what, caught.value.hint) == (
        "no dialect is called 'openai-chats'",
        f"known ones: {', '.join(NAMES)}",
    )


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("a", True),
        ("a.*.b", True),
        ("a.*#index.b", True),
        ("*.a", True),
        ("[type=x.y].a[b!=c].d", True),
        ("a.*[!b][c].d", True),
        ("[type=x]#index.a", True),
        ("", False),
        ("a..b", False),
        ("a.", False),
        (".a", False),
        ("a[b", False),
        ("a[b=c]d", False),
        ("a b", False),
        ("a.[b]", False),
    ],
)
def test_a_path_has_one_form(path: str, fits: bool) -> None:
    value = read_yaml(HOME / "ollama.yaml").value
    value["answer"]["text"] = [path]
    assert (list(problems("dialect", value)) == []) is fits


def of_file(tmp_path: Path, text: str) -> Dialect:
    shutil.copy(HOME / "openai-chat.yaml", tmp_path)
    (tmp_path / "mine.yaml").write_text(text)
    return read_dialect(tmp_path / "mine.yaml")


MINE = """\
id: mine
title: Mine
extends: openai-chat
source: [{document: A page, date: 2026-11}]
cheapest: none
"""


def test_a_dialect_may_say_only_what_differs(tmp_path: Path) -> None:
    made = of_file(tmp_path, MINE)
    assert (made.title, made.cheapest, made.auth.header) == ("Mine", "none", "Authorization")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: Mine", "titel: Mine", "mine.yaml:2:1: unknown key 'titel'"),
        ("cheapest: none", "cheapest: nil", "mine.yaml:5:1: cheapest: 'nil' is not 'none'"),
        ("openai-chat", "openai", "mine.yaml:3:1: extends no known dialect"),
        ("title: Mine", "ask: {messages: a..b}", "mine.yaml:2:7: messages: 'a..b' is not a place"),
        ("title: Mine", "auth: null", "mine.yaml:1:1: 'auth' is missing"),
    ],
)
def test_a_broken_dialect_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(AuditorError) as caught:
        of_file(tmp_path, MINE.replace(old, new))
    assert str(caught.value).startswith(f"{tmp_path}/{told}")


def test_a_value_of_another_kind_replaces(tmp_path: Path) -> None:
    text = (
        MINE
        + "answer: {text: [a], usage: {in: [b]}}\nask: {defaults: {top-p: null, max-tokens: 7}}\n"
    )
    made: Any = of_file(tmp_path, text)
    assert (made.answer.text, made.answer.usage.tokens_in) == (("a",), ("b",))
    assert made.ask.defaults == {"temperature": 0.7, "max-tokens": 7}
