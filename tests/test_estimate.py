import re
from pathlib import Path

import pytest

from auditor.describing import about
from auditor.estimate import estimate
from auditor.prepared import Prepared, prepare
from tests.preparing import PLAN, plan


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    return prepare(plan(tmp_path))


def test_the_estimate_says_what_is_asked_run_and_paid(prepared: Prepared) -> None:
    *lines, spends, proxy = [
        re.sub("key:[0-9a-f]{10}", "key:…", line) for line in estimate(prepared)
    ]
    assert lines == [
        "authorised by: ticket 4711",
        "asks chat: deepseek-chat at https://api.deepseek.com/v1, with the key in DEEPSEEK_API_KEY",
        "asks gateway: deepseek-chat at http://gateway.example/v1, with the key in OUR_KEY "
        "(gateway.example is not among the hosts of DeepSeek), readable by anybody on the way "
        "(http)",
        "runs sh -c 'curl '\"'\"'https://api.example/?api_key={{api-key:…}}'\"'\"'' "
        "as our-client, first-use",
        "runs python client.py as other-client",
    ]
    asked = sum(
        len(turn.text) for job in prepared.jobs("chat", 0) for turn in job.phrasing.turns(job.arm)
    )
    trials = prepared.requests // 2
    usual = int(prepared.endpoints[1].dialect.ask.defaults["max-tokens"])
    tokens = 2 * (asked // 4) + trials * (100 + usual)
    usd = (2 * (asked // 4) + 2 * trials * (100 + usual)) / 1e6
    assert spends == f"about {2 * trials} requests and up to {tokens} tokens, up to {usd:.2f} USD"
    assert proxy == "through the proxy that the plan names"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{trials: 1}", "{trials: 1, requests: 7, tokens: 900, usd: 0.01}",
         "about 7 requests and up to 900 tokens, up to 0.01 USD"),
        ("    prices: {in: 1, out: 2}\n", "", "at a price that is not known"),
    ],
)  # fmt: skip
def test_the_estimate_knows_the_limits_and_what_it_does_not_know(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert estimate(prepare(plan(tmp_path, PLAN, old, new)))[-2].endswith(told)


def test_captures_alone_need_no_probes(tmp_path: Path) -> None:
    text = "audit: x\nvendor: generic\nauthorisation: me\ncaptures: [{run: [sh], app: client}]\n"
    prepared = prepare(plan(tmp_path, text))
    assert (prepared.endpoints, prepared.probes, prepared.requests) == ((), (), 0)
    assert estimate(prepared) == ["authorised by: me", "runs sh as client"]


RECALLED = PLAN.replace("[privacy/record-to-stranger]", "[cross-session]")


def test_without_a_second_key_what_needs_another_account_is_named_and_not_asked(
    tmp_path: Path,
) -> None:
    second = ["recalled-in-another-account", "recalled-of-others"]
    prepared = prepare(plan(tmp_path, RECALLED))
    assert prepared.beyond("chat") == second
    assert {job.probe.id for job in prepared.jobs("chat", 0)}.isdisjoint(second)
    assert f"does not test {', '.join(second)} on chat: without second-key-env" in estimate(
        prepared
    )
    assert not any(target.second_account for target in about(prepared).targets)
    # Five probes with four phrasings: four steps, and once where disclosure is right.
    assert prepared.requests == 2 * 5 * 4 * 5


def test_with_a_second_key_everything_is_asked(tmp_path: Path) -> None:
    text = RECALLED.replace("{id: chat,", "{id: chat, second-key-env: KEY_B,")
    prepared = prepare(plan(tmp_path, text))
    assert prepared.beyond("chat") == []
    assert len(prepared.beyond("gateway")) == 2
    assert estimate(prepared)[1].endswith(
        "with the key in DEEPSEEK_API_KEY and that of a second account in KEY_B"
    )
    assert [target.second_account for target in about(prepared).targets] == [True, False]


def test_wrong_certificates_are_told_before_anybody_agrees(tmp_path: Path) -> None:
    text = (
        "audit: x\nvendor: generic\nauthorisation: me\n"
        "captures: [{run: [sh], app: client, phase: wrong, wrong-certificates: true}]\n"
    )
    told = estimate(prepare(plan(tmp_path, text)))
    assert told[1] == "runs sh as client, wrong, showing it WRONG CERTIFICATES"
