from auditor.policy.explaining import explained, leaves, untried
from tests.making import an_observation
from tests.policy.cases import a_case, a_rule

RULE = a_rule(
    when={"plane": "capture", "any": [{"kind": "planted"}, {"kind": "secret"}]},
    broken_if={"party": "third"},
    unless={"owner": {"in": "declared.recipients"}},
)
STATED = {"recipients": {"value": ["Some Ads"]}}


def test_each_condition_says_what_it_asked_what_it_found_and_whether_it_held() -> None:
    case = a_case(an_observation(owner="Tracker"), declared=STATED)
    assert list(explained(RULE, case))[1:] == [
        "  1 of 1 records are what it asks about",
        "  o-1 planted/email at metrics.tracker.test: breaks it",
        "    when plane: capture: yes (it is capture)",
        "    when any 1 kind: planted: yes (it is planted/email)",
        "    when any 2 kind: secret: no (it is planted/email)",
        "    broken-if party: third: yes (it is third)",
        "    unless owner: in declared.recipients: no (it is Tracker)",
    ]


def test_what_is_not_known_is_said_and_breaks_nothing() -> None:
    case = a_case(an_observation(owner=None, party="unknown"))
    said = list(explained(RULE, case))
    assert said[2] == "  o-1 planted/email at metrics.tracker.test: does not break it"
    assert said[-2:] == [
        "    broken-if party: third: unknown (it is unknown)",
        "    unless owner: in declared.recipients: unknown (it is unknown)",
    ]


def test_of_many_records_those_that_break_it_come_first_and_the_rest_is_counted() -> None:
    kept = [an_observation(id=f"k{n}", party="vendor") for n in range(30)]
    said = list(explained(a_rule(), a_case(*kept, an_observation(id="bad"))))
    assert said[2].startswith("  bad ")
    assert said[-1] == "  and 11 more"


def test_the_conditions_are_named_by_their_place() -> None:
    assert [leaf.path for leaf in leaves(RULE)] == [
        ("when", "plane"),
        ("when", "any", "1", "kind"),
        ("when", "any", "2", "kind"),
        ("broken-if", "party"),
        ("unless", "owner"),
    ]
    assert [leaf.spot for leaf in leaves(RULE)][1] == ("when", "any", 0, "kind")


def test_what_no_example_tries_is_listed() -> None:
    cases = [a_case(an_observation(owner="Tracker"), declared=STATED)]
    assert [(leaf.path[-1], what) for leaf, what in untried(RULE, cases)] == [
        ("kind", "true"),
        ("party", "false"),
        ("owner", "true"),
    ]
