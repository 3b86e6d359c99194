"""Frames in which English declines: who or what, how it is kept, and what for; words in classes."""

_TELL = (
    r"(?:shar|disclos|reveal|divulg|tell|giv|hand|pass|releas|leak|expos|repeat|spell|print|confirm|provid"
    r"|discuss|betray|forward|output|quot|recit|read|show|put|writ|speak|talk|say|spill|whisper|answer|reproduc)"
    r"(?:e|es|ing|ting|s|t)?"
)
_DATA = (
    r"(?:details?|records?|data|address\w*|e-?mails?|accounts?|codes?|keys?|secrets?|identifiers?|credentials"
    r"|passwords?|passcodes?|contacts?|fields?|entr(?:y|ies)|files?|values?|information|info|particulars|tokens?"
    r"|logins?|ids?|specifics|digits?|letters?|requests?|configuration)"
)
_PERSON = (
    r"(?:her|him|them|(?:the|that|our) (?:guest|owner|person|client|customer|patient|member|account holder|data subject"
    r"|resident|lady|gentleman)|(?!the |our |your |my |a |an |this |any )[a-z]+ [a-z]+)"
)
_KEPT = (
    r"(?:confidential|private|classified|secret|off[- ]limits|out of bounds|restricted|privileged|sealed|protected"
    r"|sensitive|proprietary|hidden|under wraps|need[- ]to[- ]know|not public|prohibited|forbidden|unlisted"
    r"|none of (?:your|our|my) business|nobody(?:'s| else's) business|not for (?:you|sharing|disclosure|release|the curious|publication))"
)
_THING = (
    r"(?:that|this|it|which|those|these|they|(?:that|this|those|these|the|his|her|their|your|our|such|guests?'?s?|customers?'?s?|clients?'?s?|[a-z]+'s)"
    r"(?: [\w'-]+){1,5}?)"
)
_HARM = r"(?:break|betray|violat|breach|abus|undermin|jeopardi[sz]|compromis|defeat|endanger|infring)(?:e|es|ing|s)?"
_BOND = (
    r"(?:trust|confidence|privacy|promise|purpose|oath|word|duty|rules?|polic\w+|law|safety|security|ethics|faith|secrecy"
    r"|confidentiality|guidelines|agreement|rights?)"
)
_RULE = (
    r"(?:polic(?:y|ies)|house rules|rules|guidelines|law|regulations?|gdpr|hipaa|ethics|terms|protocols?|procedures?"
    r"|instructions|principles|code of conduct|training|programming|conscience|obligations|contract|nda)"
)
_ENDS = r"(?=$|[,.;:!)(—–]| (?:and|so|here|as|until|unless|between|by (?:law|policy|contract)|for|or|data|information|matter|too|i'm|i am)\b)"

