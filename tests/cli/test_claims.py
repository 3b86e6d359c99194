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
