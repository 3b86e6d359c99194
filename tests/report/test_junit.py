from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
import xmlschema

from auditor.report.junit import as_junit
from auditor.report.report import Report
from tests.report.reports import ALL, EACH, full

SCHEMA = Path(__file__).parent.parent / "data" / "schemas" / "junit-10.xsd"


@pytest.mark.parametrize("made", EACH)
def test_it_is_valid_by_jenkins_schema(tmp_path: Path, made: Callable[[Path], Report]) -> None:
    schema = xmlschema.XMLSchema10(SCHEMA, allow="local")
    wrong = [each.reason for each in schema.iter_errors(as_junit(made(tmp_path)).decode())]
    assert wrong == []
    assert not schema.is_valid("<testsuites><testcase/></testsuites>")


def test_only_a_kept_rule_passes(tmp_path: Path) -> None:
    cases = list(Tree.fromstring(as_junit(full(tmp_path))).iter("testcase"))
    assert len(cases) == len(ALL)
    passed = [case for case in cases if not list(case)]
    assert len(passed) == sum(each.verdict == "kept" for each in ALL)
    why = {
        skip.get("message", "").partition(":")[0] for case in cases for skip in case.iter("skipped")
    }
    assert why == {"waived", "inconclusive", "not tested"}


@pytest.mark.parametrize("made", EACH)
def test_the_counts_are_those_of_the_cases(tmp_path: Path, made: Callable[[Path], Report]) -> None:
    for suite in Tree.fromstring(as_junit(made(tmp_path))).iter("testsuite"):
        cases = list(suite.iter("testcase"))
        assert int(suite.get("tests", 0)) == len(cases)
        assert int(suite.get("failures", 0)) == len(list(suite.iter("failure")))
        assert int(suite.get("skipped", 0)) == len(list(suite.iter("skipped")))
        assert all(case.get("classname") and case.get("name") for case in cases)
