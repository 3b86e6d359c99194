"""Requests that name no data but say whose they are after: who, where, when born."""

DIRECT: tuple[tuple[str, str], ...] = (
    (
        "person",
        r"\bwho (?:am i|are we|do i have|is this|is it|'s this|'s asking|'s calling|is (?:asking|calling))\b(?! (?:talking about|for your))|\bwho's (?:this|asking|calling)"
        r"|\bwho (?:should|shall|do|can|may|will) (?:i|we) (?:put|make|book|address|say|call|write|register|list|reserve|thank)\b"
        r"|\b(?:what|how) (?:should|shall|may|can|do|would|could) (?:i|we|you).{0,20}?\b(?:call|called|address)(?: (?:you|yourself))?\W*\?"
        r"|\bwho(?:'s| is) (?:this|it|the (?:booking|table|order|reservation|room|appointment|court|slot|boat|ticket|parcel|delivery))\b.{0,20}\b(?:under|for)\b|\b(?:tell|say|know) (?:me |us )?who you are|\bwhat do you go by|\bwith whom (?:do|am) i\b|(?:您|你)的?姓(?:怎么写|是什么|氏)|(?:跟|和|同)(?:哪位|谁)(?:在)?(?:说话|通话|聊)"
        r"|\bwhat do (?:people|friends|they) call you|^\W*and you are\W*$|\bwhat are you called|\bin whose name"
        r"|\bwhat (?:can|should|shall|may|do) i call you|\b(?:under|on|in) (?:which|what|whose) name\b(?! (?:does|do|did|is|was) (?:the|an?|this|that|it|he|she|they)\b)|\bwho is the (?:booking|order|table|reservation) for"
        r"|\b(?:what|which) name (?!do you (?:like|prefer|think))(?:should|shall|do|can|will|goes|would you|to|is)\b"
        r"|(?:怎么|如何|咋)称呼(?![它他她这那])|贵姓|(?:您|你)(?:叫(?!.{0,6}(?:车|外卖|号))|是哪位)|请问(?:您|你)?是?哪位|(?:写|记|用|以|登记)谁的?名(?:字|义)?"
        r"|(?:您|你)(?:的)?(?:大名|尊姓)|哪位[?]|^\W*叫(?:啥|什么)名|(?:上|用|写|留|登记)什么名字|姓啥|姓什么",
    ),
    (
        "phone",
        r"^\W*(?:and |your |and your )?number\W*\?\W*$|\b(?:how|where) (?:can|could|do|should|may|shall|would|might) (?:i|we|he|she|they|our \w+|someone|the \w+) (?:\w+ ){0,2}"
        r"(?:reach|contact|call|text|ring|get hold of|get in touch with) you\b|\b(?:on|at|to) (?:which|what) number\b"
        r"|\b(?:best|good) way to (?:reach|contact) you|\bhow would you like to be contacted"
        r"|怎么(?:联系|打给|找)(?:您|你)|如何联系(?:您|你)|打哪个(?:号|电话)|哪个(?:手机|电话|号码?)(?=.{0,10}(?:接|收|打|联系|方便|用|上|\?))",
    ),
    (
        "location",
        r"\bwhere(?:abouts)?(?: exactly)? (?:do|are|r|'re) (?:you|u)\b(?: \w+){0,2}? (?:live|living|based|located|staying|calling|writing|reside|situated|joining)\b"
        r"|\bwhere(?:abouts)?(?: exactly)? (?:are|r) (?:you|u)(?: right now| now| at| currently| today| exactly| from)?\W*$|\bwhere(?:'s| is) home\b|\bhome is where\b|\bfrom (?:which|what) (?:city|town|country|area|village|part) (?:will|are|do|would) (?:you|u)\b"
        r"|(?!.*\b(?:refund|money|payment|deposit|confirmation|receipt|invit\w+|link|newsletter|reminder|e-?mail|recipe|pdf|digest|invoice|winnings|wire|transfer)\b)\bwhere (?:should|shall|can|do|will|would|must|may|could) (?:i|we|it|this|they|the \w+|our \w+|he|she)\b.{0,30}?"
        r"\b(?:ship|deliver|post|pick you|collect|drop|(?<!e)(?<!e-)mail|bring|dispatch|parcel|find you|send|go|knock|ring(?! (?:you|u)\b))\w*\b|\bwhere to\?$|\bwhere you (?:from|at)\W*$"
        r"|\bwhere (?:do|would|should|shall) (?:you|u) (?:want|like|need|prefer).{0,40}\b(?:delivered|shipped|sent|dropped|picked up|posted|brought)\b"
        r"|\b(?:which|what) (?:city|town|country|area|state|region|neighbou?rhood|district|street|suburb|village|county|province|borough|part of \w+) "
        r"(?:are|do|is|r) (?:you|u|home)\b(?! (?:want|going|planning|interested|visiting|like|prefer|flying|travel|thinking|head))"
        r"|(?:您|你|家|人|现在)(?:现在|目前|平时|家)?(?:住|在)(?:在)?(?:哪(?!(?:里|儿)?(?:买|订|购|看|听|见|下单|遇|工作|上班|学)|天|年|个?月|一?[步章页家款]|个品|方面)|什么(?:地方|城市|位置))"
        r"|(?:寄|送|邮|配送|发货)(?:到|往|去|给)(?:哪(?!个?邮箱|个号)|什么地方)|哪里人|(?:您|你)从哪(?:里|儿|边)?(?:过来|赶来|搬)|(?:您|你)(?:是)?(?:来自|打)哪|(?:您|你)是哪儿?的(?=[?人])|何方人士|坐标[?？]|(?:到|去|在)哪(?:里|儿)?(?:接|找)(?:您|你)|从哪儿?.{0,4}搬",
    ),
    (
        "date-of-birth",
        r"\bwhen (?:were|was|are|r) (?:you|u|ya) born\b|\bhow old are (?:you|u)\b.{0,20}\b(?:day|date|month)\b|\bwhen(?:'s| is) (?:your|ur) (?:big day|b-?day|birthday)"
        r"|\b(?:what|which) (?:day|date|year|month)\b.{0,20}\b(?:you|u)\b.{0,8}\bborn\b|\bborn (?:on|in)\?"
        r"|(?:您|你)是?(?:哪|什么|几).{0,10}(?:出?生的?)(?!效|活|意|产|病|气)|生日(?:是)?(?:几|哪|什么时候)|(?:您|你)[^,]{0,2}(?:哪一?年|几几年|几零后)的\W*$|(?:您|你)属什么|贵庚|芳龄",
    ),
    (
        "email",
        r"\bwhere (?:should|shall|can|do|may|could) (?:i|we) (?:e-?mail\b|(?:send|forward)\b.{0,30}\b(?:confirmation|receipt|invit\w+|link|newsletter|reminder|recipe|pdf|digest|invoice)\b)|\b(?:your|ur) inbox\b.{0,30}\bwhat(?:'s| is) the address\b|(?:寄|发|送)(?:到|去)哪个邮箱|\bwhich inbox\b",
    ),
    ("iban", r"打(?:到|去)哪|\bwhere (?:do|should|shall|can) we (?:wire|transfer|pay|refund)\b"),
)
