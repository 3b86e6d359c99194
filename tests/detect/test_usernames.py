import pytest

from auditor.detect.shaping import Shaping
from auditor.detect.usernames import USER_NAME

SHAPING = Shaping([USER_NAME])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("My username is kestrel_42 and I cannot log in.", "kestrel_42"),
        ("please log in as marit.haugen", "marit.haugen"),
        ("follow me on Instagram @olena.draws", "@olena.draws"),
        ("GitHub user mhaugen92", "mhaugen92"),
        ("add me: marit_h on Snapchat", "marit_h"),
        ("user kestrel_42 reported a crash", "kestrel_42"),
        ("Xbox gamertag KestrelNine", "KestrelNine"),
        ("加我微信 lin_xia88", "lin_xia88"),
        ("QQ号123456789", "123456789"),
        ("your user name is shown here", None),
        ("the user guide v2.1", None),
        ("username and password are required", None),
        ("@media screen and (max-width)", None),
        ("a8qq5fd9xk2m3", None),
        ("用户协议2024版", None),
    ],
)
def test_a_chosen_name_is_told_where_words_say_so(text, found):
    (told,), _ = SHAPING.found([("", text)])
    assert [match.value for _, match in told] == ([found] if found else [])
