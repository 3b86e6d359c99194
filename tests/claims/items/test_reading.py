import contextlib
import io
import re

import pytest

from auditor.claims.items.families import items
from auditor.claims.items.item import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_program_prints_what_was_computed(language: Language) -> None:
    for item in items("code", language, 2, 60):
        program = item.prompt.partition("```python\n")[2].partition("```")[0]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(program, "item", "exec"), {})  # our own program, in a test alone
        assert item.answer == int(out.getvalue())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_holds_its_answer(language: Language) -> None:
    for item in items("tables", language, 2, 60):
        rows = re.findall(r"\| (\w+) \| (\w+) \| (\d+) \|", item.prompt)
        question = item.prompt.split("\n\n")[1]
        site = next(place for _, place, _ in rows if place in question)
        mine = [(int(n), name) for name, place, n in rows if place == site]
        expected = sum(n for n, _ in mine) if item.cluster == "tables/sum" else max(mine)[1]
        assert item.answer == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_sorted_turned_round_or_thinned(language: Language) -> None:
    for item in items("lists", language, 2, 60):
        words = re.findall(r"[a-z]{6}(?=,|\n|$)", item.prompt.split("\n\n")[0])[-7:]
        expected = {
            "lists/sorted": sorted(words),
            "lists/reversed": words[::-1],
            "lists/every-second": words[1::2],
        }[item.cluster]
        assert item.answer == tuple(expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_needle_stands_once_where_its_template_says(language: Language) -> None:
    for item in items("needles", language, 2, 20):
        text, question, _ = item.prompt.split("\n\n")
        key = next(word for word in re.findall(r"[a-z]{8}", question) if word in text)
        assert text.count(key) == 1
        assert re.findall(r"\d{8}", text[text.index(key) :])[0] == str(item.answer)
        depth = text.index(key) / len(text)
        assert abs(depth - int(item.cluster.rpartition("-")[2]) / 10 - 0.05) < 0.06
