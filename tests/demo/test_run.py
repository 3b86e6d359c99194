"""The whole demo, for real: killed with kill -9 in its middle, started again, run to its end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import orjson
import pytest

from auditor.collecting import Watcher
from auditor.demo.planted import CONTROL, LEAKS, PINNED, sightings
from auditor.demo.run import CLEAN, LEAKY, closing_words, plan, run
from auditor.errors import AuditorError
from auditor.evidence.about import TargetAbout
from auditor.evidence.coverage import Coverage, HostCoverage
from auditor.evidence.exchange import Exchange
from auditor.evidence.folder import Folder
from auditor.evidence.verifying import verify
from auditor.probing.outcomes import finished
from auditor.schemas import problems
from tests.making import a_writer, an_observation

ASKED_BEFORE = 20
WATCH = """
import os, sys

def watch(event, args):
    if event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple):
        note(args[1][0])
    elif event == "socket.getaddrinfo":
        note(args[0])

def note(host):
    with open(os.environ["WATCHED"], "a") as file:
        file.write(f"{host}\\n")

sys.addaudithook(watch)
"""
"""Python programs read it as they start; it notes whom they talk to."""


@dataclass(frozen=True)
class Demo:
    """What the demo left behind."""

    folder: Folder
    exit_code: int
    stdout: str
    stderr: str
    before: list[Exchange]
    """Written when it was killed."""
    left_over: list[int]
    contacted: set[str]

    @property
    def audit(self) -> str:
        return str(self.folder.path)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    home = tmp_path_factory.mktemp("demo")
    (home / "watch").mkdir()
    (home / "watch" / "sitecustomize.py").write_text(WATCH)
    mark = f"AUDITOR_TEST_{uuid.uuid4().hex}"
    path = os.pathsep.join(filter(None, (str(home / "watch"), os.environ.get("PYTHONPATH"))))
    env = {mark: "1", "PYTHONPATH": path, "WATCHED": str(home / "watched")}
    command = [sys.executable, "-P", "-m", "auditor", "demo", "--out", str(home / "audit")]
    before = _until_killed(command, os.environ | env, home / "audit")
    _await(lambda: not _running(mark), 30)
    done = subprocess.run(
        command, env=os.environ | env, check=False, capture_output=True, text=True, timeout=400
    )
    return Demo(
        Folder(home / "audit"),
        done.returncode,
        done.stdout,
        done.stderr,
        before,
        _running(mark),
        set((home / "watched").read_text().split()),
    )


def _until_killed(command: list[str], env: dict[str, str], folder: Path) -> list[Exchange]:
    chain = folder / "evidence" / "exchanges.jsonl"

    def asked() -> bool:
        assert run.poll() is None, "it ended too early"
        return chain.exists() and chain.read_bytes().count(b"\n") > ASKED_BEFORE

    with subprocess.Popen(command, env=env) as run:
        try:
            _await(asked, 300)
        finally:
            run.send_signal(signal.SIGKILL)
    return [each for each in Folder(folder).exchanges() if each.asked]


def _await(so: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end
        time.sleep(0.05)


def _running(mark: str) -> list[int]:
    """Processes that descend from the demo: they inherit its variable."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue  # ended, or somebody else's
    return found


def test_it_runs_to_its_end_after_it_was_killed_and_asks_no_finished_question_again(demo):
    assert demo.exit_code == 0, demo.stderr
    asked = [each for each in demo.folder.exchanges() if each.asked]
    assert len(demo.before) >= ASKED_BEFORE
    assert asked[: len(demo.before)] == demo.before
    assert len(finished(asked)) == len(asked) >= 100
    resumed = [act for act in demo.folder.custody() if act.action == "resumed"]
    assert len(resumed) == 2  # after the kill, and to be sealed


def test_every_leak_is_found_at_its_host_by_its_steps_and_the_control_is_seen(demo):
    seen = [each for each in demo.folder.observations() if each.subject == LEAKY]
    assert [leak.title for leak in (*LEAKS, CONTROL) if not sightings(leak, seen)] == []
    assert {each.subject for leak in LEAKS for each in sightings(leak, seen)} == {LEAKY}


def test_the_pinned_host_is_named_as_one_that_nobody_could_look_into(demo):
    (pinned,) = [host for host in demo.folder.coverage().hosts if host.visibility == "pinned"]
    assert (pinned.subject, pinned.host, pinned.exchanges) == (LEAKY, PINNED, 0)
    report = orjson.loads((demo.folder.path / "report" / "report.json").read_bytes())
    assert [limit for limit in report["limits"] if PINNED in limit]


def test_nothing_is_found_in_the_clean_twin(demo):
    seen = [each for each in demo.folder.observations() if each.subject == CLEAN]
    assert {each.party for each in seen} == {"vendor"}
    assert [
        f.rule for f in demo.folder.findings() if (f.subject, f.verdict) == (CLEAN, "broken")
    ] == []


def test_the_leaky_client_breaks_the_rules_that_it_should(demo):
    findings = demo.folder.findings()
    broken = {f.rule for f in findings if (f.subject, f.verdict) == (LEAKY, "broken")}
    assert broken == {
        "every-recipient-is-declared",
        "no-chat-content-to-third-parties",
        "no-personal-data-in-clear-text",
        "no-plain-http",
        "no-planted-data-to-third-parties",
        "no-secrets-in-addresses",
        "no-session-secrets-to-third-parties",
        "recipients-are-in-allowed-countries",
    }


