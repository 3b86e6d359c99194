"""Names of persons that stand under a name for one, or before or behind a Chinese word for one.

Everything else is left to the language model; of Chinese prose only these forms are seen.
"""

import re

from auditor.detect.shape import KEY, Match, Shape

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任"
    "姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武莫孔向汤"
    "常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴"
    "霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳司马诸葛上官夏侯"
)
_DOUBLE = "欧阳|司马|诸葛|上官|夏侯|皇甫|尉迟|令狐|慕容|东方"
_GIVEN = "[\u4e00-\u9fff]{1,2}?"
_HAN_NAME = rf"(?:(?:{_DOUBLE}){_GIVEN}|[{_SURNAMES}]{_GIVEN})"
_ENDS = "(?=[^\u4e00-\u9fff]|$|[的是在和与于住来今已曾想说患因从])"
_LABELS = (
    "姓名|名字|联系人|收件人|收货人|寄件人|患者|病人|客户|申请人|持卡人|户名|乘客|员工|学生|法人|负责人|经办人"
    "|委托人|投保人|被保险人"
)
_BESIDE = "姓名|名字|联系人|收件人|收货人|寄件人|患者|病人|申请人|持卡人"
"""After which a name may stand without a colon."""
_TITLES = "先生|女士|小姐|太太|同学|老师|医生|经理|主任|律师|教授|师傅"
_KEYS = (
    r"(?:[a-z]{0,20}[ _.-]?(?:full|first|last|middle|given|family|display|legal|real|maiden|contact"
    r"|customer|recipient|cardholder|holder|billing|shipping|patient|passenger|employee|buyer|sender"
    r"|account[ _-]?holder|beneficiary|owner)[ _.-]?name|fname|lname|surname|recipient|cardholder|beneficiary|payee|account[ _-]?holder|kontoinhaber"
    r"|(?:user|customer|profile|person|contact|patient|member|author|owner|sender|recipient|traveller"
    r"|passenger|employee|student|applicant|guest|parent|child|billing|shipping)\.name"
    r"|vor[ _-]?name|nach[ _-]?name|familien[ _-]?name|pr[ée]nom|nom(?:[ _-]?de[ _-]?famille)?|nombres?(?:[ _-]?completo)?|apellidos?|cognome|nome"
    r"|sobrenome|voornaam|achternaam|imi[ęe]|nazwisko|f[öo]rnamn|efternamn|fornavn|etternavn|efternavn|xing_?ming|zhen_?shi_?xing_?ming"
    r"|forename|true[ _-]?name|consignee|payer|signatory|insured|policy[ _-]?holder|attn"
    r"|真实姓名|姓名|收货人|联系人|收件人)"
)
_LATIN = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.-]{1,24}(?: (?:(?:van|von|de|der|da|di|bin|al|el) ){0,2}[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.-]{0,24}){0,3}"
_WORDS = frozenset(
    "安全 安静 安排 任务 任何 任意 高度 高级 高兴 高血 高烧 金额 金融 马上 常见 常用 温度 温和 白天 白领 于是 成功 成人 成员"
    " 方式 方便 方法 方案 程序 程度 时候 时间 管理 单位 单独 毛病 明确 和谐 江苏 江西 贵阳 洪水 路线 路上 齐全 康复 武汉 万一"
    " 文件 文化 史料 严重 严格 包括 包含 甘肃 左右 左侧 龙头 施工 章节 董事 顾客 雷达 黄金 黄色 钱包 石头 季节 孔径 应当 平时".split()
)
"""That begin like a name and are none."""
_NOBODY = frozenset(
    "unknown none null undefined anonymous guest admin administrator user test name n/a true false default"
    " customer system root".split()
)


_ASKS = (
    *("name", "recipient", "cardholder", "beneficiary", "owner", "holder", *_TITLES.split("|")),
    *(
        "nom",
        "apellido",
        "naam",
        "imi",
        "nazwisk",
        "namn",
        "navn",
        "xing",
        "consignee",
        "payer",
        "payee",
    ),
    *("signatory", "insured", "attn", "kontoinhaber"),
    *(
        "姓名",
        "名字",
        "人",
        "患者",
        "客户",
        "户名",
        "乘客",
        "员工",
        "学生",
        "我叫",
        "名叫",
        "叫做",
        "这位",
    ),
)


def person(_before: str, value: str) -> Match | None:
    """A name by what it stood under or beside."""
    if value.casefold() in _NOBODY or value[:2] in _WORDS:
        return None
    return Match(value, "likely", "a name under or beside a word for a person's")


PERSON = Shape(
    "person",
    re.compile(
        rf"{KEY}(?i:{_KEYS}): (?P<value>{_LATIN}|{_HAN_NAME})(?=[ \t]*(?:$|[\n\x1f]))"
        rf"|(?:(?:{_LABELS})[ \t]?[:：为是叫][ \t]?|(?:{_BESIDE}))(?P<labelled>{_HAN_NAME}){_ENDS}"
        rf"|(?:我叫|名叫|叫做|这位是)(?P<said>{_HAN_NAME}){_ENDS}"
        rf"|(?P<titled>{_HAN_NAME})(?:{_TITLES})|(?P<alone>[{_SURNAMES}](?:{_TITLES}))",
    ),
    person,
    _ASKS,
)
