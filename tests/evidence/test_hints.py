"""What a text could hold is told before any pattern looks."""

import tracemalloc

import pytest

from auditor.evidence.hints import forms_in, hints
from auditor.evidence.words import STEP


def _told(text: str) -> str:
    """The hints in a word each."""
    found = hints(text.encode())
    if found is None:
        return ""
    names = ("quoted", "escaped", "paired", "before_host")
    issuers = [form.issuer for form in found.forms]
    return " ".join([name for name in names if getattr(found, name)] + issuers)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("the author is inside", ""),
        ('{"author": "list", "desk": 1}', ""),
        ('{"password": "x"}', "quoted"),
        ('{"Access-Token": "x"}', "quoted"),
        ('{"apikey": "x"}', "quoted"),
        ('{"api__key": "x"}', ""),
        (r'{"a": "{\"refresh_token\":\"x\"}"}', "escaped"),
        ("a=1&session_id=2", "paired"),
        ("?key=AIzaSyA", "paired Google"),
        ("https://a:b@c.test/", "before_host"),
        ("asked", "Twilio"),
        ("gh_ ghp_x glrt-x SK SKa", "GitHub GitLab Twilio"),
        ("鹭 sk-ant-x é", "Anthropic an AI provider"),
    ],
)
def test_only_what_could_be_there_is_looked_for(text: str, told: str) -> None:
    assert _told(text) == told


@pytest.mark.parametrize("before", [STEP - 5, STEP - 1, STEP, STEP + 1, 3 * STEP - 4])
def test_a_word_across_two_pieces_is_seen(before: int) -> None:
    assert _told("x" * before + '"password"' + "x" * STEP) == "quoted"


def test_a_form_is_told_by_its_own_letters_only() -> None:
    assert [form.issuer for form in forms_in("akia AKIA")] == ["AWS"]
    assert forms_in("akia") == []


def test_a_text_of_nothing_but_hits_takes_little_memory() -> None:
    text = b"sk-" * 300_000
    hints(b"")
    tracemalloc.start()
    hints(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * len(text)
