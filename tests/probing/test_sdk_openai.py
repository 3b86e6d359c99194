"""OpenAI's own client takes the fakes' answers, and the fakes take its requests."""

from collections.abc import Iterator

import openai
import pytest

from tests.probing.fake import FakeVendor
from tests.probing.fakes.guard import only_loopback
from tests.probing.fakes.wire import ANSWERED_BY, KEY, MODEL, REQUEST_ID, Said, Wire
from tests.probing.fakes.wires import AZURE, BY_DIALECT, OPENAI, RESPONSES

MESSAGES = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "Hi."},
    {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{}"}}
        ],
    },
    {"role": "tool", "tool_call_id": "c1", "content": "Nothing."},
]
TOOL = {
    "type": "function",
    "function": {"name": "look", "parameters": {"type": "object", "properties": {}}},
}
CALL = Said(text=(), calls=(("look", {"what": "天气"}),), stopped="call")
SPOKEN = [
    OPENAI,
    *(
        BY_DIALECT[each]
        for each in ("deepseek", "dashscope", "ark", "vllm", "llama-cpp", "perplexity")
    ),
]
spoken = pytest.mark.parametrize("wire", SPOKEN, ids=lambda wire: wire.dialect)


@pytest.fixture(autouse=True)
def guarded() -> Iterator[None]:
    with only_loopback():
        yield


def client(vendor: FakeVendor, wire: Wire = OPENAI, key: str = KEY) -> openai.OpenAI:
    return openai.OpenAI(api_key=key, base_url=vendor.root + wire.base, max_retries=0)


@spoken
def test_a_whole_chat_completion(fake_vendor: FakeVendor, wire: Wire) -> None:
    fake_vendor.always = wire.answer(Said(reasoning=("Hm.",)))
    with client(fake_vendor, wire) as made:
        raw = made.chat.completions.with_raw_response.create(model=MODEL, messages=MESSAGES)
    answer = raw.parse()
    message = answer.choices[0].message
    assert (message.content, getattr(message, wire.reasoning_field)) == ("Good day, 天气.", "Hm.")
    assert (answer.model, answer.choices[0].finish_reason) == (ANSWERED_BY, "stop")
    assert answer.usage.prompt_tokens == 40
    assert answer.usage.completion_tokens == 12
    if details := answer.usage.completion_tokens_details:
        assert details.reasoning_tokens == 5
    assert raw.headers.get(wire.id_header, "") == wire.headers().get(wire.id_header, "")
    assert wire.system(fake_vendor.asked[0]) == "Be brief."


@spoken
def test_a_streamed_chat_completion(fake_vendor: FakeVendor, wire: Wire) -> None:
    fake_vendor.always = wire.answer(Said(reasoning=("Hm.",)))
    asks = {"stream_options": {"include_usage": True}} if wire.takes_usage else {}
    with client(fake_vendor, wire) as made:
        events = list(
            made.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True, **asks)
        )
    deltas = [choice.delta for event in events for choice in event.choices]
    assert "".join(delta.content or "" for delta in deltas) == "Good day, 天气."
    assert "".join(getattr(delta, wire.reasoning_field, "") or "" for delta in deltas) == "Hm."
    assert events[-1].usage.completion_tokens == 12


@pytest.mark.parametrize("stream", [False, True])
def test_a_call_of_a_tool_in_chat(fake_vendor: FakeVendor, stream: bool) -> None:
    fake_vendor.always = OPENAI.answer(CALL)
    with client(fake_vendor) as made:
        if stream:
            with made.chat.completions.stream(
                model=MODEL, messages=MESSAGES, tools=[TOOL]
            ) as events:
                answer = events.get_final_completion()
        else:
            answer = made.chat.completions.create(model=MODEL, messages=MESSAGES, tools=[TOOL])
    (call,) = answer.choices[0].message.tool_calls
    assert (call.function.name, call.function.arguments) == ("look", '{"what": "天气"}')
    assert answer.choices[0].finish_reason == "tool_calls"


