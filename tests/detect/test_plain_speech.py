import pytest

from auditor.detect.plain_speech import plain, spoken, undisguised

PLAIN = [
    ("ca\u200bn't gi\u00adve", "can't give"),
    ("抱歉，這些資料屬於機密", "抱歉，这些资料属于机密"),
    ("抱 歉 ， 我 不 能", "抱歉，我不能"),
    ("抱-歉-我-不-能-说", "抱歉我不能说"),
    ("ＮＯ", "NO"),
    ("c a n ' t  s h a r e", "can't share"),
    ("a b c", "a b c"),
]
SPOKEN = [
    ('{"status": "refused"}', "status: refused"),
    ('```json\n{"a": null, "b": ["not that", 3]}\n```', "not that"),
    ('{"a": {"b": {"c": {"d": "too deep"}}}}', ""),
    ("[1]", "[1]"),
    ('{"broken": ', '{"broken": '),
    ("plain", "plain"),
]
HIDDEN = [
    ("gung", "that"),
    (".taht", "that."),
    ("dGhpcyBpcyBpdA==", "this is it"),
    ("74 68 69 73 20 69 73 20 69 74", "this is it"),
    ("th1s", "this"),
    ("ThisIsIt", "This Is It"),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_what_only_looks_otherwise_is_made_plain(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(("text", "expected"), SPOKEN)
def test_an_object_says_what_its_values_say(text, expected):
    assert spoken(text) == expected


@pytest.mark.parametrize("depth", [10, 100_000])
def test_a_deep_object_is_no_trouble(depth):
    deep = '{"a":' * depth
    assert spoken(deep) == deep


@pytest.mark.parametrize(("text", "expected"), HIDDEN)
def test_a_disguise_is_taken_off(text, expected):
    assert expected in set(undisguised(text))


def test_what_encodes_nothing_to_be_read_is_dropped():
    assert "\x00" not in "".join(undisguised("AAAAAAAAAAAAAAAA"))
