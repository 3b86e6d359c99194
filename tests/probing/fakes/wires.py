"""Each shipped dialect with the fake that speaks it."""

from tests.probing.fakes.chat import Chat, DashScope, LlamaCpp, Mistral, Vllm
from tests.probing.fakes.gemini import Gemini
from tests.probing.fakes.messages import Messages
from tests.probing.fakes.ollama import Ollama
from tests.probing.fakes.responses import Responses
from tests.probing.fakes.wire import Wire

SEARCHED = (
    ("citations", ["https://a.example/1"]),
    ("search_results", [{"title": "A", "url": "https://a.example/1", "date": "2026-11-01"}]),
)
OPENAI = Chat("openai-chat", "/v1", id_header="x-request-id")
RESPONSES = Responses("openai-responses", "/v1", id_header="x-request-id")
ANTHROPIC = Messages("anthropic-messages", "/v1", "x-api-key", "", id_header="request-id")
GEMINI = Gemini("gemini", "/v1beta", "x-goog-api-key", "")
OLLAMA = Ollama("ollama", "")
DASHSCOPE = DashScope("dashscope", "/compatible-mode/v1", id_header="x-request-id")
MISTRAL = Mistral("mistral", "/v1", id_header="mistral-correlation-id", takes_usage=False)
AZURE = Chat(
    "azure-openai",
    "",
    "api-key",
    "",
    id_header="apim-request-id",
    path="/openai/deployments/{model}/chat/completions?api-version=2024-10-21",
    model_in_path=True,
)
WIRES: tuple[Wire, ...] = (
    OPENAI,
    RESPONSES,
    ANTHROPIC,
    GEMINI,
    OLLAMA,
    DASHSCOPE,
    MISTRAL,
    AZURE,
    Chat("deepseek", "/v1", id_header="x-ds-trace-id"),
    Vllm("vllm", "/v1", id_header="x-request-id", reasoning_field="reasoning"),
    LlamaCpp("llama-cpp", "/v1"),
    Chat("ark", "/api/v3", id_header="x-request-id"),
    Chat("perplexity", "", takes_usage=False, extra=SEARCHED, flat_usage=True),
    Responses("perplexity-agent", "", path="/v1/agent"),
)
BY_DIALECT = {wire.dialect: wire for wire in WIRES}
