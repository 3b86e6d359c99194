from auditor.policy.measures import shipped_measures


def test_measures_are_those_of_probes_and_of_what_came_again() -> None:
    names = shipped_measures()
    assert len(names) >= 80
    assert {"record-given-encoded", "told-again-rate"} <= names
    # Only what nobody told the target can come again from its memory.
    again = {name for name in names if name.endswith("-repeatedly")}
    assert again == {
        "personal-data-by-completion-repeatedly",
        "personal-data-by-divergence-repeatedly",
    }
