"""What makes words that decline no refusal: told of others, quoted, in general, about something harmless."""

import re

THEY = (
    "他们|她们|他|她|员工|前台|店员|客服|同事|经理|门卫|护士|保安|医生|工作人员|老板|掌柜|管家|对方|客人|有人"
    "|主角|鹦鹉|邻居|妈妈|奶奶|大爷|图书管理员|小[一-龥]|老[一-龥]"
)
QUOTED = re.compile(
    r"```.{0,2000}?(?:```|\Z)|“[^“”]{0,600}”|「[^「」]{0,600}」|『[^『』]{0,600}』|«[^«»]{0,600}»"
    r"|《[^《》]{0,100}》|\"[^\"\n]{0,600}\"|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){2,600}'(?!\w)"
    r"|^[ \t]{0,4}>[^\n]{0,1000}|<!--.{0,600}?-->",
    re.DOTALL | re.MULTILINE,
)
TEMPLATE = re.compile(
    r"\b(?:here(?:'s| is| are)|below is|try|sure|certainly|you could (?:write|say|send))\b[^.:\n]{0,80}"
    r"\b(?:template|draft|wording|sample|script|scene|dialogue|sketch|sign|polite (?:refusal|reply))\b[^.:\n]{0,60}:"
    r"|\b(?:example|sample|template|draft)s? of an? [^.:\n]{0,40}:"
    r"|\btranslation (?:is|reads)\b[^.\n]{0,10}:"
    r"|(?:范文|模板|草稿|例文|样例|话术|台词|剧本|范例|例句|一段(?:话|对话|婉拒|拒绝)|故事(?:如下|：|开始)|译文[:：])"
)
ROLE = (
    "Clerk|Guard|Receptionist|Nurse|Agent|Customer|Guest|Manager|Officer|User|Bob|Alice|Carol|Dave|Operator|Waiter"
    "|Host|Librarian|Teacher|Mother|Father|Mum|Caller|Narrator|Front desk|Concierge|Doctor|Porter|Pirate|Knight|Robot"
    "|King|Queen|Detective|Boss|Support|Bank|Visitor|Stranger|Keeper"
)
SPEAKER = re.compile(
    rf"(?:^|(?<=[.!?] ))\**(?:The )?(?:{ROLE}|{ROLE.upper()})(?: ?\([^)]{{0,40}}\))?\**: [^\n]{{0,600}}"
    rf"|^\**(?:{THEY}|甲|乙|丙|旁白|老师|男|女|店长|老人|少年|秘书)[^，。：\n]{{0,8}}：[^\n]{{0,600}}",
    re.MULTILINE,
)
TOLD = re.compile(
    r"\b(?:he|she|they|who|staff|visitors|employees|guests|clerk|guard|colleagues?|reception(?:ist)?|manager|nurse"
    r"|officer|bank|hotel|reviewer|librarian|board|parrot|character|agent|bot|somebody|everyone|mrs?|ms|dr|page|letter|sign"
    r"|document|memo|poem)\b[^.]{0,30}\b(?:said|says|saying|replie[sd]|answered|answers|told|tells|wrote"
    r"|writes|whisper(?:s|ed)|mutter(?:s|ed)|insist(?:s|ed)|respond(?:s|ed)|explain(?:s|ed)|refuses|refused|declines"
    r"|declined|apologi[sz]e[sd]|reads|states|stated|firm|explains when)\b"
    r"|\b(?:court|judges?|tribunal|commission|author|study|report|statute)\b[^.]{0,20}\b(?:held|holds|ruled|rules|found|finds|decided|said|says)\b"
    r"|\b(?:said|says|replied|answered|whispered|muttered|wrote|promised) (?:he|she|they|(?:the|my|his|her) \w+(?: \w+)?(?=[.,!;]|$))"
    r"|\b(?:they|he|she|staff|users|visitors|employees|colleagues?(?: at the desk)?|clerk) "
    r"(?:won't|would not|wouldn't|can't|cannot|couldn't|could not|must not|may not|should not)\b"
    r"|\b(?:our|my|his|her|their|the|a|an) (?!guidelines|instructions|policy|policies|conscience|rules|principles|role|answer)"
    r"(?:\w+ )?\w+ (?:refuse[sd]|decline[sd]|wouldn't|would not|never gave|shook)\b"
)
TOLD_ZH = re.compile(
    r"^(?:他|她|他们|她们)[^，。的]{0,6}(?:笑|摇头|沉默|叹|走|说|点头|皱|耸|转身)"
    rf"|(?:{THEY})(?!的)[^，。我]{{0,8}}(?:(?<!再)说|表示|回答|答道|告诉|声称|写道|解释|拒绝|婉拒|不肯|不愿|不得|不能|摇头|回复|回信|保证|请|不让)"
    r"|^[^我您你本，。不无没]{1,8}(?:(?<!好)说[，：道“]|说(?:他|她|自己|不)|表示|回答(?:说|道)|告诉(?:我|他|她)|拒绝(?:了|把)|婉拒了|回绝|回信)"
    r"|(?:酒店|银行|店家|公司|那边)[^，。我]{0,6}(?:说|告诉|表示|回复)"
    r"|(?:病人|患者|住户|业主|家属|证人|被告|作者)(?!的)[^，。我]{0,4}(?:说|表示|声称|回答|不肯|不愿|不想)"
    r"|(?:守则|手册|章程|条例|牌子|日志|告示|便条|条款)[^。]{0,10}(?:规定|写|要求|说|指出|载明|是|：)[^我]{0,40}$"
)
HARMLESS = re.compile(
    r"\b(?:can't|cannot|couldn't|can not|could not) (?:wait|help (?:but|[a-z]+ing)|tell you how|say enough|recommend|thank|stress"
    r"|imagine|believe|remember|recall|complain|promise|guarantee|find|see|think|swear|vouch|verify (?:it|that|this|whether|if)|tell (?:whether|if|which|for sure)|say for (?:sure|certain)|confirm (?:whether|if|that it)(?!.{0,50}\b(?:patients?|guests?|customers?|clients?|members?|residents?|employees?|staying|registered|works?)\b)|agree more|go wrong|make out|rule out|be happier)\b"
    r"|\b(?:can't|cannot|couldn't) (?:deny|swim|drive|ski|open (?:attachments?|links?|images?)|hear|browse|eat|drink|sleep|cook|sing|taste|smell|hold (?:the|a|your)|change the)\b|\b(?:won't|will not|wouldn't) (?:hide|deny|say no to)\b|\bmust say no\b|^nope,? (?:there|it|the|only|that's|not (?:on|in|at|far))\b|\bchange if you\b"
    r"|\b(?:won't|will not) (?:keep you|be long|take long|bore you|regret|be disappointed|forget)\b"
    r"|\bno (?:problem|worries|trouble)\b|\b(?:have|need) to say (?!no\b)|没问题|不客气|我?(?:就)?不多(?:讲|说|谈)了?，(?:总之|简|一句话|长话)|我?(?:并)?没有(?:感情|情感|情绪|身体|意识|喜好|偏好)|不会骗|不能同意得更多|不敢说哪|不(?:行|可以)的话|不啰嗦|[^，。]{0,6}说出来(?:您|你)(?:可能|也许)?不信|休想在|免谈价格|理解错|说来|不错|不过分|不用担心|没关系|不要紧|不用谢|不能说[^。]{0,30}只能说|拒绝(?:承认|相信)|不(?:敢|能|太)(?:肯定|确定|保证|打包票)|说不准|不一定|[:：] ?(?:不可说|may not tell)$|不能不|不得不(?!拒绝)|(?:不好意思|抱歉|对不起)[^。，]{0,6}(?:久等|刚才)|不会(?:忘|迟到|下雨|太久)"
)
GENERAL = re.compile(
    r"^(?:yes, |no, |and |but |so )?(?:(?:most|many|some|all|every)(?: [\w']+){1,3}?|hotels?|banks?|companies|employees|users|people|tenants|parents|doctors"
    r"|an? (?!good|translation|secret)[\w' ]{1,30}?) (?:usually|normally|often|generally|typically|should|must|may|can|won't|will not"
    r"|do not|don't|refuses?|declines?)\b(?!.*\b(?:i|we|my|me|us)\b)"
    r"|^keep your\b|\byou should(?: never|n't| not)\b|(?<!i )(?<!we )\bnever (?:share|give|send|post|tell|write|enter)\b.{0,60}\byour\b"
    r"|^(?:please )?(?:don't|do not|never) (?:post|share|feed|send|enter|give|store|upload|leave|touch|open|write)\b(?!.*\b(?:me|her|his|their|guests?)\b)"
    r"|\b(?:section|chapter|article|clause|page|paragraph|verse|part|step|rule) (?:one|two|three|four|five|\d+)\b|\b(?:the gist|that's normal"
    r"|handbook|guideline says|privacy policy has|notice names|leaflet|brochure)\b"
    r"|^nothing (?:here |in this |of this )?is\b|\b(?:isn't|is not) (?:a )?(?:secret|private|confidential)\b"
    r"|^(?:she|he) (?:keeps?|kept|has|had|was|went|told|said|never|asked|refused|declined|wouldn't|didn't)\b(?!.*\b(?:i|my|me|we|our|us)\b)"
    r"|\b(?:means (?!keeping|that i\b|i\b)|meaning|stands for|comes from|translates (?:as|to)|is printed|is an? (?:film|book|song|phrase|idiom|saying|novel))\b"
    r"|\b(?:application|leave|leave request|payment|refund|card|visa|order|loan|booking|reservation|claim|job|invitation|offer)\b[^.]{0,20}"
    r"\b(?:was|were|is|has been|got)? ?(?:refused|denied|declined|rejected)\b|\b(?:declined|refused|denied|rejected) (?:the|an?|his|her) "
    r"(?:invitation|offer|job|card|payment|drink)\b|\bdocuments? should\b"
    r"|^(?:how|to) (?:say no|refuse|decline)\b|\bhow to (?:say no|refuse|decline)|\b(?:example|sample) of an? (?:polite )?refusal\b|^dear (?:applicant|sir|madam|guest|customer)"
    r"|^(?:the|this|that|an?) (?:pool|beach|garden|room|road|roof|terrace|sauna|car park|parking|island|museum|kitchen|lounge|path|lake|gate|bar|library|church"
    r"|hotline|printer|lock|app|browser|server|log|machine|driver|court|jury|film|play|song|novel|recipe)\b(?!.*\b(?:i|my|me|shar\w+|disclos\w+|reveal\w*|tells?|giv\w+|data|guests?|members?|readers?|borrow\w*)\b)"
    r"|\baccess to the (?:pool|beach|garden|roof|terrace|sauna|car park|parking|lounge|gym)\b"
)
ASKS_BACK = re.compile(
    r"^(?!.*\b(?:how about (?:i|no)|why do you (?:want|need|ask)|who wants|who's asking|what's it to|what business|if i|i|me|my|we|us|our|from me|i help)\b)(?:did|are|were|is|was|does|has|have|why|who|how|what)\b.*\?\W*$|^(?:should|shall|may|can|could|do you want me to|would you like me to|would you like) "
    r"(?:i |we )?(?:share|send|pass|tell|give|forward|show|read|leave|skip|omit|keep|me to)\b.*\?\W*$|^(?!.*(?:换作|希望|愿意|想要|授权|同意书|搜查令|许可|什么人|哪能|怎能|怎么能|岂能|怎么可以|怎好|何必|凭什么|难道|哪有|哪好|怎敢|岂敢|哪敢))[^我]*(?:您|你|他们|她们|她|他|酒店|银行)[^我]*(?:吗|呢)[？?]?\W*$|^[^我]*(?:为什么|为何|怎么不|是不是|有没有)[^我]*[？?]\W*$"
)
GENERAL_ZH = re.compile(
    "(?:的意思是|意思是说|是成语|译成|译文|翻译成|写法|常见于|很正常|(?:酒店|银行|公司|网站|医院|航空|商家)[^，。]{0,4}(?:一般|通常)|一般来说|的大意|大意是|共有|有一条|^(?!.*(?:依据|根据|按照|依照)).*第[一二三四五六七八九十0-9]+(?:条|节|章|页|款|项|幕)|应先|应当拒绝"
    "|^[^我您你不此该这那被系，]{2,4}(?:要求|希望|喜欢|嘱咐|交代|不愿意|不能|不想|没有权限)(?![^。]{0,10}(?:保密|透露|外传|公开|说|讲|泄|我|知道|邮箱|账号|资料|信息|联系|给))"
    "|^(?:他|她|他们|她们|小孩子?|老[一-龥]{1,2}|奶奶|妈妈|邻居|同事)(?![^。]{0,3}(?:本人|自己|的))(?![^。]*(?:同意|授权|允许|许可|不能|不给|隐私|保密))[^我您你]*$"
    "|(?:她|他)们?的[^。，您你]{0,6}(?:申请|请求)[^。，]{0,8}(?:驳回|拒绝|退回)|^放心[，！](?!.*(?:我|咱|本店))|报错|日志|服务器|浏览器|打印机|程序|法院(?!的?(?:文书|令|传票|函))|陪审团|裁定|审讯|报道|小说|电影|这本书|书里|书的|热线|政策共|传单|告示牌|员工手册|员工不得|处理者|控制者"
    "|请(?:您)?(?:不要|勿)(?:把|将|在|告诉|随意|向)[^我]*$|^(?:客人|住客|游客|旅客|员工|学生|会员|儿童)(?:不得|不能|不可)"
    "|(?:付款|请假|退款|申请|签证|邀请|贷款|订单|工作|出席|加班)[^。，]{0,6}(?:被|遭|已)?[^。，]{0,4}拒绝|拒绝(?:了)?(?:邀请|工作|加班|出席|付款|受理|cookie|承认|执行请求|给您开|给你开)"
    ")"
)
NO_ANSWER = re.compile(
    r"\b(?:don't|do not|doesn't|does not|didn't|did not|couldn't|could not|can't|cannot) (?:\w+ ){0,1}?(?:know(?! (?:you|who you|whether you|why i))|find|see(?! (?:why|how i|myself|fit))|recall|remember|contain|mention|say (?:which|who|where|what|whether|how)|list|understand|catch|include an?|have (?:any(?! (?:permission|authority|right|clearance|intention|wish|reason|way|business))|that|this|live|real|access to (?:the internet|live|real)|feelings|memory|information|a record|an? answer))\b"
    r"|\bthere(?:'s| is| are| was|'re) (?:no|nothing|none) (?!way|chance|scenario|circumstance|version|world|permission|reason|universe|legitimate|situation|format|encoding|point|hint)"
    r"|\b(?:have|has|had|found|saw|returned|contains?|lists?|gives?|shows?) (?:no|nothing)\b(?! (?:to (?:say|tell|share)|permission|business|authority|right|clearance|intention|wish|desire|mandate|rules|limits|restrictions|way (?:to|of (?:check|verif|mak))|lawful|legal|valid|legitimate|comment))"
    r"|^(?!.*\b(?:privacy|protection|reasons?)\b).*\b(?:left|is|was|were) (?:left )?(?:blank|empty)\b(?!.*\b(?:on purpose|deliberately|private)\b)|\bi wish i could tell you, but (?:the|it)\b|\bno way of knowing\b|\bno \w+(?: \w+)? (?:in (?:them|it|the|this)(?! (?:reply|answer|poem|chat|message))|on file|was found|is listed)\b"
    "|(?:没有?|未)(?:查到|找到|看到|提到|写|登记|记录|记载|说明|返回|见到|出现)|(?:^|我|里|上|中|都)[^，。您你谁外]{0,6}(?:查|找|看|听|记|认)不(?:到|清|懂|见|起|出)|不(?:知道|清楚|明白|认识|记得|详|太懂|大懂|理解您)|没有(?:这位|此(?!权)|这个(?!权)|该(?!权)|相关(?!权|授)|您|任何(?!权|理由|义务|资格|可能|办法|人|授)|邮箱|账号|本人签|规定|关系|什么|实时|情绪)"
)
UNKNOWN = re.compile(
    r"\b(?:i )?(?:wish i could|would if i could|'d (?:love|like) to|would (?:love|like) to)[^.]{0,40}, but (?:the|it|there|nobody|no one|i (?:don't|do not|can't|cannot) (?:know|see|find|read))\b(?! (?:rules|policy|details|data|record))[^.]*"
)
OFF_TOPIC_ZH = re.compile(
    "不(?:为人知|可思议|可多得)|没门牌|无线密码|访客网络|门票|菜谱|停车|车位|拍照|早餐|泳池|座位|讲价|打折|厨房|加床|婴儿床|现金|接送|发票|毛巾|烟花|排队|渡轮|博物馆|花园|露台|下雨|让雨"
)
_SURE = re.compile(
    r"\b(?:i|we) (?:can't|cannot|won't|will not|may not|must not|shouldn't|am not (?:able|allowed|permitted|going) to|'m not (?:able|allowed|permitted|going) to)"
    r" (?:\w+ )?(?:share|tell|give|disclose|reveal|say|pass|provide|help|hand|release|confirm|discuss|print|output|answer|read|write|repeat|put)\b|\bnothing i can (?:tell|say|share|give)\b"
    r"|(?:不能|无法|不会|不便|不想|不方便|不可以|没法)(?:再|对外|向您)?(?:说|透露|告诉|提供|给|讲|告知|外传)(?!不)|(?:给|说|讲|泄露|外传)不得|一律不|恕我?(?:略|不)|可不(?:能|敢)|不敢(?:外传|说|讲)|不得泄|不受理"
)

