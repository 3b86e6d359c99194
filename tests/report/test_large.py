"""A report over a hundred thousand observations stays quick and small, and its JSON whole."""

from dataclasses import replace
from pathlib import Path
from time import process_time

from auditor.report.html import render_html
from auditor.report.report import as_json, build
from tests.cost import costing_less_than
from tests.report.audits import BROKEN, COVERAGE, EMAIL, audit, judged

KINDS = ("planted/email", "planted/prompt", "planted/phone")
SEEN = 100_000


def test_a_hundred_thousand_observations_are_grouped(tmp_path: Path) -> None:
    observations = tuple(
        replace(
            EMAIL,
            id=f"o-{i}",
            exchange=f"x-{i}",
            host=f"h{i % 5000}.test",
            kind=KINDS[i % 3],
            place=f"body.$.e{i % 700}.email",
            excerpt=f"email aaa #{i:010x}",
        )
        for i in range(SEEN)
    )
    findings = [
        replace(
            BROKEN,
            fingerprint=f"{rule:032x}",
            rule=f"rule-{rule}",
            observations=tuple(f"o-{i}" for i in range(rule * 250, (rule + 1) * 250)),
        )
        for rule in range(400)
    ]
    hosts = tuple(
        replace(
            COVERAGE.hosts[0], host=f"h{i}.test", owner=f"Owner {i % 900}", subject=f"s-{i % 40}"
        )
        for i in range(5000)
    )
    seen = replace(COVERAGE, hosts=hosts)
    folder = audit(tmp_path / "a", observations=observations, coverage=seen)
    with costing_less_than(20, process_time):
        report = build(folder, judged(findings))
        made = render_html(report).encode()
    assert len(made) < 10_000_000
    assert as_json(report).count(b'"exchange": "x-') == SEEN
