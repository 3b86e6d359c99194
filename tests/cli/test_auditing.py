"""auditor audit, probe and capture: mistakes, targets that cannot be asked, and the halves."""

from collections.abc import Iterable
from pathlib import Path

import orjson
import pytest

from auditor.evidence.folder import Folder
from auditor.packs import Pack, shipped_packs
from auditor.vendors import Vendor, shipped_vendors
from tests.capture.vendor import serving as serving_hosts
from tests.cli.running import (
    NOBODY,
    a_plan,
    auditor,
    files_in,
    leaky,
    nobody_answered,
    one_mistake,
    said,
    trials,
)
from tests.probing.fake import FakeVendor, echo_key, refuse, send


def known(things: Iterable[Pack | Vendor]) -> str:
    return ", ".join(each.id for each in things)


PLAN = """\
audit: Example check
vendor: generic
authorisation: ticket 4711
targets:
  - {id: chat, base-url: "http://127.0.0.1:9/v1", model: small}
probes: [privacy]
"""


@pytest.mark.parametrize(
    ("old", "new", "what", "hint"),
    [
        ("vendor:", "vender:", "plan.yaml:2:1: unknown key 'vender'", "did you mean 'vendor'?"),
        ("probes:", "prob:", "plan.yaml:6:1: unknown key 'prob'", "did you mean 'probes'?"),
        ("base-url:", "baseurl:", "plan.yaml:5:16: unknown key 'baseurl'",
         "did you mean 'base-url'?"),
        ("vendor: generic\n", "", "plan.yaml:1:1: 'vendor' is missing", ""),
        ("audit: Example", "audit: [", "plan.yaml:2:7: not YAML: did not find expected ',' or ']'",
         ""),
        ("generic", "gneric", "plan.yaml:2:1: no vendor is called 'gneric'",
         f"known ones: {known(shipped_vendors())}; or a path to a .yaml"),
        ("generic", "none.yaml", "none.yaml: cannot be read: No such file or directory", ""),
        ("[privacy]", "[privcy]", "plan.yaml:6:10: no pack of probes is called 'privcy'",
         f"known ones: {known(shipped_packs('probes'))}"),
        ("[privacy]", "[privacy]\npolicies: [basline]",
         "plan.yaml:7:12: no pack of rules is called 'basline'", f"known ones: {known(shipped_packs('rules'))}"),
        ("[privacy]", "[./packs/ours]", "packs/ours: no pack.yaml lies there",
         f"known packs: {known(shipped_packs('probes'))}"),
        ("model: small", "model: small, key-env: NO_SUCH_KEY",
         "plan.yaml:5:5: the variable NO_SUCH_KEY is not set: it holds the key of the target "
         "'chat'", "export NO_SUCH_KEY=…"),
        ("[privacy]", "[privacy]\ncaptures: [{run: [no-such-client], app: ours}]",
         "no-such-client: command not found", "check its spelling, or give its full path"),
        ("[privacy]", "[privacy]\npersona: ada.yaml",
         "plan.yaml:7:1: persona: 'ada.yaml' is not a file", ""),
        ("[privacy]", "[privacy]\nlimits: {requests: -5}",
         "plan.yaml:7:10: requests: -5 is less than the minimum of 1", ""),
        ("[privacy]", "[privacy]\nlimits: {minutes: -0.5}",
         "plan.yaml:7:10: minutes: -0.5 is less than or equal to the minimum of 0", ""),
    ],
)  # fmt: skip
def test_a_mistake_in_a_plan_is_one_line_and_nothing_is_made(
    tmp_path: Path, old: str, new: str, what: str, hint: str
) -> None:
    assert old in PLAN
    Path("plan.yaml").write_text(PLAN.replace(old, new, 1))
    one_mistake(said("audit", "plan.yaml", "--yes"), what, hint)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