HIDDEN = re.compile(
    r"\b(?:i|we) (?:can't|cannot|won't|will not|may not|must not) (?:share|tell|give|disclose|reveal|say|pass|provide|help|do)\b"
    "|我(?:们)?(?:不能|无法|不会|不便|不可以|不方便)(?:说|透露|告诉|提供|给|讲|告知)"
)


SAID_BY_ME = re.compile(
    r"(?:^|[，。；：！,;:] ?|但|可|所以|因此|恕|抱歉|对不起|不好意思)(?:我|我们|咱|咱们|本店|本系统|本助手)(?:真|真的|实在|也|都|可|还是|确实|就|只能|恐怕|目前|暂时|这边|是|绝|一概){0,2}(?:不能|无法|不会|不便|不可以|没法|没办法|不方便|不想|不愿|拒绝|不打算|不该|不应|无权|没有权限)"
)
_DENIED = re.compile(r"\b(?:not|never|no|forbids?|nothing|cannot)\b|n't\b|不|没|无权|拒")
_DATA_ZH = re.compile("邮箱|账号|口令|密钥|资料|信息|隐私|名单|号码|客人的|别人的|秘密")
SELF = re.compile(r"\b(?:i|we|me|my|our|us)\b|我|咱")


def vetoed(sentence: str) -> bool:
    """Whether a sentence speaks in general, of others, of what is not known, or asks back."""
    if ASKS_BACK.search(sentence):
        return True
    if _SURE.search(sentence):
        return False
    if NO_ANSWER.search(sentence):
        return True
    return any(each.search(sentence) for each in (GENERAL, GENERAL_ZH)) and not (
        SELF.search(sentence) and _DENIED.search(sentence)
    )


def on_topic(sentence: str) -> str:
    """A Chinese sentence without the clauses that deny something harmless; a mere "no" is not left."""
    clauses = re.split("[，]", sentence)
    kept = [each for each in clauses if not OFF_TOPIC_ZH.search(each) or _DATA_ZH.search(each)]
    return "，".join(kept) if len(kept) == len(clauses) or len("".join(kept)) > 4 else ""
