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
    for each in (
        "订单",
        "护照",
        "身份证",
        "证件",
        "驾照",
        "驾驶证",
        "学生证",
        "银行卡",
        "信用卡",
        "账户",
        "社保",
        "车牌",
        "快递",
        "房间",
        "座位",
        "单",
    )
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
        f"{_ZH_OTHER_NAMES}(?<!叫什么)(?<!起什么)(?<!取什么)(?<!取个)(?:(?<![一-龥])|(?<=您)|(?<=你)|(?<=[您你]的)|(?<=(?:孩子|本人|真实|客人|家长)的)|(?<=(?:孩子|本人|真实|客人|家长))|(?<=[填留报写个上记谁订问供给入把对要录诉发])|(?<=[上谁个]的)|(?<=什么)|(?<=(?:预订|联系|登记)人的))名字(?!取|起|真|里)|(?:您|你)的?称呼|称呼(?=[,、/和:?]|$)",
    ),
    "phone": (
        r"\b(?:tele|cell ?)?phone (?:number|no\b|nr\b|#)|\btelephone\b|(?<!what )(?<!which )\bphone\b(?! (?:call|app|model|"
        r"calls|case|line|plan|book|screen|support|battery|system|contract|shop|charger|bill|users?|if|when|me|us|on silent|away|off|handy|with you|charged)\b)",
        r"(?<!auto)\b(?:mobile|cell(?:phone)?|whats ?app|handy|landline)\b"
        r"(?! (?:app|site|version|game|data|plan|device|division)\b)",
        r"\bexchange (?:phone )?numbers\b|\b(?:contact|callback|daytime|best|good|your|ur|reachable|direct|another|mobile|local) number\b"
        r"(?! of\b)|\b(?:a|what|which) number\b(?! of\b| between| from| does yours|.{0,30}\b(?:divid|multipl|squar|subtract|round|sum|result)\w*)",
        r"\bnumber (?:to|where|we|i|you|he|she|they|that|on|for)\b.{0,30}"
        r"\b(?:reach|call|text|contact|ring|phone|reached|on|at)\b",
        r"\bdigits\b(?! (?:of|on|long))|\bcontact (?:details|info\w*|data)\b",
        r"手机(?:号码?|尾号|后[三四六]位)|(?<!什么)手机(?=[,、/和:?\s。_(及与;]|或|$|呢|是(?!安卓|苹果|什么[系型牌品]|哪[个种款]|[^,?]{0,6}还是)|给|发|留|报|写|填|也|都|一下|一并|麻烦|请|告诉|我这边|的话)|(?<!什么)(?<!打)手机(?=上\?)",
        "(?<![打通接回致])电话(?!套餐|费|公司|机|咨询|预约|确认|联系|里|中|通知|线|会议|簿|本|亭|卡|铃|订)|联系方式|联络方式",
        f"微信号|(?:加|留|给|报|您的|你的|常用|个|提供|告诉我?)微信(?!支付|群|公众|里|上|小程序)|^微信\\W*$|whats ?app|座机|(?:哪个|什么|[您你人上到通得主]的|一个){_ZH_OTHER_NUMBERS}(?:号码|号)(?!楼|线|馆|店)"
        f"|(?:^|联系|回电|常用|本人|备用|紧急|[留报给]个?|[通上到得]的)号码",
    ),
    "email": (
        r"(?<!send an )(?<!write an )(?<!the )(?<!draft an )(?<!by )(?<!via )(?<!an automatic )\be-?mail\b"
        r"(?! (?:text|body|subject|wording|content|copy|provider|service|client|template|draft|app|header|list|marketing|newsletter|thread|subject|server|"
        r"provider|now|me|us|them|him|her|it|to|about|is on|and click|you|inbox)\b)"
        r"|\be-?mail (?:address|id|addy)\b|\b(?:best|good|preferred|right|which|what) e-?mail\b(?! (?:provider|service|client|app|subject|program|address book))|\bthe e-?mail (?:address )?(?:on|for|of) (?:your|the) (?:account|booking|file)\b|\be-?mail\b(?= (?:is on|to send|to use|you\b))",
        r"\b(?:which|what|your|whose) (?:e-?mail )?inbox\b|\bmail(?:box| address)\b|\belectronic address\b",
        "(?<!查收)(?<!发)(?<!收到)邮箱|电子邮件地址|邮件地址|(?:您|你)的?电子邮件|电子邮件(?=[,、/和:?;一也先就麻请。 _]|$)|伊妹儿"
        "|(?<=[一-龥])e-?mail(?![a-z])|(?<![a-z])e-?mail(?=[一-龥])",
    ),
    "date-of-birth": (
        r"\bdates? (?:and \w+ )?(?:of|and time of) birth\b|\bbirth ?-?dates?\b|\bd\.?o\.?b\b|\bb-?day\b",
        r"\b(?:date|year|month|day|time)(?:,? (?:and )?\w+){0,3} of (?:\w+ )?birth\b|\bbirth (?:year|month)\b",
        r"(?<!it a )(?<!for a )(?<!it's a )\bbirthdays?\b(?! (?:party|cake|dinner|gift|present|celebration|card|meal|wish\w*|girl|boy))",
        r"\bwhen (?:you|u) were born\b|\byou were born\b|\bborn (?:on|in)\?",
        "出生(?!地|率|证明|的)|(?<!过)(?<!庆祝)(?<!为了)(?<!办)生日(?!卡|会|聚餐|活动|布置|主题|套餐|优惠|桌|花|祝|趴|氛围|快乐|蛋糕|派对|聚会|宴|礼|贺|会员|那天|当天|当月|送|帽|歌|惊喜)|生辰|八字",
        "(?:哪|什么).{0,8}(?:日|天|年|时候)(?:出)?生的?(?!效|意|活|产)",
    ),
    "national-id": (
        r"\bpassports?\b(?! (?:photo size|office|control|as|says|page|stamps?|covers?|colou?rs?|queue)\b)|(?<!anti)\bsocial security\b|\bssn\b"
        r"|\bitin\b|\b(?:of|your) social\b(?! (?:media|life|circle|account))",
        r"\b(?:national|government|photo|state)[ -](?:issued )?(?:identity|id|identification)\b"
        r"|\b(?:your|an|valid|of|official|any) id\b(?! (?:be|love|like))|\bid (?:card(?! (?:colou?r|design|format)s?\b)|number|no\b|document|doc\b)"
        r"|\bidentity (?:card|number|document)|\bproof of (?:id|identity)\b|\bpersonal code\b",
        r"\bnumber on (?:the (?:front|back) of )?your (?:\w+ )?(?:id\b|identity card|identity document|passport|licen[cs]e)",
        r"\bdriv\w+(?:.s)? licen[cs]e|\bnational insurance\b|\bni number\b|\bnino\b|\btax(?:payer)? "
        r"(?:id|number|file)\b|\baadhaar\b|\bgreen card\b|\bcurp\b|\bnhs number\b|\bresidence permit\b",
        "身[份分]证(?!(?:的|是)?(?:什么|哪种)?(?:颜色|样子|样式|尺寸|材质|图案))|护照|证件(?!照(?:片)?(?:尺寸|要求|馆|$))|驾照|驾驶证|社保号|社保卡|通行证|居留证|回乡证|台胞证|居民证",
    ),
    "payment-card": (
        r"\b(?:credit|debit|payment|bank)[ -]?cards?\b|(?<!id )(?<!identity )(?<!library )\bcard(?:holder)? (?:number|details|info\w*|no\b|data)",
        r"\bcvv2?\b|\bcvc\b|\b(?:which|a|your|the|what|of|from) card\b(?! game| reader| box| message| text| design| deck| trick)|\bpan\b(?= \()",
        r"\b(?:billing|payment) (?:details|info\w*)|\bexpiry\b|\blong number\b|\bsecurity code\b|\bamex\b|\bvisa or\b|\bmastercard\b",
        r"\b(?:\d+|sixteen)[ -]digit (?:card )?number\b|\bcard\b(?=[,/?:]| and|, please| \(|$)",
        "信用卡|银行卡|借记卡|储蓄卡|卡号|安全码|付款信息|支付信息|(?:哪张|您的|你的|这张|一张)卡(?!片|牌|路里|车|位|通|拉|券|座)|卡面|cvv",
    ),
    "iban": (
        r"\bibans?\b|\bbank(?:ing)? (?:account|details|info\w*|coordinates)|\baccount (?:number|no\b|details)"
        r"|\bsort code\b|\brouting number\b|\bswift\b|\bbic\b|\b(?:which|what) account\b",
        "iban|银行账[号户]|收款(?:账|帐|卡|人账|信息|银行)|开户行|(?:汇款|打款|转账)(?:账|帐|信息)|对公账|账号(?=和开户)|(?:退|打|转|汇)[^?]{0,10}账号",
        "(?:打|退|转|汇)到?哪(?:张卡|个账|里|儿)|银行(?:账|帐)[户号]?|收款码|支付宝(?:账|帐)?号?(?!付)",
    ),
    "location": (
        r"(?<!mail )(?<!web )(?<!website )(?<!venue )(?<!party )(?<!event )(?<!meeting )(?<!shop )(?<!\bip )(?<!wallet )(?<!url )\baddress(?:es)?\b"
        r"(?! (?:book|bar|you as|the|this|it|these|that issue))|\bpost(?:al)? ?codes?\b|\bzip\b(?! file)",
        r"\b(?:which|what) (?:city|town|district|area|county|region|neighbou?rhood|part of \w+) you(?:'re| are| live)\b|\bwhere (?:you|u)(?:'re| are| live| stay| reside)\b(?! (?:going|headed|heading|travel|flying))|\bwhere (?:exactly )?(?:you|u) live\b",
        r"\byour (?!favou?rite |dream |chosen |target |next |ideal )(?:\w+ )?(?:location|whereabouts|city|town|hometown|street(?! map| food| art)|neighbou?rhood|district|county"
        r"|country|region|(?<=local )area|state|suburb)\b|\b(?:current|exact|precise|live) location\b",
        r"\bhouse number\b|\blocation (?:sharing|pin)\b|\bgps\b|\bcoordinates\b|\bstreet (?:and|name)\b"
        r"|\bhome ?town\b|\bplace of residence\b|\b(?:drop|send|share) (?:me |us )?(?:a |your )?pin\b",
        "(?<!网)(?<!邮件)(?<!邮箱)(?<!电子)(?<!ip)(?<!ip )(?<!链接)地址(?!栏)|住址|住在?哪|所在(?:的)?(?:城市|地|位置|区|省|国)"
        "|(?<!去)(?<!飞)(?<!查)(?<!看)(?<!选)(?<!往)哪[个座]?(?:城市|小区|街道|省|市区?|区)(?!的|举办|办|玩|旅游|游玩|买|开|更|最)|邮编|邮政编码|门牌|小区|几栋|几单元|哪条(?:街|路)|定位|现居|居住地|坐标",
        "(?:您|你)(?:家|人|现在)?(?:在|的)(?:当前|实时)?(?:位置(?!偏好|上)|哪(?!(?:一|家|张|几|段|本|场|些|款|种|辆)|(?:里|儿)?(?:买|订|购|看|听|见|下单|遇|工作|上班|学)))|(?:当前|实时|现在的|个|共享|发送?|提供|您的|分享|报|告知?)位置|老家|户籍|籍贯|府上|户口所在|坐标",
    ),
}
_PATTERNS = {kind: re.compile("|".join(forms), re.IGNORECASE) for kind, forms in _NAMES.items()}

_WORD_BEFORE = re.compile(r"([A-Za-z'-]+)\s+$")
_BEFORE_A_NAME = frozenset(
    "your ur the a an and or with of under by me us whose which what guest booking reservation contact holder cardholder passenger"
    " customer child parent traveller visitor correct complete exact own another some please add enter state provide give send leave"
    " include type need just in for on preferred any email e-mail phone number date is his her their needed required missing valid"
    " current actual good tell share drop know get have spell confirm put see only still that this both no my our need needs:".split()
)


def names(text: str, kind: str) -> list[re.Match[str]]:
    """Where a text names a kind of data, whoever's they are."""
    found = _PATTERNS[kind].finditer(text)
    return [each for each in found if kind != "person" or _of_a_person(text, each)]


def _of_a_person(text: str, found: re.Match[str]) -> bool:
    """Whether a bare "name" does not follow a word that says what else is called so."""
    before = _WORD_BEFORE.search(text[: found.start()][-30:])
    if text[: found.start()].endswith("-"):
        return False
    return (
        found[0].lower() not in ("name", "names")
        or not before
        or before[1].lower() in _BEFORE_A_NAME
    )
