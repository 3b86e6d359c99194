"""auditor seal, verify and redact, on an audit that ended."""

import base64
import hashlib
from pathlib import Path

import orjson
import pytest
from typer.testing import Result

from auditor.evidence.folder import Folder
from tests.cli.running import said
from tests.making import a_writer
from tests.probing.making import on_disk


def a_mistake(result: Result) -> list[str]:
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.splitlines()


def test_an_audit_is_sealed_once_and_proved_unchanged(audited: Path) -> None:
    sealed = said("seal", audited)
    assert sealed.exit_code == 0
    key = sealed.stderr.splitlines()[0].rpartition(" ")[2]
    assert len(key) == 64
    proved = said("verify", audited)
    assert proved.exit_code == 0
    assert proved.stderr.startswith("unchanged: ")
    first, note = proved.stderr.splitlines()
    assert first.endswith(f" with {key}")
    assert note == "note: the report was written before the seal: auditor report writes it anew"
    acts = [act.action for act in Folder(audited).custody()]
    assert acts[-2:] == ["sealed", "verified"]
    assert said("verify", audited).exit_code == 0
    assert a_mistake(said("seal", audited)) == [
        f"Error: {audited}: the audit is sealed",
        "try: choose another --out",
    ]


def test_sealing_ends_an_audit(tmp_path: Path) -> None:
    a_writer(tmp_path).close()
    assert Folder(tmp_path / "audit").about.ended == ""
    assert said("seal", tmp_path / "audit").exit_code == 0
    assert Folder(tmp_path / "audit").about.ended
    assert said("verify", tmp_path / "audit").exit_code == 0


