import hashlib

import pytest

from auditor.detect import disguised
from auditor.detect.budget import Budget
from auditor.detect.decoding import leaves
from auditor.detect.disguised import found
from auditor.detect.leaf import Leaf, Piece
from auditor.detect.planted import needles
from auditor.detect.values import Value
from tests.cost import costing_less_than

EMAIL = "ada.q7x2m9kd@mail.example"
CODE = "AC-K4M7X2Q9-B3C8D5"
MAIL, ACCOUNT = Value("email", EMAIL, "p"), Value("account-id", CODE, "p")
NAME = Value("person", "Lark", "p")


def seen(text, *values):
    read = leaves([Piece("joined.answer", text, ())], Budget())
    hits = found(read, needles(values or (MAIL, ACCOUNT)), Budget(size=disguised.SIZE))
    return [(one.value.kind, one.steps) for one in hits]


WRITTEN = [
    (f"It is {CODE}.", ()),
    (f"the guest{CODE}room", ()),
    ("\u200b".join(CODE), ("zero-width",)),
    ("АС-К4М7Х2Q9-В3С8D5", ("nfkc",)),
    ("".join(f"&#{ord(sign)};" for sign in CODE), ("html",)),
    (" ".join(CODE), ("spaced",)),
    ("\n".join(CODE), ("spaced",)),
    (f"**{CODE[:4]}**{CODE[4:]}", ("markup",)),
    ("AC dash K four M seven X two Q nine dash B three C eight D five", ("spelled",)),
    ("AC横线K四M七X二Q九横线B三C八D五", ("spelled",)),
    (CODE[::-1], ("spaced", "reversed")),
    ("NP-X4Z7K2D9-O3P8Q5", ("spaced", "rot13")),
    (CODE.encode().hex(" "), ("spaced", "hex")),
    ("first AC-K4M7X2Q9, in the end B3C8D5", ("pieces",)),
    ("\n".join(f"{at}) {sign}" for at, sign in enumerate(CODE)), ("spaced", "numbered")),
]


@pytest.mark.parametrize(("text", "steps"), WRITTEN)
def test_a_value_is_found_however_it_is_written(text, steps):
    assert seen(text) == [("account-id", steps)]


LOOK_ALIKES = [
    f"{CODE}7",
    f"X{CODE}",
    CODE.replace("K4", "K5"),
    " ".join(CODE.replace("K4", "K5")),
    "AC dash K five M seven X two Q nine dash B three C eight D five",
    "AC-K4M7X2Q9",
    "AC-XXXXXXXX-XXXXXX",
    "first AC-K4M7X2Q9, in the end B3C8D6",
    f"{EMAIL}.org",
    f"jo.{EMAIL}",
    "a mailbox at mail.example",
    "ada.q7x2m9kd, whoever that is",
    EMAIL.replace("q7", "q8"),
    " ".join(EMAIL.replace("q7", "q8")),
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_a_shape_and_a_domain_are_not_found(text):
    assert seen(text) == []


def test_a_weak_value_needs_company_and_a_place_of_its_own():
    assert seen("Lark is here", NAME, MAIL) == []
    assert sorted(seen(f"Lark: {' '.join(EMAIL)}", NAME, MAIL)) == [
        ("email", ("spaced",)),
        ("person", ()),
    ]
    assert seen(f"Larkspur: {EMAIL}", NAME, MAIL) == [("email", ())]


def test_a_value_that_stands_there_plainly_is_told_so():
    assert seen(f"{CODE}, or {' '.join(CODE)}") == [("account-id", ())]


def test_a_hash_does_not_keep_a_value_from_being_found():
    hashed = hashlib.sha256(CODE.encode()).hexdigest()
    assert (("account-id", ("spaced",))) in seen(f"{hashed} of {' '.join(CODE)}")


def test_what_was_joined_is_looked_at_and_not_the_body_again():
    hidden = " ".join(CODE)
    every = [Leaf("body.$.text", hidden), Leaf("joined.answer", "Blue.")]
    assert found(every, needles([ACCOUNT]), Budget()) == []
    assert len(found(every[:1], needles([ACCOUNT]), Budget())) == 1


def test_what_the_budget_does_not_reach_is_told():
    budget = Budget(size=1000)
    assert found([Leaf("joined.answer", "x" * 1001)], needles([ACCOUNT]), budget) == []
    assert budget.hit == {"size"}


HOSTILE = [
    "A",
    "a ",
    "1 ",
    "<",
    "<a",
    "&#",
    "\\u0041",
    "seven ",
    "\u200b",
    "01",
    "12 ",
    "(",
    "](",
    "a@",
    "1. a\n",
    "七",
    "a.b-c_",
    "AC-K4M7X2Q9-B3C8D",
    "\U000e0041",
    "а",
    "ﷺ",
    "a for ",
    " ",
    "\n",
    "a\n",
    "0x41 ",
    "第1个是a ",
    "`",
    "k4m k4m7x ",
    "letter ",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_answer_costs_less_than_a_second(text):
    whole = text * (100_000 // len(text))
    wanted = needles([MAIL, ACCOUNT, NAME])
    with costing_less_than(1):
        found([Leaf("joined.answer", whole)], wanted, Budget(size=disguised.SIZE))
