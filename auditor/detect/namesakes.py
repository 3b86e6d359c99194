"""What the language model takes for a name or a place, set right or dropped.

Written from what the model got wrong in the development texts under tests/data/detection.
"""

import re

LONGEST = 60
"""Characters of a name or place."""
BEFORE = 24
"""Characters before it that may say what it is."""

_EDGES = " \t\n.,;:!?'’\"“”()*_-–—#>|`"
_BROKEN = re.compile(r"\s*[\n\t|]|[ ]{2}|, (?=[a-z])")
_OWNED = re.compile(r"['’]s?$")
_TITLE = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Rev|Hon|Herr|Frau|Señora?|Mme|M)\.? (?=[^\W\d_])"
)
_NO_NAME = frozenset("@#_<>{}[]=/\\|0123456789+~^$%&")
_PARTICLES = frozenset(
    "van von de der den del della da di du dos la le bin ibn al el ter ten y".split()
)
_NEVER = frozenset(
    # Greetings and words that begin a sentence, a field or a button.
    "hi hello hey dear thanks thank cheers regards sincerely bonjour hola hallo ciao merci gracias danke mijn naam"
    " name email phone address date city street subject attn note todo question answer user customer client"
    " patient applicant candidate employee host owner contact mobile tel fax click save undo cancel reset open"
    " settings advanced prune fold replace install upgrade rotate leave please sure yes no"
    # What is made, sold or studied.
    " qwen gemini deepseek chatgpt claude copilot llama mistral grok alexa siri cortana bard doubao tiktok wechat"
    " python java javascript typescript rust kotlin swift ruby perl linux windows android ubuntu debian docker"
    " kubernetes github gitlab slack stripe google apple amazon microsoft openai anthropic meta netflix"
    " json yaml html css sql api sdk url http https jwt iban pan ssn dob aadhaar dni imei mac ip gps gdpr steuer-id"
    " mars venus saturn jupiter mercury neptune uranus pluto earth moon sun white black heat"
    " bitcoin ethereum covid".split()
)
_LEADERS = frozenset(
    "on in at the when after before but and or if as since while then so because although for from to with by is"
    " was did does will can has had ask tell call meet thank dear mr mrs ms miss dr prof sir herr frau monday"
    " tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december today yesterday tomorrow kontoinhaber inhaber titular applicant patient employee"
    " candidate customer client tenant landlord officer constable detective judge nurse doctor mayor minister"
    " president senator governor ceo cto chair chairman director manager agent user subject re fwd contact name".split()
)
_NOT_IN_NAMES = frozenset(
    "sort street avenue road lane drive court inc ltd llc gmbh corp university college institute manual act"
    " watch buds edition version model section chapter figure table button menu server api team group sync"
    " search tree algorithm theorem law effect protocol conference company bank hospital church award cup"
    " begin private summary overview guide report policy agreement department office league".split()
)
_GIVES_ITS_NAME = re.compile(
    r"(?:['’]s?|-[A-Z]\w+)? (?:algorithm|theorem|law|laws|effect|equation|distribution|noise|filter|transform|process"
    r"|principle|paradox|constant|test|method|rule|model|sort|tree|cipher|number|numbers|series|matrix|kernel|curve"
    r"|scale|syndrome|disease|Motors|Bank|Foods?|Airlines|Hotels?|Group|Inc|Ltd|LLC|GmbH|Corp|Coffee|Cola)(?![a-z])"
)
_TOWNS = frozenset(
    each.replace("_", " ")
    for each in (
        # Large or well-known ones whose names are hardly anybody's.
        "amsterdam rotterdam utrecht eindhoven antwerp brussels ghent berlin hamburg munich cologne frankfurt"
        " stuttgart dresden leipzig vienna graz salzburg zurich geneva basel bern paris marseille lyon toulouse"
        " bordeaux nantes lille strasbourg madrid barcelona valencia seville malaga bilbao zaragoza lisbon porto"
        " braga rome milan naples turin venice bologna palermo london manchester birmingham leeds glasgow edinburgh"
        " liverpool sheffield bristol cardiff belfast nottingham dublin cork galway limerick copenhagen aarhus oslo"
        " bergen trondheim stockholm gothenburg malmo helsinki tampere reykjavik tallinn riga vilnius warsaw krakow"
        " gdansk wroclaw poznan lodz prague brno bratislava budapest debrecen ljubljana zagreb belgrade sarajevo"
        " sofia bucharest athens thessaloniki istanbul ankara izmir kyiv lviv odesa minsk moscow chisinau tbilisi"
        " yerevan baku cairo alexandria casablanca rabat tunis algiers lagos abuja accra kumasi nairobi mombasa kampala"
        " kigali addis_ababa dakar johannesburg pretoria durban cape_town lusaka harare maputo luanda beirut amman"
        " jerusalem tel_aviv haifa riyadh jeddah dubai abu_dhabi doha muscat kuwait_city baghdad tehran isfahan"
        " karachi lahore islamabad delhi new_delhi mumbai bangalore bengaluru chennai hyderabad kolkata pune ahmedabad"
        " jaipur kochi dhaka chittagong colombo kathmandu kabul tashkent almaty bangkok chiang_mai hanoi ho_chi_minh_city"
        " phnom_penh vientiane yangon kuala_lumpur penang singapore jakarta bandung surabaya bali manila cebu beijing"
        " shanghai guangzhou shenzhen hangzhou nanjing chengdu chongqing wuhan xiamen tianjin hong_kong macau taipei"
        " kaohsiung seoul busan incheon tokyo osaka kyoto nagoya sapporo fukuoka hiroshima sydney melbourne brisbane"
        " perth adelaide canberra hobart auckland wellington_city christchurch toronto montreal vancouver calgary ottawa"
        " edmonton winnipeg halifax quebec_city new_york boston philadelphia chicago detroit cleveland pittsburgh"
        " baltimore atlanta miami orlando tampa nashville memphis new_orleans houston dallas san_antonio el_paso"
        " denver phoenix tucson las_vegas los_angeles san_diego san_francisco san_jose oakland sacramento portland"
        " seattle minneapolis milwaukee st._louis kansas_city salt_lake_city honolulu mexico_city guadalajara monterrey"
        " tijuana cancun havana kingston_town bogota medellin cali quito guayaquil lima cusco la_paz caracas sao_paulo"
        " rio_de_janeiro brasilia recife fortaleza porto_alegre buenos_aires cordoba rosario mendoza santiago valparaiso"
        " montevideo asuncion guatemala_city san_salvador panama_city"
    ).split()
)
_BEFORE_PERSON = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Dear|Hi|Hello|Hey|Thanks|Cheers|Regards|colleague|named|called|I am|I'm"
    r"|[Nn]ame is|m'appelle|[Ss]igned|[Pp]atient|[Aa]pplicant|[Cc]andidate|[Ee]mployee|[Tt]enant|[Aa]gent"
    r"|[Bb]rother|[Ss]ister|[Mm]other|[Ff]ather|[Ss]on|[Dd]aughter|[Ww]ife|[Hh]usband|[Ff]riend|[Bb]oss"
    r"|[Mm]anager|ask for|spoke with|[Aa]ttn)[.,:]?,? |(?<![\w.])[-–—] )$"
)
_BEFORE_PLACE = re.compile(
    r"\b(?:live[sd]? in|based in|moved to|born in|flew to|flying to|travel(?:ling)? to) $"
)


