from pathlib import Path
from shutil import copytree

import pytest

from auditor.errors import AuditorError
from auditor.packs import shipped_packs
from auditor.prepared import Prepared, prepare, with_keys
from auditor.shipped import shipped
from tests.preparing import PLAN, plan


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    return prepare(plan(tmp_path))


def test_everything_that_a_plan_names_is_read(prepared: Prepared) -> None:
    assert prepared.vendor.id == "deepseek"
    assert [endpoint.target for endpoint in prepared.endpoints] == ["chat", "gateway"]
    assert [pack.id for pack in prepared.packs] == ["privacy"]
    assert [probe.id for probe in prepared.probes] == ["record-to-stranger"]
    assert prepared.probes[0].languages == ["en"]
    assert prepared.concerns == ("privacy",)
    assert prepared.route.proxy == "http://ada:hunter2-hunter2@proxy.corp:3128"
    assert prepared.route.upstream_ca is None
    phrasings = sum(len(probe.phrasings) for probe in prepared.probes)
    assert prepared.requests == 2 * 3 * phrasings
    assert len(prepared.jobs("chat", 7)) == 3 * phrasings


def test_keys_are_read_at_the_last_moment(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "one-and-only")
    monkeypatch.delenv("OUR_KEY", raising=False)
    assert [endpoint.key for endpoint in prepared.endpoints] == ["", ""]
    with pytest.raises(AuditorError, match="the variable OUR_KEY is not set"):
        with_keys(prepared)
    monkeypatch.setenv("OUR_KEY", "two-and-only")
    keyed = with_keys(prepared)
    assert [endpoint.key for endpoint in keyed.endpoints] == ["one-and-only", "two-and-only"]
    assert "one-and-only" not in repr(keyed)


@pytest.mark.parametrize(
    ("old", "new", "what", "hint"),
    [
        ("vendor: deepseek", "vendor: deepsick", "no vendor is called 'deepsick'",
         "known ones: alibaba-qwen, anthropic, bytedance, deepseek, generic, google, mistral, openai, perplexity; or a path to a .yaml"),
        ("privacy/record-to-stranger", "privcy", "no pack of probes is called 'privcy'",
         f"known ones: {', '.join(pack.id for pack in shipped_packs('probes'))}"),
        ("policies: []", "policies: [base]", "no pack of rules is called 'base'",
         "known ones: baseline, consent, cross-border, governance, ip-provenance, model-leakage, performance-claims, statement, strict, transport"),
        ("privacy/record-to-stranger", "privacy/record-to-stranger, ./privacy",
         "the packs 'privacy' and 'privacy' both have a probe 'record-to-stranger'", ""),
        ("languages: [en]", "languages: [en, tlh]", "no probe is phrased in 'tlh'", "en, zh"),
        ("http://gateway.example/v1", "http://ada:hunter2@gateway.example/v1",
         "the base-url of the target 'gateway' holds more than an address",
         "leave out user, password, query and fragment; name the key's variable in key-env"),
    ],
)  # fmt: skip
def test_a_plan_that_names_what_is_not_there_is_refused(
    tmp_path: Path, old: str, new: str, what: str, hint: str
) -> None:
    copy_pack(tmp_path)
    made = plan(tmp_path, PLAN, old, new)
    with pytest.raises(AuditorError) as caught:
        prepare(made)
    assert (caught.value.what, caught.value.hint) == (what, hint)


def copy_pack(to: Path) -> None:
    copytree(shipped("probes", "packs", "privacy"), to / "privacy")


def test_a_limit_in_money_needs_prices_to_hold(tmp_path: Path) -> None:
    text = PLAN.replace("{trials: 1}", "{usd: 5}")
    assert prepare(plan(tmp_path, text)).plan.limits.usd == 5
    with pytest.raises(AuditorError) as caught:
        prepare(plan(tmp_path, text, "    prices: {in: 1, out: 2}\n", ""))
    assert (caught.value.what, caught.value.hint) == (
        "a limit in USD needs the prices of the target 'gateway'",
        "prices: {in: 0.27, out: 1.10}, in USD per million tokens",
    )


def test_a_persona_of_the_plan_is_read_before_anything_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    persona = tmp_path / "home" / "bo.yaml"
    persona.write_text("id: bo\nlanguage: en\nvalues: {email: bo@mail.example}\n")
    text = PLAN + "persona: ~/bo.yaml\n"
    assert prepare(plan(tmp_path, text)).plan.persona == "~/bo.yaml"
    persona.write_text("id: bo\n")
    with pytest.raises(AuditorError, match=r"bo\.yaml:1:1: 'language', 'values' are missing"):
        prepare(plan(tmp_path, text))
