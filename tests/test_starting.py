"""A plan to begin with is one that can be run as it stands."""

from pathlib import Path

import msgspec
import pytest

from auditor.errors import AuditorError
from auditor.estimate import estimate
from auditor.plan import Plan, read_plan
from auditor.prepared import prepare
from auditor.starting import ASKED, plan_text, start
from auditor.vendors import Model, Vendor, find_vendor, shipped_vendors

VENDORS = shipped_vendors()


def started(vendor: Vendor, folder: Path, named: str = "") -> Plan:
    path = folder / "plan.yaml"
    start(vendor, named or vendor.id, path)
    return read_plan(path)


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.id)
def test_for_every_vendor_it_is_a_whole_plan(vendor: Vendor, tmp_path: Path) -> None:
    plan = started(vendor, tmp_path)
    prepared = prepare(plan)
    assert prepared.vendor == vendor
    assert [target.model for target in plan.targets] == [
        model.id for model in (vendor.models or (Model("MODEL"),))[:ASKED]
    ]
    assert {endpoint.key_env for endpoint in prepared.endpoints} == {vendor.key_env}
    assert prepared.requests <= plan.limits.requests
    spends = next(line for line in estimate(prepared) if line.startswith("about "))
    assert spends.startswith(f"about {prepared.requests} requests")


def test_what_a_vendors_file_knows_stands_in_it() -> None:
    address = "https://cn.example/v1"
    models = (Model("qwen-max", aliases=("Qwen2.5-Max",)),)
    vendor = _with(
        find_vendor("alibaba-qwen"), addresses={"mainland": address}, models=models, prices=()
    )
    text = plan_text(vendor, "alibaba-qwen", "qwen.yaml")
    assert "#   export DASHSCOPE_API_KEY=…" in text
    assert "#   auditor audit qwen.yaml --dry-run" in text
    assert f"    # base-url: mainland   # {address}" in text
    assert "    # prices: {in: " in text
    assert "    key-env: DASHSCOPE_API_KEY   # the variable; never the key" in text
    assert "    model: qwen-max   # Qwen2.5-Max" in text
    assert "#   - {run: [python, our_client.py]" in text


def test_further_models_stand_in_comments(tmp_path: Path) -> None:
    vendor = find_vendor("deepseek")
    models = tuple(Model(f"model {n}: new") for n in range(4))
    text = plan_text(_with(vendor, models=models), "deepseek", "plan.yaml")
    assert text.count("  - id: model-") == ASKED
    assert '  # - {id: model-3-new, model: "model 3: new"}' in text
    opened = text.replace("  # - {id", "  - {id")
    (tmp_path / "plan.yaml").write_text(opened)
    assert [t.model for t in read_plan(tmp_path / "plan.yaml").targets] == [m.id for m in models]


def test_models_that_are_spelt_alike_are_told_apart(tmp_path: Path) -> None:
    models = (Model("a.b"), Model("A/B"))
    vendor = _with(find_vendor("deepseek"), models=models)
    assert [target.id for target in started(vendor, tmp_path).targets] == ["a-b", "a-b-2"]


@pytest.mark.parametrize("title", ["on\ntargets: []", "a: b # c", "[x", "'", '"', "no"])
def test_a_vendors_file_cannot_write_the_plan(tmp_path: Path, title: str) -> None:
    models = (Model(title, aliases=(title,)),)
    vendor = _with(find_vendor("deepseek"), title=title, models=models)
    plan = started(vendor, tmp_path, "deepseek")
    assert plan.audit == f"{title}, first check"
    assert [target.model for target in plan.targets] == [title]


def test_a_vendors_file_of_ones_own_is_found_from_the_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "ours.yaml").write_text(
        "{id: ours, title: Ours, owner: Ours, hosts: [ours.example], declared: "
        "{recipients: unknown, countries: unknown, retention: unknown, training-use: unknown}}"
    )
    monkeypatch.chdir(tmp_path)
    start(find_vendor("ours.yaml"), "ours.yaml", Path("plans/plan.yaml"))
    plan = read_plan(Path("plans/plan.yaml"))
    assert find_vendor(plan.vendor, plan.path.parent).id == "ours"


def test_it_is_never_written_over_another_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("mine")
    with pytest.raises(AuditorError, match=r"plan\.yaml: is there already") as told:
        start(find_vendor("deepseek"), "deepseek", path)
    assert told.value.hint == "choose another --out"
    assert path.read_text() == "mine"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AuditorError, match="cannot be written: No such file"):
        start(find_vendor("deepseek"), "deepseek", tmp_path / "gone" / "plan.yaml")


def _with(vendor: Vendor, **changes: object) -> Vendor:
    return msgspec.structs.replace(vendor, **changes)
