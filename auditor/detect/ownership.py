"""Tells the reader's own data from those of others, and from data that are only mentioned."""

import re

_OTHERS = re.compile(
    r"(?:\b(?:their|his|her|its|our|my)|(?<!what)(?<!where)(?<!who)(?<!when)(?<!that)(?<!let)(?<!here)(?<!\bit)'s|s'"
    r"|\bof (?:the|a))\s+(?:[\w-]+\s+){0,2}$|(?:我们|本店|店里|客服|前台|聚会|活动|会议|婚礼|派对|目的地|起点|终点|出发地|景点|商家|公司|酒店|餐厅|饭店|门店|房东|[巷路街馆城镇园山河湖桥校院书]|诗人|作者|他|她|对方|女士|先生|小姐|经理|店|家"
    r"|老师|医生|妈妈|爸爸|孩子|同事|朋友|我|本)的[^,]{0,4}$|(?:本店|聚会|活动|会议|婚礼|派对|场馆|客服|前台|商家|餐厅|饭店|酒店|门店|公司|房东|店|厅|馆)$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"(?:\s+(?:number|address|details))?\s+(?:of (?!birth|your (?!website|site|page|shop|blog|router|printer|server|company)|the (?:passenger|guest|card|account|person)|issue)|for "
    r"(?:their|his|her|its|my|our)\b|for the (?:restaurant|hotel|shop|landlord|company|salon|clinic|office|other)\b)"
    r"|\s+(?:printed|on the (?!account|booking|order|file|policy|reservation)|in the|at the|above)\b|(?:去|在)居委",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"\b(?:to|into|(?<!pop )(?<!put )(?<!type )(?<!key )(?<!fill )(?<!send )(?<!punch )in|via|by|on|from|check|checking|near|within|through|over|using|(?<!how )(?<!what )about|have|keep|switch|turn|bring|open|off|pay with)"
    r" (?:your|the|an?|this)(?: \w+)?\s*$|\b(?:by|via|over the|on the)\s*$|(?<!联系)(?<!找)(?:到|至)(?:您|你).{0,6}$|(?:(?<!联系)(?<!找)到|至|查收|查看|将|关|带上|准备好)(?:您|你)?的?$|(?:将|把)手机$",
    re.IGNORECASE,
)
_HAVE_ASKED = re.compile(
    r"\b(?:i|we|me|us|to) (?:\w+ )?have (?:your|the|an?)|\blet the \w+ have your|\b(?:on|to|at|in) (?:which|what)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r".{0,14}?(?:is|:|at|on|=|是|为|\b)\s*(?:\+?\d[\d -]{6,}|[\w.]+@\w)|\s*(?:is|are) (?:safe|private|saved|correct|printed)"
    r"|\s*(?:stays?|remains?|will|can be|has|was|may) "
    r"(?!be (?:needed|required)|do|help|needed)|[^,]{0,6}型号|什么时候(?:到|寄)|(?:是|在|:)[^?,]{2,16}[号路街巷](?!码)",
    re.IGNORECASE,
)


def readers_own(before: str, after: str) -> bool:
    """Whether what stands between is the reader's, and neither given nor passed by."""
    before, after = before[-80:], after[:80]
    if _OTHERS.search(before) or _OF_OTHERS.match(after) or _GIVEN.match(after):
        return False
    return not _PASSING.search(before) or bool(_HAVE_ASKED.search(before))
