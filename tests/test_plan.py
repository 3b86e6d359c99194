from pathlib import Path
from typing import Any

import pytest

from auditor.errors import AuditorError
from auditor.plan import Limits, Plan, Prices, plan_of, read_plan

PLAN = """\
audit: DeepSeek, pre-purchase check
vendor: deepseek
authorisation: ticket 4711
targets:
  - id: chat
    model: deepseek-chat
    sampling: {temperature: 0.7}
    prices: {in: 0.27, out: 1.10}
probes: [privacy]
captures:
  - {run: [python, client.py], app: our-client, phase: first-use, duration: 120}
params: {allowed-countries: [DE, NO]}
retention: 180 days
limits: {requests: 100, usd: 5, in-flight: 4}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(text)
    return path


def refused(tmp_path: Path, text: str) -> tuple[str, str]:
    path = written(tmp_path, text)
    with pytest.raises(AuditorError) as caught:
        read_plan(path)
    return str(caught.value).removeprefix(f"{path}"), caught.value.hint


def test_a_plan_is_read(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, PLAN))
    (target,), (capture,) = plan.targets, plan.captures
    assert (plan.audit, plan.vendor, plan.authorisation) == (
        "DeepSeek, pre-purchase check",
        "deepseek",
        "ticket 4711",
    )
    assert (target.id, target.model, target.prices) == ("chat", "deepseek-chat", Prices(0.27, 1.1))
    assert target.sampling == {"temperature": 0.7}
    assert (capture.run, capture.app, capture.phase, capture.duration) == (
        ("python", "client.py"),
        "our-client",
        "first-use",
        120,
    )
    assert (plan.probes, plan.policies, plan.retention) == (("privacy",), ("baseline",), "180 days")
    assert plan.params == {"allowed-countries": ["DE", "NO"]}
    assert plan.limits == Limits(requests=100, usd=5, in_flight=4)
    assert plan.slug == "deepseek-pre-purchase-check"


@pytest.mark.parametrize(
    ("old", "new", "told", "hint"),
    [
        ("vendor:", "vendr:", ":2:1: unknown key 'vendr'", "did you mean 'vendor'?"),
        ("    model: deepseek-chat\n", "", ":5:5: targets: 'model' is missing", ""),
        ("authorisation: ticket 4711\n", "", ":1:1: 'authorisation' is missing", ""),
        ("ticket 4711", '""', ":3:1: authorisation: '' should be non-empty", ""),
        ("probes: [privacy]", "probes: [privacy]\nprobs: []", ":10:1: unknown key 'probs'",
         "did you mean 'probes'?"),
        ("in-flight: 4", "in-fligth: 4", ":14:33: unknown key 'in-fligth'",
         "did you mean 'in-flight'?"),
        ("    model: deepseek-chat", "    modle: deepseek-chat", ":6:5: unknown key 'modle'", "did you mean 'model'?"),
        ("requests: 100", "requests: 0", ":14:10: requests: 0 is less than the minimum of 1", ""),
        ("temperature: 0.7", "temperature: hot",
         ":7:16: temperature: 'hot' is not a number, or 'vendor' to leave it to the vendor", ""),
        ("temperature: 0.7", "max-tokens: -5",
         ":7:16: max-tokens: -5 is less than the minimum of 0", ""),
        ("requests: 100", "requests: many", ":14:10: requests: 'many' is not of the type integer", ""),
        ("requests: 100", "requests: 1.5", ":14:10: requests: 1.5 is not of the type integer", ""),
        ("usd: 5", "usd: 0", ":14:25: usd: 0 is less than or equal to the minimum of 0", ""),
        ("in-flight: 4", "in-flight: 257", ":14:33: in-flight: 257 is greater than the maximum of 256", ""),
        ("in: 0.27", "in: -1", ":8:14: in: -1 is less than the minimum of 0", ""),
        ("180 days", "for ever", ":13:1: retention: 'for ever' is not a span such as 180 days", ""),
        ("id: chat", "id: our-client", ":5:5: 'our-client' is a target and an app", ""),
        ("id: chat", "id: The Chat", ":5:5: id: 'The Chat' is not an id in kebab-case", ""),
        ("probes: [privacy]\n", "", ":4:1: targets, and no probes to ask them", "probes: [privacy]"),
        ("probes: [privacy]", "probes: []", ":4:1: targets, and no probes to ask them", "probes: [privacy]"),
        ("retention: 180 days", "persona: ada.yaml", ":13:1: persona: 'ada.yaml' is not a file", ""),
        ("retention: 180 days", "hosts: ~nobody-at-all/hosts.tsv",
         ":13:1: hosts: '~nobody-at-all/hosts.tsv' is not a file", ""),
        ("retention: 180 days", "attestations: a.yaml",
         ":13:1: attestations: 'a.yaml' is not a file", ""),
        ("retention: 180 days", "upstream-ca: .", ":13:1: upstream-ca: '.' is not a file", ""),
        ("retention: 180 days", "vendor: openai", ":13:1: the key 'vendor' stands twice", ""),
        ("retention: 180 days", "proxy: proxy.corp:3128",
         ":13:1: proxy: 'proxy.corp:3128' is not an http or https address", ""),
        ("retention: 180 days", "retention: *r", ":13:12: aliases are not allowed", ""),
        ("    model: deepseek-chat", "    model: deepseek-chat\n    key-env: sk-5f3d9c1b7a2e",
         ":7:5: key-env: 'sk-5f3d9c1b7a2e' is not the name of an environment variable, never the key",
         ""),
        ("    model: deepseek-chat", "    model: deepseek-chat\n    base-url: api.deepseek.com",
         ":7:5: base-url: 'api.deepseek.com' is not an http or https address, or a region that the vendor "
             "file names", ""),
    ],
)  # fmt: skip
def test_a_wrong_plan_is_refused_with_its_place_and_a_hint(
    tmp_path: Path, old: str, new: str, told: str, hint: str
) -> None:
    assert old in PLAN
    assert refused(tmp_path, PLAN.replace(old, new, 1)) == (told, hint)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ": holds nothing"),
        ("- audit\n", ":1:1: ['audit'] is not of the type object"),
        ("audit: [", ":2:1: not YAML: did not find expected node content"),
        (
            "audit: x\nvendor: generic\nauthorisation: me\n",
            ":1:1: nothing to audit: neither targets nor captures",
        ),
        (
            "audit: x\nvendor: generic\nauthorisation: me\nprobes: [privacy]\n"
            "targets:\n- {id: chat, model: a}\n- {id: chat, model: b}\n",
            ":7:3: 'chat' stands twice",
        ),
        (
            "audit: x\nvendor: generic\nauthorisation: me\n"
            "captures:\n- {run: [a], app: client}\n- {run: [b], app: client}\n",
            ":6:3: 'client' stands twice",
        ),
    ],
)
def test_what_is_no_plan_is_refused(tmp_path: Path, text: str, told: str) -> None:
    assert refused(tmp_path, text)[0] == told


def test_a_missing_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AuditorError) as caught:
        read_plan(tmp_path / "plan.yaml")
    assert str(caught.value) == f"{tmp_path}/plan.yaml: cannot be read: No such file or directory"


def test_one_app_may_be_overheard_in_two_phases(tmp_path: Path) -> None:
    text = (
        "audit: x\nvendor: generic\nauthorisation: me\ncaptures:\n"
        "- {run: [a], app: client, phase: before-consent}\n"
        "- {run: [a], app: client, phase: after-consent}\n"
    )
    assert len(read_plan(written(tmp_path, text)).captures) == 2


def test_comments_and_layout_do_not_change_a_plan_and_its_content_does(tmp_path: Path) -> None:
    plain = read_plan(written(tmp_path, PLAN)).sha256
    moved = (
        "# ours\n" + PLAN.replace("vendor: deepseek\n", "") + "vendor:   'deepseek'  # that one\n"
    )
    assert read_plan(written(tmp_path, moved)).sha256 == plain
    assert read_plan(written(tmp_path, PLAN.replace("0.7", "0.8"))).sha256 != plain


@pytest.mark.parametrize(
    ("audit", "slug"),
    [
        ("DeepSeek: check", "deepseek-check"),
        ("  ", "audit"),
        ("审计", "audit"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 100, "x" * 60),
    ],
)
def test_the_plans_name_becomes_part_of_a_folders_name(audit: str, slug: str) -> None:
    plan = Plan(audit=audit, vendor="generic", authorisation="me")
    assert plan.slug == slug


def test_paths_start_beside_the_plan_or_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    plan = Plan(audit="x", vendor="y", authorisation="z", path=tmp_path / "plan.yaml")
    assert plan.beside("a/b.yaml") == tmp_path / "a" / "b.yaml"
    assert plan.beside("~/b.yaml") == Path("/home/ada/b.yaml")
    assert plan.beside("/etc/b.yaml") == Path("/etc/b.yaml")
    assert plan.beside("") is None


def test_a_command_makes_a_plan_of_its_options(tmp_path: Path) -> None:
    value: dict[str, Any] = {
        "audit": "capture of client",
        "vendor": "generic",
        "authorisation": "the operator",
        "captures": [{"run": ["sh", "-c", 'echo "é\t: #\\n" \U0001f600'], "app": "client"}],
    }
    plan = plan_of(value, tmp_path / "command line")
    assert plan.captures[0].run == ("sh", "-c", 'echo "é\t: #\\n" \U0001f600')
    assert plan.raw == value
    assert plan.beside("x") == tmp_path / "x"
    with pytest.raises(AuditorError, match="app: 'Client' is not an id in kebab-case"):
        plan_of({**value, "captures": [{"run": ["sh"], "app": "Client"}]}, tmp_path / "x")


def test_trials_of_the_command_go_before_those_of_the_plan(tmp_path: Path) -> None:
    path = written(tmp_path, PLAN)
    plan, changed = read_plan(path), read_plan(path, 7)
    assert changed.limits.trials == 7
    assert changed.limits.requests == plan.limits.requests
    assert changed.sha256 != plan.sha256
    with pytest.raises(AuditorError, match=r"0 is less than the minimum"):
        read_plan(path, 0)
