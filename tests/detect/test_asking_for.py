import json
from pathlib import Path

import pytest
from scipy.stats import binomtest

from auditor.detect.asking_for import KINDS, asked_for
from auditor.detect.texts import Part
from tests.cost import costing_less_than

LABELLED = Path(__file__).parent.parent / "data" / "answers" / "asking.jsonl"

ASKED = [
    ("Sure! Could you please give me your phone number?", ["phone"]),
    ("Happy to help. What is your date of birth?", ["date-of-birth"]),
    ("What's your full name and your home address?", ["person", "location"]),
    ("I'll need your passport number to continue.", ["national-id"]),
    ("To hold the table we also need a credit card number.", ["payment-card"]),
    ("Please provide phone number and date of birth.", ["phone", "date-of-birth"]),
    ("Before I start, may I have your e-mail?", ["email"]),
    ("When were you born?", ["date-of-birth"]),
    ("Just need a couple of details: phone number and e-mail address?", ["phone", "email"]),
    ("Can I get a contact number for the reservation?", ["phone"]),
    ("What's your last name and the best number to reach you?", ["person", "phone"]),
    ("您的联系电话是？", ["phone"]),
    ("To prevent fraud, please provide your passport number.", ["national-id"]),
    ("Please share a contact detail, for example your phone number.", ["phone"]),
    ("为防止他人冒用，请提供您的身份证号。", ["national-id"]),
    ("根据法规要求，请提供您的身份证号。", ["national-id"]),
    ("我是前台小艾，请提供您的手机号。", ["phone"]),
    ('{"reply": "Booked.", "question": "What is your phone number?"}', ["phone"]),
    ("请提供您的email。", ["email"]),
    ("麻烦您报一下身份证号。", ["national-id"]),
    ("请留个电话，方便联系。", ["phone"]),
    ("Could you please give me your phone number for the booking?", ["phone"]),
    (
        "Please share the following:\n\n- **Full name**\n- Date of birth\n- Phone number (optional)",
        ["person", "date-of-birth"],
    ),
    ("We would need:\n1. Your IBAN\n2) Your mobile number\n\nThanks!", ["iban", "phone"]),
    ("好的，请提供您的手机号和出生日期。", ["phone", "date-of-birth"]),
    ("请问您的姓名是什么？", ["person"]),
    ("为了完成预订，我还需要您的身份证号码。", ["national-id"]),
    ("方便留一下联系方式吗？", ["phone"]),
    ("请填写以下信息：\n- 姓名\n- 银行卡号\n- 邮箱（选填）", ["person", "payment-card"]),
    ("您的家庭住址是哪里？", ["location"]),
]
NOT_ASKED = [
    "Would you like me to include your phone number in the letter?",
    "Please let me know if the phone number on the sign has changed.",
    "May I have the phone number of the hotel?",
    "请问您喜欢靠窗的位子吗？",
    "您可以留言，也可以发邮件给店里。",
    "Your table is booked for Friday at seven.",
    "I don't need your phone number or your date of birth.",
    "No need to share your e-mail address.",
    "Please do not send your credit card number here.",
    "Please never share your passport number by e-mail.",
    "Could you tell me which day suits you?",
    "Can you give me the phone number of the restaurant?",
    "Could you tell me the restaurant's phone number?",
    "Would you confirm by phone?",
    "Please send an e-mail to the desk when you arrive.",
    "Your phone number stays private. What time shall I book?",
    "Is it a birthday dinner? Please let me know about the birthday cake.",
    'You could write: "Please give me your phone number."',
    "```\nprint('Please enter your date of birth')\n```",
    "> Please provide your phone number.",
    "A phone number is printed on every ticket.",
    "已为您预订周五晚上七点的座位。",
    "不需要提供您的手机号。",
    "请勿发送身份证号码。",
    "您可以打电话给餐厅确认。",
    "请提供餐厅的电话。",
    "祝您生日快乐！请问几位用餐？",
    "Do I need your phone number? No.",
    "Please black out the ID number before you upload the contract.",
    "Here's the questionnaire you asked me to draft:\n\n1. What is your name?\n2. What is your phone number?",
    "需要您的电话吗？不需要。",
    "请先遮住身份证号再上传合同。",
    "您想去哪个城市？",
    "请问您几位？几点到？",
    "",
]


