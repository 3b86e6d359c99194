import base64
import json
import subprocess
import sys

from tests.capture.importing.hars import a_har, an_item, request
from tests.cli.running import auditor, one_mistake, said
from tests.detect.making import EMAIL, Audit


def test_a_file_is_scanned_to_json_lines(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_bytes(b"\xef\xbb\xbfWrite to ada@x.example.zz \xff\n")
    result = said("scan", file)
    (line,) = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert line == {
        "id": str(file),
        "kind": "personal-data/email",
        "start": 9,
        "end": 25,
        "sureness": "certain",
        "because": "has the form of an e-mail address",
    }


def test_stdin_is_read_and_a_persona_looked_for(tmp_path):
    persona = tmp_path / "ada.yaml"
    persona.write_text("id: ada\nlanguage: en\nvalues: {secret: h4j7k2m-p9q3r6s-t5v8w2x}\n")
    told = auditor("scan", persona, "--persona", persona, "--explain", cwd=tmp_path)
    assert told.stdout == (
        f"{persona} 38-61: the planted secret, certain: the value that was planted stands here\n"
    )


def test_what_could_not_be_looked_at_is_said(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("我叫张伟，住在北京。")
    result = said("scan", file)
    assert result.stderr.endswith("in prose of these languages: zh\n")
    assert result.exit_code == 0
    assert said("scan", file, "--require-complete").exit_code == 3


def test_mistakes_are_one_line(tmp_path):
    one_mistake(said("scan", tmp_path / "none"), f"{tmp_path / 'none'}: no such file")
    one_mistake(said("scan", tmp_path), f"{tmp_path}: no files in it")


def test_a_capture_is_scanned_entry_by_entry(tmp_path):
    sent = {"mimeType": "application/json", "text": '{"user": {"mail": "ada@x.example.zz"}}'}
    headers = [{"name": "Authorization", "value": "Bearer q7Rm2xKd91LsVb40TzYp"}]
    item = an_item(request=request(postData=sent, headers=headers))
    file = a_har(tmp_path, item, {"no": "request"}, an_item())
    result = said("scan", file)
    lines = [*map(json.loads, result.stdout.splitlines())]
    assert result.exit_code == 0
    assert [(line["id"], line["kind"], line["side"], line["place"]) for line in lines] == [
        (f"{file}:1", "personal-data/email", "sent", "body.$.user.mail"),
        (f"{file}:1", "secret/bearer-token", "sent", "header.authorization"),
    ]
    assert lines[0]["decoded"] == ["json"]
    assert "ada@" not in result.stdout
    assert f"not scanned: {file}: 1 × no request" in result.stderr
    told = said("scan", file, "--explain").stdout.splitlines()[0]
    assert told == (
        f"{file}:1 sent body.$.user.mail (in json): an e-mail address, certain: "
        "has the form of an e-mail address"
    )


def test_a_capture_of_which_nothing_can_be_read_is_a_mistake(tmp_path):
    file = a_har(tmp_path, {"no": "request"})
    one_mistake(said("scan", file), f"{file}: nothing in this HAR could be scanned: no request")


def test_an_audit_is_scanned_with_what_was_planted_in_it(tmp_path):
    audit = Audit(tmp_path)
    audit.capture({"a": EMAIL, "b": "ben@x.example.zz"})
    audit.writer.close()
    lines = [json.loads(line) for line in said("scan", tmp_path / "audit").stdout.splitlines()]
    assert [(line["id"], line["kind"], line["place"]) for line in lines] == [
        ("x1", "personal-data/email", "body.$.a"),
        ("x1", "personal-data/email", "body.$.b"),
        ("x1", "planted/email", "body.$.a"),
    ]


def test_what_is_encoded_in_a_text_is_scanned_too(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("seen: " + base64.b64encode(b"write to ada@x.example.zz soon").decode())
    (line,) = map(json.loads, said("scan", file).stdout.splitlines())
    assert (line["start"], line["decoded"]) == (None, ["base64"])


ALONE = """
import sys

def refuse(event, args):
    if event.startswith("socket."):
        raise RuntimeError(f"{event} {args}")

sys.addaudithook(refuse)
from auditor.cli.app import app

app(["scan", *sys.argv[1:]])
"""


def test_a_whole_scan_opens_no_socket(tmp_path):
    script, text, persona = (tmp_path / name for name in ("alone.py", "notes.txt", "ada.yaml"))
    script.write_text(ALONE)
    persona.write_text("id: ada\nlanguage: en\nvalues: {secret: h4j7k2m-p9q3r6s-t5v8w2x}\n")
    text.write_text(
        "Ada Lovelace, ada@mail.example, of London rang +44 20 7946 0018.\n我叫张伟。\n"
    )
    capture = a_har(tmp_path)
    audit = Audit(tmp_path)
    audit.capture({"a": EMAIL})
    audit.writer.close()
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            script,
            text,
            capture,
            tmp_path / "audit",
            "-",
            "--persona",
            persona,
        ],
        capture_output=True,
        check=False,
        encoding="utf-8",
        input="ben@x.example.zz\n",
        timeout=120,
    )
    assert (done.returncode, "RuntimeError" in done.stderr) == (0, False)
    ids = {json.loads(line)["id"] for line in done.stdout.splitlines()}
    assert ids >= {str(text), "x1", "stdin"}


def test_the_socket_guard_guards():
    code = ALONE.partition("from auditor")[0] + "import socket; socket.socket()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert "RuntimeError: socket.__new__" in done.stderr


def test_a_large_text_is_scanned_in_flat_memory(tmp_path):
    file = tmp_path / "large.txt"
    with file.open("w") as out:
        for number in range(60_000):
            out.write(f"{number:07} 7f3a9c1e-52b8-4d06 ok\n")
        out.write("ada@x.example.zz\n")
    code = (
        "import resource, sys; from auditor.cli.app import app\n"
        "try: app(['scan', sys.argv[1]])\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    small = tmp_path / "small.txt"
    small.write_text("ada@x.example.zz\n")
    held = []
    for each in (small, file):
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, each], capture_output=True, check=True, text=True
        )
        assert len(done.stdout.splitlines()) == 1
        held.append(int(done.stderr.split()[-1]))
    assert held[1] - held[0] < 30_000


def test_with_the_gate_the_model_reads_only_what_can_hold_a_name(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("The heron stood still all day. We met Ada Lovelace there in the evening.")
    (line,) = map(json.loads, said("scan", file, "--gate").stdout.splitlines())
    assert (line["kind"], line["start"], line["end"]) == ("personal-data/person", 38, 50)
