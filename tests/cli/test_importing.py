"""auditor import, alone and as part of a plan."""

import struct
from pathlib import Path

import orjson

from auditor.evidence.folder import Folder
from tests.capture.importing.hars import a_har, an_item, har, request, response
from tests.capture.packets.making import (
    ETHERNET,
    REQUEST,
    RESPONSE,
    a_talk,
    linked,
    pcap,
    pcapng,
)
from tests.capture.packets.test_handshake import HELLO, message, record
from tests.capture.packets.test_hello import server_hello
from tests.cli.running import a_plan, one_mistake, said

EMAIL = "ada.k7m2q9@mail.example"
TRACKED = an_item(
    request=request(url=f"http://tracker.test/pixel?mail={EMAIL}", postData=None),
    response=response(content={}),
)


def persona() -> Path:
    path = Path("ada.yaml")
    path.write_text(f"id: ada\nlanguage: en\nvalues:\n  email: {EMAIL}\n")
    return path


def verdicts(folder: str) -> dict[str, str]:
    return {each.rule: each.verdict for each in Folder(Path(folder)).findings()}


def test_an_imported_file_is_judged_like_an_overheard_client(tmp_path: Path) -> None:
    path = a_har(Path(), an_item(), TRACKED, 7)
    options = ("--app", "web", "--phase", "before-consent", "--persona", persona())
    done = said("import", path, "--out", "audit", *options)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "writing to audit",
        "some.har: 2 entries read, 1 rejected",
        "some.har: 1 × no request",
        "next: auditor judge audit --observe",
    ]
    judged = said("judge", "audit", "--observe")
    assert judged.exit_code == 1, judged.stderr
    found = verdicts("audit")
    assert found["no-plain-http"] == "broken"
    assert found["no-personal-data-in-addresses"] == "broken"
    coverage = Folder(Path("audit")).coverage()
    (one,) = coverage.imports
    assert (one.file, one.read, one.rejected, one.app) == ("some.har", 2, 1, "web")
    assert [(app.app, app.phase, app.captured) for app in coverage.apps] == [
        ("web", "before-consent", True)
    ]


def test_the_same_file_again_is_skipped_and_another_one_added(tmp_path: Path) -> None:
    path = a_har(Path())
    assert said("import", path, "--out", "audit").exit_code == 0
    again = said("import", path, "--out", "audit")
    assert again.exit_code == 0
    assert "some.har: imported already on " in again.stderr
    other = a_har(Path(), TRACKED, name="other.har")
    assert said("import", other, "--out", "audit", "--app", "phone").exit_code == 0
    folder = Folder(Path("audit"))
    assert [each.subject for each in folder.exchanges()] == ["client", "phone"]
    assert [each.id for each in folder.about.apps] == ["client", "phone"]


def test_limits_that_leave_nothing_are_said_in_one_line(tmp_path: Path) -> None:
    path = a_har(Path(), an_item(), TRACKED)
    done = said("import", path, "--out", "audit", "--only", "nobody.test")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "writing to audit",
        "some.har: 0 entries read, 0 rejected, 2 left out",
        "some.har: no entry fits nobody.test, so nothing was imported",
        "Error: audit: nothing was imported",
        "try: other limits: --only HOST or FROM/TO",
    ]
    # Another file may bring something into the same folder.
    assert said("import", path, "--out", "audit", "--only", "tracker.test").exit_code == 0


def test_a_mistake_is_a_line_and_nothing_is_made(tmp_path: Path) -> None:
    Path("some.txt").write_text("hello")
    one_mistake(
        said("import", "some.txt", "--out", "audit"),
        "some.txt: not a capture that auditor can read",
        "a HAR, a mitmproxy dump, pcap or pcapng, TrackerControl's CSV or iOS's App Privacy Report",
    )
    one_mistake(said("import", "no.har", "--out", "audit"), "no.har: no such file")
    nobody = said("import", a_har(Path()), "--out", "audit", "--vendor", "nobody")
    assert nobody.exit_code == 2
    assert nobody.stderr.startswith("Error: no vendor is called 'nobody'\n")
    assert not Path("audit").exists()


def test_a_folder_of_another_vendor_is_not_added_to(tmp_path: Path) -> None:
    path = a_har(Path())
    assert said("import", path, "--out", "audit").exit_code == 0
    one_mistake(
        said("import", path, "--out", "audit", "--vendor", "deepseek"),
        "audit: is the audit of 'generic', not of 'deepseek'",
        "choose another --out",
    )


