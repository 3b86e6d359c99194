import pytest

from tests.detect.shaped import matched

MATCHED = [
    ("national-id", "ssn 078-05-1120", "078-05-1120", "likely"),
    ("national-id", "AB 12 34 56 C", "AB 12 34 56 C", "likely"),
    ("national-id", "身份证号11010519491231002X", "11010519491231002X", "certain"),
    ("national-id", "RCCMNL83S18D969H", "RCCMNL83S18D969H", "certain"),
    ("national-id", "85.07.30-033.28", "85.07.30-033.28", "certain"),
    ("national-id", "2 95 10 99 126 111 93", "2 95 10 99 126 111 93", "likely"),
    ("national-id", "131052-308T", "131052-308T", "likely"),
    ("national-id", "2341 2341 2346", "2341 2341 2346", "likely"),
    ("national-id", "aadhaar: 234123412346", "234123412346", "likely"),
    ("national-id", "PAN ACUPA7085R", "ACUPA7085R", "likely"),
    ("national-id", "DNI 54362315K", "54362315K", "likely"),
    ("national-id", "Steuer-ID 36 574 261 809", "36 574 261 809", "likely"),
    ("national-id", "bsn: 111222333", "111222333", "likely"),
    ("national-id", "pesel 44051401359", "44051401359", "likely"),
    ("national-id", "personnummer 880320-0016", "880320-0016", "likely"),
    ("national-id", "cpr 211062-5629", "211062-5629", "likely"),
    ("national-id", "PPS 6433435F", "6433435F", "likely"),
    ("passport", "passport: X1234567", "X1234567", "likely"),
    ("passport", "护照号 E12345678", "E12345678", "likely"),
    ("driver-licence", "driver's license D123-4567-8901", "D123-4567-8901", "likely"),
    ("driver-licence", "驾驶证 440301199001", "440301199001", "likely"),
    ("date-of-birth", "born on 12 May 1990", "12 May 1990", "likely"),
    ("date-of-birth", "birth_date: 1990-05-12", "1990-05-12", "likely"),
    ("date-of-birth", "DOB 05/12/1990", "05/12/1990", "likely"),
    ("date-of-birth", "出生于1990年5月12日", "1990年5月12日", "likely"),
    ("date-of-birth", "女，1990年5月12日出生，住", "1990年5月12日", "likely"),
]
SILENT = [
    ("national-id", "000-12-3456"),
    ("national-id", "666-12-3456"),
    ("national-id", "GB 12 34 56 C"),
    ("national-id", "110105194912310021"),
    ("national-id", "110105194913310023"),
    ("national-id", "111222333"),
    ("national-id", "ACUPA7085R"),
    ("national-id", "85.07.30-033.29"),
    ("national-id", "company 54362315K"),
    ("passport", "order X1234567"),
    ("driver-licence", "licence D1234567"),
    ("date-of-birth", "published 12 May 1990"),
    ("date-of-birth", "于1990年5月12日生效"),
    ("national-id", "card 2341 2341 2346 7777"),
]


@pytest.mark.parametrize(("kind", "text", "value", "sureness"), MATCHED)
def test_a_form_is_told_with_how_sure_it_is(kind, text, value, sureness):
    assert matched(kind, text) == [(value, sureness)]


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_only_looks_like_one_is_not_told(kind, text):
    assert matched(kind, text) == []
