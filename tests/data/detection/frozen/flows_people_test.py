"""Flow templates: payments, identity, places, health and device traffic with personal data."""

from urllib.parse import quote, urlencode

from codecs_test import dumps
from flow_builder_test import Flow


def checkout_json(f: Flow) -> dict:
    card = {
        "number": f.v("card"),
        "exp_month": f.number(1, 12),
        "exp_year": 2029,
        "holder": f.v("full"),
    }
    return f.json(
        "https://pay.cloudmart.test/v1/charge",
        {
            "amount": f.number(300, 90000),
            "currency": "eur",
            "card": card,
            "billing": f.v("address"),
            "order": f.v("order"),
        },
    )


def checkout_form(f: Flow) -> dict:
    return f.form(
        "https://pay.cloudmart.test/v1/tokens",
        {"card[number]": f.v("card"), "card[name]": f.v("full"), "idempotency_key": f.v("uuid")},
        {"authorization": "Bearer " + f.v("key_stripe")},
    )


def bank_transfer(f: Flow) -> dict:
    body = {
        "creditor": {"name": f.v("full"), "iban": f.v("iban")},
        "debtorAccount": f.v("acct"),
        "amount": "120.50",
        "ref": f.v("invoice"),
    }
    return f.json("https://open.northgate-bank.example/payments", body)


def kyc_check(f: Flow) -> dict:
    body = {
        "applicant": {
            "fullName": f.v("full"),
            "dateOfBirth": f.v("dobiso"),
            "nationalId": f.mark(*national(f)),
            "passportNumber": f.v("passport"),
        },
        "checkId": f.v("uuid"),
    }
    return f.json("https://kyc.veriflow.test/checks", body)


def national(f: Flow) -> tuple[str, str]:
    return f.filler.value(
        f.rng.choice(
            ["ssn", "nino", "aadhaar", "taxid_de", "nir", "dni", "cf", "bsn", "pesel", "cpf"]
        )
    )


def tax_form(f: Flow) -> dict:
    return f.form(
        "https://tax.civic.example/file",
        {"tin": f.mark(*national(f)), "surname": f.v("last"), "dob": f.v("dobslash"), "year": 2025},
    )


def driver_onboarding(f: Flow) -> dict:
    return f.json(
        "https://fleet.parcelbird.example/drivers",
        {
            "driver": f.v("full"),
            "licenseNumber": f.v("licence"),
            "vehicle": {"seats": 5, "colour": "grey"},
            "phone": f.v("phone"),
        },
    )


def email_in_path(f: Flow) -> dict:
    return f.get(f"https://api.mailer.example/v3/contacts/{quote(f.v('email'), safe='')}/lists")


def double_encoded_query(f: Flow) -> dict:
    twice = {"user": quote(f.v("email"), safe=""), "name": quote(f.v("full"), safe="")}
    return f.get("https://go.widgets.example/r", {"next": "/home", **twice})


def nested_url_query(f: Flow) -> dict:
    inner = "https://tickets.fest.example/a?" + urlencode(
        {"holder": f.v("full"), "tel": f.v("phone")}
    )
    return f.get("https://go.widgets.example/r", {"u": inner, "sig": f.hex(40)})


def hex_query(f: Flow) -> dict:
    return f.get(
        "https://t.metricloom.example/p.gif",
        {"h": f.v("email").encode().hex(), "z": f.number(1, 9999)},
    )


def hex_field(f: Flow) -> dict:
    return f.json(
        "https://iot.heron.test/uplink",
        {"port": 2, "payload_hex": f.prose("<<full>>;<<phone>>").encode().hex(), "rssi": -97},
    )


def directions(f: Flow) -> dict:
    lat, lon = f.place()
    return f.get(
        "https://maps.geo.example/directions",
        {"origin": f"{lat},{lon}", "destination": f.v("address"), "mode": "walk"},
    )


def weather_here(f: Flow) -> dict:
    lat, lon = f.place()
    return f.get(
        "https://wx.skyline.example/v1/forecast", {"latitude": lat, "longitude": lon, "days": 3}
    )


def location_trail(f: Flow) -> dict:
    points = [dict(zip(("lat", "lng"), f.place()), t=f.number(1, 999)) for _ in range(3)]
    return f.json(
        "https://track.fitloop.test/runs",
        {"runner": f.v("userid"), "points": points, "steps": f.number(900, 9000)},
    )