BEGIN = "auditor init VENDOR writes a plan to begin with"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "plan.yaml: cannot be read: No such file or directory"),
        (b"", "plan.yaml: holds nothing"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "plan.yaml:1: not UTF-8 text"),
        (b"# " + b"x" * 3_000_000, "plan.yaml: larger than 2 MB"),
        (b"just words", "plan.yaml:1:1: 'just words' is not of the type object"),
    ],
)
def test_what_is_no_plan_is_said_in_a_line(content: bytes | None, what: str) -> None:
    if content is not None:
        Path("plan.yaml").write_bytes(content)
    one_mistake(said("audit", "plan.yaml", "--yes"), what, "" if content is not None else BEGIN)


def test_a_folder_is_no_plan() -> None:
    Path("plan.yaml").mkdir()
    one_mistake(said("audit", "plan.yaml", "--yes"), "plan.yaml: not a file", BEGIN)


def test_a_persona_that_cannot_be_read_is_said_before_anything_runs(tmp_path: Path) -> None:
    Path("ada.yaml").write_text("id: ada\nlanguage: en\nvalues: {e-mail: x}\n")
    plan = a_plan(tmp_path, persona="ada.yaml")
    result = said("audit", plan, "--yes", "--out", "audit")
    one_mistake(result, f"{tmp_path}/ada.yaml:3:10: unknown key 'e-mail'", "did you mean 'email'?")
    assert not Path("audit").exists()


@pytest.mark.parametrize(
    ("out", "what"),
    [
        ("/dev/null/audit", "/dev/null/audit: cannot write here: Not a directory"),
        ("a-file/audit", "a-file/audit: cannot write here: Not a directory"),
        ("a-file", "a-file: cannot write here: File exists"),
        ("full", "full: not empty, and not an audit"),
    ],
)
def test_a_folder_that_cannot_be_used_is_left_as_it_is(tmp_path: Path, out: str, what: str) -> None:
    Path("a-file").write_text("mine")
    Path("full").mkdir()
    Path("full/mine.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    plan = a_plan(tmp_path)
    one_mistake(said("audit", plan, "--yes", "--out", out), what, "choose another --out")
    assert sorted(tmp_path.rglob("*")) == sorted([*before, plan])


def test_the_folder_of_another_audit_is_left_as_it_is(audited: Path, tmp_path: Path) -> None:
    before = files_in(audited)
    plan = a_plan(tmp_path)
    for command in ("audit", "probe"):
        one_mistake(
            said(command, plan, "--yes", "--out", audited),
            f"{audited}: holds another audit: the plan is not what it was",
            "choose another --out",
        )
    assert files_in(audited) == before


def test_a_vendor_file_that_changed_its_address_makes_another_audit(tmp_path: Path) -> None:
    vendor = Path("vendor.yaml")
    text = (
        "id: ours\ntitle: Ours\nowner: Ours\nhosts: [ours.example]\n"
        "declared: {recipients: unknown, countries: unknown, retention: unknown,"
        " training-use: unknown}\n"
        "dialect: openai-chat\nbase-url: http://127.0.0.1:9/v1\n"
    )
    vendor.write_text(text)
    plan = a_plan(tmp_path, vendor="vendor.yaml", targets=[{"id": "chat", "model": "small"}])
    nobody_answered(said("probe", plan, "--yes", "--out", "audit"))
    vendor.write_text(text.replace(":9/", ":10/"))
    one_mistake(
        said("probe", plan, "--yes", "--out", "audit"),
        "audit: holds another audit: what the vendor's file says of a target is not what it was",
        "choose another --out",
    )


@pytest.mark.parametrize(
    ("option", "what", "hint"),
    [
        (
            ("--fail-on", "hihg"),
            "no risk is called 'hihg'",
            "--fail-on [new-]critical|high|medium|low",
        ),
        (
            ("--format", "html,docx"),
            "no format is called 'docx'",
            "--format html,json,pdf,xlsx,csv,md,junit,sarif,oscal,cyclonedx,intoto",
        ),
        (("--frmat", "html"), "No such option: --frmat", " audit --help"),
    ],
)
def test_a_wrong_option_is_said_before_anything_runs(
    tmp_path: Path, option: tuple[str, ...], what: str, hint: str
) -> None:
    result = said("audit", a_plan(tmp_path), "--yes", "--out", "audit", *option)
    assert result.exit_code == 2
    error, tried = result.stderr.splitlines()
    assert error.startswith(f"Error: {what}")
    assert tried.endswith(hint)
    assert not Path("audit").exists()


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--duration", "-1"), "duration: -1.0 is less than or equal to the minimum of 0"),
        (("--app", "Our App"), "app: 'Our App' is not an id in kebab-case"),
        (("--vendor", "nobody"), "no vendor is called 'nobody'"),
    ],
)
def test_wrong_words_about_a_client_are_blamed_on_the_command_line(
    tmp_path: Path, options: tuple[str, ...], what: str
) -> None:
    result = said("capture", *options, "--", "true")
    assert result.exit_code == 2
    assert what in result.stderr.splitlines()[0]
    assert result.stderr.count("Error:") == 1
    assert "command line:" not in result.stderr.replace("Error: command line: ", "")
    assert list(tmp_path.iterdir()) == []


