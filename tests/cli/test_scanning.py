import json

from tests.cli.running import auditor, one_mistake, said


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
    assert result.stdout == ""
    assert result.stderr.endswith("in prose of these languages: zh\n")


def test_mistakes_are_one_line(tmp_path):
    one_mistake(said("scan", tmp_path / "none"), f"{tmp_path / 'none'}: no such file")
    one_mistake(said("scan", tmp_path), f"{tmp_path}: a folder, not a text", "name the files in it")
