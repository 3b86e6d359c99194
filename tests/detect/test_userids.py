import pytest

from tests.detect.shaped import matched

MATCHED = [
    ("user_id: 4491027733", "4491027733"),
    ("userId: u-88f2", "u-88f2"),
    ("customerId: C-88210-AB", "C-88210-AB"),
    ('"member_no": "M4410-22"', "M4410-22"),
    ("my customer number is 4481-2291, thanks", "4481-2291"),
    ("subscriber no. 55-21098", "55-21098"),
    ("uid=99102233", "99102233"),
    ("Employee ID #A1220", "A1220"),
    ("advertiser_id: 7788123456", "7788123456"),
    ("ad account id: act_771203", "act_771203"),
    ("open_id: oGZUI0egBJY1zhBYw2KhdUfwVJJE", "oGZUI0egBJY1zhBYw2KhdUfwVJJE"),
    ("用户ID：88231907", "88231907"),
    ("我的会员号是 HY20231188。", "HY20231188"),
    ("工号 A10293", "A10293"),
    ("账号：lihua1987", "lihua1987"),
]
SILENT = [
    "order_id: 88213123",
    "request id: 44910277",
    "userId: made-up",
    "user_id: 0000",
    "user id: 12",
    "user_count: 44910277",
    "uid: null",
    "account number: 12345678",
    "银行账号：6222021234567",
    "customer id: ada91@mail.example",
    "user no: 5.2.1",
    "fluid: 12345",
    "seq: 44910277",
]


@pytest.mark.parametrize(("text", "value"), MATCHED)
def test_an_id_after_a_name_for_a_persons_account_is_told(text, value):
    assert matched("account-id", text) == [(value, "likely")]


@pytest.mark.parametrize("text", SILENT)
def test_not_every_number_is_one(text):
    assert matched("account-id", text) == []