def test_one_key_can_seal_many_audits(audited: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    (tmp_path / "more").mkdir()
    a_writer(tmp_path / "more").close()
    first = said("seal", audited, "--new-key", key)
    assert key.stat().st_mode & 0o777 == 0o600
    again = said("seal", tmp_path / "more" / "audit", "--new-key", key)
    assert a_mistake(again) == [f"Error: {key}: there is a key already", "try: use it with --key"]
    second = said("seal", tmp_path / "more" / "audit", "--key", key)
    fingerprints = {each.stderr.splitlines()[0].rpartition(" ")[2] for each in (first, second)}
    assert len(fingerprints) == 1


@pytest.mark.parametrize(
    ("options", "said_"),
    [
        (
            ("--key", "no.pem"),
            ["Error: no.pem: not a readable Ed25519 key in PEM", "try: --new-key FILE makes one"],
        ),
        (
            ("--key", "a", "--new-key", "b"),
            ["Error: --key and --new-key together", "try: give one"],
        ),
    ],
)
def test_a_wrong_key_seals_nothing(
    audited: Path, options: tuple[str, ...], said_: list[str]
) -> None:
    assert a_mistake(said("seal", audited, *options)) == said_
    assert not Folder(audited).sealed


@pytest.mark.parametrize(
    "name",
    ["exchanges.jsonl", "custody.jsonl", "head.json", "blobs/index.jsonl", "blobs/00000.seg"],
)
def test_a_changed_byte_exits_with_4_and_names_the_place(audited: Path, name: str) -> None:
    said("seal", audited)
    path = audited / "evidence" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    result = said("verify", audited)
    assert (result.exit_code, result.stdout) == (4, "")
    (error,) = result.stderr.splitlines()
    assert error.startswith(f"Error: {audited}/evidence/")
    assert name in error


def test_a_line_that_is_changed_is_named_by_its_number(audited: Path) -> None:
    path = audited / "evidence" / "exchanges.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[6] = lines[6].replace(b"privacy", b"piracy", 1)
    path.write_bytes(b"".join(lines))
    result = said("verify", audited)
    assert result.exit_code == 4
    assert f"{path}:7" in result.stderr


def test_an_altered_audit_is_not_judged_or_added_to(audited: Path) -> None:
    path = audited / "evidence" / "exchanges.jsonl"
    path.write_bytes(path.read_bytes().replace(b"127.0.0.1", b"127.0.0.2", 1))
    for command in (
        ("judge", audited, "--observe"),
        ("seal", audited),
        ("redact", audited, "--why", "x", "--before", "2030-01-01"),
    ):
        result = said(*command)
        assert result.exit_code == 4
        assert result.stderr.count("Error: ") == 1


def test_verifying_while_another_run_writes_is_said_and_not_noted(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        writer.sync()
        result = said("verify", writer.path)
    assert result.exit_code == 0
    assert "not noted in the chain of custody: " in result.stderr
    assert "another run is writing here" in result.stderr


# Redaction.


def the_person(folder: Path, tmp_path: Path) -> tuple[Path, list[str]]:
    """The audit's persona as a file of its own, and the values that prove themselves."""
    persona = orjson.loads((folder / "persona.json").read_bytes())
    file = tmp_path / "person.json"
    file.write_bytes(orjson.dumps(persona))
    strong = ("email", "account-id", "device-id", "prompt", "secret")
    return file, [persona["values"][kind][0] for kind in strong]


def forms(value: str) -> list[bytes]:
    raw = value.encode()
    packed = base64.b64encode(orjson.dumps({"typed": value})).rstrip(b"=")
    return [raw, raw.hex().encode(), packed, hashlib.sha256(raw).hexdigest().encode()]


def test_a_person_is_erased_in_every_encoding_and_everything_still_holds(
    audited: Path, tmp_path: Path
) -> None:
    said("seal", audited)
    file, values = the_person(audited, tmp_path)
    held = on_disk(audited)
    assert [value for value in values if not any(form in held for form in forms(value))] == []
    before = len(list(Folder(audited).exchanges()))

    result = said("redact", audited, "--persona", file, "--why", "asked for by the person")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("erased ")
    assert "note:" not in result.stderr
    held = on_disk(audited)
    assert [value for value in values if any(form in held for form in forms(value))] == []
    assert not (audited / "persona.json").exists()

    proved = said("verify", audited)
    assert proved.exit_code == 0
    count = int(result.stderr.split()[1])
    assert f" bodies, {count} redacted; sealed" in proved.stderr
    assert len(list(Folder(audited).exchanges())) == before
    (act,) = [act for act in Folder(audited).custody() if act.action == "redacted"]
    assert act.why == "asked for by the person"


def test_what_was_erased_is_not_called_kept(audited: Path, tmp_path: Path) -> None:
    file, _ = the_person(audited, tmp_path)
    said("redact", audited, "--persona", file, "--why", "asked for by the person")
    judged = said("judge", audited, "--observe", "--json")
    findings = {f["rule"]: f for f in orjson.loads(judged.stdout) if f["subject"] == "our-client"}
    for rule in ("no-personal-data-in-addresses", "no-personal-data-to-third-parties"):
        assert findings[rule]["verdict"] in ("inconclusive", "not tested")
    assert "redacted" in findings["no-personal-data-in-addresses"]["because"]
    assert said("report", audited).exit_code == 0
    report = (audited / "report" / "report.json").read_text()
    assert "erased" in report or "redacted" in report


def test_one_exchange_is_erased_and_the_others_stay_as_they_are(
    audited: Path, tmp_path: Path
) -> None:
    exchanges = list(Folder(audited).exchanges())
    one = next(each for each in exchanges if each.plane == "capture")
    result = said("redact", audited, "--exchange", one.id, "--why", "not ours")
    assert result.exit_code == 0
    folder = Folder(audited)
    assert folder.body(one.sent.body if one.sent else None) is None
    assert folder.body(folder.about.persona) is not None
    other = next(each for each in exchanges if each.plane == "capture" and each.id != one.id)
    assert folder.body(other.sent.head if other.sent else None) is not None
    assert said("verify", audited).exit_code == 0


def test_a_span_between_two_days_is_erased(audited: Path) -> None:
    day = "2099-01-01"
    for options in (("--after", day), ("--after", day, "--before", "2099-01-05")):
        assert said("redact", audited, *options, "--why", "x").exit_code == 0
    assert not any(entry.erased for entry in Folder(audited).blobs.entries.values())
    none = said("redact", audited, "--after", day, "--before", day, "--why", "x")
    assert a_mistake(none)[0] == f"Error: no day lies after {day} and before {day}"
    said("redact", audited, "--after", "2020-01-01", "--before", day, "--why", "a test")
    first = next(iter(Folder(audited).exchanges()))
    assert first.sent
    assert Folder(audited).body(first.sent.head) is None
    assert said("verify", audited).exit_code == 0


def test_a_report_that_was_changed_exits_with_4_and_names_the_line(audited: Path) -> None:
    path = audited / "report" / "report.json"
    lines = path.read_bytes().splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if b'"verdict": "broken"' in line)
    lines[at] = lines[at].replace(b"broken", b"kept")
    path.write_bytes(b"".join(lines))
    result = said("verify", audited)
    assert (result.exit_code, result.stdout) == (4, "")
    assert f"{path}:{at + 1}: " in result.stderr


def test_a_period_is_erased_whole(audited: Path) -> None:
    assert said("redact", audited, "--before", "2020-01-01", "--why", "too old").exit_code == 0
    assert Folder(audited).blobs.entries
    assert not any(entry.erased for entry in Folder(audited).blobs.entries.values())
    assert said("redact", audited, "--before", "2099-01-01", "--why", "too old").exit_code == 0
    kept = Folder(audited).about.persona
    live = {name for name, entry in Folder(audited).blobs.entries.items() if not entry.erased}
    assert live == {kept.id if kept else ""}
    assert said("verify", audited).exit_code == 0


@pytest.mark.parametrize(
    ("options", "said_"),
    [
        (("--before", "2020-01-01"), ["Error: Missing option '--why'.", "try: auditor redact --help"]),
        (("--why", "x"), ["Error: nothing to erase",
                          "try: --persona FILE, --exchange ID, --before or --after DATE"]),
        (("--why", " ", "--before", "2099-01-01"),
         ["Error: a redaction needs a reason", 'try: --why "…"']),
        (("--why", "x", "--before", "1.1.2020"),
         ["Error: '1.1.2020' is not a date", "try: --before 2026-11-23"]),
        (("--why", "x", "--persona", "nobody.yaml"),
         ["Error: nobody.yaml: cannot be read: No such file or directory"]),
    ],
)  # fmt: skip
def test_a_redaction_that_is_not_clear_erases_nothing(
    audited: Path, options: tuple[str, ...], said_: list[str]
) -> None:
    assert a_mistake(said("redact", audited, *options)) == said_
    assert not any(entry.erased for entry in Folder(audited).blobs.entries.values())


def test_an_unknown_exchange_erases_nothing_of_the_known_ones(audited: Path) -> None:
    known = next(iter(Folder(audited).exchanges())).id
    options = ("--why", "x", "--exchange", known, "--exchange", "p-none")
    assert a_mistake(said("redact", audited, *options)) == [
        f"Error: {audited}: no exchange is called 'p-none'",
        "try: findings and evidence/exchanges.jsonl name them",
    ]
    assert not any(entry.erased for entry in Folder(audited).blobs.entries.values())


@pytest.mark.parametrize(
    "command", [("seal",), ("verify",), ("redact", "--why", "x", "--before", "2020-01-01")]
)
def test_a_folder_that_is_no_audit_is_a_line(tmp_path: Path, command: tuple[str, ...]) -> None:
    name, *options = command
    assert a_mistake(said(name, tmp_path, *options)) == [
        f"Error: {tmp_path}: not an audit folder: audit.json is missing",
        "try: the folder that --out named",
    ]
