"""Mistral's own client takes the fake's answers, and the fake takes its requests."""

from collections.abc import Iterator

import pytest
from mistralai.client import Mistral, errors

from tests.probing.fake import FakeVendor
from tests.probing.fakes.guard import only_loopback
from tests.probing.fakes.wire import ANSWERED_BY, KEY, MODEL, Said
from tests.probing.fakes.wires import MISTRAL

TALK = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi."}]


@pytest.fixture
def client(fake_vendor: FakeVendor) -> Iterator[Mistral]:
    with only_loopback(), Mistral(api_key=KEY, server_url=fake_vendor.root) as made:
        yield made


def test_a_whole_answer(fake_vendor: FakeVendor, client: Mistral) -> None:
    fake_vendor.always = MISTRAL.answer(Said(reasoning=("Hm.",)))
    answer = client.chat.complete(model=MODEL, messages=TALK)
    thought, said = answer.choices[0].message.content
    assert (thought.thinking[0].text, said.text) == ("Hm.", "Good day, 天气.")
    assert (answer.model, answer.choices[0].finish_reason) == (ANSWERED_BY, "stop")
    assert answer.usage.prompt_tokens == 40
    assert MISTRAL.system(fake_vendor.asked[0]) == "Be brief."


def test_a_streamed_answer(fake_vendor: FakeVendor, client: Mistral) -> None:
    fake_vendor.always = MISTRAL.answer()
    with client.chat.stream(model=MODEL, messages=TALK) as events:
        deltas = [choice.delta for event in events for choice in event.data.choices]
    assert "".join(delta.content or "" for delta in deltas) == "Good day, 天气."


def test_a_call_of_a_tool(fake_vendor: FakeVendor, client: Mistral) -> None:
    said = Said(text=(), calls=(("look", {"what": "天气"}),), stopped="call")
    fake_vendor.always = MISTRAL.answer(said)
    answer = client.chat.complete(model=MODEL, messages=TALK)
    (call,) = answer.choices[0].message.tool_calls
    assert (call.function.name, call.function.arguments) == ("look", '{"what": "天气"}')


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_an_error(fake_vendor: FakeVendor, client: Mistral, status: int) -> None:
    fake_vendor.always = MISTRAL.refuse(status, "The reason is this.")
    with pytest.raises(errors.MistralError, match=r"The reason is this\.") as caught:
        client.chat.complete(model=MODEL, messages=TALK)
    assert caught.value.status_code == status
