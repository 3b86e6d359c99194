"""Google's own client takes the fake's answers, and the fake takes its requests."""

from collections.abc import Iterator

import pytest
from google import genai
from google.genai import errors, types

from tests.probing.fake import FakeVendor, send
from tests.probing.fakes.gemini import Gemini
from tests.probing.fakes.guard import only_loopback
from tests.probing.fakes.wire import ANSWERED_BY, KEY, MODEL, Said
from tests.probing.fakes.wires import GEMINI

TALK = [
    types.Content(role="user", parts=[types.Part.from_text(text="Hi.")]),
    types.Content(role="model", parts=[types.Part.from_function_call(name="look", args={})]),
    types.Content(
        role="user", parts=[types.Part.from_function_response(name="look", response={"result": ""})]
    ),
]
LOOK = types.FunctionDeclaration(
    name="look",
    description="Looks.",
    parameters_json_schema={"type": "object", "properties": {"what": {"type": "string"}}},
)
HOW = types.GenerateContentConfig(
    system_instruction="Be brief.",
    max_output_tokens=64,
    tools=[types.Tool(function_declarations=[LOOK])],
    automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
)


@pytest.fixture(autouse=True)
def guarded() -> Iterator[None]:
    with only_loopback():
        yield


@pytest.fixture
def client(fake_vendor: FakeVendor) -> Iterator[genai.Client]:
    options = types.HttpOptions(base_url=fake_vendor.root, api_version="v1beta")
    with genai.Client(api_key=KEY, http_options=options) as made:
        yield made


def test_a_whole_answer(fake_vendor: FakeVendor, client: genai.Client) -> None:
    fake_vendor.always = GEMINI.answer(Said(reasoning=("Hm.",)))
    answer = client.models.generate_content(model=MODEL, contents=TALK, config=HOW)
    thought, said = answer.candidates[0].content.parts
    assert (thought.text, thought.thought, said.text) == ("Hm.", True, "Good day, 天气.")
    assert (answer.model_version, answer.response_id) == (ANSWERED_BY, "resp-1")
    assert answer.usage_metadata.prompt_token_count == 40
    assert answer.usage_metadata.thoughts_token_count == 5
    assert answer.candidates[0].finish_reason == types.FinishReason.STOP
    assert GEMINI.system(fake_vendor.asked[0]) == "Be brief."


def test_a_streamed_answer(fake_vendor: FakeVendor, client: genai.Client) -> None:
    fake_vendor.always = GEMINI.answer(Said(reasoning=("Hm.",)))
    events = list(client.models.generate_content_stream(model=MODEL, contents=TALK, config=HOW))
    parts = [part for event in events for part in event.candidates[0].content.parts]
    assert "".join(part.text for part in parts if not part.thought) == "Good day, 天气."
    assert [part.text for part in parts if part.thought] == ["Hm."]
    assert events[-1].candidates[0].finish_reason == types.FinishReason.STOP
    assert events[-1].usage_metadata.total_token_count == 52


def test_a_call_of_a_tool(fake_vendor: FakeVendor, client: genai.Client) -> None:
    calls = (("look", {"what": "天气"}), ("look", {"what": "more"}))
    fake_vendor.always = GEMINI.answer(Said(text=(), calls=calls, stopped="call"))
    answer = client.models.generate_content(model=MODEL, contents=TALK, config=HOW)
    events = client.models.generate_content_stream(model=MODEL, contents=TALK, config=HOW)
    streamed = [call for event in events for call in event.function_calls or []]
    for found in (answer.function_calls, streamed):
        assert [(call.name, call.args) for call in found] == list(calls)


def test_a_filter(fake_vendor: FakeVendor, client: genai.Client) -> None:
    fake_vendor.script = [
        GEMINI.answer(Said(text=("Well, ",), stopped="filter")),
        send(Gemini("gemini", "").blocked("PROHIBITED_CONTENT")),
    ]
    stopped = client.models.generate_content(model=MODEL, contents=TALK, config=HOW)
    blocked = client.models.generate_content(model=MODEL, contents=TALK, config=HOW)
    assert stopped.candidates[0].finish_reason == types.FinishReason.SAFETY
    assert blocked.prompt_feedback.block_reason == types.BlockedReason.PROHIBITED_CONTENT


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "INVALID_ARGUMENT"),
        (401, "UNAUTHENTICATED"),
        (403, "PERMISSION_DENIED"),
        (404, "NOT_FOUND"),
        (429, "RESOURCE_EXHAUSTED"),
        (500, "INTERNAL"),
    ],
)
def test_an_error(fake_vendor: FakeVendor, client: genai.Client, status: int, kind: str) -> None:
    fake_vendor.always = GEMINI.refuse(status, "The reason is this.")
    with pytest.raises(errors.APIError) as caught:
        client.models.generate_content(model=MODEL, contents=TALK, config=HOW)
    told = (caught.value.code, caught.value.status, caught.value.message)
    assert told == (status, kind, "The reason is this.")


def test_the_fake_refuses_a_wrong_model(fake_vendor: FakeVendor, client: genai.Client) -> None:
    fake_vendor.always = GEMINI.answer()
    with pytest.raises(errors.ClientError, match="404"):
        client.models.generate_content(model="other", contents=TALK, config=HOW)
