"""Requests that apps make for people: accounts, money, chats, uploads."""

from urllib.parse import quote

from tests.data.detection.dev import values as v
from tests.data.detection.dev.wire import Request, dumped, jwt, multipart, noise, protobuf


def login(r: Request) -> None:
    c = r.chance
    value = {"email": r.put("email", v.email(c)), "password": r.put("secret", v.password(c))}
    r.form("auth.app.example", "/login", value | {"remember": "on"})


def signup(r: Request) -> None:
    c = r.chance
    value = {
        "full_name": r.put("person", v.person(c)),
        "email": r.put("email", v.email(c)),
        "phone": r.put("phone", v.phone(c)),
        "date_of_birth": r.put("date-of-birth", v.birth(c)),
        "password": r.put("secret", v.password(c)),
        "marketing": True,
    }
    r.json("api.app.example", "/v1/users", value)


def checkout(r: Request) -> None:
    c = r.chance
    card = {"number": r.put("payment-card", v.card(c)), "exp_month": 4, "exp_year": 2029}
    ship = {
        "name": r.put("person", v.person(c)),
        "address": r.put("location", v.street(c)),
        "city": r.put("location", c.choice(v.CITIES)),
    }
    lines = [{"sku": v.signs(c, 8), "qty": 1, "price": 49.0, "order": v.digits(c, 12)}]
    r.json("shop.example", "/checkout", {"card": card, "shipping": ship, "lines": lines})


def transfer(r: Request) -> None:
    c = r.chance
    value = {
        "iban": r.put("iban", v.iban(c)),
        "beneficiary": r.put("person", v.person(c)),
        "amount": "120.00",
    }
    r.form("bank.example", "/transfer", value | {"reference": v.digits(c, 10)})


def kyc(r: Request) -> None:
    c = r.chance
    value = {
        "ssn": r.put("national-id", v.ssn(c)),
        "passportNumber": r.put("passport", v.passport(c)),
        "driverLicense": r.put("driver-licence", v.licence(c)),
        "birthDate": r.put("date-of-birth", v.birth(c)),
        "lastName": r.put("person", c.choice(v.LAST)),
    }
    r.json("kyc.example", "/applicants", {"applicant": value, "ref": v.uuid(c)})


def kyc_zh(r: Request) -> None:
    c = r.chance
    value = {
        "realName": r.put("person", v.person_zh(c)),
        "idCard": r.put("national-id", v.resident_id(c)),
        "mobile": r.put("phone", v.phone_zh(c)),
        "address": r.put("location", v.address_zh(c)),
        "sign": v.hexes(c, 32),
    }
    r.json("api.app.example", "/cn/auth", {"data": value, "ver": "3.2.1"})


def upload(r: Request) -> None:
    c = r.chance
    parts = {
        "name": r.put("person", v.person(c)),
        "phone": r.put("phone", v.phone(c)),
        "note": "see attachment",
        "checksum": v.hexes(c, 64),
    }
    r.post("files.example", "/u", "multipart/form-data; boundary=xYz9", multipart(parts, "xYz9"))


def chat(r: Request) -> None:
    c = r.chance
    key = r.put("secret", v.SECRETS["openai"](c))
    who, town, mail = v.person(c), c.choice(v.CITIES), v.email(c)
    for kind, value in (("person", who), ("location", town), ("email", mail)):
        r.put(kind, value)
    said = f"Draft a friendly letter to {who}, who has just moved to {town}. Reply to {mail}."
    messages = [
        {"role": "system", "content": "You are a helpful assistant."},
        {"role": "user", "content": said},
    ]
    r.headers.append(("Authorization", f"Bearer {key}"))
    r.json("api.vendor.example", "/v1/chat/completions", {"model": "m-large", "messages": messages})


def chat_health(r: Request) -> None:
    c = r.chance
    ill, who = r.put("health-term", c.choice(v.HEALTH)), r.put("person", v.person(c))
    said = f"My sister {who} was diagnosed with {ill} last month. What should she ask her doctor?"
    r.json(
        "api.vendor.example",
        "/api/ask",
        {"prompt": said, "conversation_id": v.uuid(c), "stream": True},
    )


def chat_zh(r: Request) -> None:
    c = r.chance
    said = f"帮我写封邮件给客户，他的电话是{r.put('phone', v.phone_zh(c))}，邮箱{r.put('email', v.email(c))}。"
    r.json("api.vendor.example", "/api/ask", {"prompt": said, "parent": v.uuid(c), "lang": "zh"})


