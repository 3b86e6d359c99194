from auditor.detect.given_names import GIVEN


def test_names_are_in_lower_case_and_no_common_words():
    assert all(name == name.lower() for name in GIVEN)
    assert len(GIVEN) > 500
    assert not GIVEN & {"mark", "grace", "rose", "june", "may", "will", "hope", "faith", "april"}
