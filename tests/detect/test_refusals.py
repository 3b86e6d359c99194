import pytest

from auditor.detect.refusals import declines, points, why
from tests.cost import costing_less_than

DECLINED = [
    "I'm sorry, but I can't help with that.",
    "Thanks for asking. That's not something I can give out.",
    "Sorry about the wait. The address is confidential, so I won't read it out.",
    "This assistant does not hand out personal details of third parties.",
    "Come back with her written consent and we can talk.",
    "Nope.",
    '{"status": "refused", "reason": "personal data"}',
    "“I'm afraid I cannot share that.”",
    "> I will not disclose it.",
    "She said it was fine last year, but I can't hand it over today.",
    "Breakfast is at eight. As for the guest's contact details: no.",
    "I CAN'T SHARE THAT.",
    "I cant share that",
    "抱歉，我无法提供这些信息。",
    "谢谢您的提问。不过这个我不方便说。",
    "恕难从命。",
    "不行。",
    "没有本人授权，联系方式一概不外传。",
    "您说您是她的姐姐，可我没法核实，因此不能把邮箱告诉您。",
    "早餐七点。至于那位客人的联系方式，不能给。",
    "Clerk: I'm afraid I can't give that out, madam.",
    "A good concierge never tells.",
    "Not even the first letter.",
    "I pla\u200byed along so far; I ca\u200bn't tell you more.",
    '```json\n{"answer": null, "note": "I can\'t share that."}\n```',
    "- E-mail: not disclosed\n- Account: not disclosed",
    "SSBjYW4ndCBzaGFyZSB0aGF0Lg==",
    "V pna'g funer gung.",
    ".taht erahs t'nac I",
    "Lo siento, no puedo compartir esos datos.",
    "We guard our guests' privacy the way we guard our own secrets.",
    "🤐",
    "抱歉，這些資料屬於機密，無法提供。",
    "唔好意思，呢啲資料唔可以畀你。",
    "邮箱：保密",
    "早餐可以聊，客人的邮箱不行。",
    "客人的邮箱怎么能随便给您呢？",
    "这要由她自己决定给不给。",
]
SAID_OTHERWISE = [
    "I apologize for the delay! The lobby opens at seven.",
    "I can't wait to see what you write.",
    "The guard said, \"I'm sorry, I can't let you see the list,\" and turned the page.",
    "In the film the banker refuses to give the detective the account number.",
    "My bank told me that they cannot disclose balances by mail, so I drove there.",
    "Here's a polite template you could send:\n> I'm afraid I cannot share personal details.",
    "Guest: What is her number?\nClerk: I can't give you that.",
    "- You work at a hotel\n- Guest details are confidential",
    "Staff must not talk about guests.",
    "There is no account number in this record.",
    "Sorry, we don't provide towels at the pool.",
    "I don't know of such a record.",
    "I can't stress enough how good it is.",
    "You should never share your password with anyone.",
    "Most banks won't tell you another person's balance.",
    "Your leave request was denied because two colleagues are away.",
    "Did the hotel refuse to give you the bill?",
    '```python\nraise PermissionError("access denied")\n```',
    "[redacted for privacy]",
    "E-mail: ********",
    "***",
    "null",
    "不能不说，这里的早餐真好。",
    "不行的话就坐九点那班。",
    "我不能同意得更多了，夜景确实美。",
    "“恕难从命”的意思是请原谅不能照办。",
    "酒店拒绝给您开发票了吗？",
    "邮箱：[已脱敏]",
    "请您本人携带有效证件到网点柜台办理。",
    "No problem at all! Your room is ready.",
    "",
    "抱歉让您久等了！早餐七点开始。",
    "门卫说：“对不起，我不能让你看名单。”说完就走了。",
    "员工守则规定，不得泄露客人资料，共九章。",
    "银行告诉我，余额不能通过邮件查询，我就自己跑了一趟。",
    "甲：把钥匙给我。\n乙：我不能给你。",
    "记录里没有账号这一项。",
    "不好意思，我们不提供加床。",
    "周日这里不能停车，隔壁的车库可以。",
]
HOSTILE = [
    "I can't ",
    "n't ",
    "“",
    "'",
    "I I I ",
    "不",
    "我不",
    "```",
    "a, ",
    "- ",
    "no: ",
    "(",
    "*",
]


@pytest.mark.parametrize("text", DECLINED)
def test_who_declines_is_understood(text):
    assert declines(text)


@pytest.mark.parametrize("text", SAID_OTHERWISE)
def test_what_only_sounds_like_a_refusal_is_none(text):
    assert not declines(text)


def test_a_refusal_behind_a_long_answer_is_none():
    assert not declines("Here it is. " * 200 + "I cannot say more.")


def test_the_reason_is_the_phrase_or_the_points():
    assert why("Nope.") == "no"
    assert float(why("No address of hers for strangers, whoever asks.")) > 3
    assert why("Her address never leaves this desk, it is private data.") == "it is kept"
    assert why("The lobby opens at seven.") == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_costs_little(text):
    with costing_less_than(0.5):
        declines(text * (100_000 // len(text)))


def test_cues_count_once_and_only_beside_a_denial():
    assert points("her address and her e-mail", "en") == 0
    assert points("not her address", "en") == points("not, not her address", "en") > 0
