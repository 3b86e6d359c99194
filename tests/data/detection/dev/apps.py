"""Requests in styles of many makers: names of fields, languages and containers that differ."""

from base64 import b64encode
from urllib.parse import quote

from tests.data.detection.dev import values as v
from tests.data.detection.dev.wire import (
    Request,
    based,
    dumped,
    jwt,
    noise,
    packed_msgpack,
    protobuf,
)

_FIRST = (
    "Anneliese Giulia Thandiwe Rohan Katarzyna Duc Yuki Camila Abdullah Marit Sakura Tomasz Chiara Lerato Henrik"
    " Ananya Vikram Olena Soren Beatrix Marisol Nnamdi Eilidh Gwen Otto Farah Hye-jin Jorge Milica Pavel"
).split()
_LAST = (
    "Brandt Romano Mokoena Deshpande Zielinska Tran Watanabe Herrera Al-Masri Haugen Mori Wojcik Conti Dlamini"
    " Lindgren Krishnan Malhotra Shevchenko Nielsen Hargreaves Velasco Eze MacLeod Vaughan Keller Siddiqui Park"
    " Navarro Jovanovic Horak"
).split()


def _who(r: Request) -> tuple[str, str]:
    return r.chance.choice(_FIRST), r.chance.choice(_LAST)


def _full(r: Request) -> str:
    return r.put("person", " ".join(_who(r)))


def braze(r: Request) -> None:
    first, last = _who(r)
    value = {
        "external_id": r.put("account-id", f"cust-{v.digits(r.chance, 7)}"),
        "first_name": r.put("person", first),
        "last_name": r.put("person", last),
        "home_city": r.put("location", r.chance.choice(v.CITIES)),
        "dob": r.put("date-of-birth", v.birth(r.chance)),
    }
    r.json("sdk.kit.example", "/users/track", {"attributes": [value], "api": noise(r.chance, 6)})


def intercom(r: Request) -> None:
    value = {"user_id": r.put("account-id", v.digits(r.chance, 9)), "name": _full(r)}
    r.json("api-iam.kit.example", "/messenger/web/ping", {"user_data": value, "v": 3})


def german_form(r: Request) -> None:
    c = r.chance
    first, last = _who(r)
    value = {
        "vorname": r.put("person", first),
        "nachname": r.put("person", last),
        "strasse": r.put(
            "location", f"{c.choice(['Linden', 'Garten', 'Berg'])}straße {c.randint(2, 90)}"
        ),
        "ort": r.put("location", c.choice(["Kassel", "Jena", "Ulm", "Bremen"])),
        "geburtsdatum": r.put(
            "date-of-birth", f"{c.randint(10, 28)}.{c.randint(10, 12)}.{c.randint(1950, 2004)}"
        ),
        "kundennummer": r.put("account-id", v.digits(c, 8)),
    }
    r.form("shop.example", "/konto", value)


def french_form(r: Request) -> None:
    first, last = _who(r)
    value = {
        "prenom": r.put("person", first),
        "nom": r.put("person", last),
        "ville": r.put("location", r.chance.choice(["Nantes", "Rennes", "Dijon", "Metz"])),
        "numero_client": r.put("account-id", v.digits(r.chance, 8)),
    }
    r.json("boutique.example", "/compte", value)


def spanish_form(r: Request) -> None:
    first, last = _who(r)
    value = {"nombre": r.put("person", first), "apellidos": r.put("person", last), "paso": 2}
    r.form("tienda.example", "/alta", value)


def pinyin(r: Request) -> None:
    c = r.chance
    value = {
        "xingming": r.put("person", v.person_zh(c)),
        "shouji": r.put("phone", v.phone_zh(c)),
        "dizhi": r.put("location", v.address_zh(c)),
        "sfzh": r.put("national-id", v.resident_id(c)),
    }
    r.form("m.app.example", "/baoming", value)


def orders_zh(r: Request) -> None:
    c = r.chance
    who = {"consignee": r.put("person", v.person_zh(c)), "tel": r.put("phone", v.phone_zh(c))}
    r.json(
        "trade.app.example",
        "/order/create",
        {"receiver": who, "orderNo": v.digits(c, 18), "remark": "请放门口"},
    )


