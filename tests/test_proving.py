"""What was derived, and the report, hold only as what the evidence gives."""

import os
import shutil
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditor.errors import EvidenceAltered
from auditor.evidence.folder import Folder
from auditor.evidence.redaction import redact
from auditor.evidence.seal import seal
from auditor.evidence.verifying import verify
from auditor.evidence.writer import Writer
from auditor.judging import Wanted, judge_folder
from auditor.observing import observe_folder
from auditor.proving import prove_derived, prove_observed
from auditor.report.files import write
from auditor.report.report import build
from tests.making import a_writer, an_exchange

FORMATS = ("html", "json", "md", "csv", "junit", "sarif")


def reported(path: Path) -> None:
    folder = Folder(path)
    write(path, build(folder, folder.judged()), FORMATS)


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Observed, judged and reported; a key went over plain HTTP."""
    home = tmp_path_factory.mktemp("proved")
    with a_writer(home, policies=("transport",)) as writer:
        for number in range(3):
            url = f"http://api.example-vendor.test/{number}?email=ada.k7m2q9@mail.example"
            writer.append(an_exchange(writer, "capture", id=f"x-{number}", url=url))
        writer.end()
    observe_folder(Folder(writer.path), lambda _: None)
    judge_folder(Folder(writer.path))
    reported(writer.path)
    return writer.path


@pytest.fixture
def copy(audit: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(audit, tmp_path / "audit"))


def altered(path: Path) -> str:
    with pytest.raises(EvidenceAltered) as told:
        prove_derived(Folder(path))
    return told.value.where.removeprefix(f"{path}/")


def replaced(path: Path, old: bytes, new: bytes) -> None:
    content, times = path.read_bytes(), path.stat()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_an_untouched_audit_is_proved_without_a_note(copy: Path) -> None:
    assert Folder(copy).observations()
    assert prove_derived(Folder(copy)) == []
    assert prove_observed(copy, lambda _: None) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("observations.jsonl", b'"id":"', b'"id":"x', "observations.jsonl:1"),
        ("observations.jsonl", b'"exchange":"x-0"', b'"exchange":"x-9"', "observations.jsonl:1"),
        ("observations.jsonl", b'{"id"', b'{ "id"', "observations.jsonl:1"),
        ("observations.jsonl", b"\n", b"\n\n", "observations.jsonl:2"),
        ("coverage.json", b'"scanned":', b'"scanned":9', "coverage.json:1"),
        ("findings.json", b'"verdict":"not tested"', b'"verdict":"kept"', "findings.json:1"),
        ("findings.json", b'"impact":5', b'"impact":1', "findings.json:1"),
        ("findings.json", b"}", b"", "findings.json:1"),
    ],
)
def test_a_change_is_noticed_and_the_line_is_named(
    copy: Path, name: str, old: bytes, new: bytes, where: str
) -> None:
    replaced(copy / name, old, new)
    assert altered(copy) == where
    assert verify(copy).exchanges == 3


def test_a_line_that_observing_does_not_give_is_named(copy: Path) -> None:
    path = copy / "observations.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    last = msgspec.json.decode(lines[-1])
    lines[-1] = lines[-1].replace(
        b'"because":%b' % msgspec.json.encode(last["because"]), b'"because":"nothing"'
    )
    path.write_bytes(b"".join(lines))
    assert altered(copy) == f"observations.jsonl:{len(lines)}"
    with pytest.raises(EvidenceAltered, match="not what observing gives") as told:
        prove_observed(copy, lambda _: None)
    assert told.value.where == f"{path}:{len(lines)}"


def test_a_change_that_nothing_can_make_again_is_still_noticed(copy: Path) -> None:
    replaced(copy / "coverage.json", b'"observed_with":{', b'"observed_with":{"x":"y",')
    assert altered(copy) == "coverage.json"


def test_what_was_observed_anew_and_not_judged_is_said(copy: Path) -> None:
    path = copy / "findings.json"
    sha = msgspec.json.decode(path.read_bytes())["by"]["inputs"]["observations.jsonl"]
    replaced(path, sha.encode(), b"0" * 64)
    (note,) = prove_derived(Folder(copy))
    assert note == "findings.json is older than what was observed: auditor judge writes it anew"


def test_a_removed_file_is_noticed(copy: Path) -> None:
    (copy / "measures.jsonl").unlink()
    assert altered(copy) == "measures.jsonl"


def test_what_was_done_later_is_said_and_nothing_is_called_altered(copy: Path) -> None:
    with Writer(copy) as writer:
        seal(writer, Ed25519PrivateKey.generate())
    (note,) = prove_derived(Folder(copy))
    assert "written before the seal" in note
    reported(copy)
    assert prove_derived(Folder(copy)) == []
    judge_folder(Folder(copy), Wanted(as_of="2030-01-01"))
    (note,) = prove_derived(Folder(copy))
    assert "older than the findings" in note
    reported(copy)
    (one, *_) = Folder(copy).exchanges()
    assert one.sent
    redact(copy, {one.sent.head.id}, "asked for")
    (note,) = prove_derived(Folder(copy))
    assert "before something was erased" in note
    observe_folder(Folder(copy), lambda _: None)
    judge_folder(Folder(copy))
    reported(copy)
    assert prove_derived(Folder(copy)) == []
    replaced(copy / "report" / "report.json", b'"verdict": "', b'"verdict": "x')
    assert altered(copy).startswith("report/report.json:")


def test_a_report_of_an_audit_that_went_on_is_not_called_altered(tmp_path: Path) -> None:
    with a_writer(tmp_path, policies=("transport",)) as writer:
        writer.append(an_exchange(writer, "capture"))
    folder = Folder(writer.path)
    observe_folder(folder, lambda _: None)
    judge_folder(folder)
    reported(writer.path)
    with Writer.resume(writer.path, "more to hear") as writer:
        writer.end()
    (note,) = prove_derived(Folder(writer.path))
    assert note == "the report was written before the audit ended: auditor report writes it anew"
    with Writer(writer.path) as writer:
        writer.append(an_exchange(writer, "capture", id="x-2"))
    (note,) = prove_derived(Folder(writer.path))
    assert note == "the report is older than the last exchanges: not checked"
    replaced(writer.path / "report" / "report.json", b'"count": 1', b'"count": 2')
    assert altered(writer.path).startswith("report/report.json:")


def test_what_another_version_or_another_pack_judged_is_not_judged_again(copy: Path) -> None:
    path = copy / "findings.json"
    told = msgspec.json.decode(path.read_bytes())
    kept = path.read_bytes()
    replaced(path, b'"auditor":"%b"' % told["by"]["auditor"].encode(), b'"auditor":"0.0.1"')
    notes = prove_derived(Folder(copy))
    assert notes == ["findings.json was not judged again: it was made by auditor 0.0.1"]
    path.write_bytes(kept)
    replaced(path, told["by"]["packs"]["transport"].encode(), b"0" * 64)
    assert "the pack 'transport' is not as it was" in prove_derived(Folder(copy))[0]


def test_an_audit_that_was_not_judged_says_so(tmp_path: Path) -> None:
    with a_writer(tmp_path) as writer:
        writer.append(an_exchange(writer))
    assert prove_derived(Folder(writer.path)) == ["the audit was not judged yet"]
