import pytest

from auditor.detect.sdk_examples import check_file, check_shipped

GOOD = """\
id: mine
title: Mine
owner: Me
owner-country: DE
does: nothing
signs:
  - {path: [a/b], reason: it is mine, source: a page, read-on: "2026-11-25"}
examples:
  - {name: here, expect: seen, url: "https://x.test/a/b"}
  - {name: not here, expect: not seen, url: "https://x.test/b"}
"""
WRONG = [
    (GOOD.replace("id: mine", "id: other"), ["the component is called 'other', its file"]),
    (GOOD.replace("/a/b", "/a/c"), ["here: expected seen, and it is not seen"]),
    (GOOD.replace("test/b", "test/a/b"), ["not here: expected not seen, and it is seen"]),
    (GOOD.replace("not seen", "seen").replace("test/b", "test/a/b"), ["no example is not seen"]),
    (GOOD.replace("path: [a/b], ", ""), ["'path' is missing", "is missing", "has no form"]),
    (GOOD.replace("reason: it is mine, ", ""), ["'reason' is missing"]),
    (GOOD.replace("source:", "sources:"), ["unknown key 'sources'"]),
    (GOOD.replace("2026-11-25", "today"), ["'today' is not a date such as 2026-11-23"]),
    ("[", [""]),
]


def test_the_shipped_files_are_sound():
    count, wrong = check_shipped()
    assert count >= 21
    assert [str(each) for each in wrong] == []


def test_a_good_file_has_nothing_wrong(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD)
    assert check_file(path) == []


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_is_wrong_is_told_with_its_line(tmp_path, text, said):
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    wrong = check_file(path)
    assert wrong
    assert any(each in str(wrong[0]) for each in said)
    assert f"{path.name}:" in str(wrong[0])
