"""What no module may do, because strangers' words pass through all of them."""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.capture.process import start
from auditor.evidence.jsonl import write_private
from tests.cli.running import files_in, said

ROOT = Path(__file__).parent.parent
FORBIDDEN = {
    "eval", "exec", "compile", "__import__",
    "os.system", "os.popen", "os.execv", "os.execvp", "os.spawnv", "subprocess.getoutput",
    "pickle.load", "pickle.loads", "marshal.loads", "shelve.open",
    "yaml.load", "yaml.unsafe_load", "yaml.full_load",
    "shutil.unpack_archive", "tarfile.open", "tempfile.mktemp",
}  # fmt: skip
"""Ways to run or unpack what somebody else wrote."""
UNVERIFIED = {"verify": False, "check_hostname": False, "ssl_insecure": True, "shell": True}
"""Keywords and attributes with the value that nothing here may have."""


def _dotted(node: ast.expr) -> str:
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            return f"{_dotted(node.value)}.{node.attr}"
    return ""


def _faults(source: str) -> Iterator[str]:
    """Calls that are forbidden, shells, and connections that are not verified."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call():
                name = _dotted(node.func)
                if name in FORBIDDEN or name.endswith((".extractall", ".extract")):
                    yield name
                first = node.args[0] if node.args else None
                if name.startswith("subprocess.") and isinstance(
                    first, ast.Constant | ast.JoinedStr
                ):
                    yield f"{name} of a text"
                for keyword in node.keywords:
                    yield from _unverified(keyword.arg or "", keyword.value)
            case ast.Assign(targets=[ast.Attribute(attr=name)]):
                yield from _unverified(name, node.value)
            case ast.Attribute(attr="CERT_NONE" | "_create_unverified_context"):
                yield node.attr


def _unverified(name: str, value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and name in UNVERIFIED and value.value is UNVERIFIED[name]:
        yield f"{name}={value.value}"


def test_no_module_runs_unpacks_or_trusts_what_a_stranger_wrote() -> None:
    modules = sorted((ROOT / "auditor").rglob("*.py"))
    found = {
        path.relative_to(ROOT).as_posix(): faults
        for path in modules
        if (faults := list(_faults(path.read_text())))
    }
    assert len(modules) > 100
    assert found == {}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("subprocess.run('ls', check=True)", "subprocess.run of a text"),
        ("subprocess.Popen(f'ls {name}')", "subprocess.Popen of a text"),
        ("subprocess.run(command, shell=True)", "shell=True"),
        ("os.system(command)", "os.system"),
        ("session.get(url, verify=False)", "verify=False"),
        ("session.verify = False", "verify=False"),
        ("context.verify_mode = ssl.CERT_NONE", "CERT_NONE"),
        ("archive.extractall(folder)", "archive.extractall"),
        ("pickle.loads(body)", "pickle.loads"),
    ],
)
def test_a_fault_is_noticed(source: str, fault: str) -> None:
    assert list(_faults(source)) == [fault]


def test_a_command_is_no_line_for_a_shell(tmp_path: Path) -> None:
    out = tmp_path / "out"
    odd = "$(touch pwned) `touch pwned`; touch pwned & touch pwned | touch pwned > pwned"
    program = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"
    process = start((sys.executable, "-c", program, str(out), odd), {"PATH": ""})
    assert process.wait(30) == 0
    assert out.read_text() == odd
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_no_name_in_a_capture_is_used_as_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    odd = "../../../../pwned"
    posted = {
        "mimeType": f'multipart/form-data; boundary="{odd}"',
        "params": [{"name": odd, "fileName": odd, "contentType": odd, "value": "x"}],
        "text": f'--{odd}\r\nContent-Disposition: form-data; filename="{odd}"\r\n\r\nx',
    }
    entry = {
        "startedDateTime": "2026-11-01T10:00:00.000Z",
        "time": 1,
        "pageref": odd,
        "_initiator": {"url": f"file:///{odd}"},
        "request": {
            "method": odd, "url": f"https://api.vendor.test/{odd}?file={odd}", "postData": posted,
            "headers": [{"name": "X-File", "value": odd}],
        },
        "response": {
            "status": 200, "headers": [{"name": "Content-Disposition", "value": f"a; filename={odd}"}],
            "content": {"mimeType": "application/zip", "text": "UEsDBA==", "encoding": "base64"},
        },
    }  # fmt: skip
    har = tmp_path / "some.har"
    har.write_text(json.dumps({"log": {"creator": {"name": odd}, "entries": [entry]}}))
    said("import", har, "--out", "audit")
    made = {Path(name).relative_to(tmp_path).parts[0] for name in files_in(tmp_path)}
    assert (tmp_path / "audit" / "audit.json").exists()
    assert made == {"some.har", "audit"}
    assert not [name for name in files_in(tmp_path) if "pwned" in name]
    assert not (tmp_path / odd).exists()


def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"kept")
    (tmp_path / "findings.json").symlink_to(precious)
    write_private(tmp_path / "findings.json", b"new")
    assert precious.read_bytes() == b"kept"
    assert not (tmp_path / "findings.json").is_symlink()
    (tmp_path / "seal.json.part").symlink_to(precious)
    with pytest.raises(OSError, match=r"[Ss]ymbolic link"):
        write_private(tmp_path / "seal.json", b"new")
    assert precious.read_bytes() == b"kept"
