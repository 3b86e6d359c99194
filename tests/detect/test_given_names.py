from auditor.detect.given_names import GIVEN


def test_names_stand_in_lower_case_and_without_blanks():
    assert len(GIVEN) > 400
    assert {each for each in GIVEN if each != each.lower() or " " in each} == set()
    assert {"ada", "jürgen", "françoise"} & GIVEN >= {"jürgen", "françoise"}
