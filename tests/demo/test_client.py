import ast
import sys
from pathlib import Path

import orjson
import pytest

from auditor.demo import client, hosts
from auditor.demo.certificates import make_authority
from tests.demo.running import VALUES, environment, ran


@pytest.fixture
def persona(tmp_path: Path) -> Path:
    file = tmp_path / "persona.json"
    file.write_bytes(orjson.dumps({"id": "ffion", "language": "en", "values": VALUES}))
    return file


def values_in(text: str) -> list[str]:
    return [
        value
        for each in VALUES.values()
        for value in ([each] if isinstance(each, str) else each)
        if value in text
    ]


def test_it_chats_and_tells_others_and_is_refused_nothing_but_the_update(
    authority, model_url, persona, tmp_path
):
    other = make_authority(tmp_path / "other")
    with environment(authority, model_url) as (variables, serving, asked_for):
        done = ran(variables, "--persona", persona, "--pin", other.file)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "looked for updates",
        "told analytics who signed in",
        "chatted with the vendor",
        "chatted with the vendor",
        "told analytics what was typed",
        "loaded the analytics pixel",
        "sent a crash report",
        "sent a heartbeat",
    ]
    assert [line for line in lines if "failed" in line] == ["looked for updates: failed (SSLError)"]
    assert values_in(done.stdout) == []
    assert set(asked_for) == set(hosts.ANSWERS)
    assert [request.host for request in serving.received] == [
        hosts.ANALYTICS,
        hosts.VENDOR,
        hosts.VENDOR,
        hosts.ANALYTICS,
        hosts.ANALYTICS,
        hosts.CRASHES,
        hosts.ADS,
    ]


def test_the_pin_comes_from_the_environment_too(authority, model_url, persona):
    with environment(authority, model_url) as (variables, serving, _):
        done = ran(variables | {"DEMO_PIN_CA": str(authority.file)}, "--persona", persona)
    assert done.stdout.startswith("looked for updates: 200\n")
    assert serving.received[0].host == hosts.UPDATES


def test_the_clean_twin_talks_to_the_vendor_alone(authority, model_url, persona):
    with environment(authority, model_url) as (variables, serving, asked_for):
        done = ran(variables, "--persona", persona, "--clean")
    assert done.returncode == 0
    assert set(asked_for) == {hosts.VENDOR}
    assert [request.path for request in serving.received] == ["/v1/chat/completions"] * 2
    for request in serving.received:
        assert request.headers["Authorization"].startswith("Bearer ")
        assert "Cookie" not in request.headers
        sent = orjson.loads(request.body)
        assert (sent["stream"], sent["max_tokens"]) == (True, 24)
        assert VALUES["email"] not in request.body.decode()
        assert VALUES["device-id"][0] not in request.body.decode()
    first, second = (orjson.loads(request.body)["messages"] for request in serving.received)
    assert [message["content"] for message in first] == VALUES["prompt"][:1]
    assert [message["role"] for message in second] == ["user", "assistant", "user"]
    assert second[2]["content"] == "Make it shorter."


def test_a_vendor_that_does_not_answer_ends_the_client(authority, persona):
    with environment(authority, "http://127.0.0.1:9/v1") as (variables, _, _):
        done = ran(variables, "--persona", persona, "--clean")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "chatted with the vendor: failed (HTTPError)\n"


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"values": {"email": "a@mail.example"}}', '{"values": {"email": []}}'],
)
def test_a_file_that_is_no_persona_is_one_line(tmp_path, content):
    file = tmp_path / "persona.json"
    file.write_text(content)
    done = ran({}, "--persona", file, "--clean")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{file}: not a persona with email, device-id and prompt (")
    assert done.stderr.count("\n") == 1


def test_without_a_pin_it_says_so(persona):
    done = ran({"DEMO_PIN_CA": ""}, "--persona", persona)
    assert done.returncode == 2
    assert "--pin or $DEMO_PIN_CA is missing" in done.stderr


def test_deltas_of_a_stream_are_joined_until_it_is_done():
    lines = [
        b": ping",
        b'data: {"choices": [{"delta": {"role": "assistant", "content": null}}]}',
        b"",
        b'data: {"choices": [{"delta": {"content": "Hel"}}]}',
        b'data: {"choices": [{"delta": {"content": "lo"}}, {"delta": {}}]}',
        b'data: {"choices": [], "usage": {}}',
        b"data: [DONE]",
        b'data: {"choices": [{"delta": {"content": "never"}}]}',
    ]
    assert "".join(client._deltas(lines)) == "Hello"


def test_it_is_a_program_of_its_own():
    tree = ast.parse(Path(client.__file__).read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - sys.stdlib_module_names == {"requests"}
