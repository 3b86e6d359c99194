"""Ribbons that fill their nodes, and nothing that falls off the drawing."""

from dataclasses import replace

from auditor.evidence.flows import DataFlow
from auditor.report.flowmap import MOST, OTHERS, flow_map

VENDOR = DataFlow(
    subject="app",
    plane="capture",
    host="api.v.test",
    party="vendor",
    visibility="decrypted",
    exchanges=30,
    kinds=(),
    owner="V",
    owner_country="DE",
)
THIRD = replace(VENDOR, host="t.test", party="third", exchanges=10, owner="T", owner_country="US")
DARK = replace(VENDOR, host="x.test", party="unknown", visibility="pinned", exchanges=0, owner=None)


def test_each_way_is_told_by_its_exchanges() -> None:
    made = flow_map([VENDOR, VENDOR, THIRD, replace(DARK, owner_country=None)])
    assert [(w.sender, w.owner, w.country, w.party, w.exchanges) for w in made.ways] == [
        ("app", "V", "DE", "vendor", 60),
        ("app", "T", "US", "third", 10),
        ("app", "unknown", "unknown", "unknown", 1),
    ]
    assert [(n.name, n.x, n.y, n.height) for n in made.nodes][:3] == [
        ("app", 150, 24.0, 260.0),
        ("V", 400, 24.0, 169.1),
        ("T", 400, 209.1, 69.0),
    ]
    assert len(made.ribbons) == 6


def test_ribbons_stand_on_top_of_each_other() -> None:
    made = flow_map([replace(VENDOR, exchanges=10), THIRD])
    assert [ribbon.path for ribbon in made.ribbons][:2] == [
        "M160 24.0C280 24.0 280 24.0 400 24.0L400 154.0C280 154.0 280 154.0 160 154.0Z",
        "M160 154.0C280 154.0 280 170.0 400 170.0L400 300.0C280 300.0 280 284.0 160 284.0Z",
    ]
    assert made.height == 324.0


def test_too_many_owners_stand_together_and_none_is_lost() -> None:
    flows = [replace(THIRD, owner=f"T{n}", exchanges=n) for n in range(1, 101)]
    made = flow_map(flows)
    owners = [node.name for node in made.nodes if node.x == 400]
    assert len(owners) == MOST
    assert OTHERS in owners
    assert sum(way.exchanges for way in made.ways) == 5050


def test_nothing_has_no_nodes() -> None:
    assert flow_map([]).nodes == ()
