from auditor.detect.shapes import SHAPES
from auditor.evidence.kinds import KINDS


def test_every_shape_is_of_a_kind_that_is_known():
    kinds = [shape.kind for shape in SHAPES]
    twice = {kind for kind in kinds if kinds.count(kind) > 1}
    assert twice == {"account-id", "location", "person"}
    assert {f"personal-data/{kind}" for kind in kinds} <= KINDS.keys()


def test_what_proves_itself_goes_before_what_a_word_must_prove():
    kinds = [shape.kind for shape in SHAPES]
    assert kinds.index("iban") < kinds.index("payment-card") < kinds.index("bank-account")
    assert kinds.index("national-id") < kinds.index("payment-card")
    assert kinds[-5:] == ["person", *["location"] * 4]
