import orjson
import pytest
from typer.testing import CliRunner

from auditor.cli.app import app
from auditor.vendors import shipped_vendors


def test_every_shipped_vendor_is_listed_with_the_variable_of_its_key() -> None:
    result = CliRunner().invoke(app, ["vendors", "list"])
    head, *rows = (line.split("\t") for line in result.stdout.splitlines())
    assert head == ["id", "title", "country", "key", "address"]
    assert [row[0] for row in rows] == [vendor.id for vendor in shipped_vendors()]
    assert ["deepseek", "DEEPSEEK_API_KEY"] in [[row[0], row[3]] for row in rows]


def test_json_is_all_that_stdout_gets() -> None:
    listed = CliRunner().invoke(app, ["vendors", "list", "--json"])
    shown = CliRunner().invoke(app, ["vendors", "show", "deepseek", "--json"])
    assert orjson.loads(shown.stdout) in orjson.loads(listed.stdout)
    assert listed.stderr == shown.stderr == ""


@pytest.mark.parametrize("vendor", [each.id for each in shipped_vendors()])
def test_what_is_known_of_a_vendor_is_shown(vendor: str) -> None:
    result = CliRunner().invoke(app, ["vendors", "show", vendor])
    assert result.exit_code == 0
    assert f"id\t{vendor}\n" in result.stdout
    assert "declared" in result.stdout


def test_an_unknown_vendor_is_a_line() -> None:
    result = CliRunner().invoke(app, ["vendors", "show", "nobody"])
    assert (result.exit_code, result.stdout) == (2, "")
    error, hint = result.stderr.splitlines()
    assert error == "Error: no vendor is called 'nobody'"
    assert hint.startswith("try: known ones: alibaba-qwen, ")
