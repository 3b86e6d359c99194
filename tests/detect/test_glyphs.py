import pytest

from auditor.detect.glyphs import plain, without_invisible

UNSEEN = [
    ("a\u200bb\u2060c\u00add", "abcd"),
    ("7\ufe0f\u20e3", "7"),
    ("s\u0336t\u0336", "st"),
    ("x\U000e0061\U000e0037", "xa7"),
    ("\u202eabc\u202c", "abc"),
    ("plain", "plain"),
    ("中文，照旧", "中文，照旧"),
]
READ = [
    ("ａｄａ．ｑ７＠ｍ", "ada.q7@m"),
    ("٧٨ ७८ 𝟕𝟖 ⑦ ❼", "78 78 78 7 7"),
    ("аdа", "ada"),
    ("🅰🇧ⓒ⒟", "abcd"),
    ("ᴋᴇʏ", "key"),
    ("é，。中“文”", "é，。中“文”"),
    ("plain", "plain"),
]


@pytest.mark.parametrize(("text", "seen"), UNSEEN)
def test_signs_without_ink_are_taken_out(text, seen):
    assert without_invisible(text) == seen


@pytest.mark.parametrize(("text", "read"), READ)
def test_a_sign_becomes_the_one_that_it_shows(text, read):
    assert plain(text) == read