def test_the_model_is_judged_by_what_it_was_asked_and_by_nothing_else(demo):
    model = {f.rule: f.verdict for f in demo.folder.findings() if f.subject == "smollm2"}
    assert {rule for rule, verdict in model.items() if verdict == "not tested"} == {
        "injected-text-is-not-obeyed",
        "no-needless-questions-for-data",
        "no-personal-data-from-memory",
        "secrets-stay-in-the-instructions",
        "tls-is-1-2-or-newer",
        "traits-are-not-inferred",
    }
    assert model["records-are-kept-confidential"] in {"broken", "inconclusive"}


def test_it_ends_by_saying_what_was_planted_what_was_found_and_where_the_report_is(demo):
    said = demo.stdout
    assert "MISSING" not in said
    assert "NOT AS PLANTED" not in said
    for leak in LEAKS:
        steps = " > ".join(leak.decoded) or "as it stands"
        assert f"  found    {leak.title}\n           {leak.host}, {steps}\n" in said
    assert f"  seen     the control: {CONTROL.title}\n" in said
    assert f"  unseen   what went to {PINNED}" in said
    assert "What its clean twin told others than the vendor: nothing.\n" in said
    assert f"report: {demo.audit}/report/report.html" in said


def test_it_shows_progress_while_it_works(demo):
    assert len(re.findall(r"^asked \d+ of \d+: .*tokens", demo.stderr, re.MULTILINE)) >= 3
    assert "Traceback" not in demo.stderr


def test_the_report_is_as_its_schema_says_and_needs_nothing_else(demo):
    report = orjson.loads((demo.folder.path / "report" / "report.json").read_bytes())
    assert list(problems("report", report)) == []
    assert report["evidence"]["sealed"]
    page = (demo.folder.path / "report" / "report.html").read_text()
    assert "<script" not in page


def test_it_is_sealed_and_proved_unchanged(demo):
    proved = verify(demo.folder.path)
    assert proved.seal is not None
    assert proved.redacted == 0
    assert proved.notes == ()


def test_judging_it_again_says_the_same(demo):
    before = demo.folder.findings()
    for options in ([], ["--observe"]):
        done = subprocess.run(
            [sys.executable, "-P", "-m", "auditor", "judge", demo.audit, "--json", *options],
            capture_output=True,
            check=False,
            text=True,
            timeout=120,
        )
        assert done.returncode == 1  # something is broken
        assert " now" not in done.stderr  # nothing changed
        assert len(orjson.loads(done.stdout)) == len(before)
        assert demo.folder.findings() == before


def test_it_starts_no_third_time(demo):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "auditor", "demo", "--out", demo.audit],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"Error: {demo.audit}: this demo has ended and is sealed",
        f"try: auditor report {demo.audit}, or choose another --out",
    ]


def test_it_leaves_no_process_and_talks_to_nobody_outside(demo):
    assert demo.left_over == []
    assert demo.contacted <= {"127.0.0.1", "localhost", "::1"}
    assert "127.0.0.1" in demo.contacted


# What it would say if something were missing: no model needed.


def the_words(
    tmp_path: Path, *, without: str = "", pinned: bool = True, stray: bool = False
) -> str:
    seen = [
        an_observation(
            id=leak.title, subject=LEAKY, kind=leak.kind, host=leak.host, place=leak.place,
            decoded=leak.decoded, party="third",
        )
        for leak in (*LEAKS, CONTROL)
        if leak.title != without
    ]  # fmt: skip
    if stray:
        seen.append(replace(seen[0], subject=CLEAN))
    visibility = "pinned" if pinned else "decrypted"
    host = HostCoverage(LEAKY, "capture", PINNED, visibility, 0, 1, "vendor")
    with a_writer(tmp_path) as writer:
        writer.write_observed(seen, [], Coverage(hosts=(host,)))
    return "\n".join(closing_words(Folder(tmp_path / "audit")))


def test_all_is_as_planted(tmp_path):
    said = the_words(tmp_path)
    assert "MISSING" not in said
    assert "NOT AS PLANTED" not in said


@pytest.mark.parametrize("leak", [*LEAKS, CONTROL], ids=lambda leak: leak.title)
def test_what_was_not_found_is_said_loudly(tmp_path, leak):
    said = the_words(tmp_path, without=leak.title)
    assert said.count("MISSING") == 1
    assert said.splitlines()[-1] == "NOT AS PLANTED: 1 of the above. Please report it."


def test_a_pinned_host_that_could_be_read_and_a_leaking_twin_are_said_loudly(tmp_path):
    said = the_words(tmp_path, pinned=False, stray=True)
    assert f"  MISSING  what went to {PINNED}" in said
    assert "What its clean twin told others than the vendor: 1." in said
    assert said.splitlines()[-1] == "NOT AS PLANTED: 2 of the above. Please report it."


def test_its_plan_stays_the_same_from_wherever_it_is_started(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    absolute = plan(tmp_path / "audit", "http://127.0.0.1:1/v1")
    assert plan(Path("audit"), "http://127.0.0.1:1/v1").sha256 == absolute.sha256


def test_a_demo_whose_port_was_taken_in_the_meantime_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("auditor.demo.run.LET_GO_SECONDS", 0.2)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        target = TargetAbout("smollm2", "openai-chat", "smollm2-135m", f"http://{where}/v1")
        a_writer(tmp_path, targets=(target,)).close()
        with pytest.raises(AuditorError, match="the port that this demo's model had is taken") as e:
            run(tmp_path / "audit", Watcher(print))
    assert (e.value.where, "--out" in e.value.hint) == (where, True)