def a_plan_with(capture: dict[str, object]) -> Path:
    return a_plan(Path(), targets=None, probes=None, captures=[capture])


def test_a_plan_names_a_file_and_imports_it_once(tmp_path: Path) -> None:
    a_har(Path(), an_item(), TRACKED)
    plan = a_plan_with({"file": "some.har", "app": "web", "phase": "p", "only": ["vendor.test"]})
    shown = said("audit", plan, "--dry-run")
    assert "imports some.har as web, p, only vendor.test" in shown.stdout.splitlines()
    first = said("audit", plan, "--yes", "--out", "audit")
    assert "some.har: 1 entries read, 0 rejected, 1 left out" in first.stderr
    again = said("audit", plan, "--yes", "--out", "audit")
    assert "some.har: imported already on " in again.stderr
    folder = Folder(Path("audit"))
    assert [each.connection.host for each in folder.exchanges()] == ["api.vendor.test"]
    report = orjson.loads(Path("audit/report/report.json").read_bytes())
    assert "some.har: 1 entry left out, as whoever imported it wanted." in report["limits"]


def test_packets_of_a_phone_are_judged_app_by_app(tmp_path: Path) -> None:
    trailer = struct.pack(">Ii20sI", 0x01072021, 10100, b"Chat", 0)
    frames = [linked(ETHERNET, each) + trailer for each in a_talk(REQUEST, RESPONSE)]
    Path("phone.pcap").write_bytes(pcap(*frames, link_them=False))
    Path("keys").write_text("CLIENT_RANDOM 00 11\n")
    done = said("import", "phone.pcap", "--app", "phone", "--out", "F", "--key-log", "keys")
    assert done.exit_code == 0
    assert "phone.pcap: 1 entries of Chat" in done.stderr
    assert said("judge", "F", "--observe").exit_code in (0, 1, 3)
    coverage = orjson.loads(Path("F/coverage.json").read_bytes())
    assert [(each["app"], each["captured"]) for each in coverage["apps"]] == [
        ("phone", True), ("Chat", True),
    ]  # fmt: skip
    assert [(each["subject"], each["host"]) for each in coverage["hosts"]] == [
        ("Chat", "api.vendor.test")
    ]


def test_what_a_handshake_shows_is_judged_though_nobody_read_on(tmp_path: Path) -> None:
    agreed = record(22, message(2, server_hello(version=0x0301, cipher=0x0005)))
    packets = a_talk(record(22, HELLO), agreed, port=443)
    Path("some.pcapng").write_bytes(pcapng(*packets))
    assert said("import", "some.pcapng", "--app", "web", "--out", "F").exit_code == 0
    assert said("judge", "F", "--observe").exit_code in (0, 1, 3)
    seen = {each.kind: each for each in Folder(Path("F")).observations()}
    assert set(seen) == {"transport/old-tls", "transport/weak-cipher"}
    assert seen["transport/weak-cipher"].host == "api.vendor.test"
    (host,) = orjson.loads(Path("F/coverage.json").read_bytes())["hosts"]
    assert (host["visibility"], host["connections"]) == ("opaque", 1)
    assert host["because"].startswith("encrypted (TLSv1), and the capture holds no keys: ")


def test_a_mistake_in_a_plan_is_named(tmp_path: Path) -> None:
    Path("here").touch()
    for capture, what in (
        ({"file": "no.har", "app": "web"}, "file: 'no.har' is not a file"),
        ({"app": "web"}, "nothing to overhear"),
        (
            {"app": "web", "file": "some.har", "wrong-certificates": True},
            "wrong-certificates: is for a client, not for a file",
        ),
        ({"run": ["true"], "app": "web", "only": ["a.test"]}, "only: is for a file"),
        ({"run": ["true"], "app": "web", "key-log": "k"}, "key-log: is for a file"),
        ({"file": "here", "app": "web", "key-log": "k"}, "key-log: 'k' is not a file"),
    ):
        done = said("audit", a_plan_with(capture), "--yes")
        assert done.exit_code == 2
        assert what in done.stderr.splitlines()[0]
    a_har(Path()).write_bytes(har())
    done = said("audit", a_plan_with({"file": "some.har", "app": "web"}), "--yes", "--out", "F")
    assert done.stderr.splitlines()[-1].endswith("some.har: a HAR without entries")
