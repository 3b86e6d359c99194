"""Flow templates: analytics, logins, wrapped JSON, cookies and headers with personal data."""

from urllib.parse import quote, urlencode

from codecs_test import b64, dumps
from flow_builder_test import Flow, basic
from secrets_test import b64url


def analytics_batch(f: Flow) -> dict:
    user, mail, device = f.v("userid"), f.v("email"), f.v("adid")
    events = [
        {
            "type": "track",
            "event": name,
            "userId": user,
            "messageId": f.v("uuid"),
            "ts": int(f.v("epoch")),
        }
        for name in ("App Opened", "Screen Viewed")
    ]
    context = {
        "ip": f.v("ip"),
        "device": {"advertisingId": device, "model": "SM-A546B"},
        "traits": {"email": mail},
    }
    return f.json(
        "https://events.metricloom.example/v1/batch", {"batch": events, "context": context}
    )


def analytics_identify_gzip(f: Flow) -> dict:
    traits = {
        "name": f.v("full"),
        "email": f.v("email"),
        "city": f.v("city"),
        "plan": "gold",
        "logins": f.number(1, 90),
    }
    return f.packed(
        "https://in.trackwell.test/identify",
        {"traits": traits, "anonymousId": f.v("adid"), "sentAt": f.v("epoch")},
        "gzip",
    )


def crash_report(f: Flow) -> dict:
    frames = [
        {"file": f"{name}.kt", "line": f.number(9, 400), "fn": f.v("func")}
        for name in ("Cart", "Main")
    ]
    body = {
        "event_id": f.hex(32),
        "release": f.v("version"),
        "exception": {"type": "NullPointerException", "frames": frames},
        "user": {"id": f.v("userid"), "email": f.v("email"), "ip_address": f.v("ip")},
    }
    return f.json("https://crash.bugnet.example/api/42/store/", body)


def crash_breadcrumbs(f: Flow) -> dict:
    crumb = f.prose("login ok for <<email>>, token=<<jwt>>")
    return f.json(
        "https://crash.bugnet.example/api/7/envelope/",
        {
            "breadcrumbs": [
                {"category": "auth", "message": crumb},
                {"category": "ui", "message": "tap #buy"},
            ],
            "contexts": {
                "device": {"serial": f.v("serial")},
                "os": {"name": "iOS", "version": "17.5.1"},
            },
        },
    )


def ad_beacon(f: Flow) -> dict:
    lat, lon = f.place()
    return f.get(
        "https://pixel.adpeak.example/imp",
        {
            "cid": f.number(100, 999),
            "idfa": f.v("adid"),
            "lat": lat,
            "lon": lon,
            "cb": f.v("epoch"),
        },
    )


def ad_bid_request(f: Flow) -> dict:
    lat, lon = f.place()
    device = {
        "ifa": f.v("adid"),
        "ip": f.v("ip"),
        "geo": {"lat": lat, "lon": lon, "type": 1},
        "os": "android",
        "h": 2400,
    }
    return f.json(
        "https://rtb.adpeak.example/bid",
        {
            "id": f.hex(24),
            "imp": [{"id": "1", "bidfloor": 0.35}],
            "app": {"bundle": "test.fitloop.app"},
            "device": device,
        },
    )


def ad_cookie_sync(f: Flow) -> dict:
    client = f.mark("device-id", f"{f.number(10**8, 10**9)}.{f.v('epoch')}")
    return f.get(
        "https://sync.adpeak.example/match",
        {"pid": 31, "gdpr": 0},
        {"cookie": f"_ga=GA1.2.{client}; theme=dark"},
    )


def login_form(f: Flow) -> dict:
    return f.form(
        "https://www.cloudmart.test/login",
        {"username": f.v("handle"), "password": f.v("password"), "remember": "on"},
    )


def login_json(f: Flow) -> dict:
    return f.json(
        "https://api.fitloop.test/v2/session",
        {"email": f.v("email"), "password": f.v("password"), "otp": None},
    )


def oauth_client(f: Flow) -> dict:
    return f.form(
        "https://id.cloudmart.test/oauth/token",
        {
            "grant_type": "password",
            "client_id": "mobile-app",
            "client_secret": f.v("hexkey"),
            "username": f.v("email"),
        },
    )


def signup_json(f: Flow) -> dict:
    body = {
        "name": f.v("full"),
        "email": f.v("email"),
        "phone": f.v("phone"),
        "birthDate": f.v("dobiso"),
        "address": f.v("address"),
        "terms": True,
    }
    return f.json("https://api.parcelbird.example/signup", body)


def signup_camel_parts(f: Flow) -> dict:
    body = {
        "firstName": f.v("first"),
        "lastName": f.v("last"),
        "mobileNumber": f.v("phone"),
        "locale": "en-GB",
    }
    return f.json("https://api.fitloop.test/v2/members", {"member": body, "campaign": "spring"})


def profile_patch(f: Flow) -> dict:
    return f.json(
        "https://api.fitloop.test/v2/members/me",
        {"set": {"displayName": f.v("full"), "homeTown": f.v("city")}},
        "PATCH",
        {"authorization": "Bearer " + f.token(sub=f.v("userid"), exp=1_790_000_000)},
    )


