import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner, Result

from auditor.claims.needed import in_words
from auditor.cli.app import app
from auditor.shipped import shipped


def said(*args: object) -> Result:
    return CliRunner().invoke(app, ["packs", *map(str, args)])


def test_every_shipped_pack_is_listed() -> None:
    head, *rows = (line.split("\t") for line in said("list").stdout.splitlines())
    assert head == ["id", "kind", "version", "files", "title"]
    assert {("privacy", "probes"), ("baseline", "rules")} <= {(row[0], row[1]) for row in rows}
    assert [pack["id"] for pack in orjson.loads(said("list", "--json").stdout)] == [
        row[0] for row in rows
    ]


@pytest.mark.parametrize(("pack", "home"), [("privacy", "probes"), ("baseline", "policies")])
def test_a_pack_is_shown_by_its_name_or_its_folder(pack: str, home: str) -> None:
    by_name = said("show", pack)
    folder = shipped(home, "packs", pack)
    assert by_name.exit_code == 0
    assert said("show", folder).stdout == by_name.stdout
    names = {path.stem for path in folder.glob("*.yaml") if "examples" not in path.name}
    assert names - {"pack"} <= {line.split("\t")[0] for line in by_name.stdout.splitlines()}
    assert {unit["id"] for unit in orjson.loads(said("show", pack, "--json").stdout)} == names - {
        "pack"
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("privacy/record-to-stranger", {"id", "title", "shows", "cannot show", "source", "trials"}),
        ("baseline/no-hardware-identifiers", {"id", "title", "why", "remedy", "source"}),
    ],
)
def test_one_probe_or_rule_of_a_pack_is_shown(name: str, told: set[str]) -> None:
    rows = dict(line.split("\t") for line in said("show", name).stdout.splitlines())
    assert rows["id"] == name.partition("/")[2]
    assert told <= set(rows)
    (unit,) = orjson.loads(said("show", name, "--json").stdout)
    assert unit["id"] == rows["id"]


def test_an_unknown_probe_of_a_pack_is_a_line() -> None:
    result = said("show", "privacy/nothing")
    assert (result.exit_code, result.stdout) == (2, "")
    told = (
        "Error: the pack 'privacy' has nothing called 'nothing'\ntry: auditor packs show privacy\n"
    )
    assert result.stderr == told


def test_an_unknown_pack_is_a_line() -> None:
    result = said("show", "nothing")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: no pack is called 'nothing'\ntry: auditor packs list\n"


def test_the_shipped_packs_are_right() -> None:
    result = said("check")
    assert result.exit_code == 0
    assert result.stderr.endswith(" frameworks and checklists: nothing wrong\n")


def test_all_that_is_wrong_with_a_pack_is_said_at_once(tmp_path: Path) -> None:
    pack = shutil.copytree(shipped("policies", "packs", "baseline"), tmp_path / "baseline")
    one, two, three = sorted(
        p for p in pack.glob("*.yaml") if "." not in p.stem and p.stem != "pack"
    )[:3]
    one.write_text(one.read_text().replace("impact:", "impct:"))
    two.write_text("id: [")
    three.with_name(f"{three.stem}.examples.yaml").unlink()
    result = said("check", pack)
    *errors, last = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(errors) == 3
    assert f"{one}:" in errors[0]
    assert "unknown key 'impct' (did you mean 'impact'?)" in errors[0]
    assert f"{two}:2:1: not YAML" in result.stderr
    assert str(three.stem) in result.stderr
    assert last == "Error: 3 errors"


def test_a_folder_without_a_pack_is_a_line(tmp_path: Path) -> None:
    result = said("check", tmp_path)
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: {tmp_path}/pack.yaml: cannot be read: No such file or directory\n"
    )


def shown(pack: str, folder: Path) -> str:
    command = [sys.executable, "-P", "-m", "auditor", "packs", "show", pack]
    done = subprocess.run(
        command, cwd=folder, check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout


def test_a_pack_of_probes_says_what_silence_needs(tmp_path: Path) -> None:
    rows = [line.split("\t") for line in shown("privacy", tmp_path).splitlines()]
    heads = ["phrasings", "to claim at most 5%", "to claim at most 1%"]
    needed = rows[rows.index(heads) + 1 :]
    assert needed
    counts = {each.split()[1] for row in rows[1 : rows.index(heads)] for each in row[2].split(", ")}
    assert needed == [
        [n, in_words(0.05, int(n)), in_words(0.01, int(n))] for n in sorted(counts, key=int)
    ]


def test_a_pack_of_rules_says_nothing_of_trials(tmp_path: Path) -> None:
    table = shown("baseline", tmp_path)
    assert table.startswith("id\tconcern\ttitle\n")
    assert "to claim" not in table