def curated(kind: str, text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Kind, start and end of what is left of a name or place in a text; None for what is none."""
    start, end = tidied(text, start, end)
    value = text[start:end]
    words = value.split()
    if not 2 <= len(value) <= LONGEST or _NO_NAME & set(value) or not any(map(str.isupper, value)):
        return None
    if all(word.strip(_EDGES).lower() in _NEVER for word in words):
        return None
    before = text[max(0, start - BEFORE) : start]
    if kind == "person" and is_town(value):
        kind = "location"
    if kind == "location" and _BEFORE_PERSON.search(before):
        kind = "person"
    elif kind == "person" and len(words) == 1 and _BEFORE_PLACE.search(before):
        kind = "location"
    if kind == "person" and (not _could_be_called(words) or _GIVES_ITS_NAME.match(text, end)):
        return None
    return kind, start, end


def _leads(text: str, start: int, end: int) -> bool:
    """Whether the first of several words is one that only begins a sentence or names a role."""
    word, space, _ = text[start:end].partition(" ")
    return bool(space) and word.lower().strip(_EDGES) in _LEADERS


def is_called(name: str) -> bool:
    """Whether words with capitals can be the name of a person or a town."""
    words = name.split()
    return not any(word.lower() in _NEVER for word in words) and _could_be_called(words)


def is_town(name: str) -> bool:
    """Whether it is a town that everybody knows."""
    return name.lower() in _TOWNS


def _could_be_called(words: list[str]) -> bool:
    if any(word.lower().strip(_EDGES) in _NOT_IN_NAMES for word in words):
        return False
    named = [word for word in words if word.lower() not in _PARTICLES]
    return bool(named) and len(words) <= 5 and all(word[0].isupper() for word in named)


def tidied(text: str, start: int, end: int) -> tuple[int, int]:
    """Without what is written round a name: lines after it, a title, an ``'s``, words in lower case."""
    if broken := _BROKEN.search(text, start, end):
        end = broken.start() if broken.start() > start else end
    if owned := _OWNED.search(text[start:end]):
        end = start + owned.start()
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if title := _TITLE.match(text[start:end]):
        start += title.end()
    while (
        start < end
        and (text[start].islower() or _leads(text, start, end))
        and (space := text.find(" ", start, end)) > 0
    ):
        if text[start:space] in _PARTICLES:
            break
        start = space + 1
    words = re.finditer(r"\S+", text[start:end])
    upper = [word for word in words if not word[0][0].islower()]
    return start, start + upper[-1].end() if upper else end