def graphql_variables(f: Flow) -> dict:
    query = "mutation Save($input: ContactInput!) { saveContact(input: $input) { id } }"
    return f.json(
        "https://gw.cloudmart.test/graphql",
        {
            "operationName": "Save",
            "query": query,
            "variables": {"input": f.many("full", "email", "phone")},
        },
    )


def graphql_inline(f: Flow) -> dict:
    query = f'mutation {{ invite(email: "{f.v("email")}", name: "{f.v("full")}", role: EDITOR) {{ ok }} }}'
    return f.json("https://gw.cloudmart.test/graphql", {"query": query})


def json_in_string(f: Flow) -> dict:
    inner = dumps({"recipient": f.v("full"), "tel": f.v("phone"), "drop": f.v("address")})
    return f.json(
        "https://queue.parcelbird.example/publish", {"topic": "dispatch", "payload": inner}
    )


def json_twice_in_string(f: Flow) -> dict:
    inner = dumps(dumps({"owner": f.v("email"), "iban": f.v("iban")}))
    return f.json("https://queue.parcelbird.example/publish", {"topic": "payout", "payload": inner})


def base64_query(f: Flow) -> dict:
    return f.get(
        "https://t.metricloom.example/i",
        {"e": "ue", "data": b64(dumps({"uid": f.v("userid"), "mail": f.v("email")}))},
    )


def base64_form(f: Flow) -> dict:
    event = [
        {
            "event": "purchase",
            "properties": {
                "$email": f.v("email"),
                "$name": f.v("full"),
                "distinct_id": f.v("adid"),
            },
        }
    ]
    return f.form("https://api.trackwell.test/track/", {"data": b64(dumps(event)), "verbose": 1})


def base64url_path(f: Flow) -> dict:
    return f.get(
        "https://click.cloudmart.test/u/"
        + b64url(dumps({"to": f.v("email"), "n": f.number(1, 9)}).encode())
    )


def deflate_json(f: Flow) -> dict:
    return f.packed(
        "https://logs.metricloom.example/push",
        {"lines": [f.prose("sync started for <<email>> from <<ip>>")], "app": f.v("version")},
        "deflate",
    )


def session_cookie(f: Flow) -> dict:
    cookie = f"lang=en; session_token={f.v('hexkey')}; last_user={quote(f.v('email'))}; csrftoken={f.hex(12)}"
    return f.get(
        "https://www.cloudmart.test/account/orders", {"page": f.number(1, 8)}, {"cookie": cookie}
    )


def set_cookie_answer(f: Flow) -> dict:
    headers = {
        "set-cookie": f"auth_jwt={f.token(sub=f.v('userid'), name=f.v('full'))}; HttpOnly; Secure; Path=/"
    }
    return f.answer(
        "https://www.cloudmart.test/login",
        "text/html",
        "<html><body>Redirecting</body></html>",
        "POST",
        302,
        headers,
    )


def jwt_claims(f: Flow) -> dict:
    token = f.token(
        sub=f.v("userid"), email=f.v("email"), name=f.v("full"), iss="https://id.fitloop.test"
    )
    return f.get(
        "https://api.fitloop.test/v2/feed", {"limit": 20}, {"authorization": "Bearer " + token}
    )


def basic_auth(f: Flow) -> dict:
    return f.get(
        "https://reports.brightwell.example/monthly.csv",
        {"month": 6},
        {"authorization": basic(f.v("handle"), f.v("password"))},
    )


def api_key_header(f: Flow) -> dict:
    return f.json(
        "https://api.mailer.example/v3/send",
        {"template": "welcome", "to": [{"email": f.v("email"), "name": f.v("full")}]},
        headers={"authorization": "Bearer " + f.v("key_sendgrid")},
    )


def api_key_query(f: Flow) -> dict:
    return f.get(
        "https://maps.geo.example/geocode/json",
        {"address": f.v("address"), "key": f.v("key_google")},
    )


def forwarded_ip(f: Flow) -> dict:
    return f.get(
        "https://shop.cloudmart.test/api/cart",
        {"v": 3},
        {"x-forwarded-for": f"{f.v('ip')}, 10.0.3.7", "x-device-imei": f.v("imei")},
    )


def referer_leak(f: Flow) -> dict:
    referer = "https://www.cloudmart.test/reset?" + urlencode({"email": f.v("email"), "step": 2})
    return f.get("https://cdn.widgets.example/chat.js", {"v": f.v("version")}, {"referer": referer})


TEMPLATES = (
    analytics_batch,
    analytics_identify_gzip,
    crash_report,
    crash_breadcrumbs,
    ad_beacon,
    ad_bid_request,
    ad_cookie_sync,
    login_form,
    login_json,
    oauth_client,
    signup_json,
    signup_camel_parts,
    profile_patch,
    graphql_variables,
    graphql_inline,
    json_in_string,
    json_twice_in_string,
    base64_query,
    base64_form,
    base64url_path,
    deflate_json,
    session_cookie,
    set_cookie_answer,
    jwt_claims,
    basic_auth,
    api_key_header,
    api_key_query,
    forwarded_ip,
    referer_leak,
)
