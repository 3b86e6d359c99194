import pytest

from auditor.claims.items.families import FAMILIES, items
from auditor.claims.items.item import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_no_two_seeds_share_an_item_and_one_seed_repeats_itself(
    family: str, language: Language
) -> None:
    count = 40 if family == "needles" else 150
    made = [items(family, language, seed, count) for seed in range(8)]
    ids = [item.id for several in made for item in several]
    assert len(set(ids)) == len(ids)
    assert items(family, language, 3, count) == made[3]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", FAMILIES)
def test_items_come_from_templates_in_their_language(family: str, language: Language) -> None:
    made = items(family, language, 1, 60)
    assert {item.cluster.partition("/")[0] for item in made} == {family}
    for item in made:
        chinese = any("\u4e00" <= char <= "\u9fff" for char in item.prompt)
        assert chinese == (language == "zh")