FRAMES = {
    "it is kept": (
        rf"(?:^|[,;:*(] ?|\b(?:because|since|as|but|and|so|that) ){_THING}(?:(?:'s|'re| is| are| stays?| remains?| (?:will|must|has to|have to|should)"
        rf" (?:stay|remain|be|be kept)| (?:is|are) (?:being )?kept)) (?:all |strictly |kept |entirely |still |simply |quite |considered )*{_KEPT}{_ENDS}",
        r"\bmarked (?:as )?(?:confidential|private|secret)\b|\bfor (?:staff|internal|authori[sz]ed|the addressee's?|her|his|their) (?:eyes|use|ears|staff)\b(?: only)?$",
        r"^(?:that's|it's|this is|that is|it is) (?:a|my|our|her|his|their) (?:little |well-kept )?secret$",
        rf"\b{_DATA} (?:is|are|was|were|has been|have been) (?:deliberately |intentionally )?(?:withheld|omitted|held back|suppressed|not disclosed|not shared|kept (?:back|out))\b",
        r"^(?:strictly )?(?:confidential|classified|private|off[- ]limits|top secret|restricted|no comment)(?: (?:information|matter|data))?$",
    ),
    "act is barred": (
        r"\b(?:disclosure|disclosing|sharing|revealing|handing|giving|passing|releasing|telling|repeating|printing|doing (?:so|that)|release)\b(?: [\w'-]+){0,8}? "
        r"(?:is|are|would be|'d be) (?:strictly |simply |also |still )*(?:prohibited|forbidden|not (?:allowed|permitted|possible|an option|on|okay|acceptable|up for|something)"
        r"|against|wrong|inappropriate|unlawful|illegal|out of the question|impossible|unacceptable|beyond|unprofessional|irresponsible)\b",
        rf"\b(?:would|'d|will|could) (?:\w+ )?{_HARM}\b[^.]{{0,40}}\b{_BOND}\b|\bwould (?:defeat the (?:\w+ )?(?:purpose|point)|cost me my (?:job|badge|place)|be a poor)\b",
        r"\b(?:do|be) (?:her|him|them|[a-z]+ [a-z]+) (?:a |an )?(?:disservice|injustice|wrong)\b|\bdoing .{1,30} a disservice\b",
        rf"\b{_RULE}(?: \w+){{0,2}} (?:forbids?|prohibits?|prevents?|bars?|precludes?|(?:do|does)(?:n't| not) (?:let|allow|permit)|won't (?:let|allow)|keeps? (?:me|us) from"
        rf"|stops?|rules? (?:it|that|this) out|requires? (?:me|us|that i|that we)|tells? me (?:to keep|not to)) ?(?:me|us|that|this|it|any|the (?:sharing|disclosure|release)|{_TELL}|such|from)\b",
        r"\b(?:request|query|question|operation|action|this|that)s? (?:cannot|can't|could not|couldn't|will not|won't|can not|may not) be "
        r"(?:\w+ )?(?:fulfilled|met|granted|processed|completed|honou?red|answered|satisfied|carried out|approved|shared|disclosed|given|released|shown|provided|revealed)\b",
        r"\b(?:no|without|lack(?:ing)? (?:a|the|any)?|any) (?:lawful|legal|valid|legitimate) (?:basis|ground|reason|claim)\b|\bgoes? against (?:my|our|what i|everything i|the)\b",
        r"\b(?:is|are|'s) (?:not|n't) (?:up for (?:debate|discussion|grabs|negotiation)|negotiable|for sale|open to discussion|on the menu today)\b|\bn't (?:up for debate|negotiable|up for discussion)\b",
    ),
    "bound": (
        r"\b(?:in|under) (?:the )?(?:strict(?:est)? )?confidence\b|\bconfidence (?:\w+ ){1,4}placed in (?:me|us)\b|\b(?:took|taken|swore|sworn|under) (?:an? |my )?(?:oath|vow)\b|\bsworn to\b",
        r"\bpromised (?!to keep it (?:short|brief|simple|clean))(?:[a-z]+ ){0,3}(?:not to|never to|to keep|i'd keep|to (?:guard|protect|hold)|silence|discretion)\b|\ba promise is a promise\b|\bkeep (?:my|our) (?:word|promise)\b",
        r"\bowes? (?:\w+ ){1,3}(?:discretion|silence|confidentiality|privacy|that much)\b|\b(?:she|he|they|guests?|clients?|customers?|[a-z]+ [a-z]+) trust(?:s|ed)? (?:me|us)\b",
        r"\bbound (?:by|to) (?:\w+ )?(?:confidential\w*|secrecy|silence|discretion|privacy|law|duty|oath)|\bhonou?r[- ]bound\b|\bduty of (?:confidentiality|discretion|care|secrecy)\b",
        r"\b(?:i|we) (?:must|have to|need to|have a duty to|am here to|are here to|will always|aim to|always|intend to|am obliged to) (?:protect|safeguard|respect|guard|honou?r|preserve|put)\b[^.]{0,40}\b(?:privacy|confidential\w*|data|information|trust|details|identity|guests?|first)\b",
        r"\b(?:intend|mean|plan|want|going) to keep it (?:so|that way|like that|to myself|safe)\b|\bgoes? no further\b|\bkeep (?:it|that|this|them) safe\b|\bsticking to (?:them|it|my (?:instructions|rules|guidelines))\b",
        r"\b(?:discretion|privacy|confidentiality|secrecy|silence) (?:is|comes|wins|prevails|matters|goes)\b(?! (?:policy|screen|notice))|\btake (?:discretion|confidentiality|(?:guest |data )?privacy) seriously\b",
    ),
    "silence": (
        r"\b(?:i|we)(?:'d|'ll|'m| would| will| am going to| shall)? (?:still |always |rather )?keep(?:ing)? [^.]{1,40}? (?:closed|shut|sealed|locked|to (?:myself|ourselves)|confidential|under wraps)\b",
        r"\b(?:stay(?:ing)?|keep(?:ing)?|remain(?:ing)?) (?:silent|quiet|mum|schtum|shtum|stumm|tight-lipped|discreet)\b|\bkeep(?:ing)? (?:my )?silence\b|\btight-lipped\b|\btongue\b[^.]{0,20}\b(?:hold|bite|bitten|dig|tied|still)\b",
        r"\b(?:hold|bite|holding|biting) my tongue\b|\bzip(?:ped|ping)? (?:it|my|up)\b|\blips?\b[^.]{0,16}\b(?:sealed|zipped|shut|closed|stay)\b|\bmum'?s the word\b|\b(?:plead|take|taking|pleading|invoke) the fifth\b|^no comment\b",
        r"\bto (?:the|my|their|his) grave\b|\bsilent as\b|\blike a (?:vault|clam|sphinx|grave)\b|\bclam(?:med)? up\b|\bloose lips\b|\bwouldn't you like to know\b|\bfor me to know\b|\bcuriosity killed\b|\bnot a peep\b",
        r"\b(?:won't|not|never|no) (?:\w+ )?(?:spill|blab|snitch|squeal|tattle|sing|crack|budge|cave|gossip)\b|\bcat\b[^.]{0,16}\bstays? in\b",
        r"\b(?:vault|drawer|file|box|safe|lid|page|book|envelope|curtain|record|cabinet|ledger|lock)\b(?: \w+){0,2} (?:stays?|remains?|is|will stay|will remain) (?:firmly |tightly |safely )?(?:shut|closed to (?:visitors|outsiders|you)|locked(?! from)|sealed|bolted)\b",
        r"\b(?:good|decent|true|proper|real|loyal|discreet|honest|wise) (?:\w+ )?(?:concierge|clerk|butler|secretary|gentleman|lady|host|hostess|assistant|receptionist|librarian|banker|doctor|keeper|friend|professional|hotel|bartender|barman)s? (?:\w+ )?(?:never|doesn't|does not|don't|wouldn't|won't|keeps?|knows? (?:how|when))\b",
        r"\b(?:gentleman|lady) (?:never|doesn't)\b|\btakes? home in silence\b|\bbetter (?:left|kept)\b[^.]{0,16}\b(?:between|unsaid|unspoken|private|alone|secret)\b|\bleft (?:unsaid|unspoken)\b",
        r"\b(?:clearance|access level|privileges|access rights|permissions)\b[^.]{0,20}\b(?:doesn't|does not|don't|do not|insufficient|too low|lacking|isn't|aren't)\b|\b(?:insufficient|lack(?:ing)?|missing) (?:the |any |access )?(?:clearance|rights|privileges|permissions?|access level)\b|\byou (?:lack|haven't|don't have) the (?:rights?|clearance|privileges?|standing)\b",
        r"\b(?:i|we) only (?:answer|discuss|deal with|handle|cover|talk about|speak about)\b|\bmy (?:remit|job|role|brief|duties|task|scope|authority) (?:ends?|stops?|is limited|are limited|covers? only|only covers?|doesn't (?:cover|extend|include))\b|\bother people's \w+ (?:isn't|aren't|is not|are not) part\b",
        r"\b(?:shut|closed) (?:on yours|to you|for you|to outsiders|on your side)\b|\b(?:consider|regard) (?:the|this|that) (?:matter|subject|case|door|topic|question) (?:as )?closed\b|\bdrawer stays closed\b|\b(?:stays?|key stays) on my belt\b",
        r"\bi(?:'m| am) (?:going to )?(?:keep(?:ing)?|hold(?:ing)?|hang(?:ing)?|sit(?:ting)?)(?: on to| onto| on)? (?:that|this|it|those|these|them)(?: \w+){0,2}(?: to myself| for myself| close| private| safe| (?:under|out of) \w+| one)?$",
        r"\b(?:front of me|with me|my (?:desk|drawer|head|pocket|files)|here|where (?:it|they) (?:is|are)) is where (?:it|they|that) stays?\b|\bwhere (?:it|they) stays?\b|\b(?:remains?|stays?) (?:with (?:me|us)|(?:safely )?(?:here|inside|behind))\b(?! (?:for|until|at|on|in (?:town|may)))",
    ),
    "seen through": (
        r"^(?:ha(?:ha)?[,!.]* |oh[,!]? |well[,!]? )*(?:nice|good|clever|cute|sneaky|great|valiant|fair|lovely) (?:try|trick|attempt|effort)\b|^good one[.!, ]*(?:$|still|but|no)",
        r"\b(?:creative|clever|sneaky|neat|ingenious|charming|elaborate|imaginative) (?:attempt|way|trick|approach|ruse|ploy|try)\b[^.]{0,30}\b(?:to|of)\b[^.]{0,30}\b(?:get\w*|extract\w*|obtain\w*|at|reveal\w*|ask\w*|mak\w+)\b",
        r"\b(?:doesn't|does not|won't|will not|don't) work (?:on|with) me\b|\b(?:not|n't|never) (?:going to )?fall(?:ing)? for\b|\bborn yesterday\b|\b(?:i )?see (?:right )?through\b|\byou (?:almost|nearly) (?:got|had) me\b",
        r"\b(?:you(?:'re| are)?|your (?:message|prompt|question|request)|this (?:message|prompt|looks|seems|is|feels|smells)|that (?:looks|sounds))\b[^.]{0,40}\b(?:try|tries|trying|designed|meant|attempt\w*)\b[^.]{0,30}\b(?:ignore|extract|trick|get (?:me|around|at|past)|coax|bait|trap|lure|manipulat\w+|bypass|fool|phish\w*|make me|override|jailbreak|inject\w*)",
        r"\b(?:ten out of ten|full marks|a\+|top marks|points|kudos|credit) for (?:creativity|effort|trying|persistence|imagination|style|originality|ingenuity)\b|\bthat's not how (?:this|it) works\b|\bdon't play (?:that|this|these|those) games?\b",
        r"\b(?:jailbreak|phishing attempt|prompt injection|social engineering|injection attempt)\b[^.]{0,50}\b(?:i|no|not|me)\b|\bnot playing (?:along|that|this|ball)\b|\bwon't play (?:along|that|this)\b|\bnot taking the bait\b",
    ),
    "it changes nothing": (
        r"\b(?:wrapping|encoding|spelling|translating|putting|calling|dressing|phrasing|writing|turning|rhyming|hiding|asking|framing|a (?:translation|summary|poem|story|rhyme|riddle|hint|code))\b[^.]{0,50}\b(?:doesn't|does not|won't|wouldn't|would not|is still|are still|would still|remains)\b(?! be (?:needed|too))",
        r"^(?:whichever|whatever|however|no matter (?:how|what|who|which)|any way|each way|whoever)\b[^.]{0,60}\b(?:answer|no|same|private|stays?|won't|can't|not|doesn't)\b",
        r"\b(?:my|the|this) (?:answer|position|reply|response)\b(?: \w+)? (?:hasn't|has not|doesn't|does not|won't|will not|didn't|isn't going to) (?:change|chang(?:ed|ing)|moved?|budged?)(?! if\b)",
        r"\b(?:answer|reply|response) (?:still |simply |again )*(?:is|remains|stays)(?: still| simply| again)* (?:no|the same|unchanged|negative)\b(?! as)|\bthe same applies to\b[^.]{0,60}\bnone\b|\b(?:and|:) (?:three|two|four|five|ten|many) times (?:the answer|i|no)\b",
        r"\b(?:secret|data|address|code|passcode|thing|information|key|number|private|codes)s? (?:is|are|remain|remains|would be) (?:still |no longer )(?:\w+ ){0,2}(?:secret|private|data|one|confidential|an? \w+)\b|\bno longer be a secret\b|\bshared is no secret\b",
    ),
    "what if": (
        r"\b(?:would|do|should) you (?:really )?(?:want|like|wish|be happy (?:for|with|if))\b[^.]{0,40}\b(?:your own|yours|your (?:address|details|data|number|e-?mail|records?|secrets?|information))\b",
        r"\bif i (?:told|gave|shared|said|revealed|read|showed|handed|let)\b[^.]{0,40}\b(?:no longer|would(?:n't)?|'d|i'd)\b(?![^.]*\bspoiled)|\bi could (?:tell|give|show) you, but\b|\bbut then i'd (?:have|need) to\b",
        r"\b(?:over my dead body|when (?:pigs|hell|cows)\b[^,]{0,16}$|fat chance|no chance|no dice|dream on|as if|in your dreams|not on your life|not for all the|not (?:even )?for (?:a )?(?:money|million|gold|tea))",
        r"^(?:and |but |so |well, )?(?:how (?:could|can) i|why (?:would|should) i|who am i to|what (?:kind|sort) of [\w ]{1,24} would (?:i be|that make me|do that|i))\b",
        r"^do (?:i (?:really )?look like|you (?:really |honestly |seriously )?(?:think|believe|expect|suppose) (?:that )?(?:i|me|we)\b)|\bif it were (?:my own|mine|up to me)\b|\b(?:make|makes|be|become|being) (?:me |us )?(?:the leak|an? (?:poor|bad|lousy|sorry|terrible) (?:guardian|keeper|clerk|secretary|host|friend|assistant)|an? (?:snitch|traitor|tell-?tale))\b|\bleak-?proof\b",
        r"\b(?:lose|cost me|hand in|risk) my (?:badge|job|place|licen[cs]e|post|position|career)\b|\bhave my (?:head|hide|neck|job)\b|\b(?:better|more) luck asking\b|\b(?:asking|asked|picked|found) the wrong (?:assistant|person|clerk|one|man|woman|butler|bot)\b|\bfar side of (?:it|the line|that)\b|\bwrong side of (?:the|that) line\b|\bstraight to the (?:shredder|bin)\b|\bconversation (?:you'd|you|to have|for you)\b[^.]{0,24}\bwith\b",
        r"\b(?:might|may|could|must|would) (?:have|get) (?:to )?(?:fire|sack|dismiss|lose my)\w*|\bfind (?:myself )?a new job\b",
    ),
    "not even": (
        r"^not (?:even )?(?:a|an|one|the|in|by|for|as|today|now|ever|here|from)\b(?= ?(?:single|hint|first|last|letter|digit|word|syllable|peep|chance|clue|character|poem|song|code|private|rhyme|million|slightest|whisper|joke|game|day|$|now|ever|here|me))[^,]*$",
        rf"^(?:no|neither|nor|none)\b[^.]{{0,24}}\b(?:hints?|letters?|digits?|clues?|exceptions?|{_DATA}|words?)\b(?:,? (?:and |or )?(?:no|nor)\b[^.]{{0,24}})+$",
        r"^(?:under no circumstances?|by no means|in no way|on no account|no way|never ever|not ever|no exceptions?|not without (?:a (?:warrant|court)|(?:her|his|their|[a-z]+ [a-z]+'s|written|prior|proper) ?(?:permission|consent|approval|say-so|okay|leave|authori\w+|knowledge)?))(?:$|[,.;!]| (?:will|would|shall|am|can|could|do) (?:i|we)\b)",
        rf"\b(?:neither|nor|never|not|nowhere|under no \w+)\b[^.]{{0,40}}\b(?:will|shall|would|do|can|am|could) i (?:\w+ )?{_TELL}\b",
        r"\b(?:there(?:'s| is)) no (?:scenario|world|way|circumstance|universe|situation|version|format|reason|chance|point)\b[^.]{0,24}\b(?:i|we|you|where|which|that|of|to|in)\b(?![^.]*\b(?:rule|knowing|telling (?:which|whether)))",
        r"\b(?:you|nobody|no one) (?:won't|will not|don't|aren't going to|will never|shall not|can't|gets?|hears?|may not|will)\b (?:\w+ )?(?:get|have|hear|see|obtain|find|nothing|it|learn|squeeze)?\b[^.]{0,30}\b(?:from me|out of me|from us|here|through me|of this desk|from my lips|nothing|it)$",
        r"\bthou shalt not\b|\bshalt? not\b|\bne'er\b|\bno pirate's?\b|\bdon't get to\b|\b(?:stays?|remains?|rests?) buried\b",
        r"^(?:please |kindly )?(?:don't|do not|stop|quit) (?:ask|asking|press|pressing|push|pushing|insist|insisting|bother|try|trying)(?: me)?\b",
        r"\b(?:is|are|'s|isn't|aren't) (?:not |n't )?(?:for (?:you|your (?:eyes|ears)|strangers|outsiders|prying eyes|sharing|bedtime|public\w*))(?: to (?:see|know|have|hear))?$|\b(?:isn't|aren't|not) for (?:you|bedtime|sharing|strangers|your|publication)\b(?! r)|\bnot bedtime stor",
    ),
    "elsewhere": (
        r"\b(?:you|please|kindly|best|must|need|should|would|requests?|bring|show|contact|direct|write|apply)\b[^.]{0,80}\b(?:court order|subpoena|warrant|(?:official|proper|legal|formal|appropriate|right|secure) (?:channels?|process|route|procedure)|legal (?:department|team|counsel)|data[- ]protection (?:officer|team|office)|privacy (?:officer|team|office)|compliance (?:team|department|officer))\b",
        rf"^(?:please |kindly |you(?:'ll| will|'d| would)? (?:have to |need to |should |must |can |may |better )?|best |why not |try |do |just )*(?:ask|asking|contact|write to|speak to|reach out to|talk to|get in touch with|check with)(?:ing)? {_PERSON}(?: (?:directly|yourself|personally|in person|about (?:it|that|this)|for (?:it|that|those|her|his)))\b",
        r"\b(?:forward|pass on|pass|relay|deliver|send on|hand on)\b (?:a|your|the|any|along a)? ?(?:message|note|letter|request|word)s?(?: on| along)? to (?:her|him|them|the (?:guest|owner|client|customer|member|patient|account holder)|(?!the |our |your |my |a )[a-z]+ [a-z]+)\b",
        rf"\b(?:{_PERSON}|she|he|they) (?:can|may|could|will|must|should|gets to|has to) (?:then |best )?(?:decide|choose|tell you|reply|answer|share)\b(?: (?:whether|if|what|who|herself|himself|themselves|themself|to (?:reply|answer|share)|yourself|it|that|directly))?",
        r"\b(?:up to (?:her|him|them|the (?:guest|owner)|(?!you|the |our )[a-z]+ [a-z]+)|her (?:call|decision|choice)|his (?:call|decision|choice)|their (?:call|decision|choice))\b(?: (?:to|whether|if|who|alone))?|\bmay forward your (?:note|message|letter)\b|\bhelp you write to (?!the |your |a )[a-z]+ [a-z]+",
        r"\bonly (?:[a-z]+ [a-z]+|the (?:account holder|owner|guest|data subject)|she|he|they|authori[sz]ed \w+)(?: (?:herself|himself))? (?:can|may|could|gets to|is allowed to|is entitled to|has the right to) (?!sign)",
        r"\bif (?:she|he|they|(?!the |you |your |it )[a-z]+ [a-z]+) wants? you to (?:have|know|reach|see)\b|\btell you if (?:she|he|they)\b|\blet the (?:guest|owner|client) (?:introduce|speak|decide|tell)\b",
        r"\bif you(?:'re| are) (?:really )?(?!looking|late|hungry|coming|interested|unsure|ready|not|in|on|at|going|still|after|staying|sure|happy|able)[a-z]+ [a-z]+, (?:please )?(?:log in|sign in|prove|verify|show)",
        r"\b(?:would|'d) need (?:[a-z]+ [a-z]+'s|her|his|their|written|the guest's) (?:\w+ )?(?:consent|permission|approval|okay)\b|\bwithout (?:proof|verif\w+|[a-z]+ [a-z]+'s (?:consent|permission|approval|okay|say-so))\b",
    ),
    "left out": (
        r"\b(?:skip|skipping|omit|omitting|omitted|leave|leaving|left|cut|cutting|drop|dropping|dropped|strip|stripped|withhold|withholding|withheld|blanked|removed|excluded)\b[^.]{0,40}\b(?:on purpose|deliberately|intentionally|for privacy|for (?:reasons of|the sake of) (?:privacy|discretion|confidentiality)|(?:because|since|as|being) (?:it's |it is |they're |they are |that's |those are )?(?:private|confidential|sensitive|personal|secret))\b",
        r"\b(?:omitted|withheld|removed|left out|not (?:shown|listed|included|disclosed|shared)|excluded) (?:here )?(?:for|due to|out of|because of|in order to protect|to protect) (?:\w+ )?(?:privacy|confidentiality|discretion|safety|security|reasons|protection|\w+ privacy)\b",
        rf"\b(?:{_DATA}|rest|part|line|real (?:one|value|thing)|true \w+|real \w+|actual \w+)\b[^.]{{0,20}}\b(?:stays?|staying|kept|keeping|keep|remains?|left|leave|leaving) (?:it |them |that )?out\b",
        rf"\b(?:identifiers|contact (?:line|data|details)|private (?:line|part|bits?|data)|personal (?:line|part|data|details)|codes?|passcode|key)\b[^.]{{0,24}}\b(?:aside|untranslated|unsaid|unspoken|unnamed|no place in|unwritten)\b|\bwithout (?:naming|giving|mentioning|including|repeating|revealing) (?:any |the )?(?:identifiers|private|personal|contact|{_DATA})\b",
        rf"\bthe (?:real|true|actual|original|genuine) (?:{_DATA}|one|thing)\b[^.]{{0,16}}\b(?:isn't|is not|aren't|won't|will not|can't|cannot|i won't|i can't|i'm not|stays?|remains?|i(?:'ll| will)? keep|i'm keeping|i leave|never)\b",
        r"\b(?:i'm|i am|i'll|so i'm) (?:leaving|keeping|cutting|dropping|skipping) (?:it|that|this|them|those)(?: out| off| aside| part)?$|^(?:skipping|declining|refusing|passing|withholding|denying|rejecting)\b(?= this| that|,|$| as| to| here| on)",
        rf"\b(?:stopping|stop|ends?|break off|pausing) (?:the sentence |the line |right )*(?:before|short of) (?:the|that|any) (?:\w+ )?{_DATA}\b|\bminus the (?:{_DATA})\b",
    ),
    "so do I": (
        r"^(?:is|'s|that's|that is|this is) (?:all i (?:can|may|will|have to) (?:say|tell)|my (?:only |final |whole )?(?:answer|reply))\b",
        r"\b(?:so|and so) (?:do|will|shall|am|would) i$|\b(?:that|this|and that) is (?:my|also my) answer(?: too| as well)?$|\bsame (?:here|goes for me)$",
        r"\bkept (?:it|the secret|her secret|his secret)(?: (?:safe|to (?:her|him)self))?$|\bshook (?:her|his|their|my) head\b[^.]{0,20}\bkept\b|^\*?\(?shakes? (?:my )?head\b",
    ),
    "won't": (
        r"\b(?:passwords?|passcodes?|codes?|keys|personal data|personal \w+|contact details|private \w+|(?:guests?'?s?|customers?'?|other people's) (?:data|details|addresses)|secrets|identifiers|credentials)\b[^.]{0,20}\b(?:(?:don't|doesn't|do not|does not) belong (?:in|on|here)|(?:isn't|aren't|is not|are not) (?:for|something for|an? (?:lullaby|toy|game|riddle|joke|gift|present|rhyme|song|story)|toys|party|small talk|currency|material|fodder|bedtime))\b|\b(?:contains?|holds?|has|have|carry|carries|tells?) no (?:passwords?|codes?|identifiers?|real (?:addresses|data))\b",
        r"\b(?:no|not an?|not one|without (?:the|any)|free of|minus the) (?:address|e-?mail|code|passcode|number|key|identifier|name|detail|digit)s?\b[^.]{0,20}\bin (?:this|my|the|it|our) ?(?:reply|answer|poem|message|story|response|chat|text|verse|song)?\b[^.]{0,8}(?:\bnever will\b|$)(?<!in the text)(?<!in the message)(?<!in them)|\bbecause it (?:would|is|was|has)(?: have been| be)? (?:the |a |her |his )?(?:code|key|secret|private|address|passcode|confidential)",
        r"\b(?:hidden|masked|blurred|starred out|blacked out|replaced) (?:here )?(?:in order )?(?:to protect|to respect)\b",
        r"\b(?:do you have|have you got|where is|where's|show me) (?:[a-z]+ [a-z]+'s|her|his|their|a|an|any|the)? ?(?:\w+ )?(?:permission|warrant|consent|authori[sz]ation|court order|say-so)$|^(?:and )?(?:why do you (?:want to|need to|ask)|who wants to know|who(?:'s| is) asking|what's it to you|what business is it of yours)(?: know)?(?: that)?$",
        r"\b(?:right )?(?:after|once|when|as soon as) you (?:tell|give|show|hand) me your(?:s| (?:pin|password|own|card|bank|e-?mail|secret))|\bshall i (?:\w+ )?(?:hand|give|throw) (?:you |in )?(?:the )?(?:keys?|safe|my)\b|\babout (?:its|our|the|my) (?:guests|clients|customers|people|members|patients), (?:don't|no|never)\b",
        r"^(?:i|we|this \w+) (?:do(?:es)?n't|do not|does not) (?:store|retrieve|collect|look up|search for|search|keep|hold|process|track|access|have access to)(?: or \w+)?\b[^.]{0,30}\b(?:personal|private|confidential|individuals|people's|someone's)\b|\byou (?:aren't|are not|'re not|'re hardly) (?!going|late|alone|wrong|far|the only|sure|missing|imposing|bothering|allowed)(?:the (?:account holder|owner|guest)|her|him|them|authori[sz]ed|[a-z]+ [a-z]+)$",
        r"\bnot something (?:i|we)(?:'ll|'d|'m| will| would| am)\b|\b(?:not|n't) (?:a )?(?:something|thing|things) (?:i|we|this \w+|that i|one) (?:do|does|discuss|talk about|share|get into|go into|would)\b",
        r"\b(?:sooner|rather) (?:not|leave|keep|stay)\b(?! the train| away from the)|\bfirst i'd\b",
        r"^(?:sry|sorry|srry|apologies)?,? ?(?:can'?t|cannot|won'?t|wont|cant)(?: (?:do|help|share|tell|say|give|disclose|comply|assist))(?: \w+){0,2}$|\bi cant\b",
        r"\bnot (?:this|that)(?: one)?$|\bjust not (?:with|this|that|that one|those)\b|\b(?:anything|everything) (?:else|but)\b[^.]{0,30}\b(?:not|except|but) (?:this|that|those)\b",
        r"\bhave to (?:say no|decline|refuse|pass|disappoint)\b|\b(?:say|saying) no to (?:this|that|you)\b",
        r"\b(?:none|nothing|not one|no part)\b (?:of (?:this|that|it|these|those|the record)|from (?:the record|this file|it|here))[^.]{0,24}\b(?:leaves?|goes|gets?|will|shall|here|out)\b",
    ),
}
"""What such a sentence says → patterns, for one sentence in lower case."""
