from pathlib import Path

import pytest

from auditor.describing import about
from auditor.evidence.jsonl import encode
from auditor.prepared import Prepared, prepare
from tests.preparing import KEY, plan


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    return prepare(plan(tmp_path))


def test_no_key_and_no_password_is_in_what_a_folder_says_of_itself(prepared: Prepared) -> None:
    said = about(prepared)
    stored = encode(said).decode()
    assert "hunter2" not in stored
    assert KEY not in stored
    assert said.plan["proxy"].startswith("http://{{credentials:")
    assert said.plan["proxy"].endswith("@proxy.corp:3128")
    assert "api_key={{api-key:" in said.plan["captures"][0]["run"][2]


def test_a_folder_says_what_was_planned(prepared: Prepared) -> None:
    said = about(prepared)
    assert (said.audit, said.authorisation, said.retention) == (
        "Two targets",
        "ticket 4711",
        "180 days",
    )
    assert (said.vendor, said.vendor_owner) == ("deepseek", "Hangzhou DeepSeek AI")
    assert said.vendor_hosts == ("deepseek.com",)
    assert said.plan_sha256 == prepared.plan.sha256
    assert [(t.id, t.dialect, t.address) for t in said.targets] == [
        ("chat", "deepseek", "https://api.deepseek.com/v1"),
        ("gateway", "deepseek", "http://gateway.example/v1"),
    ]
    assert [(a.id, a.phase) for a in said.apps] == [
        ("our-client", "first-use"),
        ("other-client", ""),
    ]
    assert len(said.probes) == len(prepared.probes)
    phrasings = len(prepared.probes[0].phrasings)
    assert said.probes[0].asked == dict.fromkeys(["en/allowed", "en/control", "en/test"], phrasings)
    assert said.declared["retention"] == "unknown"
    assert said.tool["python"].startswith("3.")
    assert len(bytes.fromhex(said.salt)) == 16
    other = about(prepared)
    assert (other.salt, other.seed) != (said.salt, said.seed)


@pytest.mark.parametrize(
    ("model", "prices", "read"),
    [
        ("deepseek-v4-pro", "", "2026-11-23"),
        ("deepseek-v4-pro", ", prices: {in: 1, out: 2}", ""),
        ("unpriced", "", ""),
    ],
)
def test_a_folder_says_when_the_prices_it_reckons_with_were_read(
    tmp_path: Path, model: str, prices: str, read: str
) -> None:
    old = "deepseek-chat, prices: {in: 1, out: 2}"
    made = prepare(plan(tmp_path, old=old, new=model + prices))
    assert about(made).prices_read == read


def test_a_folder_says_where_the_answers_lie(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("{}")
    made = prepare(plan(tmp_path, old="limits:", new="attestations: answers.yaml\nlimits:"))
    assert about(made).attestations == str((tmp_path / "answers.yaml").resolve())
