"""auditor judge and report, on an audit that ended."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import orjson
import pytest

from auditor.cli.judging import _changes
from auditor.evidence.folder import Folder
from auditor.packs import shipped_packs
from auditor.shipped import shipped
from tests.cli.conftest import Audited
from tests.cli.running import auditor, said
from tests.making import a_finding

ALONE = """
import sys

def refuse(event, args):
    if event.startswith("socket."):
        raise RuntimeError(f"{event} {args}")

sys.addaudithook(refuse)
from auditor.cli.app import app

try:
    app(["judge", *sys.argv[1:]])
except SystemExit as end:
    heavy = {"mitmproxy", "numpy", "presidio_analyzer", "requests", "scipy", "spacy", "thinc"}
    print(sorted(heavy & set(sys.modules)), file=sys.stderr)
    raise
"""
"""The command in a process that may open no socket; at its end it says what it loaded."""


def test_the_audit_to_look_at_is_as_it_should_be(the_audit: Audited) -> None:
    assert the_audit.exit_code == 0, the_audit.stderr
    verdicts = Counter(finding.verdict for finding in Folder(the_audit.folder).findings())
    assert {"kept", "broken", "not tested"} <= set(verdicts)
    assert "asked " in the_audit.stderr
    assert f"report: {the_audit.folder}/report/report.html" in the_audit.stdout


def test_judging_needs_no_socket_and_none_of_the_libraries_that_ask_or_observe(
    audited: Path, tmp_path: Path
) -> None:
    before = (audited / "findings.json").read_bytes()
    (audited / "findings.json").unlink()
    script = tmp_path / "alone.py"
    script.write_text(ALONE)
    done = subprocess.run(
        [sys.executable, "-P", script, audited, "--json"],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.stderr == "[]\n"
    assert done.returncode == 0
    assert (audited / "findings.json").read_bytes() == before
    assert orjson.loads(done.stdout) == orjson.loads(before)["findings"]


def test_the_socket_guard_guards() -> None:
    code = ALONE.partition("from auditor")[0] + "import socket; socket.socket()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert "RuntimeError: socket.__new__" in done.stderr


def test_observing_anew_says_the_same_and_lists_what_changed(audited: Path) -> None:
    before = {p.name: p.read_bytes() for p in audited.iterdir() if p.is_file()}
    again = said("judge", audited, "--observe")
    assert again.exit_code == 0
    assert " before, " not in again.stderr
    assert {p.name: p.read_bytes() for p in audited.iterdir() if p.is_file()} == before
    lines = (audited / "observations.jsonl").read_text().splitlines(keepends=True)
    (audited / "observations.jsonl").write_text(
        "".join(line for line in lines if '"personal-data/' not in line and "address" not in line)
    )
    said("judge", audited)
    restored = said("judge", audited, "--observe")
    assert (
        "no-personal-data-in-addresses on our-client: kept before, broken now"
        in restored.stderr.splitlines()
    )
    assert (audited / "findings.json").read_bytes() == before["findings.json"]


def test_json_is_all_that_stdout_gets(audited: Path, tmp_path: Path) -> None:
    done = auditor("judge", audited, "--observe", "--json", cwd=tmp_path)
    assert done.returncode == 0
    assert {finding["rule"] for finding in orjson.loads(done.stdout)}
    assert "loading the detectors" in done.stderr


def test_findings_are_told_a_line_each(audited: Path) -> None:
    head, *rows = (line.split("\t") for line in said("judge", audited).stdout.splitlines())
    assert head == ["verdict", "risk", "subject", "rule", "because"]
    assert len(rows) == len(Folder(audited).findings())
    assert ["broken", "medium", "our-client", "no-personal-data-in-addresses"] in [
        row[:4] for row in rows
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "high"), 0),
        (("--fail-on", "medium"), 1),
        (("--fail-on", "low"), 1),
        (("--require-complete",), 3),
        (("--fail-on", "medium", "--require-complete"), 1),
    ],
)
def test_the_exit_code_is_what_the_findings_say(
    audited: Path, options: tuple[str, ...], code: int
) -> None:
    assert said("judge", audited, *options).exit_code == code


def test_other_rules_can_be_held_against_the_same_evidence(audited: Path, tmp_path: Path) -> None:
    pack = tmp_path / "few"
    pack.mkdir()
    home = shipped("policies", "packs", "baseline")
    for path in home.glob("no-plain-http*"):
        shutil.copy(path, pack)
    text = (home / "pack.yaml").read_text().replace("id: baseline", "id: few")
    (pack / "pack.yaml").write_text(text)
    result = said("judge", audited, "--policies", pack, "--json")
    assert {finding["rule"] for finding in orjson.loads(result.stdout)} == {"no-plain-http"}
    assert (
        "no-personal-data-in-addresses on our-client: broken before, not judged now"
        in result.stderr.splitlines()
    )
    with_both = said("judge", audited, "--policies", f"transport,{pack}", "--json")
    assert len(orjson.loads(with_both.stdout)) > len(orjson.loads(result.stdout))


def test_a_date_to_judge_for_stands_in_the_report(audited: Path) -> None:
    assert said("judge", audited, "--as-of", "2027-03-01").exit_code == 0
    assert said("report", audited, "--format", "json").exit_code == 0
    report = orjson.loads((audited / "report" / "report.json").read_bytes())
    assert report["audit"]["as_of"] == "2027-03-01"
    said("judge", audited)
    said("report", audited, "--format", "json")
    report = orjson.loads((audited / "report" / "report.json").read_bytes())
    assert report["audit"]["as_of"] == Folder(audited).about.ended[:10]


@pytest.mark.parametrize(
    ("options", "what", "hint"),
    [
        (("--as-of", "tomorrow"), "'tomorrow' is not a date", "--as-of 2026-11-23"),
        (("--as-of", "2026-02-30"), "'2026-02-30' is not a date", "--as-of 2026-11-23"),
        (("--fail-on", "none"), "no risk is called 'none'", "--fail-on [new-]critical|high|medium|low"),
        (("--policies", "basline"), "no pack of rules is called 'basline'",
         f"known ones: {', '.join(pack.id for pack in shipped_packs('rules'))}"),
    ],
)  # fmt: skip
def test_a_wrong_option_is_a_line_and_changes_nothing(
    audited: Path, options: tuple[str, ...], what: str, hint: str
) -> None:
    before = (audited / "findings.json").read_bytes()
    result = said("judge", audited, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: {what}\ntry: {hint}\n"
    assert (audited / "findings.json").read_bytes() == before


def test_a_wrong_format_is_a_line(audited: Path) -> None:
    result = said("report", audited, "--format", "doc")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr
        == "Error: no format is called 'doc'\ntry: --format html,json,pdf,xlsx,csv,md,junit,sarif,oscal,cyclonedx,intoto\n"
    )


def test_a_report_is_written_in_every_format(audited: Path) -> None:
    formats = "pdf,xlsx,csv,md,junit,sarif,oscal,cyclonedx,intoto"
    result = said("report", audited, "--format", formats)
    assert result.exit_code == 0
    names = [Path(line).name for line in result.stdout.splitlines()]
    assert names == [
        *("report.pdf", "report.xlsx", "findings.csv", "report.md", "junit.xml", "report.sarif"),
        *("oscal.json", "cyclonedx.json", "report.intoto.json"),
    ]
    assert all((audited / "report" / name).stat().st_size for name in names)


def test_a_folder_of_fonts_that_is_not_there_is_a_line(audited: Path) -> None:
    result = said("report", audited, "--format", "pdf", "--font-path", "none")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: none: no such folder of fonts\ntry: --font-path FOLDER\n"


@pytest.mark.parametrize("command", ["judge", "report"])
def test_a_folder_that_is_no_audit_is_a_line(tmp_path: Path, command: str) -> None:
    result = said(command, tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr
        == f"Error: {tmp_path}: not an audit folder: audit.json is missing\ntry: the folder that --out named\n"
    )


def test_findings_that_cannot_be_read_are_made_anew(audited: Path) -> None:
    before = (audited / "findings.json").read_bytes()
    (audited / "findings.json").write_text("[half a")
    assert said("judge", audited).exit_code == 0
    assert (audited / "findings.json").read_bytes() == before


def test_what_changed_is_told_by_rule_and_subject() -> None:
    broken, kept = a_finding(), a_finding(verdict="kept")
    other = a_finding(rule="no-plain-http")
    assert _changes([broken], [broken]) == []
    assert _changes([], [broken]) == []
    assert _changes([broken, other], [kept]) == [
        "no-planted-data-to-third-parties on our-client: broken before, kept now",
        "no-plain-http on our-client: broken before, not judged now",
    ]
    assert _changes([broken], [broken, other]) == [
        "no-plain-http on our-client: not judged before, broken now"
    ]
