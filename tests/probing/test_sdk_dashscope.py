"""Alibaba's own client takes the fake's answers, and the fake takes its requests.

Not streamed: in the OpenAI-compatible mode this client parses the closing [DONE], which Alibaba
documents, as JSON. For streams its documentation shows OpenAI's client; test_sdk_openai has it.
"""

from collections.abc import Iterator

import dashscope
import pytest
from dashscope.aigc.chat_completion import Completions

from tests.probing.fake import FakeVendor
from tests.probing.fakes.guard import only_loopback
from tests.probing.fakes.wire import ANSWERED_BY, KEY, MODEL, Said
from tests.probing.fakes.wires import DASHSCOPE

TALK = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi."}]


@pytest.fixture(autouse=True)
def guarded(fake_vendor: FakeVendor, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    address = fake_vendor.root + DASHSCOPE.base
    monkeypatch.setattr(dashscope, "base_compatible_api_url", address)
    with only_loopback():
        yield


def test_a_whole_answer(fake_vendor: FakeVendor) -> None:
    fake_vendor.always = DASHSCOPE.answer()
    answer = Completions.create(model=MODEL, messages=TALK, api_key=KEY)
    assert answer.status_code == 200
    assert answer.choices[0].message.content == "Good day, 天气."
    assert (answer.model, answer.choices[0].finish_reason) == (ANSWERED_BY, "stop")
    assert answer.usage.prompt_tokens == 40
    assert DASHSCOPE.system(fake_vendor.asked[0]) == "Be brief."


def test_a_call_of_a_tool(fake_vendor: FakeVendor) -> None:
    said = Said(text=(), calls=(("look", {"what": "天气"}),), stopped="call")
    fake_vendor.always = DASHSCOPE.answer(said)
    answer = Completions.create(model=MODEL, messages=TALK, api_key=KEY)
    (call,) = answer.choices[0].message.tool_calls
    assert call["function"] == {"name": "look", "arguments": '{"what": "天气"}'}


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_an_error(fake_vendor: FakeVendor, status: int) -> None:
    fake_vendor.always = DASHSCOPE.refuse(status, "The reason is this.")
    answer = Completions.create(model=MODEL, messages=TALK, api_key=KEY)
    assert answer.status_code == status
    assert "The reason is this." in str(answer)
