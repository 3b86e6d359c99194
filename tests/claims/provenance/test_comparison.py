"""What is said of each of several others, adjusted for their number."""

from auditor.claims.provenance.comparison import Comparison, claims_of, too_few
from auditor.claims.provenance.said import Whose, percent
from auditor.claims.provenance.unrelated import Nearness

ONE = Comparison(
    check="provenance/next-token",
    measure="tokens of {other}",
    unit="share",
    method="counting",
    because="{value} of {n} are those of {other}, controls reach {highest}",
    fair="{model} agrees with {other} in {value}",
    explanations=("chance",),
    prompts=10,
    shown=percent,
)
WHOSE = Whose("generic", "chat", "small-1", discloses=("big",))
NEAR = Nearness(0.9, {"a": 0.4, "b": 0.5}, {"a": 1e-6, "b": 1e-5}, 1e-4, low=0.8, high=0.95)
FAR = Nearness(0.4, {"a": 0.4, "b": 0.5}, {"a": 1.0, "b": 1.0}, 0.6)


def test_each_of_the_others_has_its_claim_in_words() -> None:
    near, far = claims_of(ONE, WHOSE, {"other": NEAR, "big": FAR}, 20)
    assert near.because == "90 % of 20 are those of other, controls reach 50 %; p 0.0002"
    assert (near.verdict, far.verdict) == ("contradicted", "supported")
    assert (near.low, near.high, near.p, near.p_adjusted) == (0.8, 0.95, 1e-4, 2e-4)
    assert near.fair_sentence == "small-1 agrees with other in 90 %"
    assert near.controls[-1] == "as one more unrelated model: p 0.0001"
    assert far.other_explanations == ("chance",)


def test_what_the_vendor_names_is_no_news() -> None:
    (claim,) = claims_of(ONE, WHOSE, {"big": NEAR}, 20)
    assert claim.verdict == "supported"
    assert claim.because.endswith("and the vendor names it")


def test_too_little_is_said_to_be_too_little() -> None:
    assert too_few(ONE, WHOSE, {"big": 0}, 10, 5) == []
    (claim,) = too_few(ONE, WHOSE, {"big": 0}, 9, 5)
    assert (claim.verdict, claim.n) == ("unverifiable", 9)
    assert too_few(ONE, WHOSE, {"big": 0}, 0, 5)[0].verdict == "not tested"
