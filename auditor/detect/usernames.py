"""Names that people chose for their accounts: after a word for one, or beside a place of theirs."""

import re

from auditor.detect.shape import Match, Shape

_PLACES = (
    "instagram|insta|twitter|telegram|github|gitlab|tiktok|weibo|wechat|discord|skype|snapchat|mastodon|linkedin"
    "|facebook|messenger|youtube|twitch|reddit|steam|xbox|psn|threads|bluesky|douyin|xiaohongshu"
)
_BARE = r"[A-Za-z0-9][A-Za-z0-9_.-]{2,30}[A-Za-z0-9]"
_VALUE = rf"@?{_BARE}"
_CHOSEN = r"(?=[a-z.-]*[0-9_])[a-z][a-z0-9_.-]{2,30}[a-z0-9]"
"""With a digit or a low line, which words of a sentence have not."""
_NOBODY = frozenset(
    "username user name login admin root guest test anonymous none null undefined unknown true false default system"
    " password email the is and or media import override public types param return here there".split()
)
_END = r"(?![A-Za-z0-9@])"


def user_name(_before: str, value: str) -> Match | None:
    """A name that somebody chose for an account."""
    if value.lower().strip("@") in _NOBODY or not any(map(str.isalnum, value)):
        return None
    return Match(value, "likely", "stood under or beside a word for a user's name")


USER_NAME = Shape(
    "account-id",
    re.compile(
        r"(?<![A-Za-z])(?:(?:user[ _-]?name|(?:login|account|screen)[ _-]?name|user[ _-]?handle|handle|nick[ _-]?name"
        rf"|gamertag|(?:{_PLACES})(?:[ _-]?(?:id|handle|account|name|user))?|微信号?|微博|抖音号?|用户名|昵称|qq号?)"
        rf"[\"']{{0,2}}[ \t]?(?:[:=：是为]|is(?=[ \t\"'“]{{1,3}}@?[a-z-]*(?:[0-9_]|\.[a-z])))[ \t]{{0,2}}[\"'“]{{0,2}}(?P<value>{_VALUE})"
        rf"|(?:{_PLACES})(?:[ _-](?:user|id|handle|account|name|gamertag|tag))?[ :]{{1,2}}(?P<beside>@{_BARE}|{_CHOSEN})"
        rf"|(?:gamertag|account name)[ :]{{1,2}}(?P<tag>{_VALUE})"
        rf"|(?:log(?:ged|ging)?[ -]?in|sign(?:ed)?[ -]?in) as (?P<login>{_VALUE})|login(?: is |: )(?P<named>{_VALUE})"
        rf"|user (?P<user>{_CHOSEN})"
        rf"|(?:follow|dm|ping|tag|add|message|find|text) (?:me|us|him|her|them)(?: (?:on|at|via|over))?(?: (?:{_PLACES}))?"
        rf"[ :]{{1,2}}(?P<told>@{_BARE}|{_CHOSEN})){_END}"
        rf"|(?<![A-Za-z0-9@./])(?P<before>@{_BARE}|{_CHOSEN}) (?:on|auf|sur) (?:{_PLACES}){_END}"
        r"|(?:微信|(?<![a-z0-9])qq(?![a-z])|微博|抖音|小红书|淘宝|支付宝|快手|b站|游戏)(?:账号|帐号|号码|号|id)?[ \t]?(?:是|为|[:：])?[ \t]?"
        rf"(?P<han>{_CHOSEN}|[0-9]{{6,12}}){_END}",
        re.ASCII,
    ),
    user_name,
    asks=(
        *(
            "name",
            "handle",
            "gamertag",
            "log",
            "signed in",
            "sign in",
            "sign-in",
            "user ",
            "follow ",
            "dm ",
        ),
        *(
            "ping ",
            "tag ",
            "add ",
            "message ",
            "find ",
            "text ",
            "微信",
            "微博",
            "抖音",
            "用户名",
            "昵称",
            "qq",
        ),
        *("小红书", "淘宝", "支付宝", "快手", "b站", "游戏", *_PLACES.split("|")),
    ),
    lowered=True,
)