def nick_zh(r: Request) -> None:
    c = r.chance
    value = {
        "nickName": r.put("person", v.person_zh(c)),
        "openid": r.put("account-id", "o" + v.signs(c, 27)),
    }
    r.json("wx.app.example", "/login", {"userInfo": value, "ts": 1764000000000})


def participants(r: Request) -> None:
    people = [{"displayName": _full(r), "role": "guest"} for _ in range(3)]
    r.json("meet.example", "/join", {"participants": people, "room": v.uuid(r.chance)})


def from_to(r: Request) -> None:
    c = r.chance
    sender, other = " ".join(_who(r)), " ".join(_who(r))
    mail = r.put("email", v.email(c))
    value = {
        "from": f"{r.put('person', sender)} <{mail}>",
        "to": [r.put("person", other)],
        "subject": "Minutes",
    }
    r.json("mail.example", "/send", value)


def unnamed_fields(r: Request) -> None:
    held = protobuf(
        [
            (1, v.digits(r.chance, 6)),
            (2, _full(r)),
            (3, protobuf([(1, r.put("email", v.email(r.chance)))])),
        ]
    )
    r.post("rpc.example", "/p", "application/x-protobuf", held)


def listed(r: Request) -> None:
    rows = [[n, _full(r), r.put("phone", v.phone(r.chance))] for n in range(3)]
    r.post("sync.example", "/m", "application/msgpack", packed_msgpack({"rows": rows, "n": 3}))


def soap(r: Request) -> None:
    c = r.chance
    first, last = _who(r)
    rows = (
        f"<soap:Envelope><soap:Body><ns:Insured><ns:FirstName>{r.put('person', first)}</ns:FirstName>"
        f"<ns:LastName>{r.put('person', last)}</ns:LastName><ns:PolicyNo>{r.put('account-id', 'P' + v.digits(c, 9))}</ns:PolicyNo>"
        f"<ns:Town>{r.put('location', c.choice(v.CITIES))}</ns:Town></ns:Insured></soap:Body></soap:Envelope>"
    )
    r.post("ws.example", "/soap", "text/xml", rows)


def table(r: Request) -> None:
    rows = [
        "member,joined,contact",
        *(f"{_full(r)},2025-0{n}-11,{r.put('email', v.email(r.chance))}" for n in range(1, 5)),
    ]
    r.post("up.example", "/csv", "text/csv", "\n".join(rows))


def basic(r: Request) -> None:
    user, word = r.put("account-id", f"{v.signs(r.chance, 6)}.ops"), v.password(r.chance)
    r.put("secret", word)
    r.headers.append(("Authorization", "Basic " + based(f"{user}:{word}")))
    r.get("api.example", "/v2/export", {"page": 4})


def claims(r: Request) -> None:
    c = r.chance
    first, last = _who(r)
    held = {
        "given_name": r.put("person", first),
        "family_name": r.put("person", last),
        "preferred_username": r.put("account-id", v.signs(c, 7).lower() + "42"),
    }
    r.form("id.example", "/token", {"id_token": r.put("secret", jwt(held, c)), "grant": "code"})


def socket_frame(r: Request) -> None:
    value = ["message", {"user": _full(r), "text": "on my way", "room": v.signs(r.chance, 8)}]
    r.post("ws.example", "/socket.io/", "text/plain", "42" + dumped(value))


def twice_in_strings(r: Request) -> None:
    inner = dumped(
        {"patient": {"name": _full(r), "mrn": r.put("account-id", v.digits(r.chance, 8))}}
    )
    r.json("h.example", "/q", {"d": dumped({"e": inner}), "n": 1})


def health_record(r: Request) -> None:
    c = r.chance
    ill = r.put("health-term", c.choice(v.HEALTH))
    who = {"name": _full(r), "birthDate": r.put("date-of-birth", v.birth(c))}
    r.json(
        "fhir.example", "/Condition", {"subject": who, "code": {"text": ill}, "status": "active"}
    )


def health_fields(r: Request) -> None:
    c = r.chance
    value = {
        "patientId": r.put("account-id", f"MRN{v.digits(c, 7)}"),
        "medications": [
            r.put("health-term", c.choice(["metformin", "sertraline", "lisinopril", "insulin"]))
        ],
        "symptoms": r.put(
            "health-term", c.choice(["migraine", "insomnia", "chest pain", "panic attacks"])
        ),
    }
    r.json("h.example", "/intake", value)


