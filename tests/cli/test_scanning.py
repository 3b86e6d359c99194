import base64
import json

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
    one_mistake(
        said("scan", tmp_path), f"{tmp_path}: a folder, and no audit", "name the files in it"
    )


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
