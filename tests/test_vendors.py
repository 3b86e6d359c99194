import re
from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.probing.dialect import find_dialect
from auditor.shipped import shipped
from auditor.vendors import Model, Vendor, find_vendor, shipped_vendors

MINE = """\
id: mine
title: Mine
owner: Mine
hosts: [mine.test]
dialect: openai-chat
base-url: https://api.mine.test/v1
prices: [{model: small, in: 0.1, out: 0.2, source: a page, read-on: "2026-11-20"}]
declared: {recipients: unknown, countries: unknown, retention: unknown, training-use: unknown}
"""


VENDORS = shipped_vendors()
vendors = pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.id)

DAY = re.compile(r"2026-\d\d-\d\d")


def test_the_vendors_are_there() -> None:
    assert [vendor.id for vendor in VENDORS] == [
        "alibaba-qwen",
        "anthropic",
        "bytedance",
        "deepseek",
        "generic",
        "google",
        "mistral",
        "openai",
        "perplexity",
    ]


@vendors
def test_a_shipped_vendor_can_be_asked_and_owns_its_addresses(vendor: Vendor) -> None:
    assert find_vendor(vendor.id) == vendor
    assert find_dialect(vendor.dialect).id == vendor.dialect
    if vendor.id == "generic":
        return
    for address in (vendor.base_url, *vendor.addresses.values()):
        scheme, _, rest = address.partition("://")
        assert scheme == "https"
        assert vendor.owns(rest.partition("/")[0])
    assert all((vendor.key_env, vendor.country, vendor.source, vendor.models, vendor.apps))


@vendors
def test_no_host_of_a_vendor_belongs_to_another_by_the_table_of_owners(vendor: Vendor) -> None:
    lines = shipped("policies", "hosts.tsv").read_text().splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    owners = {row[0]: row[1] for row in rows[1:]}
    listed = {host: owner for host, owner in owners.items() if vendor.owns(host)}
    assert vendor.id == "generic" or listed
    assert {h: o for h, o in listed.items() if vendor.owner not in o} == {}


@vendors
def test_no_host_of_a_vendor_is_one_under_which_its_customers_have_theirs(vendor: Vendor) -> None:
    shared = {"aliyuncs.com", "volces.com", "googleapis.com", "google.com", "azure.com"}
    assert shared.isdisjoint(vendor.hosts)
    assert not vendor.owns("my-bucket.oss-cn-hangzhou.aliyuncs.com")
    assert not vendor.owns("my-bucket.tos-cn-beijing.volces.com")
    assert not vendor.owns("storage.googleapis.com")


@vendors
def test_what_a_vendor_declares_has_a_source_and_a_day_or_is_unknown(vendor: Vendor) -> None:
    assert list(vendor.declared) == ["recipients", "countries", "data", "retention", "training-use"]
    for told in vendor.declared.values():
        if told != "unknown":
            assert told["source"].startswith("https://")
            assert DAY.fullmatch(told["read-on"])
            assert told["value"]


@vendors
def test_a_price_has_a_source_and_a_day_and_is_of_a_known_model(vendor: Vendor) -> None:
    for price in vendor.prices:
        assert price.model in {model.id for model in vendor.models}
        assert 0 < price.tokens_in <= price.tokens_out < 1000
        assert price.source.startswith("https://")
        assert DAY.fullmatch(price.read_on)


@pytest.mark.parametrize(
    ("model", "sampling"),
    [
        ("gpt-6-astra", {"temperature": "vendor", "top-p": "vendor"}),
        ("gpt-4.1", {}),
        ("unheard-of", {}),
    ],
)
def test_what_a_model_does_not_take_is_left_out(
    model: str, sampling: dict[str, float | int | str]
) -> None:
    assert find_vendor("openai").sampling(model) == sampling


def test_an_alias_is_the_model() -> None:
    vendor = Vendor(
        id="v",
        title="V",
        owner="V",
        hosts=(),
        declared={},
        models=(Model("one", ("One-1",), {"seed": 1}),),
    )
    assert vendor.sampling("One-1") == {"seed": 1}


@pytest.mark.parametrize(
    ("host", "owned"),
    [
        ("deepseek.com", True),
        ("api.deepseek.com", True),
        ("a.b.deepseek.com", True),
        ("evil-deepseek.com", False),
        ("deepseek.com.evil.test", False),
        ("deepseek.co", False),
        ("com", False),
        ("", False),
    ],
)
def test_a_host_is_owned_on_label_boundaries_only(host: str, owned: bool) -> None:
    assert find_vendor("deepseek").owns(host) is owned


def test_a_vendor_without_hosts_owns_none() -> None:
    assert not find_vendor("generic").owns("api.example.test")
    assert not find_vendor("generic").owns("")


@pytest.mark.parametrize("name", ["deepsek", "../vendors/deepseek", "", "."])
def test_an_unknown_vendor_is_refused_with_those_that_are_known(name: str) -> None:
    with pytest.raises(AuditorError) as caught:
        find_vendor(name)
    assert (caught.value.what, caught.value.hint) == (
        f"no vendor is called {name!r}",
        "known ones: alibaba-qwen, anthropic, bytedance, deepseek, generic, google, mistral, openai, "
        "perplexity; or a path to a .yaml",
    )


def test_a_vendor_file_lies_beside_the_plan(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(MINE)
    vendor = find_vendor("mine.yaml", tmp_path)
    assert (vendor.id, vendor.hosts, vendor.country) == ("mine", ("mine.test",), "")
    assert (vendor.prices[0].tokens_in, vendor.prices[0].tokens_out) == (0.1, 0.2)
    with pytest.raises(AuditorError, match="No such file"):
        find_vendor("other.yaml", tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("owner: Mine", "ownr: Mine", "3:1: unknown key 'ownr'"),
        ("hosts: [mine.test]", "hosts: mine.test", "4:1: hosts: 'mine.test' is not of the type array"),
        ("countries: unknown", "countries: somewhere", "8:33: countries: 'somewhere' is not 'unknown'"),
        ("in: 0.1", "in: cheap", "7:25: in: 'cheap' is not of the type number"),
    ],
)  # fmt: skip
def test_a_broken_vendor_file_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE.replace(old, new))
    with pytest.raises(AuditorError) as caught:
        find_vendor("mine.yaml", tmp_path)
    assert str(caught.value).startswith(f"{path}:{told}")
