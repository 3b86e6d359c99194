from pathlib import Path

import orjson

from auditor.evidence.folder import Folder
from tests.cli.running import a_plan, one_mistake, said


def test_the_claims_of_a_vendor_need_no_audit() -> None:
    result = said("claims", "alibaba-qwen")
    assert result.exit_code == 0
    assert result.stdout.count("not distinguishable") == 5


def test_the_claims_of_a_plan_are_those_of_its_sheets(tmp_path: Path) -> None:
    for plan in (a_plan(tmp_path, vendor="deepseek"), a_plan(tmp_path, claims=["deepseek"])):
        made = orjson.loads(said("claims", plan, "--json").stdout)
        assert {each["vendor"] for each in made} == {"deepseek"}
        assert "arithmetic/compute" in {each["check"] for each in made}


def test_the_claims_of_an_audit_are_those_that_it_wrote(audited: Path) -> None:
    assert orjson.loads(said("claims", audited, "--json").stdout) == []
    folder = Folder(audited)
    folder.write_claims([])
    assert said("claims", audited).exit_code == 0


def test_a_vendor_without_claims_is_a_line(tmp_path: Path) -> None:
    one_mistake(
        said("claims", "perplexity"),
        "no claim sheet is about 'perplexity'",
        "claims: [PATH] in the plan",
    )
    plan = a_plan(tmp_path, claims=["nobody"])
    assert "no claim sheet is called 'nobody'" in said("audit", plan, "--dry-run").stderr


def test_what_a_harness_measured_is_held_against_what_is_stated(tmp_path: Path) -> None:
    measured = {
        "model_name": "deepseek-ai/DeepSeek-V3",
        "results": {"gpqa_diamond": {"acc,none": 0.591}},
        "n-samples": {"gpqa_diamond": {"effective": 198}},
    }
    (tmp_path / "gpqa.json").write_bytes(orjson.dumps(measured))
    plan = a_plan(tmp_path, vendor="deepseek", results=["gpqa.json"])
    made = orjson.loads(said("claims", plan, "--json").stdout)
    found = [each for each in made if each["check"] == "benchmark/accuracy"]
    assert {"not distinguishable"} <= {each["verdict"] for each in found}
    assert {each["benchmark"] for each in found} == {"GPQA-Diamond"}
    (tmp_path / "gpqa.json").write_bytes(b"{}")
    wrong = said("claims", plan)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "no score of lm-evaluation-harness or Inspect in it" in wrong.stderr


def test_documents_become_hashes_that_are_looked_for_in_answers(
    audited: Path, tmp_path: Path
) -> None:
    document, control, out = (tmp_path / name for name in ("novel.txt", "new.txt", "r.json"))
    document.write_text("the otter signs every ledger with a borrowed feather")
    control.write_text("nobody has read this line before it was written here")
    result = said("references", document, "--control", control, "--out", out)
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines()[-2:]] == [
        ["novel.txt", "protected", "9"],
        ["new.txt", "control", "10"],
    ]
    made = orjson.loads(said("claims", audited, "--references", out, "--json").stdout)
    assert {each["check"] for each in made} >= {"text/verbatim"}
    one_mistake(
        said("references", document, "--out", out), f"{out}: cannot be written: File exists", ""
    )


def test_references_need_a_document_and_an_audit(tmp_path: Path) -> None:
    one_mistake(
        said("references", "--out", tmp_path / "r.json"),
        "no document to hash",
        "auditor references novel.txt --out FILE",
    )
    result = said("claims", "deepseek", "--references", tmp_path / "r.json")
    assert "is no audit's folder" in result.stderr
