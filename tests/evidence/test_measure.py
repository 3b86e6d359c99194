"""A measure as a line holds it."""

from auditor.evidence.jsonl import decode, encode
from auditor.evidence.measure import Measure, Rate
from tests.making import a_measure


def test_it_comes_back_as_it_was() -> None:
    nothing_judged = Rate(0, 0, 0, 10, 2)
    for measure in (a_measure(), a_measure(control=nothing_judged, value=None, p=0.5)):
        assert decode(encode(measure), Measure) == measure
