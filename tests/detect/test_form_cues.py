import pytest

from auditor.detect.form_cues import HOWTO, LISTING


@pytest.mark.parametrize("text", ["Fill this in and send it back.", "请填写以下信息"])
def test_a_line_asks_to_fill_in(text):
    assert LISTING.search(text)
    assert not HOWTO.search(text)


@pytest.mark.parametrize("text", ["A form for your website:", "您要的表结构如下"])
def test_a_line_only_shows_a_form(text):
    assert HOWTO.search(text)
