"""What an audit is about, as audit.json holds it."""

from auditor.evidence.about import About, ProbeAbout
from auditor.evidence.exchange import Blob
from auditor.evidence.jsonl import decode, encode
from tests.making import an_about

PROBE = ProbeAbout(
    "privacy", "p", "A probe", "rate", "privacy", ("planted/email",), 1, {"en/test": 6}, "s", "c"
)


def test_it_comes_back_as_it_was() -> None:
    full = an_about(persona=Blob("a" * 64, 9), probes=(PROBE,), params={"allowed": ["DE"]})
    for about in (an_about(), full):
        assert decode(encode(about), About) == about
