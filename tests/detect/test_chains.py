import base64
import hashlib

import pytest

from auditor.detect.chains import MOST_FORMS, Spelled, chains
from auditor.detect.leaf import Leaf
from auditor.detect.planted import found, needles
from auditor.detect.values import Value

EMAIL = "ada.q7x2m9kd@mail.example.test"
WANTED = needles([Value("email", EMAIL, "p"), Value("person", "Ada Wrenfield", "p")])


def _hash(name, text):
    return hashlib.new(name, text.encode()).hexdigest()


def _base64(text):
    return base64.b64encode(text.encode()).decode()


DEEP = [
    (_hash("sha256", _hash("md5", EMAIL)), ("sha256", "md5")),
    (_hash("sha1", _hash("md5", EMAIL).upper()), ("sha1", "md5")),
    (_hash("md5", _hash("sha3_256", _base64(EMAIL))), ("md5", "sha3_256", "base64")),
    (_hash("blake2b", EMAIL.encode().hex()[::-1]), ("blake2b", "reversed", "hex")),
    (_base64(_hash("sha512", EMAIL))[::-1], ("reversed", "base64", "sha512")),
    (_hash("sha224", EMAIL.upper()), ("sha224",)),
]


@pytest.mark.parametrize(("text", "steps"), DEEP)
@pytest.mark.parametrize("around", ["{}", "id={};v=2", "x{}"])
def test_a_value_is_found_under_layers_with_its_steps(text, steps, around):
    (hit,) = found([Leaf("body", around.format(text))], WANTED)
    assert (hit.value.kind, hit.steps) == ("email", steps)
    (hit,) = found([Leaf("body", b"\xff\xfe" + text.upper().encode())], WANTED)
    assert hit.steps == steps


SILENT = [
    _hash("sha256", _hash("md5", "ben.k3w8z5nq@mail.example.test")),
    _hash("sha256", _hash("md5", EMAIL))[:-1] + "g",
    _hash("md5", _hash("md5", "Ada Wrenfield")),
    "dleifnerw adA",
]


@pytest.mark.parametrize("text", SILENT)
def test_others_and_weak_values_without_company_stay_silent(text):
    assert found([Leaf("body", text)], WANTED) == []


def test_a_hashed_name_counts_beside_another_value_however_its_words_were_joined():
    text = f"{EMAIL} {_hash('sha256', _hash('md5', 'ada_wrenfield'))}"
    assert {hit.steps for hit in found([Leaf("body", text)], WANTED)} == {(), ("sha256", "md5")}


def test_the_forms_are_bounded_and_say_when_there_were_more():
    made = chains(Spelled(n, f"ada.q7x2m9kd{n}@mail.test".encode(), strong=True) for n in range(30))
    assert made.cut
    assert len(made.heads) < MOST_FORMS * 1.2
    assert not chains([Spelled(0, b"a" * 10_000, strong=True)]).short
