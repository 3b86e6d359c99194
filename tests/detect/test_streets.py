import pytest

from tests.cost import costing_less_than
from tests.detect.shaped import matched

MATCHED = [
    ("to 742 Elmhurst Avenue, Springfield, IL 62704, please", "742 Elmhurst Avenue, Springfield, IL 62704"),
    ("1600 Larkspur Blvd Apt 4B", "1600 Larkspur Blvd Apt 4B"),
    ("P.O. Box 1180, Salem, OR 97301", "P.O. Box 1180, Salem, OR 97301"),
    ("at 12 Heron Street, London NW1 6XE.", "12 Heron Street, London NW1 6XE"),
    ("Flat in Leeds LS1 4AP", "Leeds LS1 4AP"),
    ("in der Hauptstraße 12, 10115 Berlin", "Hauptstraße 12, 10115 Berlin"),
    ("Berliner Allee 5a, 40212 Düsseldorf", "Berliner Allee 5a, 40212 Düsseldorf"),
    ("Keizersgracht 123, 1015 CJ Amsterdam", "Keizersgracht 123, 1015 CJ Amsterdam"),
    ("au 12 rue de la Paix, 75002 Paris", "12 rue de la Paix, 75002 Paris"),
    ("Via Roma 10, 00184 Roma", "Via Roma 10, 00184 Roma"),
    ("Calle Mayor 5, 28013 Madrid", "Calle Mayor 5, 28013 Madrid"),
    ("我住在北京市朝阳区建国路88号2栋301室，", "北京市朝阳区建国路88号2栋301室"),
    ("请寄到上海市浦东新区世纪大道100号。", "上海市浦东新区世纪大道100号"),
    ("家在浙江省杭州市。", "浙江省杭州市"),
    ("address: Kungsgatan 4, Stockholm", "Kungsgatan 4, Stockholm"),
    ("shipping_address1: Unit 9 The Maltings", "Unit 9 The Maltings"),
    ("收货地址: 幸福小区3栋", "幸福小区3栋"),
    ("city: Reykjavik", "Reykjavik"),
]  # fmt: skip
SILENT = [
    "During 2019 the Spring 2025 release, via Python 3",
    "email_address: a b@mail.example",
    "address: https://x.example/a, b",
    "address: 0x12 ab",
    "version 5 of the Way",
    "7 ways to a better street",
    "这条路很长，走了5号线。",
    "velocity: 12.5",
]


@pytest.mark.parametrize(("text", "value"), MATCHED)
def test_an_address_is_told_whole(text, value):
    assert value in [each for each, _ in matched("location", text)]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_one_is_not_told(text):
    assert matched("location", text) == []


def test_a_street_alone_that_a_heading_could_be_is_only_possible():
    assert matched("location", "7 Great Way forward") == [("7 Great Way", "possible")]


@pytest.mark.parametrize(
    "unit",
    [
        "Aa ",
        "A-",
        "A.a.",
        "1 Aa ",
        "12 rue de la ",
        "路",
        "路1号",
        "市",
        "省市区",
        "Aa, IL ",
        "dedede ",
    ],
)
def test_100_kb_of_what_begins_like_addresses_cost_less_than_a_second(unit):
    text = (unit * (100_000 // len(unit)))[:100_000]
    with costing_less_than(1):
        matched("location", text)