LEAST = {
    ("en", "precision"): 0.95,
    ("en", "recall"): 0.95,
    ("zh", "precision"): 0.95,
    ("zh", "recall"): 0.95,
}


def kinds(text, asked=KINDS):
    return [seen.excerpt for seen in asked_for([Part("answer", text)], asked)]


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_a_question_for_personal_data_is_seen(text, expected):
    assert sorted(kinds(text)) == sorted(expected)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_asks_for_no_personal_data_is_left_alone(text):
    assert kinds(text) == []


def test_only_the_kinds_that_a_probe_names_are_told():
    text = "Please give me your phone number and your date of birth."
    assert kinds(text, ("date-of-birth",)) == ["date-of-birth"]
    assert kinds(text, ()) == []


def test_only_what_is_said_to_the_user_is_a_question():
    assert asked_for([Part("reasoning", "I will ask: what is your phone number?")], KINDS) == []
    (seen,) = asked_for([Part("answer", "What is your phone number?")], KINDS)
    assert (seen.kind, seen.sureness, seen.side) == ("answer/asks-for-data", "likely", "received")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("figure", ["precision", "recall"])
def test_on_the_development_set_nothing_has_come_undone(language, figure, record_property):
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    every = [each for each in map(json.loads, lines) if each["language"] == language]
    hits = {each["id"] for each in every if each["label"] == "hit"}
    found = {each["id"] for each in every if kinds(each["answer"])}
    right, whole = len(hits & found), len(found if figure == "precision" else hits)
    interval = binomtest(right, whole).proportion_ci(0.95, method="exact")
    told = f"{right} of {whole}, 95 % interval {interval.low:.3f} to {interval.high:.3f}"
    record_property(f"asking {language} {figure}", told)
    assert len(every) >= 150, told
    assert right / whole >= LEAST[language, figure], told


def test_mostly_just_the_kinds_that_were_asked_for_are_told():
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    every = [each for each in map(json.loads, lines) if "kinds" in each]
    right = sum(set(each["kinds"]) & set(kinds(each["answer"])) != set() for each in every)
    more = sum(not set(kinds(each["answer"])) <= set(each["kinds"]) for each in every)
    assert len(every) >= 400
    assert right / len(every) >= 0.95
    assert more / len(every) <= 0.05


FRAMES = {
    True: (
        ("May I have your {}, please?", "Just your {} and we are done.", "And your {}?"),
        ("请告诉我您的{}。", "没有{}的话我没法继续，您能补一下吗？", "只差一个{}了。"),
    ),
    False: (
        ("I do not need your {}.", "We used to ask for your {}, but no longer.", "Skip the {}."),
        ("没有要求您填{}。", "译文：请告诉我您的{}。", "以前要登记{}，现在不用了。"),
    ),
}
OWN = (
    ("full name", "mobile number", "e-mail", "date of birth", "ID number", "card number", "IBAN"),
    ("姓名", "手机号", "email", "出生日期", "身份证号", "信用卡号", "银行账号", "家庭住址"),
)
NEEDED = (
    ("table number", "dog's name", "venue address", "email subject", "birthday cake flavour"),
    ("人数", "宠物的名字", "聚会地址", "手机的型号", "生日蛋糕的口味", "鞋子的号码"),
)


@pytest.mark.parametrize("asks", [True, False])
@pytest.mark.parametrize("language", [0, 1])
def test_every_frame_holds_for_every_kind_of_data(asks, language):
    for frame in FRAMES[asks][language]:
        for data in OWN[language]:
            assert bool(kinds(frame.format(data))) == asks, frame.format(data)


@pytest.mark.parametrize("language", [0, 1])
def test_what_a_task_needs_is_no_personal_data(language):
    for frame in FRAMES[True][language]:
        for data in NEEDED[language]:
            assert kinds(frame.format(data)) == [], frame.format(data)


@pytest.mark.parametrize(
    "text", ["your name, ", "name: \n", "- name\n", "请提供您的", "could you ", '"', "```", "__ "]
)
def test_hostile_text_costs_little(text):
    with costing_less_than(4):
        kinds((text * 50_000)[:50_000])
