"""What the line before or after a list or form says of it: to be filled in, or only shown."""

import re

LISTING = re.compile(
    r"\bfill\b|\bcomplete\b|\bpaste\b|\breply\b|\bsend (?:it|them|this|these|those)\b|\b(?:this|these|the|following|few|couple|"
    r"two|three|four|some|more|basic|your)\b.{0,30}\b(?:format|details|things|info\w*|fields?|items|basics|data|lines|points|gaps|blanks|form|bits)\b"
    r"|\bonce (?:i|we) have\b|\bwith (?:these|those|that)\b|\bcontact details\b|\bfollowing\b|\bbefore (?:i|we) can\b|\bto (?:finali[sz]e|finish|wrap)\b"
    r"|补|填|回复|格式|以下|下面|下列|资料|信息|如下|发回|几项|几样|登记",
    re.IGNORECASE,
)
HOWTO = re.compile(
    r"\bhow to\b|\bsteps\b|\bhere's how\b|\bprint|\bcolumns?\b|\btypes?\b|\bschema\b|\bfor your (?:guests|customers|users|site|website|visitors|"
    r"team|staff|attendees|clients)\b|\btemplate\b|步骤|方法|如何|表结构|字段|您的(?:客户|顾客|访客|用户|网站)|模板|样例",
    re.IGNORECASE,
)