def contacts_sync(f: Flow) -> dict:
    people = [{"n": f.v("full" + tail), "p": [f.v("phone" + tail)]} for tail in ("", "2", "3")]
    return f.json(
        "https://api.chatterbox.test/contacts/sync", {"rev": f.number(1, 99), "contacts": people}
    )


def health_sync(f: Flow) -> dict:
    return f.json(
        "https://api.wellpath.test/records",
        {
            "patient": f.v("full"),
            "conditions": [f.v("health"), f.v("health2")],
            "medication": f.v("drug"),
            "source": "manual",
        },
    )


def appointment(f: Flow) -> dict:
    return f.form(
        "https://book.oakhurst.test/new",
        {
            "patient_name": f.v("full"),
            "reason": f.prose("follow-up for <<health>>"),
            "phone": f.v("phone"),
            "slot": f.v("time"),
        },
    )


def device_checkin(f: Flow) -> dict:
    return f.json(
        "https://mdm.heron.test/checkin",
        {**f.many("imei", "mac", "serial"), "battery": f.number(5, 100), "os": "14"},
    )


def wifi_scan(f: Flow) -> dict:
    seen = [{"bssid": f.v("mac" + tail), "dbm": -f.number(40, 90)} for tail in ("", "2")]
    return f.json(
        "https://locate.geo.example/v1/wifi", {"considerIp": False, "wifiAccessPoints": seen}
    )


def push_register(f: Flow) -> dict:
    return f.form(
        "https://push.fitloop.test/register",
        {"android_id": f.v("androidid"), "account": f.v("email"), "app_ver": f.v("version")},
    )


def slack_hook(f: Flow) -> dict:
    text = f.prose(":bell: New lead: *<<full>>* from <<city>>, call <<phone>>")
    return f.form(
        "https://hooks.teamtalk.example/in", {"payload": dumps({"channel": "#sales", "text": text})}
    )


def env_upload(f: Flow) -> dict:
    text = f.prose("APP_ENV=prod\nDATABASE_URL=<<dsn>>\nSTRIPE_KEY=<<key_stripe>>\nPORT=8080\n")
    return f.message("PUT", "https://ci.blueheron.example/env/prod", "text/plain", text.encode())


def deploy_key(f: Flow) -> dict:
    return f.json(
        "https://git.blueheron.example/api/keys",
        {"title": "runner", "private_key": f.v("pem")},
        headers={"private-token": f.v("key_gitlab")},
    )


def escaped_chinese(f: Flow) -> dict:
    f.speak("zh")
    return f.json(
        "https://api.haiyue.test/register",
        {"xingming": f.v("full"), "sfz": f.v("prcid"), "sj": f.v("phone")},
        ascii_only=True,
    )


def chinese_form(f: Flow) -> dict:
    f.speak("zh")
    return f.form(
        "https://m.haiyue.test/order",
        {"收货人": f.v("full"), "电话": f.v("phone"), "地址": f.v("address")},
    )


def chinese_gbk_form(f: Flow) -> dict:
    f.speak("zh")
    return f.form(
        "http://old.haiyue.test/bbs/post.asp",
        {"name": f.v("full"), "content": f.prose("我在<<city>>，电话<<phone>>")},
        encoding="gbk",
    )


def chinese_clinic(f: Flow) -> dict:
    f.speak("zh")
    return f.json(
        "https://api.qingyi.test/consult",
        {
            "患者": f.v("full"),
            "主诉": f.prose("确诊<<health>>，服用<<drug>>"),
            "出生日期": f.v("dobiso"),
        },
    )


TEMPLATES = (
    checkout_json,
    checkout_form,
    bank_transfer,
    kyc_check,
    tax_form,
    driver_onboarding,
    email_in_path,
    double_encoded_query,
    nested_url_query,
    hex_query,
    hex_field,
    directions,
    weather_here,
    location_trail,
    contacts_sync,
    health_sync,
    appointment,
    device_checkin,
    wifi_scan,
    push_register,
    slack_hook,
    env_upload,
    deploy_key,
    escaped_chinese,
    chinese_form,
    chinese_gbk_form,
    chinese_clinic,
)