def health_chat(r: Request) -> None:
    c = r.chance
    ill = r.put(
        "health-term", c.choice([*v.HEALTH, "migraines", "anxiety", "hypothyroidism", "eczema"])
    )
    said = c.choice(
        [
            "I have had {} since spring and cannot sleep.",
            "my brother has {}, which sport is safe?",
            "Can I fly with {}?",
        ]
    )
    r.json(
        "api.vendor.example",
        "/v1/responses",
        {"input": [{"type": "input_text", "text": said.format(ill)}]},
    )


def handles(r: Request) -> None:
    c = r.chance
    value = {
        "username": r.put("account-id", f"{v.signs(c, 6).lower()}_{c.randint(10, 99)}"),
        "memberNo": r.put("account-id", v.digits(c, 8)),
        "bio": "tea and maps",
    }
    r.json("social.example", "/me", value)


def account_styles(r: Request) -> None:
    c = r.chance
    key = c.choice(
        [
            "uid",
            "userId",
            "user_id",
            "customerNumber",
            "memberId",
            "accountId",
            "login",
            "student_no",
            "subscriberId",
            "playerId",
            "profileId",
            "user.id",
            "account_ref",
        ]
    )
    held = r.put(
        "account-id",
        c.choice(
            [v.digits(c, 8), "u_" + v.signs(c, 10).lower(), v.digits(c, 4) + "-" + v.digits(c, 4)]
        ),
    )
    r.form("api.example", "/s", {key: held, "v": "3.2"})


def prompt_names(r: Request) -> None:
    c = r.chance
    first, last = _who(r)
    named, said = c.choice(
        [
            (f"{first} {last}", "write a reference for {} who worked with us for six years"),
            (first, "Summarise this: {} said the report is late and asked for a week more."),
            (last, "Translate: Dear Mrs {}, your order is ready."),
            (f"{first} {last}", "who is {} and does she still run the shop"),
            (first, "{} and I disagree about the rent. What should we do?"),
        ]
    )
    content = [{"type": "text", "text": said.format(r.put("person", named))}]
    r.json(
        "api.vendor.example", "/v1/messages", {"messages": [{"role": "user", "content": content}]}
    )


def prompt_names_zh(r: Request) -> None:
    c = r.chance
    who = r.put("person", v.person_zh(c))
    said = c.choice(
        [
            f"帮我给{who}写一封感谢信",
            f"{who}昨天迟到了，怎么提醒他？",
            f"请把{who}的简历改得简洁一些",
        ]
    )
    r.json("api.vendor.example", "/v1/chat", {"messages": [{"role": "user", "content": said}]})


def answer_stream(r: Request) -> None:
    c = r.chance
    first, last = _who(r)
    said = f"Dear {r.put('person', f'{first} {last}')}, thank you for writing. We will call you on Monday."
    rows, at = [], 0
    while at < len(said):
        step = c.randint(2, 6)
        rows.append(
            "data: "
            + dumped(
                {
                    "type": "content_block_delta",
                    "delta": {"type": "text_delta", "text": said[at : at + step]},
                }
            )
        )
        at += step
    r.post("api.vendor.example", "/s", "text/event-stream", "\n\n".join(rows))


def plist(r: Request) -> None:
    rows = f"<?xml version='1.0'?><plist><dict><key>OwnerName</key><string>{_full(r)}</string><key>SerialNumber</key><string>{r.put('device-id', 'C' + v.signs(r.chance, 3).upper() + '7K2' + v.signs(r.chance, 5).upper())}</string></dict></plist>"
    r.post("gs.example", "/p", "application/x-plist", rows)


def nested_query(r: Request) -> None:
    mail = r.put("email", v.email(r.chance))
    inner = quote(f"https://a.example/back?user={quote(mail, safe='')}&t=1", safe="")
    r.get("sso.example", "/go", {"next": f"https://b.example/?u={inner}"})


def path_ids(r: Request) -> None:
    c = r.chance
    whose = c.choice(["users", "customers", "patients", "members"])
    held = r.put("account-id", c.choice([v.digits(c, 8), f"u-{v.hexes(c, 10)}7"]))
    r.get("api.example", f"/v1/{whose}/{held}/orders/{v.digits(c, 9)}")


