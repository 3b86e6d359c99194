"""Ollama's own client takes the fake's answers, and the fake takes its requests."""

from collections.abc import Iterator

import ollama
import pytest

from tests.probing.fake import FakeVendor
from tests.probing.fakes.guard import only_loopback
from tests.probing.fakes.wire import ANSWERED_BY, KEY, MODEL, Said
from tests.probing.fakes.wires import OLLAMA

TALK = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi."}]
THOUGHT = Said(reasoning=("H", "m."))


@pytest.fixture
def client(fake_vendor: FakeVendor) -> Iterator[ollama.Client]:
    headers = {"Authorization": f"Bearer {KEY}"}
    with only_loopback(), ollama.Client(fake_vendor.root, headers=headers) as made:
        yield made


def test_a_whole_answer(fake_vendor: FakeVendor, client: ollama.Client) -> None:
    fake_vendor.always = OLLAMA.answer(THOUGHT)
    answer = client.chat(MODEL, TALK, options={"temperature": 0.7}, stream=False)
    assert (answer.message.content, answer.message.thinking) == ("Good day, 天气.", "Hm.")
    assert (answer.model, answer.done_reason) == (ANSWERED_BY, "stop")
    assert (answer.prompt_eval_count, answer.eval_count) == (40, 12)
    assert OLLAMA.system(fake_vendor.asked[0]) == "Be brief."


def test_a_streamed_answer(fake_vendor: FakeVendor, client: ollama.Client) -> None:
    fake_vendor.always = OLLAMA.answer(THOUGHT)
    parts = list(client.chat(MODEL, TALK, stream=True))
    assert "".join(part.message.content or "" for part in parts) == "Good day, 天气."
    assert "".join(part.message.thinking or "" for part in parts) == "Hm."
    assert [part.done for part in parts] == [False] * (len(parts) - 1) + [True]


def test_a_call_of_a_tool(fake_vendor: FakeVendor, client: ollama.Client) -> None:
    fake_vendor.always = OLLAMA.answer(
        Said(text=(), calls=(("look", {"what": "天气"}),), stopped="call")
    )
    whole = client.chat(MODEL, TALK, stream=False).message
    streamed = [part.message for part in client.chat(MODEL, TALK, stream=True)]
    for messages in ([whole], streamed):
        (call,) = [call for message in messages for call in message.tool_calls or ()]
        assert (call.function.name, call.function.arguments) == ("look", {"what": "天气"})


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_an_error(fake_vendor: FakeVendor, client: ollama.Client, status: int) -> None:
    fake_vendor.always = OLLAMA.refuse(status, "The reason is this.")
    with pytest.raises(ollama.ResponseError, match=r"The reason is this\.") as caught:
        client.chat(MODEL, TALK)
    assert caught.value.status_code == status