def test_a_client_that_is_not_there_leaves_no_folder(tmp_path: Path) -> None:
    result = said("capture", "--", "no-such-client", "--fast")
    hint = "check its spelling, or give its full path"
    one_mistake(result, "no-such-client: command not found", hint)
    assert list(tmp_path.iterdir()) == []


def test_half_a_plan_cannot_be_run_where_there_is_none(tmp_path: Path) -> None:
    plan = a_plan(tmp_path)
    one_mistake(said("capture", plan), f"{plan}: no captures to make", f"auditor probe {plan}")
    plan = a_plan(tmp_path, targets=None, captures=[{"run": ["true"], "app": "ours"}])
    one_mistake(said("probe", plan), f"{plan}: no targets to ask", f"auditor capture {plan}")


def test_a_target_that_nobody_serves_is_not_tested_and_told_in_a_report(tmp_path: Path) -> None:
    done = auditor("audit", a_plan(tmp_path), "--yes", "--out", "audit", cwd=tmp_path)
    assert done.returncode == 2
    assert f"chat at {NOBODY}: the connection was refused" in done.stderr
    assert "Traceback" not in done.stderr
    assert {f.verdict for f in Folder(Path("audit")).findings()} == {"not tested"}
    report = orjson.loads(Path("audit/report/report.json").read_bytes())
    assert {finding["verdict"] for finding in report["findings"]} == {"not tested"}
    assert Path("audit/report/report.html").stat().st_size > 1000


