"""Flow templates for the rarer kinds: bank accounts, licences, passports, cards, national ids, MACs."""

import values_test as values
from codecs_test import b64, dumps, grpc, msgpack, multipart, proto
from flow_builder_test import Flow


def payout_csv(f: Flow) -> dict:
    rows = [
        f"{f.v('full' + tail)};{f.v('acct' + tail)};{f.number(10, 900)}.00" for tail in ("", "2")
    ]
    body = "\n".join(["payee;account_number;amount", *rows])
    return f.message("POST", "https://open.northgate-bank.example/bulk", "text/csv", body.encode())


def direct_deposit(f: Flow) -> dict:
    deposit = {"routing": "091000019", "accountNumber": f.v("acct"), "type": "checking"}
    return f.json(
        "https://payroll.brightwell.example/deposit", {"employee": f.v("full"), "deposit": deposit}
    )


def sepa_xml(f: Flow) -> dict:
    body = (
        '<?xml version="1.0"?><Document><CdtTrfTxInf><Cdtr><Nm>'
        + f.v("full").replace("'", "&apos;")
        + f"</Nm></Cdtr><CdtrAcct><Id><IBAN>{f.mark('iban', values.iban(f.rng, spaced=False))}</IBAN></Id></CdtrAcct></CdtTrfTxInf></Document>"
    )
    return f.message(
        "POST", "https://open.northgate-bank.example/sepa", "application/xml", body.encode()
    )


def car_rental_form(f: Flow) -> dict:
    fields = {
        "renter": f.v("full"),
        "driving_licence_no": f.v("licence"),
        "born": f.v("dobslash"),
        "days": f.number(1, 14),
    }
    return f.form("https://rent.wheels.example/book", fields)


def licence_multipart(f: Flow) -> dict:
    boundary = "part" + f.hex(12)
    parts = [
        ("dl_number", "", "", f.v("licence")),
        ("meta", "", "application/json", dumps({"holder": f.v("full")})),
    ]
    return f.message(
        "POST",
        "https://kyc.veriflow.test/licence",
        f"multipart/form-data; boundary={boundary}",
        multipart(boundary, parts),
    )


def flight_checkin(f: Flow) -> dict:
    pax = {
        "surname": f.v("last"),
        "given": f.v("first"),
        "doc": {"type": "P", "passportNo": f.v("passport")},
    }
    return f.json(
        "https://fly.skyline.example/checkin", {"flight": f"SK{f.number(100, 999)}", "pax": [pax]}
    )


def passport_base64(f: Flow) -> dict:
    return f.get(
        "https://visa.civic.example/status",
        {"q": b64(f.prose("passport=<<passport>>&dob=<<dobiso>>"))},
    )


def card_msgpack(f: Flow) -> dict:
    body = msgpack(
        {"pan": f.v("card"), "amt": f.number(100, 9999), "cur": "GBP", "name": f.v("full")}
    )
    return f.message("POST", "https://pos.cloudmart.test/auth", "application/msgpack", body)


def card_log_line(f: Flow) -> dict:
    line = f.prose("charge failed card=<<card>> order=<<order>> customer=<<custid>>")
    return f.packed(
        "https://logs.metricloom.example/push", {"lines": [line], "level": "error"}, "gzip"
    )


def ids_proto(f: Flow) -> dict:
    slot = f.rng.choice(["ssn", "aadhaar", "pesel", "dni", "nino"])
    body = proto((1, f.v("full")), (2, f.v(slot)), (3, f.number(1, 300)))
    return f.message(
        "POST", "https://rpc.veriflow.test/Person/Check", "application/grpc", grpc(body)
    )


def ids_form(f: Flow) -> dict:
    slot = f.rng.choice(["cf", "bsn", "nir", "cpf", "taxid_de"])
    return f.form(
        "https://portal.civic.example/lookup",
        {"id_number": f.v(slot), "lang": "en", "nonce": f.hex(16)},
    )


def chinese_ids_gzip(f: Flow) -> dict:
    f.speak("zh")
    people = [{"name": f.v("full" + tail), "idCard": f.v("prcid" + tail)} for tail in ("", "2")]
    return f.packed(
        "https://api.haiyue.test/verify", {"people": people, "batch": f.hex(12)}, "gzip"
    )


def chinese_bank_card(f: Flow) -> dict:
    f.speak("zh")
    body = {"户名": f.v("full"), "银行卡号": f.v("cardcn"), "预留手机": f.v("phone")}
    return f.json("https://pay.haiyue.test/bind", body)


def router_proto(f: Flow) -> dict:
    stations = [(4, proto((1, f.v("mac" + tail)), (2, f.number(1, 90)))) for tail in ("", "2")]
    return f.message(
        "POST",
        "https://iot.heron.test/stations",
        "application/x-protobuf",
        proto((1, "ap-7"), *stations),
    )


def ipv6_log(f: Flow) -> dict:
    lines = [
        f.prose("accepted [<<ip6>>]:443 user=<<userid>>"),
        f.prose("closed [<<ip62>>]:443 after <<num>> ms"),
    ]
    return f.json("https://logs.metricloom.example/push", {"stream": "edge", "lines": lines})


def websocket_auth(f: Flow) -> dict:
    return f.frame(
        "wss://ws.chatterbox.test/v1",
        dumps({"op": 2, "d": {"token": f.v("jwt"), "build": f.v("version")}}),
    )


def key_in_config_push(f: Flow) -> dict:
    entries = {"llm": f.v("apikey"), "region": "eu-west-1", "pool": f.number(2, 40)}
    return f.json("https://config.blueheron.example/kv/app", entries, "PUT")


def aws_pair_base64(f: Flow) -> dict:
    text = f.prose(
        "[default]\naws_access_key_id = <<key_aws_id>>\naws_secret_access_key = <<awssecret>>\n"
    )
    return f.json(
        "https://vault.blueheron.example/import", {"file": "credentials", "content": b64(text)}
    )


TEMPLATES = (
    payout_csv,
    direct_deposit,
    sepa_xml,
    car_rental_form,
    licence_multipart,
    flight_checkin,
    passport_base64,
    card_msgpack,
    card_log_line,
    ids_proto,
    ids_form,
    chinese_ids_gzip,
    chinese_bank_card,
    router_proto,
    ipv6_log,
    websocket_auth,
    key_in_config_push,
    aws_pair_base64,
)