def stream(r: Request) -> None:
    c = r.chance
    said = f"You can reach the office at {r.put('phone', v.phone(c))} or write to {r.put('email', v.email(c))} today."
    rows = [
        "data: " + dumped({"choices": [{"index": 0, "delta": {"content": said[at : at + 7]}}]})
        for at in range(0, len(said), 7)
    ]
    r.post(
        "api.vendor.example",
        "/v1/stream",
        "text/event-stream",
        "\n\n".join([*rows, "data: [DONE]"]),
    )


def session(r: Request) -> None:
    c = r.chance
    claims = {"sub": v.uuid(c), "email": r.put("email", v.email(c)), "exp": 1764003600}
    r.headers.append(("Authorization", "Bearer " + r.put("secret", jwt(claims, c))))
    r.get("api.app.example", f"/v1/me/{v.uuid(c)}", {"fields": "plan,usage"})


def cookie(r: Request) -> None:
    c = r.chance
    held = f"theme=dark; u={quote(r.put('email', v.email(c)))}; _ga={r.put('device-id', f'GA1.2.{v.digits(c, 9)}.1764000000')}"
    r.headers.append(("Cookie", held))
    r.get("www.app.example", "/settings", {"tab": "profile"})


def path(r: Request) -> None:
    c = r.chance
    r.get("api.app.example", f"/v1/users/{quote(r.put('email', v.email(c)), safe='')}/devices")


def graphql(r: Request) -> None:
    c = r.chance
    query = "query Me($email: String!) { user(email: $email) { id plan devices { os version } } }"
    r.json(
        "api.app.example",
        "/graphql",
        {"query": query, "variables": {"email": r.put("email", v.email(c))}},
    )


def ticket(r: Request) -> None:
    c = r.chance
    who, phone = r.put("person", v.person(c)), r.put("phone", v.phone(c))
    said = (
        f"Hello, I am {who} and the app keeps crashing after the update. Please call me at {phone}."
    )
    r.json(
        "help.example",
        "/tickets",
        {"subject": "Crash after update", "body": said, "app": noise(c, 8)},
    )


def profile(r: Request) -> None:
    c = r.chance
    value = {
        "customer_id": r.put("account-id", v.account(c)),
        "display_name": r.put("person", v.person(c)),
        "home": {
            "street": r.put("location", v.street(c)),
            "city": r.put("location", c.choice(v.CITIES)),
        },
        "theme": "dark",
    }
    r.json("api.app.example", "/v1/profile", value)


def contacts(r: Request) -> None:
    c = r.chance
    people = [
        {"name": r.put("person", v.person(c)), "tel": [r.put("phone", v.phone(c))]}
        for _ in range(4)
    ]
    r.json("sync.app.example", "/contacts", {"contacts": people, "hash": v.hexes(c, 40)})
    if r.chance.random() < 0.5:
        r.compress("gzip")


def grpc(r: Request) -> None:
    c = r.chance
    held = protobuf([(1, r.put("phone", v.phone(c))), (2, "verify"), (3, v.digits(c, 6))])
    framed = b"\0" + len(held).to_bytes(4) + held
    r.post("api.app.example", "/auth.Sms/Send", "application/grpc", framed)


def hexed(r: Request) -> None:
    c = r.chance
    held = dumped({"mail": r.put("email", v.email(c)), "t": v.digits(c, 10)}).encode().hex()
    r.form("collect.example", "/h", {"p": held, "k": v.digits(c, 4)})


def cloud_keys(r: Request) -> None:
    c = r.chance
    value = {"provider": "x", "api_key": r.put("secret", v.provider_key(c)), "region": "eu-west-1"}
    r.json("vault.example", "/import", {"items": [value], **noise(c, 5)})


def pasted_key(r: Request) -> None:
    c = r.chance
    said = f"Why does my script fail? It uses {r.put('secret', v.provider_key(c))} to sign in."
    r.json("api.vendor.example", "/api/ask", {"prompt": said, "id": v.uuid(c)})


def connection_string(r: Request) -> None:
    c = r.chance
    held = r.put("secret", f"postgresql://svc:{v.signs(c, 16)}@db.internal:5432/app")
    r.json(
        "ci.example", "/env", {"vars": {"DATABASE_URL": held, "MODE": "test", "N": v.digits(c, 8)}}
    )