def test_a_key_that_is_not_accepted_is_told_once_and_nothing_more_is_asked(
    tmp_path: Path, fake_vendor: FakeVendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUR_KEY", "key-5f3d9c1b7a2e4d6f8a0b")
    fake_vendor.models = echo_key(401)
    target = {"id": "chat", "base-url": fake_vendor.url, "model": "small", "key-env": "OUR_KEY"}
    result = said("audit", a_plan(tmp_path, targets=[target]), "--yes", "--out", "audit")
    assert result.exit_code == 2
    told = f"chat at {fake_vendor.url}: answered 401: the key was not accepted"
    assert f"{told}; its rules are not tested" in result.stderr
    assert fake_vendor.asked == []
    assert "key-5f3d9c1b7a2e4d6f8a0b" not in result.output
    assert not any(b"5f3d9c1b7a2e4d6f8a0b" in held for held in files_in(Path("audit")).values())


def test_what_can_be_tested_is_tested_when_one_target_is_down(
    tmp_path: Path, fake_vendor: FakeVendor
) -> None:
    up = {"id": "up", "base-url": fake_vendor.url, "model": "small"}
    down = {"id": "down", "base-url": NOBODY, "model": "small"}
    plan = a_plan(tmp_path, targets=[down, up], policies=["baseline"], limits={"trials": 2})
    result = said("audit", plan, "--yes", "--out", "audit")
    verdicts = {(f.subject, f.verdict) for f in Folder(Path("audit")).findings()}
    assert result.exit_code == 0
    assert {verdict for subject, verdict in verdicts if subject == "down"} == {"not tested"}
    assert ("up", "kept") in verdicts
    assert said("audit", plan, "--out", "audit", "--require-complete").exit_code == 3


def test_trials_that_fail_are_counted_and_told(tmp_path: Path, fake_vendor: FakeVendor) -> None:
    fake_vendor.always = refuse(400, "this model has moved")
    plan = a_plan(tmp_path, fake_vendor.url)
    result = said("probe", plan, "--yes", "--out", "audit")
    count = trials(plan)
    assert result.exit_code == 2
    told = f"{count} of {count} trials failed, the last one with 400: this model has moved"
    assert f"{told} (try: auditor doctor PLAN)" in result.stderr
    assert "Error: audit: no target answered" in result.stderr


def test_a_command_is_overheard_judged_and_reported_without_a_plan(tmp_path: Path) -> None:
    with serving_hosts() as port:
        folder = tmp_path / "audit"
        heard = said(
            "capture",
            "--app",
            "ours",
            "--phase",
            "first-use",
            "--out",
            folder,
            "--",
            *leaky(folder, port),
        )
    assert heard.exit_code == 0
    assert heard.stdout == ""
    assert heard.stderr.splitlines()[-1] == f"next: auditor judge {folder} --observe"
    judged = said("judge", folder, "--observe")
    assert judged.exit_code == 0
    assert ("planted/email", ("json",)) in {
        (seen.kind, seen.decoded) for seen in Folder(folder).observations()
    }
    told = said("report", folder)
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        f"{folder}/report/report.html",
        f"{folder}/report/report.json",
    ]
    assert said("seal", folder).exit_code == 0
    assert said("verify", folder).exit_code == 0


def test_a_probed_target_is_judged_and_reported_later(
    tmp_path: Path, fake_vendor: FakeVendor
) -> None:
    plan = a_plan(tmp_path, fake_vendor.url, captures=[{"run": ["true"], "app": "ours"}])
    assert said("probe", plan, "--yes", "--out", "audit").exit_code == 0
    one_mistake(
        said("judge", "audit"),
        "audit: observations.jsonl is missing",
        "auditor judge audit --observe",
    )
    one_mistake(
        said("report", "audit"), "audit: findings.json is missing", "auditor judge audit --observe"
    )
    judged = said("judge", "audit", "--observe")
    assert judged.exit_code in (0, 3)
    verdicts = {f.verdict for f in Folder(Path("audit")).findings() if f.subject == "ours"}
    assert verdicts == {"not tested"}
    assert said("report", "audit", "--format", "json").exit_code == 0
    assert not Path("audit/report/report.html").exists()


def test_without_a_folder_the_plans_name_and_the_time_make_one(
    tmp_path: Path, fake_vendor: FakeVendor
) -> None:
    result = said("probe", a_plan(tmp_path, fake_vendor.url), "--yes")
    (made,) = Path("audits").iterdir()
    assert result.stderr.splitlines()[0] == f"writing to {made}"
    assert made.name.startswith("example-check-20")
    assert made.stat().st_mode & 0o777 == 0o700


def test_a_missing_key_matters_only_while_something_is_left_to_ask(
    tmp_path: Path, fake_vendor: FakeVendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUR_KEY", "key-5f3d9c1b7a2e4d6f8a0b")
    target = {"id": "chat", "base-url": fake_vendor.url, "model": "small", "key-env": "OUR_KEY"}
    plan = a_plan(tmp_path, targets=[target])
    fake_vendor.models = refuse(503)
    nobody_answered(said("probe", plan, "--yes", "--out", "audit"))
    fake_vendor.models = send({})
    assert said("probe", plan, "--out", "audit").exit_code == 0
    monkeypatch.delenv("OUR_KEY")
    assert said("probe", plan, "--out", "audit").exit_code == 0
    assert said("probe", plan, "--yes", "--out", "other").exit_code == 2