def blob_header(r: Request) -> None:
    value = {"uid": r.put("account-id", v.digits(r.chance, 9)), "name": _full(r)}
    r.headers.append(("X-Context", b64encode(dumped(value).encode()).decode()))
    r.get("api.example", "/feed", {"n": 20})


# Of nobody: what looks like a person's or like a secret.


def clean_public_keys(r: Request) -> None:
    c = r.chance
    value = {
        "stripe": "pk_live_" + v.signs(c, 24),
        "mapbox": "pk." + v.signs(c, 60),
        "writeKey": v.signs(c, 32),
        "recaptchaSiteKey": "6L" + v.signs(c, 38),
        "firebase": {
            "appId": f"1:{v.digits(c, 12)}:web:{v.hexes(c, 22)}",
        },
        "sentry_key": v.hexes(c, 32),
        "publicKey": based(v.signs(c, 65)),
    }
    r.json("cdn.app.example", "/boot", {"public": value, "env": "production"})


def clean_builds(r: Request) -> None:
    c = r.chance
    chunks = [f"/_next/static/chunks/{v.digits(c, 4)}-{v.hexes(c, 16)}.js" for _ in range(4)]
    value = {
        "buildId": v.signs(c, 21),
        "commit": v.hexes(c, 40),
        "chunks": chunks,
        "integrity": "sha384-" + v.signs(c, 64),
    }
    r.headers += [
        ("If-None-Match", f'W/"{v.hexes(c, 32)}"'),
        ("X-Request-Id", v.uuid(c)),
        ("X-Amzn-Trace-Id", f"Root=1-{v.hexes(c, 8)}-{v.hexes(c, 24)}"),
    ]
    r.json("www.app.example", "/manifest", value)


def clean_flags(r: Request) -> None:
    c = r.chance
    value = {
        "flag-key": "new-checkout-2026",
        "token_budget": 4096,
        "max_tokens": 1024,
        "next_page_token": v.signs(c, 40),
        "csrf": v.hexes(c, 32),
        "secretSanta": "draw-2026-b",
        "passwordPolicy": "min12-upper1",
        "cursor": v.signs(c, 44),
        "pass": "2026-summer",
    }
    r.json("flags.app.example", "/v2/eval", value)


def clean_catalogue(r: Request) -> None:
    c = r.chance
    rows = [
        {"title": t, "brand": b, "sku": v.digits(c, 12)}
        for t, b in (
            ("Chelsea Boots", "Fitzgerald Leather"),
            ("Jasmine Rice 2 kg", "Golden Lotus"),
            ("Oxford Shirt", "Hudson & Clay"),
            ("Georgia Peach Jam", "Orchard Hill"),
        )
    ]
    r.json(
        "shop.example", "/catalogue", {"items": rows, "region": "eu-west-1", "name": "Summer Picks"}
    )


def clean_labels(r: Request) -> None:
    c = r.chance
    value = {
        "name": c.choice(["Dark Mode", "Main Screen", "Paywall B", "Getting Started"]),
        "user": "anonymous",
        "owner": "platform-team",
        "author": "GitHub Actions",
        "from": "Home Screen",
        "to": "Chat List",
        "title": "Terms of Service",
        "host": "Amazon Linux",
        "model": "Claude Opus",
    }
    r.json("rum.example", "/e", {"ctx": value, "id": v.uuid(c)})


def clean_hashes(r: Request) -> None:
    c = r.chance
    value = {
        "device_class": "high",
        "user_agent_hash": v.hexes(c, 32),
        "session": {"seq": 14},
        "ad_unit": f"/{v.digits(c, 8)}/home",
        "userCount": 12345678,
        "account_type": "free2024",
        "client_version": "12.4.1",
        "user_tier": "tier-2b",
    }
    r.form("ads.example", "/i", value | noise(c, 5))


def clean_health(r: Request) -> None:
    c = r.chance
    r.json(
        "news.example",
        "/a",
        {
            "topic": "asthma",
            "headline": "New guidance on diabetes and diet published",
            "id": v.digits(c, 7),
        },
    )
