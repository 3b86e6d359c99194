from auditor.claims.items.item import END, LANGUAGES


def test_every_language_says_how_a_reply_is_to_end() -> None:
    assert set(END) == set(LANGUAGES)
    assert "ANSWER:" in END["en"]
    assert "答案：" in END["zh"]
