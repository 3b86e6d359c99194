"""What makes a clause a request to its reader, and what unmakes it, in English and Chinese."""

import re

ENOUGH = 3
"""Points from which on a clause asks."""

_GIVE = (
    r"(?:provide|share|send|give|tell|drop|leave|enter|type|add|confirm|supply|include|specify|state|submit|"
    r"reply|respond|pop|put|key|input|shoot|fill|complete|write|post|paste|upload|attach|hand|spell|list|"
    r"read|verify|register|mention|jot|gimme|hit|hook|toss|fire|punch|note|quote|scan|snap|show|insert|pass|"
    r"forward|indicate|bung|whack|stick|record|disclose|advise|answer|let|lmk|photograph|(?:ping|e-?mail|text|message|dm|sms)(?= (?:me|us|your)\b)|name(?= your\b)|"
    r"furnish|slide|chuck|sling|throw|update|set|choose|fetch|slip|scribble|say|sign|repeat)"
)
_GIVING = (
    r"(?:providing|sharing|sending|giving|telling|dropping|leaving|entering|typing|adding|confirming|"
    r"supplying|including|specifying|filling|popping|putting|letting|saying|completing|texting|uploading|turning|passing)"
)
_LEAD = (
    r"(?:ok(?:ay)?|great|sure|please|pls|plz|kindly|just|then|and|or|simply|so|now|first|next|also|do|go ahead|"
    r"feel free to|be sure to|make sure to|don't forget to|remember to|finally|lastly|either|thanks|alright|"
    r"perfect|hey|last|optionally|alternatively|quickly|to \w+|if you \w+|yes|no|only|still|step \d+|you can)"
)
_NOT_ORDERED = (
    r"(?<!\bto )(?<!\bi )(?<!\bwe )(?<!'ll )(?<!will )(?<!ould )(?<!\bcan )(?<!they )(?<!\bhe )(?<!must )"
    r"(?<!not )(?<!n't )(?<!never )(?<!who )(?<!that )(?<!\bit )(?<!often )(?<!may )(?<!might )(?<!the )(?<!you )"
    r"(?<!an )(?<!your )(?<!\ba )"
)
_ZH_GIVE = (
    "(?:提供|告诉|告知|留低|填|输入|发(?!票|送到|现|生|货|短信|车)|留|报(?!名|警|告|销|废)|说|(?<![打送交寄还转])给(?!餐厅|酒店|前台|店|银行|警|[他她])|写|补|上传|回复|回一?[个条]|登记|念|"
    "拍|贴|附|备注|注明|确认|核对|核实|录入|绑定|打开|开一?下|分享|共享|透露|惠?赐|交代|亮|出示|甩|丢|打上|敲|晒|传|补充|抄|加上|说明|提交|"
    "回(?=邮箱|姓名|手机|电话|您)|验证)"
)

