"""An option means the same wherever it stands."""

from collections import defaultdict

import typer.main
from typer.testing import CliRunner

from auditor.cli.app import app

OF_AUDITS = ("demo", "audit", "probe", "capture", "judge", "report", "seal", "verify", "redact")


def test_an_option_has_one_meaning_and_every_one_is_explained() -> None:
    told: dict[str, set[str | None]] = defaultdict(set)
    commands = typer.main.get_group(app).commands
    for command in (commands[name] for name in OF_AUDITS):
        for option in (each for each in command.params if each.param_type_name == "option"):
            told[option.opts[0]].add(option.help)
    assert {"--out", "--yes", "--dry-run", "--fail-on", "--format"} <= set(told)
    assert [name for name, helps in told.items() if len(helps) != 1 or None in helps] == []


def test_what_is_asked_for_by_default_is_shown() -> None:
    said = " ".join(CliRunner().invoke(app, ["audit", "--help"]).stdout.split())
    assert "[default: high]" in said
    assert "[default: html,json]" in said
