"""Documents are held against the schemas, and what is wrong is one line with a place."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing.exceptions

import auditor.schemas
from auditor.errors import AuditorError
from auditor.schemas import SCHEMAS, check, in_file_order, problems, schema
from auditor.yamlfile import parse_yaml

HERE = Path("f.yaml")

PLAN = """\
audit: x
vendor: deepseek
authorisation: ticket 4711
"""

PACK = """\
id: privacy
kind: probes
version: 1.0.0
format: 1
title: Privacy
description: Asks.
concerns: [privacy]
"""


def _said(name: str, text: str) -> list[tuple[str, str, str]]:
    document = parse_yaml(text, HERE)
    return [
        (document.where(spot), what, hint) for spot, what, hint in in_file_order(name, document)
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_sound_and_closed(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"auditor:{name}"
    for inner in _objects(schema(name)):
        assert "additionalProperties" in inner or "properties" not in inner


_OPEN = ("examples", "if", "then")


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [each for item in value for each in _objects(item)]
    if not isinstance(value, dict):
        return []
    inner = [each for key, item in value.items() if key not in _OPEN for each in _objects(item)]
    return ([value] if value.get("type") == "object" else []) + inner


def test_every_example_in_a_schema_is_valid_against_it() -> None:
    examples = [(name, each) for name in SCHEMAS for each in schema(name).get("examples", [])]
    assert {name for name, _ in examples} >= {"coverage", "exchange", "persona", "probe", "rule"}
    for name, example in examples:
        assert list(problems(name, example)) == []


@pytest.mark.parametrize(("name", "text"), [("plan", PLAN), ("pack", PACK)])
def test_nothing_is_said_of_a_document_that_is_right(name: str, text: str) -> None:
    check(name, parse_yaml(text, HERE))
    assert _said(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "pack",
            PACK.replace("version", "verzion"),
            [("f.yaml:3:1", "unknown key 'verzion'", "did you mean 'version'?")],
        ),
        (
            "pack",
            PACK + "zzz: 1\n",
            [
                (
                    "f.yaml:8:1",
                    "unknown key 'zzz'",
                    "known ones: id, kind, version, format, title, description, concerns",
                )
            ],
        ),
        (
            "pack",
            PACK + f"{'k' * 100}: 1\n",
            [
                (
                    "f.yaml:8:1",
                    f"unknown key '{'k' * 56}…",
                    "known ones: id, kind, version, format, title, description, concerns",
                )
            ],
        ),
        (
            "plan",
            "vendor: deepseek\n",
            [("f.yaml:1:1", "'audit', 'authorisation' are missing", "")],
        ),
        (
            "pack",
            PACK.replace("probes", "probe"),
            [("f.yaml:2:1", "kind: 'probe' is not one of probes, rules", "did you mean 'probes'?")],
        ),
        (
            "pack",
            PACK.replace("1.0.0", "1.0"),
            [("f.yaml:3:1", "version: 1.0 is not of the type string", "")],
        ),
        (
            "pack",
            PACK.replace("1.0.0", "one"),
            [("f.yaml:3:1", "version: 'one' is not a version such as 1.0.0", "")],
        ),
        (
            "pack",
            PACK.replace("format: 1", "format: 0"),
            [("f.yaml:4:1", "format: 0 is less than the minimum of 1", "")],
        ),
        (
            "pack",
            PACK.replace("[privacy]", "[privacy, secrecy]"),
            [
                (
                    "f.yaml:7:21",
                    "concerns: 'secrecy' is not one of data-security, privacy,"
                    " performance-claims, ip-provenance, governance",
                    "",
                )
            ],
        ),
        (
            "plan",
            PLAN + "captures:\n- {run: [a], app: b, phase: after-consent, durations: 3}\n",
            [("f.yaml:5:44", "unknown key 'durations'", "did you mean 'duration'?")],
        ),
        ("plan", "", [("f.yaml:1:1", "None is not of the type object", "")]),
        ("plan", "[1, 2]", [("f.yaml:1:1", "[1, 2] is not of the type object", "")]),
        (
            "persona",
            "id: ada\nlanguage: en\nvalues: {email: 3, mail: x}",
            [
                ("f.yaml:3:10", "email: 3 has no form that is allowed here", ""),
                ("f.yaml:3:20", "unknown key 'mail'", "did you mean 'email'?"),
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_from_top_to_end(
    name: str, text: str, said: list[tuple[str, str, str]]
) -> None:
    assert _said(name, text) == said


def test_the_first_thing_wrong_is_raised_with_its_place() -> None:
    document = parse_yaml(PACK.replace("probes", "probe").replace("1.0.0", "one"), HERE)
    with pytest.raises(AuditorError) as told:
        check("pack", document)
    assert str(told.value) == "f.yaml:2:1: kind: 'probe' is not one of probes, rules"
    assert told.value.hint == "did you mean 'probes'?"


FORMS = {
    "type": "object",
    "properties": {
        "run": {
            "oneOf": [
                {
                    "type": "object",
                    "properties": {"command": {"type": "array"}, "app": {"type": "string"}},
                    "required": ["command"],
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "properties": {"file": {"type": "string"}, "app": {"type": "string"}},
                    "required": ["file"],
                    "additionalProperties": False,
                },
            ]
        },
        "party": {
            "anyOf": [
                {"enum": ["vendor", "third"]},
                {
                    "type": "object",
                    "properties": {"not": {"enum": ["vendor", "third"]}},
                    "additionalProperties": False,
                },
                {"type": "array", "items": {"enum": ["vendor", "third"]}},
            ]
        },
        "about": {"const": "claim"},
        "code": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "both": {"oneOf": [{"type": "integer"}, {"type": "number"}]},
    },
}


@pytest.mark.parametrize(
    ("value", "spot", "what", "hint"),
    [
        (
            {"run": {"command": [], "ap": "x"}},
            ("run", "ap"),
            "unknown key 'ap'",
            "did you mean 'app'?",
        ),
        ({"run": {"file": 3}}, ("run", "file"), "file: 3 is not of the type string", ""),
        ({"run": {"app": "x"}}, ("run",), "run: 'command' is missing", ""),
        ({"run": 3}, ("run",), "run: 3 has no form that is allowed here", ""),
        (
            {"party": "thrid"},
            ("party",),
            "party: 'thrid' is not one of vendor, third",
            "did you mean 'third'?",
        ),
        ({"party": {"nott": "x"}}, ("party", "nott"), "unknown key 'nott'", "did you mean 'not'?"),
        (
            {"party": {"not": "own"}},
            ("party", "not"),
            "not: 'own' is not one of vendor, third",
            "",
        ),
        ({"party": ["own"]}, ("party", 0), "party: 'own' is not one of vendor, third", ""),
        ({"about": "x"}, ("about",), "about: 'x' is not 'claim'", ""),
        ({"code": "de"}, ("code",), "code: 'de' is not of the form ^[A-Z]{2}$", ""),
        ({"both": 1}, ("both",), "both: 1 has no form that is allowed here", ""),
        ({"code": "a\nb" * 99}, ("code",), None, ""),
    ],
)
def test_the_form_that_was_meant_is_the_one_that_is_told_of(
    monkeypatch: pytest.MonkeyPatch,
    value: dict[str, Any],
    spot: tuple[str | int, ...],
    what: str | None,
    hint: str,
) -> None:
    validator = jsonschema.Draft202012Validator(FORMS)
    monkeypatch.setattr(auditor.schemas, "_validator", lambda _: validator)
    ((got_spot, got_what, got_hint),) = problems("any", value)
    assert (got_spot, got_hint) == (spot, hint)
    assert got_what == (what or got_what)
    assert len(got_what) < 200
    assert "\n" not in got_what


def test_a_schema_from_elsewhere_is_never_fetched() -> None:
    remote = {"$ref": "http://127.0.0.1:9/remote.schema.json"}
    shipped = auditor.schemas._validator("pack")
    with pytest.raises(referencing.exceptions.Unresolvable):
        shipped.evolve(schema=remote).validate({})
