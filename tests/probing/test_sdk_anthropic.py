"""Anthropic's own client takes the fake's answers, and the fake takes its requests."""

from collections.abc import Iterator

import anthropic
import pytest

from tests.probing.fake import FakeVendor
from tests.probing.fakes.guard import only_loopback
from tests.probing.fakes.wire import ANSWERED_BY, KEY, MODEL, REQUEST_ID, Said
from tests.probing.fakes.wires import ANTHROPIC

TALK = [
    {"role": "user", "content": "Hi."},
    {
        "role": "assistant",
        "content": [{"type": "tool_use", "id": "t1", "name": "look", "input": {}}],
    },
    {
        "role": "user",
        "content": [{"type": "tool_result", "tool_use_id": "t1", "content": "Nothing."}],
    },
]
ASKED = {"model": MODEL, "max_tokens": 64, "system": "Be brief.", "messages": TALK}
SAID = [
    Said(),
    Said(reasoning=("H", "m.")),
    Said(text=("I look.",), calls=(("look", {"what": "天气"}), ("look", {})), stopped="call"),
    Said(stopped="length"),
    Said(text=("I ",), stopped="filter"),
]


@pytest.fixture(autouse=True)
def guarded() -> Iterator[None]:
    with only_loopback():
        yield


def client(vendor: FakeVendor, key: str = KEY) -> anthropic.Anthropic:
    return anthropic.Anthropic(api_key=key, base_url=vendor.root, max_retries=0)


def test_a_whole_message(fake_vendor: FakeVendor) -> None:
    fake_vendor.always = ANTHROPIC.answer(Said(reasoning=("Hm.",)))
    with client(fake_vendor) as made:
        answer = made.messages.create(**ASKED)
    thinking, text = answer.content
    assert (thinking.thinking, text.text) == ("Hm.", "Good day, 天气.")
    assert (answer.model, answer.stop_reason) == (ANSWERED_BY, "end_turn")
    assert (answer.usage.input_tokens, answer.usage.cache_read_input_tokens) == (33, 7)
    assert answer._request_id == REQUEST_ID
    assert ANTHROPIC.system(fake_vendor.asked[0]) == "Be brief."


@pytest.mark.parametrize("said", SAID)
def test_a_streamed_message_adds_up_to_the_whole_one(fake_vendor: FakeVendor, said: Said) -> None:
    fake_vendor.always = ANTHROPIC.answer(said)
    with client(fake_vendor) as made:
        whole = made.messages.create(**ASKED)
        with made.messages.stream(**ASKED) as events:
            streamed = events.get_final_message()
    assert streamed.model_dump(include={"content", "stop_reason", "model", "id"}) == (
        whole.model_dump(include={"content", "stop_reason", "model", "id"})
    )
    assert streamed.usage.output_tokens == whole.usage.output_tokens


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, anthropic.BadRequestError),
        (401, anthropic.AuthenticationError),
        (403, anthropic.PermissionDeniedError),
        (404, anthropic.NotFoundError),
        (429, anthropic.RateLimitError),
        (500, anthropic.InternalServerError),
        (529, anthropic.InternalServerError),
    ],
)
def test_an_error(
    fake_vendor: FakeVendor, status: int, kind: type[anthropic.APIStatusError]
) -> None:
    fake_vendor.always = ANTHROPIC.refuse(status, "The reason is this.")
    with client(fake_vendor) as made, pytest.raises(kind) as caught:
        made.messages.create(**ASKED)
    assert caught.value.body["error"]["message"] == "The reason is this."
    assert caught.value.request_id == REQUEST_ID


def test_the_fake_refuses_a_wrong_key(fake_vendor: FakeVendor) -> None:
    fake_vendor.always = ANTHROPIC.answer()
    with client(fake_vendor, "other") as made, pytest.raises(anthropic.AuthenticationError):
        made.messages.create(**ASKED)