CUES: dict[str, tuple[int, tuple[str, ...]]] = {
    "orders": (
        3,
        (
            rf"^\W*(?:{_LEAD}\W+){{0,4}}{_GIVE}\b(?! (?:is|are|was|will)\b)",
            rf"\b(?:please|pls|plz|kindly)\W+(?:\w+\W+){{0,2}}{_GIVE}\b",
            rf"{_NOT_ORDERED}\b{_GIVE} (?:\w+ ){{0,2}}(?:your|ur|me|us)\b",
            rf"{_NOT_ORDERED}\b(?:and|or|then|just|so) {_GIVE}\b",
            r"\b(?:let|give|tell|send|lend) (?:me|us)\b(?! (?:know )?(?:if|whether)\b)|\blmk\b",
            rf"\b{_GIVE}\b.{{0,60}}\b(?:below|here)\b|\bfollow\w* details\b|\breply with\b|\bover to you\b",
            r"\b(?:kindly|please)\s*(?:[.!),?]|$)|^\W*(?:please|pls)\b|^\W*optional(?:ly)?\W",
        ),
    ),
    "questions": (
        3,
        (
            rf"\b(?:could|can|would|will|might) (?:you|u|ya)\b(?! like (?:me|us)).{{0,40}}?\b{_GIVE}\b",
            rf"\b(?:mind|about|possible|chance of|consider|care for)\b.{{0,20}}?\b{_GIVING}\b",
            rf"\b(?:care|willing|able|happy|possible|ok(?:ay)?|like|want|free|welcome) (?:for you )?to (?:\w+ )?{_GIVE}\b",
            r"\b(?:may|can|could|might|shall|should) (?:i|we)\b[^?]{0,25}?"
            r"\b(?:have|get|ask|know|take|note|grab|borrow|see|collect|jot|bother|trouble|request|confirm|check)\b",
            r"\bwhat(?:'s|s| is| are| was| would be| might be)\b.{0,60}\?|\bwhat (?:your|ur)\b",
            r"\b(?:which|what|whose)\b.{0,60}\b(?:should|shall|can|could|do|does|did|would|may|will|is|are|to|works?|suits?|fits?)\b.{0,60}\?",
            r"\b(?:on|to|under|at|for|from|with) (?:what|whose|which(?=.*\?))\b|^\W*(?:and )?(?:on|to|under|at|for|from|with) which\b",
            r"\b(?:do|have) (?:you|u) (?:\w+ )?(?:have|got)\b.{0,60}\?|\b(?:u|you|ya) got\b.{0,40}\?|^\W*got an?\b"
            r"|\bis there an?\b.{0,60}\?|\bany (?:number|e-?mail|chance)\b",
            r"\b(?:how|what) about\b.{0,50}\?|\band (?:your|the)\b.{0,50}\?|\bmind if (?:i|we)\b",
            r"^\W*(?:(?:and|plus|also|or|so|ok|next|finally|lastly|now)\W+)?(?:an?|your|ur|the best)\b(?! (?:moment|question))"
            r"(?!.*\b(?:is|are|was|were|does|did|has|have|will|would|do)\b).{0,70}\?",
            r"\b(?:possible|chance|way)\b.{0,20}\b(?:get|have|know|see)\b|^\W*any\b.{0,60}\?|\bi mean\b",
            r"\b(?:ok(?:ay)?|all right|alright|fine) if (?:i|we)\b|\bcare to\b|\bhow do you (?:spell|write)\b|\bremind me (?:of|what)\b",
        ),
    ),
    "needs": (
        3,
        (
            r"\b(?:i|we)(?:'ll|'d|'m| will| would| do| might| may)?(?: \w+){0,3}? (?:need|require|want|lack)\b",
            r"\b(?:i|we)(?:'d| would)(?: \w+){0,2}? (?:like|love|appreciate|ask|welcome)\b",
            r"\b(?:i|we)(?:'m|'re| am| are)(?: \w+){0,2}? (?:missing|lacking|after|waiting|looking|short|asking)\b",
            r"\b(?:just|only|still|also|all) (?:need|needs|needed|missing|want|require|lacking|left)\b|\bcould use\b",
            r"^\W*(?:to \w+\W+)?(?:needs?|needed|required|missing|wanted|outstanding|remaining|requires?)\b",
            r"\b(?:is|are|was) (?:\w+ ){0,3}(?:needed|required|missing|mandatory|necessary|outstanding|wanted|left)\b",
            r"\b(?:must|have to|need to|should|'d like to|would like to|want to) (?:\w+ )?know\b(?! (?:if|whether|how many|which day|when)\b)",
            r"\bwould (?:\w+ )?(?:help|be (?:\w+ )?(?:great|good|handy|useful|lovely|helpful|nice|needed|ideal|"
            r"enough|appreciated|perfect|fine|wonderful|fantastic|super))\b",
            r"\b(?:will|'ll) do\b|\bdoes the trick\b|\bsuffices?\b|\b(?:is|are) (?:enough|all)\b|\bhelps\b|\bgoes (?:here|below)",
            r"\b(?:what|all|things?|bits?|details?|one|that) (?:that )?(?:i|we) (?:\w+ ){0,2}(?:need|require|want|lack|miss|ask)",
            r"\b(?:can't|cannot|unable|impossible|not able|no|won't let)\b.{0,80}\b(?:without|until|unless|before)\b",
            rf"\b(?:unless|once|until|as soon as|the moment|if) you (?:\w+ )?(?:{_GIVE}s?|told|gave|sent|left|let|shared|provided|dropped|entered|added)\b(?=.{{0,20}}\b(?:me|us|your|ur)\b)(?! (?:them|him|her|the (?:desk|clerk|hotel|bank|police))\b)",
            r"^\W*(?:just|only|next|finally|lastly|now|then)\W{1,3}(?:and )?(?:your|ur)\b(?! (?:turn|table|order|booking|court|boat))(?!.{0,40}\b(?:is|was|will|has)\b)|\bif you(?:'d| would) (?:be so kind|please|be good enough)\b|\b(?:be so|would you be so) (?:kind|good)\b|\b(?:formality|question|thing|detail|item|step|bit|piece|blank) (?:still )?(?:remains|is left|to go|missing)\b",
            r"\byours(?: is)?\W*[?]\s*$|\bif (?:i|we) (?:only )?(?:had|knew)\b.{0,20}\b(?:your|an?)\b|\bwould (?:\w+ )?(?:complete|finish|round off)\b",
            r"\bthen (?:that's|we're|you're|it's) (?:everything|all|done|set|it)\b|\bforgot(?:ten)? to (?:leave|give|add|send|tell|enter|fill)\b|\bunless (?:i|we) (?:get|have|receive|know)\b|\b(?:is|are) (?:a must|compulsory|obligatory|essential)\b",
            r"\b(?:i|we)(?:'m| am|'re| are)? (?:must|have to|need to|obliged to|required to) (?:see|note|record|register|take|enter|write down|check|have|know|ask)\b|\b(?:don't|do not) (?:know|have) your\b.{0,30}\byet\b",
            r"\b(?:it'd|that'd) (?:\w+ )?(?:help|be (?:great|good|handy|useful|lovely|helpful|nice|ideal))\b",
            r"\byou(?:'ll| will|'d)? (?:also |just |only |still )?(?:need|have) to (?:give|tell|send|share|provide|enter)\b",
            r"\b(?:leaves|last|next|final|remaining|missing)\b.{0,25}:|\bthat leaves\b|\bstill (?:open|to come|blank|empty)\b",
            r"\b(?:missing|left|outstanding|remaining|needed|lacking|absent) (?:is|are)\b|\b(?:is|are) (?:fine|plenty|good|ok|okay)\b"
            r"|\b(?:verify|confirm|check|make sure|establish|prove)\b.{0,15}\b(?:who you are|your identity|it's (?:really )?you|your age)",
            r"\blet's (?:have|get|note|add|take|start with)\b|\b(?:start|begin|starting|kick \w+ off|off) with (?:your|the|a)\b"
            r"|\b(?:i|we)(?:'ll| will) (?:just )?(?:take|grab|have|put down)\b",
            r"\b(?:waiting|wait|ready) for your\b|\bonce (?:i|we) (?:have|know|get)\b|\bi(?:'m| am) all ears\b"
            r"|\b(?:as soon as|when) (?:i|we) have (?:your|that|those|these|it)\b|\b(?:after|in exchange for) your\b",
        ),
    ),
    "questions-zh": (
        3,
        (
            f"(?:请|麻烦|劳烦|烦劳|能否|可否|能不能|可不可以|是否|方便|可以|帮忙|帮我|记得|务必|得|要|需|必须|顺便|最好|先|再|就|只要|"
            f"直接|快|来|把|将|也|另外|有劳|劳驾|愿意|介意|不妨|随手|烦请|唔该|还望|希望|想请|如果|的话,|能|来个).{{0,16}}?{_ZH_GIVE}",
            f"{_ZH_GIVE}(?:一下|一遍|一个|个|下|我|咱|给|过来|来|上来|在(?:下|这)|好|清楚|全|齐|到这)",
            f"^\\W*(?:您|你)?{_ZH_GIVE}|{_ZH_GIVE}.{{0,16}}(?:吗|呗|吧|哈|哦|呢|可以吗|好吗|行吗|就行|就好|即可|就成|就可以)\\W*$",
            "(?:是|为|在|用|要)?(?:什么|多少|哪|啥|谁|几号?|如何|怎么).{0,14}[?？]?$|(?:呢|是|么)\\W*[?:]\\s*$",
            "(?:收|讨|要|问)(?:您|你|一|个|下)|请教|请问|多少[?呢呀啊]|方便(?:接|收|联系|吗)|[给加留报发]一?[个下].{0,12}$|有.{0,10}吗\\W*$",
        ),
    ),
    "needs-zh": (
        3,
        (
            "(?:需要|需|还差|就差|只差|缺|差(?:一|个|您)|少(?:一|个|了)|(?:要|得|须|想|需)先?知道|要有|只要|得有|还要|再要个|各来一|忘了?[写填给留]|(?:还|也)空着|分别是\\W*$|^[^?]{0,8}就是(?=[^,?]{2,8}\\W*$)|都要|必填|不能少|要用|必须"
            "|须|凭|要的是|得先|待补|欠|请(?=您|你|按|以|用)|想要(?:您|你)|还有您?|麻烦(?:您|你)?的?$|等(?:您|你)的|剩下?|最后一[项步样])",
            "(?:才能|才好|就能|即可|就行|就成|就好|就够了|方可)(?!了?拿)",
        ),
    ),
}
HELPS: tuple[tuple[int, str], ...] = (
    (1, r"\?\s*$"),
    (1, r"\b(?:please|pls|kindly|mind|thanks)\b|请|麻烦|劳驾"),
    (1, r"\b(?:below|here|reply|back to me|to me|for me)\b|下方|这里|下面|回复|给我|发我|过来"),
    (
        1,
        r"\bso (?:that )?(?:i|we|he|she|the \w+|our \w+) (?:can|may|could)\b|方便(?:我|师傅|联系)|以便",
    ),
    (1, r"\b(?:your|ur)\b|您的|你的"),
)
VETOES: dict[str, tuple[int, str]] = {
    "denied": (
        7,
        r"\b(?:no need|not|never|neither|nor|without|rather than|instead of|avoid|refrain|stop|skip|unnecessary|"
        r"leave\b.{0,60}\b(?:empty|blank|alone|off|out)|nobody|refuse|nothing|none|leave out)\b|n't\b|\bno (?:need|requirement|obligation|reason|longer|mention|"
        r"phone|e-?mail|name|card|id|personal|date|address|passport|account)\b|\(optional\)|\b(?:is|are) optional\b"
        r"|不用|不必|无需|无须|毋需|毋须|不需要?|(?<!要)不要(?!紧)|别(?![的人名墅处急忘担])|勿|不会|绝不|从不|不问|不收|没必要|不必填|遮住|遮盖|遮挡|删掉|删除|抹掉|涂掉|打码|撤回|隐去|\bkeep\b.{0,40}\bto yourself\b|\b(?:redact|delete|black out|blur|mask|cover up|cross out|strip out)\b|没(?:有)?要求|保管|(?<!先)不登记"
        r"|不是必|选填|可选|可填可不填|拒绝|不得|严禁|谨防|不想|不索|没有?必要|免填|免留|空着(?:就|也)|不能|不应|不该|免(?:登记|提供)",
    ),
    "offered": (
        5,
        r"^(?!.{0,200}\b(?:what|which|whose|how|where|who)\b.{0,60}(?:should|shall|can|may) (?:i|we))"
        r".{0,300}\b(?:should|shall) (?:i|we)\b|\b(?:should|shall|can) (?:i|we) (?:draft|reply|answer|write|delete|open|translate|read)\b|\b(?:want|like|need) (?:me|us) to\b"
        r"|\bdo you (?:want|need|wish|prefer|usually|know|mean|remember|recall)\b|\bwould you (?:prefer|rather)\b"
        r"|^(?!.{0,200}\b(?:what|which|whose|how|where|who)\b).{0,300}\b(?:may|can|could|shall) (?:i|we) (?:\w+ )?"
        r"(?:send|write|add|include|use|put|text|save|change|update|mention|keep)\b"
        r"|(?:需要|要|要不要|用|让)我.{0,8}(?:给|写|帮|发|把|加|查|改)|你想(?:知道|要)|是否需要我",
    ),
    "told of others": (
        6,
        r"\b(?:scam|phish|fraud|spam|hack|impost|stranger|criminal|crook|caller)\w*|\b(?:to|if|when|with|whenever|unless) (?:someone|anyone|anybody|somebody)\b"
        r"|\bno need\b.{0,80}\b(?:enough|suffices?|will do|is all)\b|\bdo you really\b|\bwho (?:needs|wants)\b|\bwhy (?:would|should) (?:i|we|you|anyone|anybody)\b|\bwhy on earth\b|\b(?:which|what) [\w -]{1,30} (?:does|do|did) (?!i\b|we\b|you\b|it\b|u\b)[\w ]{1,30} (?:have|use|appear|stand|carry)\b|^\W*(?!.*(?:问一|请|麻烦))[^您你孩宝娃家,。]{2,5}(?:是|在)(?:哪一?年|哪天|什么时候|何时)出?生|难道|(?:印|写|留|登)的?是谁的|干什么\W*$|干嘛\W*$|何必|(?:还要|也要)[^您你请]{1,8}[?？]\W*$|日语|英语|法语|怎么说|(?:您|你)(?:是)?(?:想|要)(?:问(?!的)|了解|咨询|办)|(?:您|你)(?:刚才)?说的|哪种|哪一种|哪家|^.{0,6}为什么|怎么给|误差|海报|问卷里|报名表要|表格要|要收集|收件人称呼|起草|打算存|(?<!麻烦)(?:总?要|让)(?:我|大家)(?:报|写|填|留|给)|我没(?:写|给|填)|译文|翻译(?:如下|是|为|成)|(?:政策|声明)(?:说明|规定了|里写|介绍|解释)|里问|不详|不明|未知|留空|栏目|\byou (?:asked|wondered|wanted to know|were wondering)\b.{0,12}\b(?:if|whether|about)\b|^(?:do|would|did|will) (?:i|we) (?:need|want|require|ask)\b|^需要(?:您|你)的?[^,]{1,8}吗|(?:您|你)问(?:要不要|是否|需不需要)|^\W*(?!.*(?:您|你|请|麻烦|家|人))[^,]{2,8}在哪(?:条|个|座)|要填.{1,8}的|网站上|应用里|骗|诈|钓鱼|陌生|有人|他人|不法|冒充|假冒|^(?!.*(?:请|麻烦|您的|你的|需)).*(?:法律规定|法规)|不少国家|很多(?:网站|酒店|公司)|通常会|一般会",
    ),
    "done by others": (
        5,
        r"\b(?:they|it|he|she|forms?|pages?|site|website|app|hotels?|shops?|stores?|clinics?|company|companies|office|"
        r"border|officials?|airlines?|laws?|rules?|many \w+|most \w+|some \w+|scripts?|programs?|code|function|"
        r"desk|staff|receptionist|agents?|nurse|doctor|clerk|letter|survey|banks?|landlords?|employers?|services?|"
        r"police|embassy|who|which|countries|schools?|platforms?|schema|column|providers?) (?:\w+ ){0,2}?"
        r"(?:asks?|needs?|requires?|requests?|records?|collects?|wants?|checks?|stores?|holds?|contains?|demands?|uses?|reads?)\b"
        r"|\bbe (?:asked|prompted|required)\b|\bask(?:s|ed)? (?:you|people|users|customers|guests) (?:for|to)\b"
        r"|(?:表格|系统|网站|页面|酒店|银行|学校|公司|平台|医院|函数|接口|参数|对方|海关|前台|他们|机场|法律|程序|代码)[里上中]?(?:都|会|要|将|通常|需要|可能|也)"
        r"|[他她]们?(?:给|把|说|留|已)|会(?:要求|让[您你]|查|问[您你])|客服不|工作人员会",
    ),
    "known": (
        5,
        r"\b(?:already|we have your|(?<!may )(?<!can )(?<!could )(?<!might )(?<!once )(?<!when )(?<!until )(?<!soon as )(?<!after )i have your|noted|saved|stored|recorded|received|updated|changed|keep your|keeps|"
        r"on file|thank you for|thanks for|has been|have been|got it|was sent|as in your|verified|registered you)\b"
        r"|已(?:经|收|登|记|发|保|更|扣|为|存|确|绑|按)|(?:刚才|之前|上次|先前)(?:发|留|给|填|说)(?:来|过)?的|记下了|收到了|都有了|登记过|[感谢]谢(?:您|你)?(?:的)?提供|会保存|会妥善|会严格|填好了|齐了",
    ),
    "elsewhere": (
        4,
        r"\b(?:when (?:you|u) (?:arrive|come|get (?:here|there)|check in|turn up)|(?:up)?on arrival|on (?:our|the|their) (?:site|website|page|app)|bring(?:ing)? (?:along )?(?:your|an?|the)|settings|profile|menu|tab|log ?in|sign[- ]in|homepage|dashboard|checkout|navigate|portal|options?)\b"
        r"|\b(?:go to|open|click|tap|press|select|visit|choose) (?:the|on|your|\w+ ?[>→])|\bin the\b.{1,30}\b(?:box|field|column|tab|section|form)\b"
        r"|\b(?:at|to|with) (?:the|any|your) (?:\w+ )?(?:desk|door|counter|border|gate|clerk|receptionist|officer|police|bank(?! (?:details|account|info))|staff|council|landlord)\b"
        r"|\bbefore you (?:send|print|post) (?:it|them|this)\b|\bplaceholders?\b|(?:打印|发送|寄出)之?前|占位符|替换|(?:牌|签|包裹|信封|盒子?|卡片|名单)上|设置|点击|(?<!请)打开(?!定位|一下定)|个人资料|一栏|菜单|登录|官网|(?:在|到|去|至|交给?|向|往|给)[^,]{0,4}(?:前台|柜台|门口)|第.{1,3}栏|信封|申请人|应聘者|客人的|携带|带好|带上|收好|网点|大厅|去(?:银行|派出所|柜台|居委)|app里|页面",
    ),
    "general": (
        4,
        r"\bwhat(?:'s|s| is) an?\b(?! (?:good|best|convenient|reachable|daytime|contact|phone|mobile|valid|suitable|number|working))|什么是|什么意思|^(?!.*[您你请]).*(?:有几位|几位数|怎么写|怎么读|怎么拼|格式|校验)|\b(?:which|what) (?:kind|type|sort)s? of\b|\bwhat (?:does|do)\b.{0,60}\bmean\b|^\W*why\b|^(?!.*\b(?:please|could you|can you|may i|need|your)\b).*\b(?:for example|such as)\b|\b(?:usually|typically|generally|often|in many|in general|consists of|is made up of|means)\b"
        r"|\b(?:table has|columns?|schema|regex|database|dataset|spreadsheet|sql|csv)\b|^(?!.*(?:请|麻烦|需要|能否|您的)).*(?:通常|例如)|一般来说|由.{0,20}组成|指的是|数据库|正则|数据表|表有|字段名",
    ),
    "if": (5, r"\b(?:know|see|tell|check) (?:me )?(?:if|whether)\b|\bhow many\b|\bin the letter\b"),
}


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of these tables, which heed no case."""
    return re.compile(pattern, re.IGNORECASE)