def test_azures_client_puts_the_deployment_in_the_address(fake_vendor: FakeVendor) -> None:
    fake_vendor.always = AZURE.answer()
    with openai.AzureOpenAI(
        api_key=KEY, azure_endpoint=fake_vendor.root, api_version="2024-10-21", max_retries=0
    ) as made:
        answer = made.chat.completions.create(model=MODEL, messages=MESSAGES)
        streamed = made.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)
        pieces = [choice.delta.content or "" for event in streamed for choice in event.choices]
    assert answer.choices[0].message.content == "".join(pieces) == "Good day, 天气."


INPUT = [
    {"role": "user", "content": "Hi."},
    {"type": "function_call", "call_id": "c1", "name": "look", "arguments": "{}"},
    {"type": "function_call_output", "call_id": "c1", "output": "Nothing."},
]


def test_a_whole_response(fake_vendor: FakeVendor) -> None:
    fake_vendor.always = RESPONSES.answer(Said(reasoning=("Hm.",)))
    with client(fake_vendor) as made:
        answer = made.responses.create(model=MODEL, instructions="Be brief.", input=INPUT)
    assert (answer.output_text, answer.model) == ("Good day, 天气.", ANSWERED_BY)
    assert (answer.status, answer._request_id) == ("completed", REQUEST_ID)
    assert answer.output[0].summary[0].text == "Hm."
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (40, 12)
    assert RESPONSES.system(fake_vendor.asked[0]) == "Be brief."


@pytest.mark.parametrize("said", [Said(reasoning=("H", "m.")), CALL, Said(stopped="filter")])
def test_a_streamed_response_adds_up_to_the_whole_one(fake_vendor: FakeVendor, said: Said) -> None:
    fake_vendor.always = RESPONSES.answer(said)
    with (
        client(fake_vendor) as made,
        made.responses.stream(model=MODEL, input=INPUT) as events,
    ):
        kinds = [event.type for event in events]
    whole = openai.types.responses.Response.model_validate(RESPONSES.whole(said))
    snapshot = events._state._completed_response if said.stopped != "filter" else None
    assert kinds[0] == "response.created"
    assert kinds[-1] == f"response.{whole.status}"
    assert snapshot is None or snapshot.output_text == whole.output_text


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, openai.BadRequestError),
        (401, openai.AuthenticationError),
        (403, openai.PermissionDeniedError),
        (404, openai.NotFoundError),
        (429, openai.RateLimitError),
        (500, openai.InternalServerError),
    ],
)
def test_an_error(fake_vendor: FakeVendor, status: int, kind: type[openai.APIStatusError]) -> None:
    fake_vendor.always = OPENAI.refuse(status, "The reason is this.")
    with client(fake_vendor) as made, pytest.raises(kind) as caught:
        made.chat.completions.create(model=MODEL, messages=MESSAGES)
    assert caught.value.body["message"] == "The reason is this."
    assert caught.value.request_id == REQUEST_ID


@pytest.mark.parametrize(
    ("key", "model", "kind"),
    [("other", MODEL, openai.AuthenticationError), (KEY, "other", openai.NotFoundError)],
)
def test_the_fake_refuses_a_wrong_key_and_a_wrong_model(
    fake_vendor: FakeVendor, key: str, model: str, kind: type[openai.APIStatusError]
) -> None:
    fake_vendor.always = OPENAI.answer()
    with client(fake_vendor, key=key) as made, pytest.raises(kind):
        made.chat.completions.create(model=model, messages=MESSAGES)


def test_the_guard_guards() -> None:
    with (
        openai.OpenAI(api_key=KEY, base_url="https://api.vendor.test/v1", max_retries=0) as made,
        pytest.raises((AssertionError, openai.APIConnectionError)),
    ):
        made.models.list()
