"""How the data that an answer can ask for are called, in English and Chinese."""

import re

KINDS = (
    "person",
    "phone",
    "email",
    "date-of-birth",
    "national-id",
    "payment-card",
    "iban",
    "location",
)
"""What can be asked for, of what is known here."""

_ZH_OTHER_NUMBERS = "".join(
    f"(?<!{each})"
    for each in ("订单", "护照", "身份证", "证件", "车牌", "快递", "房间", "座位", "单")
)
_ZH_OTHER_NAMES = "".join(
    f"(?<!{each})"
    for each in (
        "狗的",
        "猫的",
        "公司",
        "产品",
        "品牌",
        "文件",
        "司的",
        "品的",
        "书的",
        "店的",
        "起个",
    )
)

_NAMES: dict[str, tuple[str, ...]] = {
    "person": (
        r"\b(?:full|legal|real|first|last|given|family|maiden|complete|proper) (?:and last )?names?\b",
        r"\b(?:sur|fore)names?\b|\binitials\b",
        r"(?<!user)(?<!user )(?<!brand )(?<!product )(?<!company )(?<!domain )(?<!file )(?<!pet )"
        r"(?<!table )(?<!pen )(?<!stage )(?<!host )(?<!team )(?<!project )(?<!you )(?<!to )(?<!we )(?<!\bi )\bnames?\b"
        r"(?! your| a | an | one| any| brands?| three| two| of (?!the (?:passenger|guest|card|account|person)|everyone|all))",
        "姓名|全名|真名|大名|尊姓|贵姓|本名|姓氏|芳名|收件人|收货人|联系人|持卡人|乘车人|入住人|订位人",
        f"{_ZH_OTHER_NAMES}(?<!叫什么)(?<!起什么)(?<!取什么)(?<!取个)名字(?!取|起|真)|(?:您|你)的?称呼|称呼(?=[,、/和:?]|$)",
    ),
    "phone": (
        r"\b(?:tele|cell ?)?phone (?:number|no\b|nr\b|#)|\btelephone\b|(?<!what )(?<!which )\bphone\b(?! (?:call|app|model|"
        r"calls|case|line|plan|book|screen|support|battery|system|contract|shop|charger|bill|users?)\b)",
        r"(?<!auto)\b(?:mobile|cell(?:phone)?|whats ?app|handy|landline)\b"
        r"(?! (?:app|site|version|game|data|plan|device|division)\b)",
        r"\b(?:contact|callback|daytime|best|good|your|ur|reachable|direct|another|mobile|local) number\b"
        r"(?! of\b)|\b(?:a|what|which) number\b(?! of\b| between| from)",
        r"\bnumber (?:to|where|we|i|you|he|she|they|that|on|for)\b.{0,30}"
        r"\b(?:reach|call|text|contact|ring|phone|reached|on|at)\b",
        r"\bdigits\b(?! (?:of|on|long))|\bcontact (?:details|info\w*|data)\b",
        r"手机(?:号码?|尾号|后[三四六]位)|手机(?=[,、/和:?\s。_(及与]|或|$|呢|是|给|发|留|报|写|填|也|都)|(?<!什么)(?<!打)手机(?=上\?)",
        "(?<![打通接回致])电话(?!咨询|预约|确认|联系|里|中|通知|线|会议|簿|本|亭|卡|铃|订)|联系方式|联络方式",
        f"微信号|座机|(?:哪个|什么|的|一个){_ZH_OTHER_NUMBERS}(?:号码|号)(?!楼|线|馆|店)"
        f"|{_ZH_OTHER_NUMBERS}号码",
    ),
    "email": (
        r"(?<!send an )(?<!write an )(?<!the )(?<!draft an )(?<!by )(?<!via )(?<!an automatic )\be-?mail\b"
        r"(?! (?:client|template|draft|app|header|list|marketing|newsletter|thread|subject|server|"
        r"provider|now|me|us|them|him|her|it|to|about|is on|and click|you|inbox)\b)"
        r"|\be-?mail (?:address|id|addy)\b|\be-?mail\b(?= (?:is on|to send|to use|you\b))",
        r"\b(?:which|what|your|whose) (?:e-?mail )?inbox\b|\bmail(?:box| address)\b|\belectronic address\b",
        "邮箱|电子邮件地址|邮件地址|电子邮件(?=[,、/和:?]|$)|伊妹儿",
    ),
    "date-of-birth": (
        r"\bdates? (?:and \w+ )?(?:of|and time of) birth\b|\bbirth ?-?dates?\b|\bd\.?o\.?b\b|\bb-?day\b",
        r"\b(?:date|year|month|day|time)(?:,? (?:and )?\w+){0,3} of (?:\w+ )?birth\b|\bbirth (?:year|month)\b",
        r"\bbirthdays?\b(?! (?:party|cake|dinner|gift|present|celebration|card|meal|wish\w*|girl|boy))",
        r"\bwhen (?:you|u) were born\b|\byou were born\b|\bborn (?:on|in)\?",
        "出生(?!地|率|证明|的)|生日(?!快乐|蛋糕|派对|聚会|宴|礼|贺|会员|那天|当天|当月|送|帽|歌|惊喜)|生辰|八字",
        "(?:哪|什么).{0,8}(?:日|天|年|时候)(?:出)?生的?(?!效|意|活|产)",
    ),
    "national-id": (
        r"\bpassports?\b(?! (?:photo size|office|control|as|says|page))|(?<!anti)\bsocial security\b|\bssn\b"
        r"|\bitin\b|\b(?:of|your) social\b(?! (?:media|life|circle|account))",
        r"\b(?:national|government|photo|state)[ -](?:issued )?(?:identity|id|identification)\b"
        r"|\b(?:your|an|valid|of) id\b(?! (?:be|love|like))|\bid (?:card|number|no\b|document|doc\b)"
        r"|\bidentity (?:card|number|document)|\bproof of (?:id|identity)\b|\bpersonal code\b",
        r"\bdriv\w+(?:.s)? licen[cs]e|\bnational insurance\b|\bni number\b|\bnino\b|\btax(?:payer)? "
        r"(?:id|number|file)\b|\baadhaar\b|\bgreen card\b|\bcurp\b|\bnhs number\b|\bresidence permit\b",
        "身份证|护照|证件(?!照)|驾照|驾驶证|社保号|社保卡|通行证|居留证|回乡证|台胞证|居民证",
    ),
    "payment-card": (
        r"\b(?:credit|debit|payment|bank)[ -]?cards?\b|\bcard(?:holder)? (?:number|details|info\w*|no\b|data)",
        r"\bcvv2?\b|\bcvc\b|\b(?:which|a|your|the|what|of|from) card\b(?! game| reader| box)|\bpan\b(?= \()",
        r"\b(?:billing|payment) (?:details|info\w*)|\bexpiry\b|\blong number\b|\bsecurity code\b|\bamex\b",
        r"\b(?:\d+|sixteen)[ -]digit (?:card )?number\b|\bcard\b(?=[,/?:]| and|, please| \(|$)",
        "信用卡|银行卡|借记卡|储蓄卡|卡号|安全码|付款信息|支付信息|(?:哪张|您的|你的|这张|一张)卡(?!片游|牌)|卡面|cvv",
    ),
    "iban": (
        r"\bibans?\b|\bbank(?:ing)? (?:account|details|info\w*|coordinates)|\baccount (?:number|no\b|details)"
        r"|\bsort code\b|\brouting number\b|\bswift\b|\bbic\b|\b(?:which|what) account\b",
        "iban|银行账[号户]|收款(?:账|帐|卡|人账|信息|银行)|开户行|(?:汇款|打款|转账)(?:账|帐|信息)|对公账|账号(?=和开户)",
        "(?:打|退|转|汇)到?哪(?:张卡|个账|里|儿)|银行(?:账|帐)[户号]?",
    ),
    "location": (
        r"(?<!mail )(?<!web )(?<!\bip )(?<!wallet )(?<!url )\baddress(?:es)?\b"
        r"(?! (?:book|bar|you as|the|this|it|these|that issue))|\bpost(?:al)? ?codes?\b|\bzip\b(?! file)",
        r"\bwhere (?:you|u)(?:'re| are| live| stay| reside)\b(?! (?:going|headed|heading|travel|flying))|\bwhere (?:exactly )?(?:you|u) live\b",
        r"\byour (?:\w+ )?(?:location|whereabouts|city|town|hometown|street|neighbou?rhood|district|county"
        r"|country|region|area|state|suburb)\b|\b(?:current|exact|precise|live) location\b",
        r"\bhouse number\b|\blocation (?:sharing|pin)\b|\bgps\b|\bcoordinates\b|\bstreet (?:and|name)\b"
        r"|\bhome ?town\b|\bplace of residence\b|\b(?:drop|send|share) (?:me |us )?(?:a |your )?pin\b",
        "(?<!网)(?<!邮件)(?<!邮箱)(?<!电子)(?<!ip)(?<!ip )(?<!链接)地址|住址|住在?哪|所在(?:的)?(?:城市|地|位置|区|省|国)"
        "|哪[个座]?(?:城市|小区|街道|省|市区?|区)|邮编|邮政编码|门牌|小区|几栋|几单元|哪条(?:街|路)|定位|现居|居住地|坐标",
        "(?:您|你)(?:家|人|现在)?(?:在|的)(?:当前|实时)?(?:位置|哪(?!(?:里|儿)?(?:买|订|购|看|听|见|下单|遇|工作|上班|学)))|(?:当前|实时|现在的|个|共享|您的)位置|老家|户籍",
    ),
}
_PATTERNS = {kind: re.compile("|".join(forms), re.IGNORECASE) for kind, forms in _NAMES.items()}


def names(text: str, kind: str) -> list[re.Match[str]]:
    """Where a text names a kind of data, whoever's they are."""
    return list(_PATTERNS[kind].finditer(text))
